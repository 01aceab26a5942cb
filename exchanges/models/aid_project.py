import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from exchanges.choices import GIVEN, AidDirection, AidRole, AidSector, AidStatus
from exchanges.models.days import by_day
from partnerships.models import Memorandum, Partnership, PartnershipParty, UnitReach
from partnerships.models.subject import UnitOrOrganisation, sources

# Checked at commit, when the parties are there: aid of nobody would be seen by nobody.
OF_A_TIE_OR_A_PARTY = """
    IF NEW.partnership_id IS NULL AND NOT EXISTS (
        SELECT FROM exchanges_aidparty WHERE project_id = NEW.id
    ) THEN
        RAISE 'aid names a tie, a giver or a receiver'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'aid_names_a_tie_or_a_party';
    END IF;
    RETURN NULL;
"""
GIVER_IS_NOT_RECEIVER = """
    IF EXISTS (
        SELECT FROM exchanges_aidparty other
        WHERE other.project_id = NEW.project_id AND other.role <> NEW.role
            AND (other.unit_id = NEW.unit_id OR other.organisation_id = NEW.organisation_id)
    ) THEN
        RAISE 'nobody gives aid to themselves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'giver_is_not_receiver';
    END IF;
    RETURN NULL;
"""


class AidProjectQuerySet(ScopedQuerySet):
    def given(self):
        return self.filter(status__in=GIVEN)

    def handed_over_in(self, period):
        """Handed over wholly within the period, as far as is known."""
        return self.filter(handed_over_days__contained_by=period)

    def undated(self):
        return self.filter(handed_over_days__isnull=True)

    def between(self, givers, receivers):
        """Aid with a giver within these units and a receiver within those: the units themselves,
        all below them, and organisations that sit there. A joint gift is one, never split.
        """
        return self.filter(
            Exists(AidParty.objects.within(givers).filter(role=AidRole.GIVER)),
            Exists(AidParty.objects.within(receivers).filter(role=AidRole.RECEIVER)),
        )

    def of_tie(self, tie: Partnership):
        """Aid entered under the tie, and what one side's places gave the other side's."""
        sides = {"home": [], "counterpart": []}
        parties = PartnershipParty.objects.filter(partnership=tie, unit__isnull=False)
        for side, unit in parties.values_list("side", "unit"):
            sides[side].append(unit)
        outward = AidProject.objects.between(sides["home"], sides["counterpart"])
        inward = AidProject.objects.between(sides["counterpart"], sides["home"])
        found = Q(partnership=tie) | Q(pk__in=outward.values("pk")) | Q(pk__in=inward.values("pk"))
        return self.filter(found)


@keep_history()
class AidProject(models.Model):
    """Works, goods, money or training that one side gives the other, under a memorandum or not.

    Who gives and who receives are rows of their own; a source may leave either open.
    """

    scope_paths = ("partnership", "parties__unit", "parties__organisation")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    direction = models.CharField(_("direction"), max_length=16, choices=AidDirection)
    sector = models.CharField(
        _("sector"), max_length=16, choices=AidSector, default=AidSector.OTHER
    )
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="aid_projects",
        null=True,
        blank=True,
    )
    memorandum = models.ForeignKey(
        Memorandum,
        models.PROTECT,
        verbose_name=_("memorandum"),
        related_name="aid_projects",
        null=True,
        blank=True,
    )
    amount = AmountField(_("amount"))
    handed_over = PartialDateField(_("handed over"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=16, choices=AidStatus, default=AidStatus.PROPOSED
    )
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    doubt = models.TextField(_("what the sources leave open"), blank=True, max_length=1000)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "aid_names_a_tie_or_a_party": _("Name a tie, a giver or a receiver."),
    }

    objects = AidProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("aid project")
        verbose_name_plural = _("aid projects")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="aid_by_title"),
            *by_day("handed_over", "aid"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=when_made_here(
                    Q(status__in=[AidStatus.PROPOSED, AidStatus.CANCELLED])
                    | Q(approved_on__isnull=False, approved_by__isnull=False)
                ),
                name="aid_made_here_is_approved_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_tie_or_a_party",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=OF_A_TIE_OR_A_PARTY,
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:aid-project-detail", args=[self.uuid])

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        roles = {party.role for party in self.parties.all()}
        given = self.status in GIVEN
        return lacking(
            {
                _("giver"): AidRole.GIVER in roles,
                _("receiver"): AidRole.RECEIVER in roles,
                _("amount"): str(self.amount),
                _("day of the hand-over"): not given or self.handed_over.is_full,
            }
        )


class AidPartyQuerySet(ScopedQuerySet):
    def within(self, units):
        """Parties of the outer project that are, or sit in, one of these units or below."""
        reached = UnitReach.objects.filter(ancestor__in=units).values("unit")
        return self.filter(
            Q(unit__in=reached) | Q(organisation__seat__in=reached), project=OuterRef("pk")
        )


@keep_history()
class AidParty(UnitOrOrganisation):
    """A giver or a receiver. The amount of a joint gift is never split between its givers."""

    scope_paths = ("project__partnership", "unit", "organisation")

    uuid = public_id()
    project = models.ForeignKey(
        AidProject, models.PROTECT, verbose_name=_("aid project"), related_name="parties"
    )
    role = models.CharField(_("role"), max_length=16, choices=AidRole)

    refusals = {  # what the triggers below say no to
        "giver_is_not_receiver": _("Nobody gives aid to themselves."),
    }

    objects = AidPartyQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of aid")
        verbose_name_plural = _("parties of aid")
        ordering = ["pk"]
        triggers = [
            pgtrigger.Trigger(
                name="giver_is_not_receiver",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=GIVER_IS_NOT_RECEIVER,
            )
        ]

    def __str__(self):
        return str(self.who)


@keep_history()
class AidLine(models.Model):
    """One item of the aid, or a result of it: hectares planted, books, yield."""

    scope_paths = (
        "project__partnership",
        "project__parties__unit",
        "project__parties__organisation",
    )

    uuid = public_id()
    project = models.ForeignKey(
        AidProject, models.PROTECT, verbose_name=_("aid project"), related_name="lines"
    )
    what = models.CharField(_("what"), max_length=200)
    amount = AmountField(_("amount"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of aid")
        verbose_name_plural = _("lines of aid")
        ordering = ["pk"]

    def __str__(self):
        return self.what
