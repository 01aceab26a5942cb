from datetime import date

import pgtrigger
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking, when_made_here
from core.fields import PartialDate, PartialDateField, is_one_day, public_id
from core.history import keep_history
from partnerships.choices import SIGNED, MemorandumKind, MemorandumStatus, Side
from partnerships.models.partnership import Partnership
from partnerships.models.person import Person
from partnerships.models.subject import UnitOrOrganisation, sources

# Law 70/2020/QH14, Article 6: these words name treaties, which no local authority concludes.
TREATY_WORDS = r"^(hiệp định|hiệp ước|công ước|định ước)([^[:alpha:]]|$)"
NO_CYCLE = """
    IF NEW.renews_id IS NOT NULL AND EXISTS (
        WITH RECURSIVE earlier(id) AS (
            SELECT NEW.renews_id
            UNION
            SELECT text.renews_id
            FROM partnerships_memorandum text JOIN earlier ON text.id = earlier.id
            WHERE text.renews_id IS NOT NULL
        )
        SELECT FROM earlier WHERE id = NEW.id
    ) THEN
        RAISE 'a text cannot renew one that renews it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'renewals_without_cycle';
    END IF;
    RETURN NEW;
"""
# Checked at commit, when the signatories are there; and again when one of them goes.
SIGNED_BY_BOTH = """
    IF EXISTS (
        SELECT FROM partnerships_memorandum text
        WHERE text.id = %s AND text.basis = 'made_here'
            AND text.status IN ('signed', 'renewed', 'terminated')
            AND (SELECT count(DISTINCT side) FROM partnerships_signatory
                 WHERE memorandum_id = text.id) < 2
    ) THEN
        RAISE 'a text signed here names who signed for each side' USING ERRCODE =
            'check_violation', CONSTRAINT = 'memorandum_signed_here_has_both_signatories';
    END IF;
    RETURN NULL;
"""
# waits_to_be_placed() is in migration 0003: a village whose commune was divided.
PLACES_ARE_SETTLED = """
    IF NEW.basis = 'made_here' AND NEW.status = 'signed' AND EXISTS (
        SELECT FROM partnerships_memorandum_partnerships bound
        JOIN partnerships_partnershipparty party USING (partnership_id)
        WHERE bound.memorandum_id = NEW.id AND party.until IS NULL
            AND waits_to_be_placed(party.unit_id)
        UNION ALL
        SELECT FROM partnerships_memorandumparty party
        WHERE party.memorandum_id = NEW.id AND waits_to_be_placed(party.unit_id)
    ) THEN
        RAISE 'a village of a divided commune is placed before its text is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'places_are_settled_before_signing';
    END IF;
    RETURN NULL;
"""


class MemorandumQuerySet(ScopedQuerySet):
    def overlapping(self):
        """Texts in force together with another of their kind on one tie: shown, never refused."""
        same = Memorandum.objects.filter(
            partnerships__memoranda=OuterRef("pk"),
            kind=OuterRef("kind"),
            term__overlap=OuterRef("term"),
        )
        return self.filter(Exists(same.exclude(pk=OuterRef("pk"))))

    def in_force(self, on: date):
        """Signed texts whose term, as far as is known, covers that day."""
        return self.filter(
            Q(term__isnull=True) | Q(term__contains=on),
            status__in=[MemorandumStatus.SIGNED, MemorandumStatus.RENEWED],
        )


@keep_history()
class Memorandum(models.Model):
    """A signed text: it is never edited, only renewed, amended or ended by another.

    It binds any number of ties; an agreement between two agencies may bind none and names its
    parties. `term` is half-open: its end is the first day the text no longer holds.
    """

    scope_paths = ("partnerships", "parties__unit", "parties__organisation")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.REPORTED)
    status = models.CharField(
        _("status"), max_length=16, choices=MemorandumStatus, default=MemorandumStatus.DRAFT
    )
    partnerships = models.ManyToManyField(
        Partnership, verbose_name=_("ties"), blank=True, related_name="memoranda"
    )
    kind = models.CharField(_("kind"), max_length=16, choices=MemorandumKind)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    signed = PartialDateField(_("signed"))
    place = models.CharField(_("place of signing"), max_length=120, blank=True)
    term = DateRangeField(_("term"), null=True, blank=True)
    term_words = models.CharField(_("term, in words"), max_length=120, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3), default=list, blank=True, verbose_name=_("languages")
    )
    renews = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("renews"),
        related_name="renewed_by",
        null=True,
        blank=True,
    )
    doubt = models.TextField(_("what the sources leave open"), blank=True, max_length=1000)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "renewals_without_cycle": _("A text cannot renew one that renews it."),
        "memorandum_signed_here_has_both_signatories": _("Name who signed for each side."),
        "places_are_settled_before_signing": _(
            "The commune of a village in this text was divided. Say first to which commune the "
            "village belongs now: it is on the work list."
        ),
    }

    objects = MemorandumQuerySet.as_manager()

    class Meta:
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["title", "id"], name="memorandum_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=Q(term__isnull=True)
                | Q(signed_days__isnull=True)
                | Q(term__endswith__isnull=True)
                | Q(term__endswith__gt=F("signed_days__startswith")),
                name="memorandum_ends_after_signing",
            ),
            models.CheckConstraint(
                condition=Q(term__isnull=True) | Q(term__isempty=False),
                name="memorandum_term_is_not_empty",
            ),
            models.CheckConstraint(
                condition=when_made_here(~Q(status__in=sorted(SIGNED)) | is_one_day("signed")),
                name="memorandum_signed_here_has_a_full_date",
            ),
            models.CheckConstraint(
                condition=when_made_here(~Q(title__iregex=TREATY_WORDS)),
                name="memorandum_is_not_called_a_treaty",
                violation_error_message=_(
                    "No local text may be called so (Law 70/2020/QH14, Article 6)."
                ),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="renewals_without_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_CYCLE,
            ),
            pgtrigger.Trigger(
                name="signed_by_both",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=SIGNED_BY_BOTH % "NEW.id",
            ),
            pgtrigger.Trigger(
                name="places_are_settled",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("status"),
                timing=pgtrigger.Deferred,
                func=PLACES_ARE_SETTLED,
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:memorandum-detail", args=[self.uuid])

    def is_in_force(self, on: date) -> bool:
        """A signed text that names no end stays in force (Law 70/2020/QH14, Article 32).

        One whose day of signing nobody knows counts as signed.
        """
        day = PartialDate.read(f"{on:%d/%m/%Y}")
        begun = not day.is_before(self.signed)
        if self.term and self.term.lower:
            begun = begun and self.term.lower <= on
        ended = bool(self.term and self.term.upper and self.term.upper <= on)
        return self.status in {MemorandumStatus.SIGNED, MemorandumStatus.RENEWED} and (
            begun and not ended
        )

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        sides = {signatory.side for signatory in self.signatories.all()}
        return lacking(
            {
                _("full date of signing"): self.signed.is_full,
                _("place of signing"): self.place,
                _("who signed for us"): Side.HOME in sides,
                _("who signed for them"): Side.COUNTERPART in sides,
                _("term"): self.term,
            }
        )


@keep_history()
class MemorandumParty(UnitOrOrganisation):
    """A party of the text itself, whether or not a tie is bound by it."""

    scope_paths = ("memorandum__partnerships", "unit", "organisation")

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="parties"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)

    objects = ScopedQuerySet.as_manager()

    class Meta(UnitOrOrganisation.Meta):
        verbose_name = _("party of a memorandum")
        verbose_name_plural = _("parties of memoranda")
        ordering = ["pk"]

    def __str__(self):
        return str(self.who)


@keep_history()
class Signatory(models.Model):
    """Who signed for a side, with the post held then; perhaps only the post is known."""

    scope_paths = (
        "memorandum__partnerships",
        "memorandum__parties__unit",
        "memorandum__parties__organisation",
    )

    uuid = public_id()
    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="signatories"
    )
    side = models.CharField(_("side"), max_length=16, choices=Side)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        verbose_name=_("person"),
        related_name="signatures",
        null=True,
        blank=True,
    )
    post = models.CharField(_("post"), max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(post=""),
                name="signatory_has_a_name_or_a_post",
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_by_both",
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=SIGNED_BY_BOTH % "OLD.memorandum_id",
            )
        ]

    def __str__(self):
        return ", ".join(filter(None, [str(self.person or ""), self.post]))
