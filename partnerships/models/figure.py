from functools import reduce
from operator import or_

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, PartialDateField, public_id
from core.history import keep_history
from core.search import Folded
from partnerships.choices import Measure
from partnerships.models.subject import Subject, sources

SUBJECTS = ("partnership", "unit", "organisation", "border", "country")
ANY_DAY = Value(DateRange(None, None), output_field=DateRangeField())
COUNTED = Folded(F("title"))  # the same thing, however its name was typed
# What a figure says: its number with unit and bound, or else its words.
NUMBER = Coalesce("value_number", Value(-1), output_field=DecimalField())
WORDS = Case(When(value_number=None, then="value_words"), default=Value(""))


def key(name: str) -> Coalesce:
    """A subject as a value that is never NULL: an exclusion constraint passes on NULL."""
    return Coalesce(F(name), Value("") if name == "country" else Value(0))


class StatedFigureQuerySet(ScopedQuerySet):
    def saying_the_same(self, figure: "StatedFigure"):
        """Those that count the same thing of the same subject in a time that overlaps."""
        subject = {f"{name}_id": getattr(figure, f"{name}_id") for name in SUBJECTS}
        same = self.alias(counts=COUNTED).filter(
            counts=Folded(Value(figure.title)), measure=figure.measure, **subject
        )
        if figure.when.days is None:
            return same
        return same.filter(Q(when_days=None) | Q(when_days__overlap=figure.when.days))

    def disputed(self):
        """Those that another one contradicts: it counts the same thing of the same subject in an
        overlapping time and gives another value.
        """
        others = StatedFigure.objects.alias(counts=COUNTED, number=NUMBER, said=WORDS).filter(
            reduce(or_, (Q(**{name: OuterRef(name)}) for name in SUBJECTS)),
            Q(when_days=None) | Q(when_days__overlap=Coalesce(OuterRef("when_days"), ANY_DAY)),
            counts=OuterRef("counts"),
            measure=OuterRef("measure"),
        )
        same_value = Q(number=OuterRef("number"), said=OuterRef("said")) & Q(
            value_unit=OuterRef("value_unit"), value_bound=OuterRef("value_bound")
        )
        rows = self.alias(counts=COUNTED, number=NUMBER, said=WORDS)
        return rows.filter(Exists(others.exclude(same_value)))


@keep_history()
class StatedFigure(Subject):
    """A number that somebody published: shown beside what the register counts, never instead.

    Contradictions are kept; of those that say the same thing of the same time at most one is held
    to be right.
    """

    uuid = public_id()
    measure = models.CharField(_("measure"), max_length=24, choices=Measure)
    title = models.CharField(_("what is counted"), max_length=255, db_collation="vi-x-icu")
    value = AmountField(_("value"))
    when = PartialDateField(_("period, or as of"))
    stated_by = models.CharField(_("stated by"), max_length=200, blank=True)
    held = models.BooleanField(_("held to be right"), default=False)
    sources = sources()

    objects = StatedFigureQuerySet.as_manager()

    class Meta(Subject.Meta):
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["title", "id"], name="figure_by_title"),
            models.Index(COUNTED, "measure", name="figure_by_what_it_counts"),
        ]
        constraints = [
            *Subject.Meta.constraints,
            ExclusionConstraint(
                name="one_figure_is_held_to_be_right",
                expressions=[
                    *((key(name), RangeOperators.EQUAL) for name in SUBJECTS),
                    ("measure", RangeOperators.EQUAL),
                    (COUNTED, RangeOperators.EQUAL),
                    (Coalesce("when_days", ANY_DAY), RangeOperators.OVERLAPS),
                ],
                condition=Q(held=True),
                violation_error_message=_(
                    "Another figure of the same thing in this time is held to be right. Hold one "
                    "of them, or none."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:stated-figure-detail", args=[self.uuid])


@keep_history()
class Note(Subject):
    """A fact that fits nowhere else: a common language, crops, customs, what is planned."""

    uuid = public_id()
    topic = models.CharField(_("topic"), max_length=120, db_collation="vi-x-icu")
    text = models.TextField(_("text"), max_length=4000)
    sources = sources()

    objects = ScopedQuerySet.as_manager()

    class Meta(Subject.Meta):
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        ordering = ["topic", "pk"]
        indexes = [models.Index(fields=["topic", "id"], name="note_by_topic")]

    def __str__(self):
        return self.topic

    def get_absolute_url(self):
        return reverse("partnerships:note-detail", args=[self.uuid])
