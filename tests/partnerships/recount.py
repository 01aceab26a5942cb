"""What the register derives of places and ties in time, counted once more in Python, from the rows
alone: reach, the tree on a day, the status of ties, and all of it as one dump.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from partnerships.choices import PartnershipEventKind, PartnershipStatus, Side
from partnerships.models import (
    Partnership,
    PartnershipEvent,
    PartnershipParty,
    TieReach,
    Unit,
    UnitParent,
    UnitReach,
    UnitSuccession,
)

OPEN = date.max


@dataclass(frozen=True)
class Rows:
    """All there is, read once."""

    units: dict[int, Unit]
    places: list[UnitParent]
    steps: list[tuple[int, int]]
    parties: dict[int, list[PartnershipParty]]
    events: dict[int, list[PartnershipEvent]]

    @classmethod
    def now(cls) -> "Rows":
        steps = UnitSuccession.objects.filter(successor__isnull=False)
        return cls(
            units=Unit.objects.in_bulk(),
            places=list(UnitParent.objects.order_by("pk")),
            steps=list(steps.values_list("predecessor", "successor")),
            parties=_by_tie(PartnershipParty.objects.select_related("unit", "organisation")),
            events=_by_tie(PartnershipEvent.objects),
        )


def _by_tie(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.partnership_id].append(row)
    return found


# Reach


def below_each(rows: Rows) -> dict[int, set[int]]:
    """What belongs to a unit now, or belonged to it when it ended."""
    below, places = {}, {}
    for place in rows.places:
        places.setdefault(place.unit_id, []).append(place)
        end = rows.units[place.parent_id].valid_to
        if end and (place.until is None or place.until >= end):
            below.setdefault(place.parent_id, set()).add(place.unit_id)
    for unit, ever in places.items():
        latest = max(ever, key=lambda place: (place.since or date.min, place.pk))
        below.setdefault(latest.parent_id, set()).add(unit)
    return below


def recounted(rows: Rows) -> set[tuple[int, int]]:
    """All (ancestor, unit), by walking from every unit, each direction of succession for itself."""
    below, before, after = below_each(rows), {}, {}
    for old, new in rows.steps:
        before.setdefault(new, set()).add(old)
        after.setdefault(old, set()).add(new)

    def walk(unit, successions, seen):
        if unit not in seen:
            seen.add(unit)
            for other in below.get(unit, set()) | successions.get(unit, set()):
                walk(other, successions, seen)
        return seen

    return {
        (unit, reached)
        for unit in rows.units
        for reached in walk(unit, before, set()) | walk(unit, after, set())
    }


def assert_kept(rows: Rows | None = None):
    """UnitReach and TieReach say what the recount says."""
    rows = rows or Rows.now()
    reach = recounted(rows)
    above = defaultdict(set)
    for ancestor, unit in reach:
        above[unit].add(ancestor)
    every = [party for found in rows.parties.values() for party in found]
    places = [(p.partnership_id, p.unit_id or p.organisation.seat_id) for p in every]
    ties = {(tie, ancestor) for tie, place in places for ancestor in above[place]}
    assert set(UnitReach.objects.values_list("ancestor", "unit")) == reach
    assert set(TieReach.objects.values_list("tie", "unit")) == ties


# The tree on a day


def holds(since: date | None, until: date | None, on: date) -> bool:
    return (since or date.min) <= on < (until or OPEN)


def parents_on(rows: Rows, on: date) -> dict[int, list[int]]:
    """Of every unit that is there on that day, the units it belongs to that are there too."""
    every = rows.units.values()
    there = {unit.pk for unit in every if holds(unit.valid_from, unit.valid_to, on)}
    found = {unit: [] for unit in there}
    for row in rows.places:
        if row.unit_id in there and row.parent_id in there and holds(row.since, row.until, on):
            found[row.unit_id].append(row.parent_id)
    return found


def assert_tree_is_one(rows: Rows, on: date):
    """No unit has two parents or lies above itself; what the queries say is what is counted."""
    parents = parents_on(rows, on)
    below = defaultdict(set)
    for unit, above in parents.items():
        assert len(above) <= 1
        for parent in above:
            below[parent].add(unit)
        path = [unit]
        while parents.get(path[-1]):
            path.append(parents[path[-1]][0])
            assert path[-1] != unit
    tops = {unit for unit, above in parents.items() if not above}
    assert {unit.pk for unit in Unit.objects.on_top(on)} == tops
    largest = sorted(rows.units, key=lambda unit: (-len(below[unit]), unit))[:2]
    for unit in largest:
        found = [one.pk for one in Unit.objects.below(rows.units[unit], on)]
        assert sorted(found) == sorted(below[unit])


# The status of ties


def stands(party: PartnershipParty, on: date) -> bool:
    own = party.unit.valid_to if party.unit else party.organisation.until
    return holds(party.since, party.until, on) and on < (own or OPEN)


def status_of(parties: list, events: list, on: date) -> PartnershipStatus:
    """As DESIGN.md derives it: ended, else vacant, else resting, else active."""

    def begun(event):
        days = event.since.days
        return days is None or days.lower is None or days.lower <= on

    def over(event):
        days = event.until.days
        return days is not None and days.upper is not None and days.upper <= on

    kinds = PartnershipEventKind
    if any(event.kind == kinds.ENDED and begun(event) for event in events):
        return PartnershipStatus.ENDED
    if {party.side for party in parties if stands(party, on)} != set(Side.values):
        return PartnershipStatus.VACANT
    resting = [event for event in events if event.kind == kinds.SUSPENDED]
    if any(begun(event) and not over(event) for event in resting):
        return PartnershipStatus.SUSPENDED
    return PartnershipStatus.ACTIVE


def assert_statuses(rows: Rows, on: date):
    said = dict(Partnership.objects.with_status(on).values_list("pk", "status"))
    assert said == {tie: status_of(rows.parties[tie], rows.events[tie], on) for tie in said}
    ways = {
        PartnershipStatus.VACANT: Partnership.objects.vacant(on),
        PartnershipStatus.SUSPENDED: Partnership.objects.suspended(on),
    }
    for status, found in ways.items():
        ties = {tie for tie, its in said.items() if its == status}
        assert set(found.values_list("pk", flat=True)) == ties


# All of it


def dump() -> dict[str, set]:
    """Every row that a decision may touch, column by column."""
    whole = (Unit, UnitParent, UnitSuccession, Partnership, PartnershipParty, PartnershipEvent)
    rows = {model.__name__: _rows(model) for model in whole}
    reached = {
        "UnitReach": set(UnitReach.objects.values_list("ancestor", "unit")),
        "TieReach": set(TieReach.objects.values_list("tie", "unit")),
    }
    return rows | reached


def _rows(model) -> set:
    return {tuple(map(str, row)) for row in model.objects.order_by().values_list()}
