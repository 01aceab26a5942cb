import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.basis import Basis, lacking
from core.fields import PartialDateField, public_id
from core.history import keep_history
from core.search import Folded, fold
from exchanges.choices import LetterDirection, LetterKind
from exchanges.models.days import IN_THE_PAST, by_day, in_the_past, why_withdrawn
from exchanges.models.happened import TakenBackQuerySet, filed_by
from exchanges.models.incident import Incident
from exchanges.models.meeting import Meeting
from partnerships.models import Partnership, Unit
from partnerships.models.subject import sources

# The letter that is answered is locked, so that its direction does not turn round meanwhile.
THE_OTHER_WAY = """
    IF TG_OP = 'UPDATE' AND (OLD.direction, OLD.answers_id)
        IS NOT DISTINCT FROM (NEW.direction, NEW.answers_id)
    THEN
        RETURN NEW;
    END IF;
    PERFORM FROM exchanges_letter WHERE id = NEW.answers_id FOR SHARE;
    IF EXISTS (
        SELECT FROM exchanges_letter other
        WHERE other.direction = NEW.direction
            AND other.id <> NEW.id
            AND (other.id = NEW.answers_id OR other.answers_id = NEW.id)
    ) THEN
        RAISE 'an answer goes the other way'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_answer_goes_the_other_way';
    END IF;
    RETURN NEW;
"""


class LetterQuerySet(TakenBackQuerySet):
    def visible_to(self, user):
        """A letter about an incident is seen by whoever may see the incident."""
        rows = super().visible_to(user)
        if not user.is_authenticated or getattr(user, "sees_sensitive", False):
            return rows
        hidden = Incident.objects.filter(pk=OuterRef("incident"), sensitive=True)
        return rows.exclude(Exists(hidden.exclude(filed_by=user.pk)))

    def with_answers(self):
        """Adds `answered`: whether a letter that stands answers it."""
        return self.annotate(
            answered=Exists(Letter.objects.standing().filter(answers=OuterRef("pk")))
        )

    def unanswered(self):
        """An answer was asked for, none came or went, and nobody wrote that it is not needed."""
        return self.standing().filter(
            ~Exists(Letter.objects.standing().filter(answers=OuterRef("pk"))),
            answer_due__isnull=False,
            no_answer="",
        )

    def overdue(self, today):
        """Unanswered after the last day for the answer."""
        return self.unanswered().filter(answer_due__lt=today)

    def called(self, words: str):
        """With these letters in the gist or the number, typed with or without tone marks."""
        folded = self.alias(folded=Folded(Concat("gist", Value(" "), "number")))
        return folded.filter(folded__contains=fold(words))


@keep_history()
class Letter(models.Model):
    """An invitation, a notice, a protest or an answer that went to the other side or came from
    it (Decree 89/2009/ND-CP): number, day, gist, until when an answer is due.

    The text in each language is kept where the letter is written here, for its print.
    """

    scope_paths = ("partnership", "unit")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="letters",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="letters",
        null=True,
        blank=True,
    )
    direction = models.CharField(_("sent or received"), max_length=4, choices=LetterDirection)
    kind = models.CharField(_("kind"), max_length=16, choices=LetterKind)
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated = PartialDateField(_("day of the letter"))
    arrived = models.DateField(_("arrived"), null=True, blank=True)
    sender = models.CharField(_("sender"), max_length=200, blank=True)
    addressee = models.CharField(_("addressee"), max_length=200, blank=True)
    gist = models.CharField(_("gist"), max_length=500, db_collation="vi-x-icu")
    text = models.JSONField(_("text"), default=dict, blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.PROTECT,
        verbose_name=_("meeting"),
        related_name="letters",
        null=True,
        blank=True,
    )
    incident = models.ForeignKey(
        Incident,
        models.PROTECT,
        verbose_name=_("incident"),
        related_name="letters",
        null=True,
        blank=True,
    )
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("answers the letter"),
        related_name="answered_by",
        null=True,
        blank=True,
    )
    answer_due = models.DateField(_("answer due"), null=True, blank=True)
    no_answer = models.CharField(_("why no answer is needed"), max_length=300, blank=True)
    filed_by = filed_by()
    withdrawn_reason = why_withdrawn()
    sources = sources()

    refusals = IN_THE_PAST | {  # what the triggers below say no to
        "an_answer_goes_the_other_way": _(
            "An answer goes the other way: a letter that was sent answers one that was received."
        ),
    }

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-pk"]
        indexes = [
            *by_day("dated", "letter"),
            models.Index(
                fields=["answer_due"],
                condition=Q(answer_due__isnull=False),
                name="letter_by_answer_due",
            ),
        ]
        constraints = [
            models.CheckConstraint(  # or nobody would see it
                condition=Q(partnership__isnull=False) | Q(unit__isnull=False),
                name="letter_names_a_tie_or_a_unit",
                violation_error_message=_("Name a tie or a unit."),
            ),
            models.CheckConstraint(
                condition=~Q(answers=models.F("id")),
                name="a_letter_does_not_answer_itself",
                violation_error_message=_("A letter does not answer itself."),
            ),
            models.CheckConstraint(
                condition=Q(arrived__isnull=True) | Q(direction=LetterDirection.IN),
                name="only_a_received_letter_arrived",
                violation_error_message=_("Only a letter that was received has arrived."),
            ),
            models.CheckConstraint(
                condition=Q(answer_due__gte=F("dated_days__startswith")),
                name="an_answer_is_due_after_the_letter",
                violation_error_message=_(
                    "The answer is due before the day of the letter. One of the two days is wrong."
                ),
            ),
        ]
        triggers = [
            in_the_past("dated"),
            pgtrigger.Trigger(
                name="an_answer_goes_the_other_way",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=THE_OTHER_WAY,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.gist}"

    def get_absolute_url(self):
        return reverse("exchanges:letter-detail", args=[self.uuid])

    def is_answered(self) -> bool:
        """Out of `with_answers()` where the row came that way."""
        if hasattr(self, "answered"):
            return self.answered
        return any(not one.withdrawn_reason for one in self.answered_by.all())

    def missing(self) -> list[str]:
        """What an office would still look for; pages show it as "còn thiếu …"."""
        overdue = self.answer_due and self.answer_due < timezone.localdate() and not self.no_answer
        return lacking(
            {
                _("number"): self.number,
                _("day of the letter"): self.dated.is_full,
                _("file"): [one for one in self.attachments.all() if not one.withdrawn_reason],
                _("answer"): not overdue or self.is_answered(),
            }
        )
