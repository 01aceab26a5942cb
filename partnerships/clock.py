"""Which days an office works on, and by which day an answer is due."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays

from partnerships.models import DayOff

DAY = timedelta(days=1)
COPY_LIMIT = 15  # calendar days after signing (Decree 64/2021/ND-CP, Articles 5 and 7)


@lru_cache(maxsize=64)
def _published(country: str, year: int) -> holidays.HolidayBase:
    """The public holidays of a year, with the days the government moved before the library came
    out: a day off in the week, and the Saturday that is worked for it.
    """
    return holidays.country_holidays(country, years=year, expand=False)


@dataclass(frozen=True)
class Calendar:
    """The days of one country: weekends, public holidays, and what differs from the library."""

    country: str = "VN"
    moved: Mapping[date, bool] = field(default_factory=dict)  # day: is worked all the same

    def works(self, day: date) -> bool:
        if day in self.moved:
            return self.moved[day]
        year = _published(self.country, day.year)
        if day.weekday() in year.weekend:
            return day in getattr(year, "weekend_workdays", ())
        return day not in year

    def next_working(self, day: date) -> date:
        """That day, or the first working day after it."""
        while not self.works(day):
            day += DAY
        return day


def calendar_of(country: str = "VN") -> Calendar:
    """The library's calendar with the days that an administrator moved: one query."""
    rows = DayOff.objects.filter(country=country).values_list("day", "works")
    return Calendar(country, dict(rows))


def due(asked_on: date, limit_days: int | None, working: bool, calendar: Calendar) -> date | None:
    """The last day to answer; None where there is no limit.

    The day of asking is not counted (Civil Code 2015, Article 147.1). Of a limit in working days
    only those count; one in calendar days that ends on a day off ends on the next working day
    (Article 148.5).
    """
    if limit_days is None:
        return None
    if not working:
        return calendar.next_working(asked_on + limit_days * DAY)
    day, left = asked_on, limit_days
    while left:
        day += DAY
        left -= calendar.works(day)
    return day


def copy_due(signed_on: date, calendar: Calendar) -> date:
    """By when the report and the copy of a text signed here are sent."""
    return due(signed_on, COPY_LIMIT, False, calendar)


def days_late(due_on: date, on: date, working: bool, calendar: Calendar) -> int:
    """How many days after the last day to answer it is, counted as the limit was."""
    if on <= due_on:
        return 0
    days = (due_on + number * DAY for number in range(1, (on - due_on).days + 1))
    return sum(calendar.works(day) for day in days) if working else (on - due_on).days
