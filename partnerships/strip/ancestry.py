"""Where places belonged: read upwards, a level at a time, for many of them at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q

from partnerships.choices import SuccessionKind
from partnerships.models import Unit, UnitParent, UnitSuccession

HIGHEST = 5  # village, commune, district, prefecture, province
STAYS = (SuccessionKind.PART_TRANSFERRED, SuccessionKind.NEW_PARENT)  # is not another unit by it


class Ancestry:
    """The units above some units in all times, and what preceded and succeeded each of them."""

    def __init__(self, keys: Iterable[int], on: date):
        self.on = on
        self.units: dict[int, Unit] = {}
        self._above: dict[int, list[UnitParent]] = defaultdict(list)
        self._before: dict[int, set[int]] = defaultdict(set)
        self._after: dict[int, set[int]] = defaultdict(set)
        self._climbed: set[int] = set()
        first = set(keys) - {None}
        self._climb(first | self._succeeded(first))
        ended = {key for key, unit in self.units.items() if not unit.exists_on(on)} - first
        self._climb(self._succeeded(ended))

    def _succeeded(self, keys: set[int]) -> set[int]:
        """One step of succession each way."""
        steps = UnitSuccession.objects.filter(
            Q(predecessor__in=keys) | Q(successor__in=keys), successor__isnull=False
        ).exclude(kind__in=STAYS)
        found = set()
        for before, after in steps.values_list("predecessor", "successor") if keys else ():
            self._before[after].add(before)
            self._after[before].add(after)
            found |= {before, after}
        return found

    def _climb(self, keys: set[int]) -> None:
        for _level in range(HIGHEST):
            keys = keys - self._climbed
            if not keys:
                return
            self._climbed |= keys
            self.units |= Unit.objects.select_related("country").in_bulk(list(keys))
            above = UnitParent.objects.filter(unit__in=keys).order_by(
                F("since").asc(nulls_first=True), "pk"
            )
            keys = set()
            for row in above:
                self._above[row.unit_id].append(row)
                keys.add(row.parent_id)

    def chain(self, key: int | None, on: date | None = None) -> list[Unit]:
        """The unit and those above it on the day; of a unit that ended, what it belonged to."""
        on, found = on or self.on, []
        while key in self.units and len(found) <= HIGHEST:
            found.append(self.units[key])
            key = self._parent(key, on)
        return found

    def _parent(self, key: int, on: date) -> int | None:
        rows = self._above[key]
        begun = [row for row in rows if row.since is None or row.since <= on]
        return (begun or rows)[-1].parent_id if rows else None

    def ever(self, key: int | None) -> list[Unit]:
        """The unit and all it ever belonged to."""
        found, at = {}, [key]
        while at:
            key = at.pop()
            if key in self.units and key not in found:
                found[key] = self.units[key]
                at += [row.parent_id for row in self._above[key]]
        return list(found.values())

    def heirs(self, key: int) -> list[Unit]:
        """What it is on the day: itself, or those that succeeded it."""
        unit = self.units[key]
        if unit.exists_on(self.on) or not self._after[key]:
            return [unit]
        later = [self.units[one] for one in sorted(self._after[key]) if one in self.units]
        return [one for one in later if one.exists_on(self.on)] or [unit]

    def forebears(self, key: int) -> list[Unit]:
        return [self.units[one] for one in sorted(self._before[key]) if one in self.units]

    def at_level(self, key: int | None, level: str) -> Unit | None:
        """The unit of that level above it, or itself, on the day; else the last there was, its
        own or that of what it succeeded. Nothing where that is not one.
        """
        for unit in self.chain(key):
            if unit.level == level:
                heirs = self.heirs(unit.pk)
                return heirs[0] if len(heirs) == 1 else None
        for start in ([key], [one.pk for one in self.forebears(key)] if key in self.units else []):
            once = {u.pk: u for one in start for u in self.ever(one) if u.level == level}
            if once:
                return next(iter(once.values())) if len(once) == 1 else None
        return None

    def nearest(self, key: int | None, places: dict[int, object]) -> int | None:
        """Which of these places the unit lies in, if it is one of them only."""
        for unit in self.chain(key):
            if unit.pk in places:
                return unit.pk
        if key not in self.units:
            return None
        ways = [
            self.ever(key),
            [heir for unit in self.chain(key) for heir in self.heirs(unit.pk)],
            [up for one in self.forebears(key) for up in self.ever(one.pk)],
        ]
        for way in ways:
            found = {unit.pk for unit in way} & set(places)
            if found:
                return found.pop() if len(found) == 1 else None
        return None
