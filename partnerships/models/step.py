"""Procedures as data: what is asked of whom, within how long, and what was answered."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.choices import Answer, Procedure
from partnerships.models.country import Country
from partnerships.models.memorandum import Memorandum
from partnerships.models.memorandum_rules import CLEARANCES_STAY
from partnerships.models.organisation import Organisation
from partnerships.models.paper import Paper


@keep_history()
class StepRule(models.Model):
    """A step that the law, or the office, asks for. The law moves, so the rows are dated; a step
    that was already asked keeps the limit it was asked with.

    `law` names decree and article. Without a limit a step is never overdue.
    """

    uuid = public_id()
    procedure = models.CharField(_("procedure"), max_length=24, choices=Procedure)
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("what is done"), max_length=200)
    asked_of = models.CharField(_("who answers"), max_length=200)
    limit_days = models.PositiveSmallIntegerField(_("limit in days"), null=True, blank=True)
    working_days = models.BooleanField(_("working days"), default=True)
    required = models.BooleanField(_("always needed"), default=True)
    law = models.CharField(_("decree and article"), max_length=200, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("step of a procedure")
        verbose_name_plural = _("steps of procedures")
        ordering = ["procedure", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "position", "since"],
                nulls_distinct=False,
                name="a_procedure_has_a_step_once",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="step_rule_ends_after_it_begins"
            ),
        ]

    def __str__(self):
        return self.title


@keep_history()
class DayOff(models.Model):
    """A day that the government moved: off although the calendar says work, or the reverse.

    Public holidays themselves come from the calendar; only what differs from it stands here.
    """

    uuid = public_id()
    country = models.ForeignKey(Country, models.PROTECT, verbose_name=_("country"))
    day = models.DateField(_("day"))
    works = models.BooleanField(_("a working day all the same"), default=False)
    words = models.CharField(_("which day, or which paper says so"), max_length=200)

    class Meta:
        verbose_name = _("moved day off")
        verbose_name_plural = _("moved days off")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["country", "day"], name="a_day_is_moved_once")
        ]

    def __str__(self):
        return f"{self.day:%d/%m/%Y}"


class StepQuerySet(ScopedQuerySet):
    def waiting(self):
        return self.filter(asked_on__isnull=False, answered_on__isnull=True)

    def overdue(self, on: date):
        """Asked, not answered, and the limit passed before that day."""
        return self.waiting().filter(due_on__lt=on)


class Step(models.Model):
    """A step of a procedure of one record: planned, asked, answered; overdue by its date.

    `due_on` is the last day to answer, counted when it was asked.
    """

    uuid = public_id()
    rule = models.ForeignKey(
        StepRule, models.PROTECT, verbose_name=_("rule"), related_name="+", null=True, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("what is done"), max_length=200)
    asked_of = models.CharField(_("who answers"), max_length=200)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("who answers, from the register"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )
    limit_days = models.PositiveSmallIntegerField(_("limit in days"), null=True, blank=True)
    working_days = models.BooleanField(_("working days"), default=True)
    required = models.BooleanField(_("always needed"), default=True)
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    due_on = models.DateField(_("answer due by"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=16, choices=Answer, blank=True)
    words = models.TextField(_("what was answered"), max_length=4000, blank=True)
    paper = models.ForeignKey(
        Paper,
        models.PROTECT,
        verbose_name=_("paper of the answer"),
        related_name="%(class)s_set",
        null=True,
        blank=True,
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True)
                | (Q(asked_on__isnull=False, answered_on__gte=F("asked_on")) & ~Q(answer="")),
                name="%(class)s_is_answered_after_it_was_asked",
                violation_error_message=_("The answer comes after the question, and says what."),
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("asked_on")),
                name="%(class)s_is_due_after_it_was_asked",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_overdue(self) -> bool:
        return bool(self.due_on and self.answered_on is None and self.due_on < timezone.localdate())

    @property
    def was_late(self) -> bool:
        return bool(self.due_on and self.answered_on and self.due_on < self.answered_on)


@keep_history(of=("memorandum",))
class Clearance(Step):
    """A step before a memorandum may be signed. Returned to draft, the text is cleared anew: each
    round keeps its own answers.
    """

    scope_paths = (
        "memorandum__partnerships",
        "memorandum__parties__unit",
        "memorandum__parties__organisation",
    )

    memorandum = models.ForeignKey(
        Memorandum, models.PROTECT, verbose_name=_("memorandum"), related_name="clearances"
    )
    round = models.PositiveSmallIntegerField(_("round"), default=1)

    refusals = {  # what the trigger below says no to
        "clearances_stay": _("The text is cleared or signed; the answers to it stay as they are."),
    }

    objects = StepQuerySet.as_manager()

    class Meta(Step.Meta):
        verbose_name = _("step of clearance")
        verbose_name_plural = _("steps of clearance")
        constraints = [
            *Step.Meta.constraints,
            models.UniqueConstraint(
                fields=["memorandum", "round", "position"], name="a_round_has_a_step_once"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="clearances_stay",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=CLEARANCES_STAY,
            )
        ]

    def get_absolute_url(self):
        return f"{self.memorandum.get_absolute_url()}#clearance"

    @property
    def is_skipped(self) -> bool:
        """Not needed this time, with the reason in words."""
        return not self.required and self.asked_on is None and bool(self.words)
