"""Days of what happened: known in part, in the order of lists, never in the future."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import DateField, F, Func, Q, Value
from django.db.models.functions import ExtractYear
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext_lazy as _

from core.fields import earliest


def by_day(name: str, record: str) -> list[models.Index]:
    """One index for each direction: unknown days are last both ways (core.fields.earliest)."""
    return [
        models.Index(earliest(name, descending=True), "id", name=f"{record}_newest_first"),
        models.Index(earliest(name, descending=False), "id", name=f"{record}_oldest_first"),
    ]


def over_years(name: str) -> Q:
    """Days that reach from one year into another, or have an open end: few are known so vaguely."""
    days = f"{name}_days"
    last = Func(F(f"{days}__endswith"), template="(%(expressions)s - 1)", output_field=DateField())
    open_end = Q(**{f"{days}__startswith__isnull": True}) | Q(**{f"{days}__endswith__isnull": True})
    wide = Q(**{f"{days}__startswith__year__lt": ExtractYear(last)})
    return Q(**{f"{days}__isnull": False}) & (open_end | wide)


def year_of(name: str) -> Func:
    """The one year in which these days lie; 0 for days of several years, and for none."""
    days = F(f"{name}_days")
    return Func(days, function="exchanges_year_of", output_field=models.IntegerField())


def touching(
    rows: models.QuerySet, name: str, days: DateRange, *, oldest_first: bool = False
) -> models.QuerySet:
    """Wholly or partly within these days, as far as is known: as `overlap`, but told by where the
    first day lies, which is the order of lists (by_day). So a list of a million begins where the
    period does, and ends there, newest or oldest first. Only what is known vaguely may begin
    before the year; where the earliest of that lies is asked first, by an index of its own: the
    bounds are then plain days, and PostgreSQL knows how many rows lie between them. Told in both
    orders at once, it would think that hardly any do, and sort them all.
    """
    newest = earliest(name, descending=True)
    vague = rows.model._base_manager.filter(over_years(name), **{f"{name}_days__overlap": days})
    found = vague.annotate(day=newest).order_by("day").values_list("day", flat=True)
    reaching_in = found.first() or date.max
    # What has no first day stands last where the oldest are first: no bound would find it there.
    day = earliest(name, descending=not oldest_first or reaching_in == date.min)
    rows = rows.filter(**{f"{name}_days__isnull": False})
    if days.upper:
        rows = rows.filter(LessThan(day, Value(days.upper)))
    if days.lower:
        begins = Value(min(reaching_in, days.lower.replace(month=1, day=1)))
        rows = rows.filter(GreaterThanOrEqual(day, begins))
        rows = rows.exclude(**{f"{name}_days__fully_lt": days})
    return rows


NOT_IN_THE_FUTURE = """
    IF lower(NEW.{name}_days) > CURRENT_DATE + 1 THEN
        RAISE 'what happened lies in the past'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'happened_not_in_the_future';
    END IF;
    RETURN NEW;
"""


def in_the_past(name: str) -> pgtrigger.Trigger:
    """Refuses a day to come, also for what others tell."""
    return pgtrigger.Trigger(
        name="not_in_the_future",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=NOT_IN_THE_FUTURE.format(name=name),
    )


IN_THE_PAST = {
    "happened_not_in_the_future": _("This day is still to come. Give the day on which it was."),
}


def why_withdrawn() -> models.CharField:
    """Empty while a record stands. What was entered by mistake is taken back with a reason."""
    return models.CharField(_("why it was taken back"), max_length=300, blank=True)
