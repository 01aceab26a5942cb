"""Keeping the tally of meetings small and right. Nobody waits for it: it only adds rows, and folds
those that are there.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from exchanges.models import MeetingTally, MeetingTotal
from exchanges.models.meeting_tally import ANY, FIELDS, NUMBERS, SUMMED, SUMS, counted

# As exchanges_ties_of() of every meeting, in one go.
MET = """
    exchanges_meeting LEFT JOIN (
        SELECT meeting_id, array_agg(partnership_id ORDER BY partnership_id) AS met
        FROM exchanges_meeting_partnerships GROUP BY meeting_id
    ) AS links ON links.meeting_id = exchanges_meeting.id
"""
SUMMED_UP = ", ".join(f"sum({name})::int AS {name}" for name in NUMBERS)
TAKEN = ", ".join(f"-{name}" for name in NUMBERS)
TOTALS = ", ".join(("ties", "unit_id", *NUMBERS))
OF_ALL_YEARS = f"GROUP BY ties, unit_id HAVING {ANY}"
# Both sides are read by one statement, so that what others write meanwhile is in both or in none.
DIFFERENCES = f"""
    SELECT ties, unit_id, year, {SUMMED_UP} FROM (
        {counted("exchanges_meeting", 1, "coalesce(met, '{}')", MET)}
        UNION ALL
        SELECT ties, unit_id, year, {TAKEN} FROM exchanges_meetingtally
    ) AS sides {SUMMED}
"""
DIFFERENCES_OF_TOTALS = f"""
    SELECT ties, unit_id, NULL, {SUMMED_UP} FROM (
        SELECT {TOTALS} FROM exchanges_meetingtally
        UNION ALL
        SELECT ties, unit_id, {TAKEN} FROM exchanges_meetingtotal
    ) AS sides {OF_ALL_YEARS}
"""
FOLD = f"""
    WITH parts AS (DELETE FROM exchanges_meetingtally RETURNING {FIELDS})
    INSERT INTO exchanges_meetingtally ({FIELDS})
    SELECT ties, unit_id, year, {SUMS} FROM parts {SUMMED}
"""
FOLD_TOTALS = f"""
    WITH parts AS (DELETE FROM exchanges_meetingtotal RETURNING {TOTALS})
    INSERT INTO exchanges_meetingtotal ({TOTALS})
    SELECT ties, unit_id, {SUMS} FROM parts {OF_ALL_YEARS}
"""


@dataclass(frozen=True)
class Difference:
    """What the tally lacks of a count (too many if negative); of all years together what the totals
    lack of the tally.
    """

    ties: list[int]
    unit: int | None
    year: int | None
    held: int
    to_come: int
    put_off: int
    written: int

    @property
    def row(self) -> MeetingTally | MeetingTotal:
        """The row that puts it right, whatever was written meanwhile: rows only add up."""
        numbers = {name: getattr(self, name) for name in NUMBERS}
        of = {"ties": self.ties, "unit_id": self.unit}
        if self.year is None:
            return MeetingTotal(**of, **numbers)
        return MeetingTally(**of, year=self.year, **numbers)


def differences() -> list[Difference]:
    """Where the tally is not what the meetings themselves say, and the totals not what it says."""
    return [*_found(DIFFERENCES), *_found(DIFFERENCES_OF_TOTALS)]


def _found(sql: str) -> list[Difference]:
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY 3, ties, unit_id")
        return [Difference(*row) for row in cursor.fetchall()]


@transaction.atomic
def recount() -> list[Difference]:
    """Add what lacks, then fold the rows of each count into one; what lacked is told. What is added
    to the tally its triggers add to the totals.
    """
    found = differences()
    rows = [one.row for one in found]
    for model in (MeetingTally, MeetingTotal):
        lacking = [row for row in rows if isinstance(row, model)]
        model.objects.bulk_create(lacking, batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
        cursor.execute(FOLD_TOTALS)
    return found
