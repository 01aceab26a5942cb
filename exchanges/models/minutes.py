import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis, lacking
from core.fields import public_id
from core.history import keep_history
from exchanges.choices import MINUTES_SIGNED, ItemKind, MinutesStatus, Outcome
from exchanges.models.happened import filed_by
from exchanges.models.meeting import Meeting
from exchanges.models.meeting_tally import OF_MINUTES, tallied, written
from exchanges.models.signed_rules import DECLARE_SIGNED, SIGNED_AS_SAID
from exchanges.permissions import VIEW_REVISIONS
from partnerships.choices import Side
from partnerships.models.subject import sources

# The lock on the minutes makes a signature and a last change wait for each other.
SIGNED_ITEMS_STAY = """
    PERFORM FROM exchanges_minutes WHERE id IN (OLD.minutes_id, NEW.minutes_id) FOR UPDATE;
    IF EXISTS (
        SELECT FROM exchanges_minutes WHERE id IN (OLD.minutes_id, NEW.minutes_id)
            AND status IN ('signed_by_one', 'signed_by_both', 'archived')
    ) THEN
        RAISE 'the items of signed minutes stay as they are'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_minutes_stay';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""


WAITING = (MinutesStatus.SUBMITTED, MinutesStatus.RETURNED)  # for whoever checks or filed them


def both_languages() -> list[str]:
    return ["vi"]


@keep_history()
class Minutes(models.Model):
    """The minutes of one meeting, in Vietnamese and the other side's language
    (Decree 89/2009/ND-CP, Article 8). Once one side has signed, nothing in them changes.
    """

    scope_paths = ("meeting__partnerships", "meeting__unit")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    meeting = models.OneToOneField(
        Meeting, models.PROTECT, verbose_name=_("meeting"), related_name="minutes"
    )
    status = models.CharField(
        _("status"), max_length=16, choices=MinutesStatus, default=MinutesStatus.DRAFT
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome, blank=True)
    languages = ArrayField(
        models.CharField(max_length=3), default=both_languages, verbose_name=_("languages")
    )
    filed_by = filed_by()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("checked by"),
        related_name="+",
        null=True,
        blank=True,
    )
    reason = models.CharField(_("reason of the return"), max_length=500, blank=True)
    sources = sources()

    refusals = {  # what the triggers below say no to
        "minutes_signed_as_said": _("Record first who signed for that side, and on which day."),
        "archived_minutes_have_a_scan": _(
            "Add the scan of the signed minutes as the master copy first."
        ),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status=MinutesStatus.RETURNED) | ~Q(reason=""),
                name="returned_minutes_have_a_reason",
                violation_error_message=_("Say what has to be put right."),
            ),
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=models.F("filed_by")),
                name="nobody_accepts_their_own_minutes",
                violation_error_message=_("Somebody else accepts what you filed."),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="minutes_that_wait", condition=Q(status__in=WAITING)),
        ]
        triggers = [
            *tallied(written, locked=OF_MINUTES),
            pgtrigger.Protect(
                name="signed_minutes_stay",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=sorted(MINUTES_SIGNED))
                & (
                    pgtrigger.Q(old__outcome__df=pgtrigger.F("new__outcome"))
                    | pgtrigger.Q(old__languages__df=pgtrigger.F("new__languages"))
                    | pgtrigger.Q(old__meeting__df=pgtrigger.F("new__meeting"))
                    | pgtrigger.Q(old__basis__df=pgtrigger.F("new__basis"))
                    | ~pgtrigger.Q(new__status__in=sorted(MINUTES_SIGNED))
                ),
            ),
            pgtrigger.Protect(
                name="signed_minutes_are_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status__in=sorted(MINUTES_SIGNED)),
            ),
            pgtrigger.Trigger(
                name="signed_as_said",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                declare=DECLARE_SIGNED,
                func=SIGNED_AS_SAID.format(minutes="NEW.id"),
            ),
        ]

    def __str__(self):
        return str(self.meeting)

    def get_absolute_url(self):
        return reverse("exchanges:minutes-detail", args=[self.uuid])

    def has_signed_scan(self) -> bool:
        """Whether the scan of the signed paper is here as the master copy."""
        return self.attachments.filter(is_master=True, withdrawn_reason="").exists()

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        items = list(self.items.all())
        texts = [item.text.get(code, {}).get("text") for item in items for code in self.languages]
        return lacking(
            {
                _("outcome"): self.outcome,
                _("items"): items,
                _("text in both languages"): len(self.languages) > 1 and texts and all(texts),
            }
        )


@keep_history(of=("minutes",), words_for=VIEW_REVISIONS)
class MinutesItem(models.Model):
    """One point of the minutes: a review, a discussion, a decision, or what one side reserves."""

    scope_paths = ("minutes__meeting__partnerships", "minutes__meeting__unit")

    uuid = public_id()
    minutes = models.ForeignKey(
        Minutes, models.PROTECT, verbose_name=_("minutes"), related_name="items"
    )
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(_("kind"), max_length=16, choices=ItemKind)
    side = models.CharField(_("side that reserves"), max_length=16, choices=Side, blank=True)
    text = models.JSONField(_("text"), default=dict)

    refusals = {  # what the triggers below say no to
        "signed_minutes_stay": _("The minutes are signed; nothing in them changes any more."),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of minutes")
        verbose_name_plural = _("items of minutes")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ItemKind.RESERVED) | Q(side=""),
                name="only_a_reserved_opinion_is_of_one_side",
                violation_error_message=_("Only a reserved opinion belongs to one side."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.RESERVED) | ~Q(side=""),
                name="a_reserved_opinion_names_its_side",
                violation_error_message=_("Say which side reserves its opinion."),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="signed_minutes_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=SIGNED_ITEMS_STAY,
            )
        ]

    def __str__(self):
        return f"{self.position}. {self.get_kind_display()}"
