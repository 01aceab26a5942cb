"""How many meetings each tie and unit held in each year, how many of these have minutes, and how
many are to come or were put off, kept beside the meetings; and the same of all years together.

A row says that something was added to a count, or taken from it; the count is the sum of its rows.
Rows are only ever added, so that two people who record meetings of the same tie never wait for each
other. Every night the rows of a count are folded into one (exchanges.services.summaries).

A meeting of several ties is counted under all of them at once, as one: whoever sees one of the ties
counts it, and counts it once. The triggers run once per statement, however many meetings it writes.
What two people do to one and the same meeting is counted one after the other: the triggers of
minutes and of ties lock it first, as a change of the meeting itself does.
One statement of SQL that writes meetings and their ties at the same time is counted wrongly until
the night's recount; nothing of the register does that.
"""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from core.access import NamedKeys, ScopedQuerySet, reach_of

NUMBERS = ("held", "to_come", "put_off", "written")
FIELDS = ", ".join(("ties", "unit_id", "year", *NUMBERS))
SUMS = ", ".join(f"sum({name})" for name in NUMBERS)
ANY = " OR ".join(f"sum({name}) <> 0" for name in NUMBERS)
# exchanges_year_of(), exchanges_ties_of() and exchanges_has_minutes() are in the migrations. The
# year is 0 where the day is not known to the year; of a meeting to come it is the year for which it
# is planned.
COUNTED = """
    {ties} AS ties, unit_id,
    CASE status WHEN 'held' THEN exchanges_year_of(held_days)
        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,
    {sign} * (status = 'held')::int AS held,
    {sign} * (status IN ('planned', 'invited'))::int AS to_come,
    {sign} * (status IN ('postponed', 'cancelled'))::int AS put_off,
    CASE status WHEN 'held' THEN {sign} * exchanges_has_minutes({rows}.id)::int ELSE 0 END
        AS written
"""
# A meeting that has no tie yet and names no unit is nobody's.
SUMMED = f"""
    WHERE ties <> '{{}}' OR unit_id IS NOT NULL
    GROUP BY ties, unit_id, year
    HAVING {ANY}
"""
ADDED = """
    INSERT INTO exchanges_meetingtally ({fields})
    SELECT ties, unit_id, year, {sums} FROM ({{changes}}) AS changes
    {shown}
    RETURN NULL;
""".format(fields=FIELDS, sums=SUMS, shown=SUMMED.replace("{}", "{{}}").strip() + ";")
# Of one meeting, one change after the other: else neither would count with what the other did.
# Asked in the order of the keys, so that two who change several never wait for each other.
LOCKED = """
    PERFORM FROM exchanges_meeting WHERE id IN ({meetings}) ORDER BY id FOR NO KEY UPDATE;
"""
THEN, NOW = "old_rows", "new_rows"
MEETING_OF = "SELECT meeting_id FROM {}".format
MOVED = f"""
    SELECT unnest(ARRAY[was.meeting_id, now.meeting_id])
    FROM {THEN} was JOIN {NOW} now USING (id) WHERE was.meeting_id <> now.meeting_id
"""
# Which meetings the triggers of minutes lock. Minutes that stay with their meeting lock none.
OF_MINUTES = {"insert": MEETING_OF(NOW), "update": MOVED, "delete": MEETING_OF(THEN)}
OF_ITS_TIES = "exchanges_ties_of(id)"
OF_A_UNIT = models.Q(unit_id__isnull=False)


def counted(rows: str, sign: int, ties: str = OF_ITS_TIES, source: str = "") -> str:
    return f"SELECT {COUNTED.format(ties=ties, sign=sign, rows=rows)} FROM {source or rows}"


def written(rows: str, sign: int) -> str:
    """That the meetings of these minutes have some, or have none any more."""
    return f"""
        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,
            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,
            {sign} AS written
        FROM {rows} AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id
        WHERE meeting.status = 'held'
    """


def tallied(counted=counted, *, locked: dict[str, str] | None = None) -> list[pgtrigger.Trigger]:
    """The triggers of Meeting, or with `written` those of Minutes; `locked` are the meetings that
    each event locks first. Those of the ties of meetings are in the migration: that table has no
    model.
    """
    first = {event: LOCKED.format(meetings=rows) for event, rows in (locked or {}).items()}
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
            func=first.get(event, "") + ADDED.format(changes=changes),
        )
        for event, (operation, changes, tables) in ways.items()
    ]


def summed_up() -> list[pgtrigger.Trigger]:
    """The triggers of the tally: what is added to a year is added to all of them together."""
    ways = {"insert": (pgtrigger.Insert, NOW, ""), "delete": (pgtrigger.Delete, THEN, "-")}
    return [
        pgtrigger.Trigger(
            name=f"summed_up_on_{event}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**{"new" if rows == NOW else "old": rows}),
            func=f"""
                INSERT INTO exchanges_meetingtotal (ties, unit_id, {", ".join(NUMBERS)})
                SELECT ties, unit_id, {", ".join(f"{sign}sum({name})" for name in NUMBERS)}
                FROM {rows} GROUP BY ties, unit_id HAVING {ANY};
                RETURN NULL;
            """,
        )
        for event, (operation, rows, sign) in ways.items()
    ]


@ArrayField.register_lookup
class AnyOf(models.Lookup):
    """As `__overlap` with a list of keys, sent as one array or named (core.access.OneOf)."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        if isinstance(self.rhs, NamedKeys):
            return f"{left} && {self.rhs}", params
        return f"{left} && %s::bigint[]", [*params, list(self.rhs)]


class MeetingTallyQuerySet(ScopedQuerySet):
    def within(self, *, ties: list[int], units: list[int]):
        """Of meetings of any of these ties or units."""
        return self.filter(models.Q(ties__any_of=ties) | models.Q(unit_id__one_of=units))

    def visible_to(self, user):
        """As the meetings themselves: each of them is counted once for whoever sees it."""
        if not user.is_authenticated:
            return self.none()
        if user.sees_all:
            return self
        reach = reach_of(user)
        return self.within(ties=reach["Partnership"], units=reach["Unit"])


class Tally(models.Model):
    """So many meetings more, or fewer, of these ties or this unit."""

    ties = ArrayField(models.BigIntegerField())
    unit_id = models.BigIntegerField(null=True)
    held = models.IntegerField()
    to_come = models.IntegerField()
    put_off = models.IntegerField(default=0)  # or cancelled
    written = models.IntegerField(default=0)  # held, with minutes

    objects = MeetingTallyQuerySet.as_manager()

    class Meta:
        abstract = True


class MeetingTally(Tally):
    """How many of a year; the triggers of meetings, of their ties and of minutes write it."""

    year = models.IntegerField()

    class Meta:
        verbose_name = "tally of meetings"
        indexes = [
            GinIndex(fields=["ties"], name="tally_by_ties", fastupdate=False),
            models.Index(fields=["unit_id"], name="tally_by_unit", condition=OF_A_UNIT),
            models.Index(fields=["year"], name="tally_by_year"),
        ]
        triggers = summed_up()

    def __str__(self):
        return f"{self.year}: {self.held:+}"


class MeetingTotal(Tally):
    """How many of all years; the triggers of the tally write it."""

    class Meta:
        verbose_name = "total of meetings"
        indexes = [
            GinIndex(fields=["ties"], name="total_by_ties", fastupdate=False),
            models.Index(fields=["unit_id"], name="total_by_unit", condition=OF_A_UNIT),
        ]

    def __str__(self):
        return f"{self.held:+}"
