from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships import cadence_words
from partnerships.choices import CadenceSubject, CadenceUnit, Festival, HostRule
from partnerships.models.partnership import Partnership
from partnerships.models.subject import just_one_of, sources
from partnerships.models.unit import Unit


@keep_history(of=("partnership", "unit"))
class Cadence(models.Model):
    """How often a tie or a unit meets or does something: every n weeks, months or years, on a
    weekday or on fixed days of the year ("09-02" is 2 September).

    A yearly day may be counted from a feast: `offset` days after it, before it if negative. Due
    days are counted from `starts`, else from the first meeting known; none is due before.

    A recommended cadence is advice of a source and not yet a practice.
    """

    scope_paths = ("partnership", "unit")
    said_as = {  # in its history
        "days": cadence_words.days_of_the_year,
        "weekday": cadence_words.weekday,
    }

    uuid = public_id()
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="cadences",
        null=True,
        blank=True,
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="cadences",
        null=True,
        blank=True,
    )
    subject = models.CharField(_("of"), max_length=16, choices=CadenceSubject)
    title = models.CharField(_("what happens"), max_length=255)
    every = models.PositiveSmallIntegerField(_("every"), default=1)
    each = models.CharField(
        _("week, month or year"), max_length=8, choices=CadenceUnit, default=CadenceUnit.YEAR
    )
    weekday = models.PositiveSmallIntegerField(_("weekday, Monday is 1"), null=True, blank=True)
    days = ArrayField(
        models.CharField(max_length=5), default=list, blank=True, verbose_name=_("fixed days")
    )
    festival = models.CharField(
        _("counted from a feast"),
        max_length=16,
        choices=Festival,
        default=Festival.NONE,
        blank=True,
    )
    offset = models.SmallIntegerField(_("days after the feast, before it if negative"), default=0)
    starts = models.DateField(_("counted from"), null=True, blank=True)
    ends = models.DateField(_("first day it no longer holds"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=300, blank=True)
    host_rule = models.CharField(
        _("host"), max_length=16, choices=HostRule, default=HostRule.UNSTATED, blank=True
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    recommended = models.BooleanField(_("only recommended"), default=False)
    sources = sources()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("cadence")
        verbose_name_plural = _("cadences")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=just_one_of("partnership", "unit"),
                name="cadence_is_of_a_tie_or_a_unit",
            ),
            models.CheckConstraint(condition=Q(every__range=(1, 120)), name="cadence_comes_round"),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__range=(1, 7)),
                name="cadence_names_a_day_of_the_week",
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="cadence_ends_after_it_starts",
                violation_error_message=_("The cadence ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | ~Q(end_reason=""),
                name="cadence_ends_for_a_reason",
                violation_error_message=_("Say why the cadence ended."),
            ),
            models.CheckConstraint(
                condition=Q(festival="")
                | Q(each=CadenceUnit.YEAR, every=1, weekday__isnull=True, days=[]),
                name="cadence_from_a_feast_is_yearly",
                violation_error_message=_(
                    "What is counted from a feast comes every year, without other days."
                ),
            ),
            models.CheckConstraint(
                condition=Q(offset__range=(-180, 180)),
                name="cadence_is_near_its_feast",
                violation_error_message=_("At most 180 days before or after the feast."),
            ),
        ]

    def __str__(self):
        return self.title
