from datetime import date

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.basis import Basis, lacking, when_made_here
from core.fields import PartialDate, PartialDateField, is_one_day, not_one_day, public_id
from core.history import keep_history
from partnerships.choices import SIGNED, MemorandumKind, MemorandumStatus, Route, Side
from partnerships.models.memorandum_rules import (
    CLEARED_BY_ALL,
    NO_CYCLE,
    PLACES_ARE_SETTLED,
    SIGNED_TEXT_STAYS,
    TREATY_WORDS,
    signed_here,
)
from partnerships.models.memorandum_words import COPY_NOT_SENT, HOLDING, MemorandumQuerySet
from partnerships.models.paper import Paper
from partnerships.models.partnership import Partnership
from partnerships.models.subject import sources


def person_here(label) -> models.ForeignKey:
    """Somebody of the office, by account."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=label,
        related_name="+",
        null=True,
        blank=True,
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
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("amends"),
        related_name="amended_by",
        null=True,
        blank=True,
    )
    # What Decree 64/2021/ND-CP, Article 3 asks of a text of a commune or department.
    route = models.CharField(_("whose text it is"), max_length=16, choices=Route, blank=True)
    cooperation = models.TextField(_("field and content"), blank=True, max_length=2000)
    mode = models.TextField(_("how the parties work together"), blank=True, max_length=2000)
    not_binding = models.BooleanField(_("says that it is not legally binding"), default=False)
    clearance_round = models.PositiveSmallIntegerField(_("round of clearance"), default=0)
    drafted_by = person_here(_("drafted by"))
    cleared_by = person_here(_("cleared by"))
    cleared_on = models.DateField(_("cleared on"), null=True, blank=True)
    returned_reason = models.CharField(_("why it went back to draft"), max_length=500, blank=True)
    owner = person_here(_("who is told before it ends"))
    copy_sent_on = models.DateField(_("copy sent on"), null=True, blank=True)
    ended = PartialDateField(_("ended"))
    end_reason = models.CharField(_("why it ended or was given up"), max_length=500, blank=True)
    end_paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        verbose_name=_("paper that ended it"),
        related_name="ended_memoranda",
        null=True,
        blank=True,
    )
    kept_outside = models.CharField(
        _("kept outside the system, number"), max_length=120, blank=True
    )
    doubt = models.TextField(_("what the sources leave open"), blank=True, max_length=1000)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "renewals_without_cycle": _("A text cannot renew or amend one that follows from it."),
        "memorandum_signed_here_has_its_signed_copy": _(
            "Upload the signed copy first and mark it as the master."
        ),
        "memorandum_made_here_has_its_articles": _("Write the articles of the text first."),
        "signed_text_stays": _(
            "What was signed stays as it is. A slip of transcription is put right with a reason."
        ),
        "every_step_is_answered": _("Every step that is needed has to be answered first."),
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
        indexes = [
            models.Index(fields=["title", "id"], name="memorandum_by_title"),
            models.Index(fields=["status"], name="memorandum_by_status"),
            models.Index(
                F("term__endswith"),
                name="memorandum_by_end",
                condition=Q(status__in=HOLDING, term__endswith__isnull=False),
            ),
            models.Index(
                F("signed_days__startswith"),
                name="memorandum_without_copy_sent",
                condition=COPY_NOT_SENT,
            ),
            models.Index(
                fields=["id"], name="memorandum_without_day", condition=not_one_day("signed")
            ),
        ]
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
            models.CheckConstraint(
                condition=when_made_here(
                    ~Q(status__in=sorted(SIGNED))
                    | ~Q(route__in=[Route.COMMUNE, Route.DEPARTMENT])
                    | (
                        Q(not_binding=True, term__startswith__isnull=False)
                        & (Q(term__endswith__isnull=False) | ~Q(term_words=""))
                        & ~Q(cooperation="")
                        & ~Q(mode="")
                        & ~Q(place="")
                        & ~Q(languages=[])
                    )
                ),
                name="memorandum_says_what_decree_64_asks",
                violation_error_message=_(
                    "Decree 64/2021/ND-CP, Article 3 asks for field and content, way of working, "
                    "start and term, place, languages, and that the text is not legally binding."
                ),
            ),
            models.CheckConstraint(
                condition=when_made_here(
                    ~Q(status__in=sorted({MemorandumStatus.CLEARED, *SIGNED}))
                    | Q(cleared_by__isnull=False, cleared_on__isnull=False)
                ),
                name="memorandum_made_here_is_cleared_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(cleared_by__isnull=True) | ~Q(cleared_by=F("drafted_by")),
                name="nobody_clears_their_own_text",
                violation_error_message=_("Somebody else clears what you drafted."),
            ),
            models.CheckConstraint(
                condition=when_made_here(~Q(route="")),
                name="memorandum_made_here_says_whose_it_is",
                violation_error_message=_("Say whose text it is."),
            ),
            models.CheckConstraint(
                condition=~Q(status=MemorandumStatus.GIVEN_UP) | ~Q(end_reason=""),
                name="a_text_is_given_up_with_a_reason",
                violation_error_message=_("Say why the text is given up."),
            ),
            models.CheckConstraint(
                condition=when_made_here(
                    ~Q(status=MemorandumStatus.TERMINATED)
                    | (~Q(end_reason="") & Q(ended_days__isnull=False))
                ),
                name="a_text_made_here_ends_on_a_day_with_a_reason",
                violation_error_message=_("Say when and why the text ended."),
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
                func=signed_here("NEW.id"),
            ),
            pgtrigger.Trigger(
                name="signed_text_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=SIGNED_TEXT_STAYS,
            ),
            pgtrigger.Trigger(
                name="cleared_by_all",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=CLEARED_BY_ALL,
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

        One whose day of signing nobody knows counts as signed; one that was ended held until then.
        """
        day = PartialDate.read(f"{on:%d/%m/%Y}")
        begun = not day.is_before(self.signed)
        if self.term and self.term.lower:
            begun = begun and self.term.lower <= on
        ended = bool(self.term and self.term.upper and self.term.upper <= on)
        holds = self.status in {MemorandumStatus.SIGNED, MemorandumStatus.RENEWED}
        if self.status == MemorandumStatus.TERMINATED:
            holds = bool(self.ended.days and self.ended.days.lower and on < self.ended.days.lower)
        return holds and begun and not ended

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
