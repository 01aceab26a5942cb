"""Keeping the tally of meetings small and right. Nobody waits for it: it only adds rows, and folds
those that are there.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from exchanges.models import MeetingTally
from exchanges.models.meeting_tally import FIELDS, NUMBERS, SUMMED, SUMS, counted

ROW = ("ties", "year", *NUMBERS)
# As exchanges_ties_of() of every meeting, in one go.
MET = """
    exchanges_meeting LEFT JOIN (
        SELECT meeting_id, array_agg(partnership_id ORDER BY partnership_id) AS met
        FROM exchanges_meeting_partnerships GROUP BY meeting_id
    ) AS links ON links.meeting_id = exchanges_meeting.id
"""
SUMMED_UP = ", ".join(f"sum({name})::int AS {name}" for name in NUMBERS)
# Both sides are read by one statement, so that what others write meanwhile is in both or in none.
DIFFERENCES = f"""
    SELECT ties, unit_id, year, {SUMMED_UP} FROM (
        {counted("exchanges_meeting", 1, "coalesce(met, '{}')", MET)}
        UNION ALL
        SELECT ties, unit_id, year, {", ".join(f"-{name}" for name in NUMBERS)}
        FROM exchanges_meetingtally
    ) AS sides {SUMMED}
"""
FOLD = f"""
    WITH parts AS (DELETE FROM exchanges_meetingtally RETURNING {FIELDS})
    INSERT INTO exchanges_meetingtally ({FIELDS})
    SELECT ties, unit_id, year, {SUMS} FROM parts {SUMMED}
"""


@dataclass(frozen=True)
class Difference:
    """What the tally lacks of a count (too many if negative)."""

    ties: list[int]
    unit: int | None
    year: int
    held: int
    to_come: int
    put_off: int
    written: int

    @property
    def row(self) -> dict:
        """The row that puts it right, whatever was written meanwhile: rows only add up."""
        return {"unit_id": self.unit, **{name: getattr(self, name) for name in ROW}}


def differences() -> list[Difference]:
    """Where the tally is not what the meetings themselves say."""
    with connection.cursor() as cursor:
        cursor.execute(f"{DIFFERENCES} ORDER BY year, ties, unit_id")
        return [Difference(*row) for row in cursor.fetchall()]


@transaction.atomic
def recount() -> list[Difference]:
    """Add what lacks, then fold the rows of each count into one; what lacked is told."""
    found = differences()
    MeetingTally.objects.bulk_create([MeetingTally(**one.row) for one in found], batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute(FOLD)
    return found
