from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.basis import Basis
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from exchanges.choices import ActivityKind, DoneBy, Measure
from exchanges.models.days import IN_THE_PAST, by_day, in_the_past, why_withdrawn
from exchanges.models.happened import HappenedQuerySet, filed_by
from partnerships.models import Organisation, Partnership, Unit
from partnerships.models.subject import sources


@keep_history()
class Activity(models.Model):
    """Something the two sides did together, or one did for the other, beside meetings and aid."""

    scope_paths = ("partnership", "unit", "organiser")

    uuid = public_id()
    basis = models.CharField(_("basis"), max_length=16, choices=Basis, default=Basis.MADE_HERE)
    kind = models.CharField(_("kind"), max_length=16, choices=ActivityKind)
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="activities",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="activities",
        null=True,
        blank=True,
    )
    organiser = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organiser"),
        related_name="activities",
        null=True,
        blank=True,
    )
    happened = PartialDateField(_("happened"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    done_by = models.CharField(
        _("done by"), max_length=16, choices=DoneBy, default=DoneBy.UNSTATED, blank=True
    )
    note = models.TextField(_("note"), max_length=2000, blank=True)
    filed_by = filed_by()
    withdrawn_reason = why_withdrawn()
    sources = sources()

    refusals = IN_THE_PAST

    objects = HappenedQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="activity_by_title"),
            *by_day("happened", "activity"),
        ]
        constraints = [
            models.CheckConstraint(  # or nobody would see it
                condition=Q(partnership__isnull=False)
                | Q(unit__isnull=False)
                | Q(organiser__isnull=False),
                name="activity_names_a_tie_a_unit_or_an_organiser",
                violation_error_message=_("Name a tie, a unit or an organiser."),
            )
        ]
        triggers = [in_the_past("happened")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("exchanges:activity-detail", args=[self.uuid])


@keep_history(of=("activity",))
class ActivityFigure(models.Model):
    """How much of what: people, sessions, flags, gifts, money."""

    scope_paths = ("activity__partnership", "activity__unit", "activity__organiser")

    uuid = public_id()
    activity = models.ForeignKey(
        Activity, models.PROTECT, verbose_name=_("activity"), related_name="figures"
    )
    measure = models.CharField(
        _("measure"), max_length=16, choices=Measure, default=Measure.OTHER, blank=True
    )
    what = models.CharField(_("what"), max_length=120, blank=True)
    amount = AmountField(_("amount"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure of an activity")
        verbose_name_plural = _("figures of activities")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(measure="") | ~Q(what=""),
                name="a_figure_says_what_it_counts",
                violation_error_message=_("Say what the figure counts."),
            )
        ]

    def __str__(self):
        return self.what or str(self.get_measure_display())
