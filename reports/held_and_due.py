"""Meetings held against meetings due, by year.

Held are counted by the tally, each meeting once. Due are the due days of the cadences that bind
(what is only recommended does not), until today, without the days on which a tie rests. Where no
source says since when, a cadence is counted from the year after that of the first meeting known.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet, Sum

from exchanges.due_days import days_of
from exchanges.due_reading import RESTING
from exchanges.dues import Pause
from exchanges.models import MeetingTally
from partnerships.choices import CadenceSubject
from partnerships.models import PartnershipEvent

FIRST_YEARS = """
    SELECT tie, min(year) FROM (
        SELECT tie, year FROM exchanges_meetingtally, unnest(ties) AS tie
        WHERE ties && %s::bigint[] AND year > 0 GROUP BY tie, year HAVING sum(held) > 0
    ) AS years WHERE tie = ANY (%s::bigint[])
    GROUP BY tie
"""


@dataclass(frozen=True)
class Year:
    """One calendar year; of the year that runs, what was due until today."""

    number: int
    held: int
    due: int


def held_by_year(tallies: QuerySet) -> Counter:
    """Meetings of these counts; under 0 those whose day is not known to the year."""
    summed = tallies.order_by().values("year").annotate(n=Sum("held"))
    return Counter({row["year"]: row["n"] for row in summed if row["n"]})


def due_by_year(cadences: QuerySet, *, first: int, last: int, today: date) -> Counter:
    """How many due days lie in each year; four queries, however many cadences."""
    rows = list(
        cadences.filter(
            subject=CadenceSubject.MEETING, recommended=False, partnership__merged_into=None
        ).order_by("pk")
    )
    known = _first_years({one.partnership_id for one in rows if one.partnership_id})
    units = _first_years_of_units({one.unit_id for one in rows if one.unit_id})
    pauses = _pauses({one.partnership_id for one in rows if one.partnership_id})
    found: Counter = Counter()
    for cadence in rows:
        year = known.get(cadence.partnership_id) or units.get(cadence.unit_id)
        if not (cadence.starts or year):
            continue  # nothing is known to have been due
        anchor = date(year + 1, 1, 1) if year else None
        start, end = date(first, 1, 1), min(date(last, 12, 31), today)
        for day in days_of(cadence, start=start, end=end, anchor=anchor):
            if not any(pause.covers(day) for pause in pauses.get(cadence.partnership_id, ())):
                found[day.year] += 1
    return found


def _first_years(ties: set[int]) -> dict[int, int]:
    if not ties:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(FIRST_YEARS, [list(ties), list(ties)])
        return dict(cursor.fetchall())


def _first_years_of_units(units: set[int]) -> dict[int, int]:
    rows = MeetingTally.objects.filter(unit_id__one_of=sorted(units), year__gt=0)
    met = rows.values("unit_id", "year").annotate(n=Sum("held")).filter(n__gt=0)
    return dict(met.order_by("-year").values_list("unit_id", "year")) if units else {}


def _pauses(ties: set[int]) -> dict[int, list[Pause]]:
    found: dict[int, list[Pause]] = {}
    rests = PartnershipEvent.objects.filter(partnership__pk__one_of=sorted(ties), kind__in=RESTING)
    rows = rests.values_list("partnership", "since_days", "until_days") if ties else ()
    for tie, since, until in rows:
        pause = Pause(since and since.lower, until and until.upper)
        found.setdefault(tie, []).append(pause)
    return found


def years(held: Counter, due: Counter, numbers: Iterable[int]) -> list[Year]:
    return [Year(number, held[number], due[number]) for number in numbers]
