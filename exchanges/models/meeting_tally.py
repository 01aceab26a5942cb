"""How many meetings each tie and unit held in each year, kept beside the meetings.

A row says that something was added to a count, or taken from it; the count is the sum of its rows.
Rows are only ever added, so that two people who record meetings of the same tie never wait for each
other. Every night the rows of a count are folded into one (exchanges.services.summaries).

A meeting of several ties is counted under all of them at once, as one: whoever sees one of the ties
counts it, and counts it once. The triggers run once per statement, however many meetings it writes.
One statement of SQL that writes meetings and their ties at the same time is counted wrongly until
the night's recount; nothing of the register does that.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.access import ScopedQuerySet

FIELDS = "ties, unit_id, year, held, to_come"
# exchanges_year_of() and exchanges_ties_of() are in the migrations. The year is 0 where the day is
# not known to the year; of a meeting to come it is the year for which it is planned.
COUNTED = """
    {ties} AS ties, unit_id,
    CASE status WHEN 'held' THEN exchanges_year_of(held_days)
        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,
    {sign} * (status = 'held')::int AS held,
    {sign} * (status IN ('planned', 'invited'))::int AS to_come
"""
# A meeting that has no tie yet and names no unit is nobody's.
SUMMED = """
    WHERE ties <> '{}' OR unit_id IS NOT NULL
    GROUP BY ties, unit_id, year
    HAVING sum(held) <> 0 OR sum(to_come) <> 0
"""
ADDED = """
    INSERT INTO exchanges_meetingtally ({fields})
    SELECT ties, unit_id, year, sum(held), sum(to_come) FROM ({{changes}}) AS changes
    {shown}
    RETURN NULL;
""".format(fields=FIELDS, shown=SUMMED.replace("{}", "{{}}").strip() + ";")
THEN, NOW = "old_rows", "new_rows"
OF_ITS_TIES = "exchanges_ties_of(id)"


def counted(rows: str, sign: int, ties: str = OF_ITS_TIES) -> str:
    return f"SELECT {COUNTED.format(ties=ties, sign=sign)} FROM {rows}"


def tallied() -> list[pgtrigger.Trigger]:
    """The triggers of Meeting. Those of its ties are in the migration: that table has no model."""
    gone, come = counted(THEN, -1), counted(NOW, 1)
    ways = {
        "insert": (pgtrigger.Insert, come, {"new": NOW}),
        "update": (pgtrigger.Update, f"{gone} UNION ALL {come}", {"old": THEN, "new": NOW}),
        "delete": (pgtrigger.Delete, gone, {"old": THEN}),
    }
    return [
        pgtrigger.Trigger(
            name=f"tallied_on_{event}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),
            func=ADDED.format(changes=changes),
        )
        for event, (operation, changes, tables) in ways.items()
    ]


class MeetingTallyQuerySet(ScopedQuerySet):
    def within(self, *, ties: list[int], units: list[int]):
        """Of meetings of any of these ties or units."""
        return self.filter(models.Q(ties__overlap=ties) | models.Q(unit_id__one_of=units))

    def visible_to(self, user):
        """As the meetings themselves: each of them is counted once for whoever sees it."""
        if not user.is_authenticated:
            return self.none()
        if user.sees_all:
            return self
        reach = user.units.reach(organisation=user.organisation_id)
        return self.within(ties=reach["Partnership"], units=reach["Unit"])


class MeetingTally(models.Model):
    """So many meetings more, or fewer, of these ties or this unit in a year; triggers write it."""

    ties = ArrayField(models.BigIntegerField())
    unit_id = models.BigIntegerField(null=True)
    year = models.IntegerField()
    held = models.IntegerField()
    to_come = models.IntegerField()

    objects = MeetingTallyQuerySet.as_manager()

    class Meta:
        verbose_name = "tally of meetings"

    def __str__(self):
        return f"{self.year}: {self.held:+}"
