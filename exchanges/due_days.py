"""The days on which something is due by a cadence. Nothing is read from the database here."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from exchanges import feasts
from partnerships.choices import CadenceUnit

DAY = timedelta(days=1)


def days_of(cadence, *, start: date, end: date, anchor: date | None) -> list[date]:
    """The due days from `start` to `end`, both included, in order, each once.

    Counted from the day the cadence `starts`, else from the `anchor` (the day of the first meeting
    known); none is due before that day, and none from the first day the cadence no longer holds.
    Without either, only what stands in the calendar by itself can be counted: a day of every week,
    fixed days of every year, a feast. 29 February is 28 February where the year has no other, the
    31st the last day of a shorter month. A feast that no calendar tells gives no due day.
    """
    first = cadence.starts or anchor
    if first:
        start = max(start, first)
    if cadence.ends:
        end = min(end, cadence.ends - DAY)
    if start > end:
        return []
    return sorted({day for day in _counted(cadence, first, start, end) if start <= day <= end})


def _counted(cadence, first: date | None, start: date, end: date) -> Iterator[date]:
    """At least the due days between the two, perhaps some around them."""
    if cadence.festival:
        for year in range(start.year - 1, end.year + 2):
            feast = feasts.date_of(cadence.festival, year)
            if feast:
                yield feast + cadence.offset * DAY
    elif cadence.each == CadenceUnit.WEEK:
        yield from _weeks(cadence, first, start, end)
    elif cadence.each == CadenceUnit.MONTH:
        yield from _months(first, cadence.every, start, end)
    elif cadence.days:
        yield from _fixed(cadence, first, start, end)
    else:
        yield from _months(first, 12 * cadence.every, start, end)


def _weeks(cadence, first: date | None, start: date, end: date) -> Iterator[date]:
    if first is None and (cadence.weekday is None or cadence.every > 1):
        return
    begin = first or start
    if cadence.weekday:
        begin += (cadence.weekday - begin.isoweekday()) % 7 * DAY
    step = 7 * cadence.every
    day = begin + max(0, (start - begin).days // step) * step * DAY
    while day <= end:
        yield day
        day += step * DAY


def _months(first: date | None, every: int, start: date, end: date) -> Iterator[date]:
    if first is None:
        return
    past = (start.year - first.year) * 12 + start.month - first.month
    number = max(0, past // every)
    while (day := _months_after(first, number * every)) <= end:
        yield day
        number += 1


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return _in(day.year + years, month + 1, day.day)


def _fixed(cadence, first: date | None, start: date, end: date) -> Iterator[date]:
    if first is None and cadence.every > 1:
        return
    for year in range(start.year, end.year + 1):
        if first is None or (year - first.year) % cadence.every == 0:
            for typed in cadence.days:
                month, day = map(int, typed.split("-"))
                yield _in(year, month, day)


def _in(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))
