"""The rows of a list become units, their names, what they belong to, and their successions.

Everything is worked out first and written then, in one statement for each kind of record: the
reach of all units is recounted once for each statement, not once for each of 15,000 rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NoReturn

from django.db import connection
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.choices import Level, SuccessionKind
from partnerships.models import Unit, UnitName, UnitParent, UnitSuccession
from partnerships.services.gazetteer.matching import Known, called_so, lacking
from partnerships.services.gazetteer.reading import Became, Listed, day_of

TIERS = list(Level)
WRITTEN = {  # in the order in which one needs the other, with what may be completed
    Unit: ("code", "valid_from", "valid_to", "latitude", "longitude"),
    UnitParent: ("parent", "since", "until"),
    UnitName: (),
    UnitSuccession: (),
}
KEYS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


class Entering:
    """What a list adds to the register. Nothing is written before `write`."""

    def __init__(self, countries: Iterable[str]):
        self.known = Known(countries)
        self._rows = {}  # unit → the row it was entered from or found by
        self._added = defaultdict(list)
        self._changed = defaultdict(dict)
        self._names = defaultdict(set)
        names = UnitName.objects.filter(unit__country__in=countries)
        for unit, language, text in names.values_list("unit__uuid", "language", "text"):
            self._names[unit].add((language, text))

    def enter(self, rows: Iterable[Listed]) -> None:
        """From the top of the tree down; the lists of today before those of the past, so that a
        unit of unknown dates is taken for today's.
        """
        for row in sorted(rows, key=lambda row: (TIERS.index(row.level), row.valid_to is not None)):
            parent = self._parent(row)
            unit = self.known.find(row, [parent] if parent else [])
            if unit and unit.uuid in self._rows:  # two rows are never one unit
                self._refuse(row, row.code, unit, f"{row.word} {row.name}")
            unit = self._complete(unit, row) if unit else self._new(row)
            self._rows[unit.uuid] = row
            if parent:
                self._place(unit, parent, row)
            self._call(unit, row)
        self._require_codes_of_their_own()

    def follow(self, steps: Iterable[Became]) -> None:
        """What became of which unit; what the register says of it already stays."""
        known = defaultdict(set)
        for row in UnitSuccession.objects.values_list("predecessor__uuid", "successor__uuid"):
            known[row[0]].add(row[1])
        for step in steps:
            before, after = self._ends_of(step)
            there = known[before.uuid]
            if there and (after is None or after.uuid in there):
                continue
            there.add(after and after.uuid)
            self._added[UnitSuccession].append(
                UnitSuccession(predecessor=before, successor=after, kind=step.kind, on=step.on)
            )

    def write(self) -> dict[str, int]:
        """Returns how many of each were written. Changes come first: they end what was there."""
        self._number()
        counts = {}
        for model, fields in WRITTEN.items():
            name = model._meta.model_name
            if changed := self._changed[model]:
                counts[f"{name}_completed"] = model.objects.bulk_update(changed.values(), fields)
            if added := self._added[model]:
                counts[name] = len(model.objects.bulk_create(added))
        return counts

    def _parent(self, row: Listed) -> Unit | None:
        return self._coded(row, row.parent, day_of(row)) if row.parent else None

    def _number(self) -> None:
        """New units know their keys, and so the unit above, before any is written: the trigger
        that copies it would otherwise write each of them, and its history, a second time.
        """
        units = self._added[Unit]
        with connection.cursor() as cursor:
            cursor.execute(KEYS, [Unit._meta.db_table, len(units)])
            for unit, (key,) in zip(units, cursor.fetchall(), strict=True):
                unit.pk = key
        new = {unit.uuid for unit in units}
        for place in self._added[UnitParent]:
            if place.unit.uuid in new:
                place.unit.parent_id = place.parent.pk

    def _new(self, row: Listed) -> Unit:
        unit = Unit(
            country_id=row.country,
            code=row.code,
            level=row.level,
            word=row.word,
            name=row.name,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            **row.position,
        )
        self.known.add(unit)
        self._added[Unit].append(unit)
        return unit

    def _complete(self, unit: Unit, row: Listed) -> Unit:
        facts = lacking(unit, row)
        for name, value in facts.items():
            setattr(unit, name, value)
        if "code" in facts:
            self.known.coded(unit)
        if facts and unit.pk:
            self._changed[Unit][unit.uuid] = unit
        return unit

    def _place(self, unit: Unit, parent: Unit, row: Listed) -> None:
        """Below its parent; between a province known before and the unit, where the list knows
        the tier between.
        """
        rows = self.known.belonging(unit, row.valid_from, row.valid_to)
        if not rows:
            place = UnitParent(unit=unit, parent=parent, since=row.valid_from, until=row.valid_to)
            self.known.put(place)
            self._added[UnitParent].append(place)
        for place in rows:
            if place.parent is not parent and self.known.lies_above(place.parent, parent):
                place.parent = parent
            elif place.parent is not parent or not _completed(place, row):
                continue
            if place.pk:
                self._changed[UnitParent][place.uuid] = place

    def _call(self, unit: Unit, row: Listed) -> None:
        there = self._names[unit.uuid]
        for language, text, kind in called_so(unit, row):
            if (language, text) not in there:
                there.add((language, text))
                name = UnitName(unit=unit, language=language, text=text, kind=kind)
                self._added[UnitName].append(name)

    def _ends_of(self, step: Became) -> tuple[Unit, Unit | None]:
        before = self._coded(step, step.predecessor, step.on - timedelta(days=1))
        if step.kind == SuccessionKind.ABOLISHED:
            return before, None
        return before, self._coded(step, step.successor, step.on)

    def _coded(self, row: Listed | Became, code: str, on: date) -> Unit:
        unit = self.known.with_code(row.country, code, on)
        if unit is None:
            words = _(
                "%(row)s: no unit has the code %(code)s on %(day)s. Put that unit into the list, "
                "or correct the code."
            )
            raise RuleViolation(words % {"row": row.row, "code": code, "day": f"{on:%d/%m/%Y}"})
        return unit

    def _require_codes_of_their_own(self) -> None:
        """A code is used again only after its first unit has ended; the row at fault is named."""
        for units in self.known.sharing_codes():
            first, *others = sorted(units, key=lambda unit: unit.valid_from or date.min)
            for other in others:
                overlapping = first.exists_on(other.valid_from or date.min)
                row = self._rows.get(other.uuid) or self._rows.get(first.uuid)
                if overlapping and row:  # else it was so before, and not by this list
                    self._refuse(row, other.code, first, other)
                first = other

    def _refuse(self, row: Listed, code: str, first: Unit, other: object) -> NoReturn:
        known = self._rows.get(first.uuid)
        first = f"{first} ({known.row})" if known else first
        raise RuleViolation(
            _(
                "%(row)s: the code %(code)s belongs to %(first)s and to %(other)s in the same "
                "time. Codes are used again only after the first unit has ended: correct the "
                "days or the code."
            )
            % {"row": row.row, "code": code, "first": first, "other": other}
        )


def _completed(place: UnitParent, row: Listed) -> bool:
    """Whether the row knows a day of the same belonging that was unknown; it is filled in."""
    facts = {"since": row.valid_from, "until": row.valid_to}
    unknown = {name: day for name, day in facts.items() if day and getattr(place, name) is None}
    for name, day in unknown.items():
        setattr(place, name, day)
    return bool(unknown)
