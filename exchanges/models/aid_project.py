import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import AmountField, PartialDateField, is_one_day, not_one_day, public_id
from core.history import keep_history
from exchanges.choices import (
    GIVEN,
    AidDirection,
    AidForm,
    AidModality,
    AidRole,
    AidSector,
    AidStatus,
    FundSource,
)
from exchanges.models.aid_rows import AidParty
from exchanges.models.aid_rules import (
    APPROVED_FACTS_STAY,
    OF_A_TIE_OR_A_PARTY,
    STEPS_COME_FIRST,
)
from exchanges.models.days import by_day
from partnerships.models import Commitment, Memorandum, Paper, Partnership, PartnershipParty
from partnerships.models.subject import sources


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
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        verbose_name=_("commitment it keeps"),
        related_name="aid_projects",
        null=True,
        blank=True,
    )
    occasion = models.CharField(
        _("why it is given, if nothing was promised"), max_length=200, blank=True
    )
    modality = models.CharField(_("modality"), max_length=16, choices=AidModality, blank=True)
    form = models.CharField(_("form"), max_length=16, choices=AidForm, blank=True)
    funds = models.CharField(_("source of funds"), max_length=16, choices=FundSource, blank=True)
    funds_words = models.CharField(_("source of funds, in words"), max_length=200, blank=True)
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
    approval = models.ForeignKey(
        Paper,
        models.PROTECT,
        verbose_name=_("paper of the approval"),
        related_name="approved_aid",
        null=True,
        blank=True,
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    cancelled_reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True)
    doubt = models.TextField(_("what the sources leave open"), blank=True, max_length=1000)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "aid_names_a_tie_or_a_party": _("Name a tie, a giver or a receiver."),
        "aid_is_approved_after_its_steps": _("Record the answer to every needed step first."),
        "approved_aid_stays_as_it_was": _(
            "What was approved stays as it was approved. Cancel the aid and propose it anew."
        ),
    }

    objects = AidProjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("aid project")
        verbose_name_plural = _("aid projects")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="aid_by_title"),
            *by_day("handed_over", "aid"),
            models.Index(fields=["status"], name="aid_by_status"),
            models.Index(
                fields=["id"],
                name="aid_without_day",
                condition=Q(status__in=sorted(GIVEN)) & not_one_day("handed_over"),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=when_made_here(
                    Q(status__in=[AidStatus.PROPOSED, AidStatus.CANCELLED])
                    | Q(approved_on__isnull=False, approved_by__isnull=False)
                ),
                name="aid_made_here_is_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=when_made_here(
                    Q(status__in=[AidStatus.PROPOSED, AidStatus.CANCELLED])
                    | Q(approval__isnull=False)
                ),
                name="aid_made_here_is_approved_by_a_paper",
                violation_error_message=_("Name the paper of the approval."),
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_their_own_aid",
                violation_error_message=_("Somebody else approves what you proposed."),
            ),
            models.CheckConstraint(
                condition=when_made_here(~Q(status=AidStatus.CANCELLED) | ~Q(cancelled_reason="")),
                name="aid_is_cancelled_with_a_reason",
                violation_error_message=_("Say why the aid is cancelled."),
            ),
            models.CheckConstraint(
                condition=when_made_here(~Q(status__in=sorted(GIVEN)) | is_one_day("handed_over")),
                name="aid_made_here_is_handed_over_on_a_day",
                violation_error_message=_("Enter the day of the hand-over."),
            ),
            models.CheckConstraint(
                condition=Q(sector__in=AidSector.values),
                name="aid_is_of_a_civil_sector",
                violation_error_message=_(
                    "Aid of the defence or security sector does not belong here: Decree "
                    "305/2025/ND-CP leaves it out. Who gives does not matter, the sector does."
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="of_a_tie_or_a_party",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=OF_A_TIE_OR_A_PARTY,
            ),
            pgtrigger.Trigger(
                name="steps_come_first",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=STEPS_COME_FIRST,
            ),
            pgtrigger.Trigger(
                name="approved_facts_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=APPROVED_FACTS_STAY,
            ),
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
