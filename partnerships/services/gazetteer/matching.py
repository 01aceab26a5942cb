"""Whether a place that a list or an article names is in the register already.

Neither a name nor a code is identity: codes are used again, and communes inherit the names of
districts. So a code counts on a day of the place's own time, and a name below the same unit.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from partnerships.choices import NameKind
from partnerships.models import Unit, UnitParent
from partnerships.services.gazetteer.reading import day_of

TONES = "\u0300\u0301\u0303\u0309\u0323"


class Known:
    """The units of some countries, without those merged into another, and what they belong to."""

    def __init__(self, countries: Iterable[str]):
        self._by_code = defaultdict(list)
        self._by_name = defaultdict(list)
        self._above = defaultdict(list)
        units = Unit.objects.kept().filter(country__in=countries).order_by("pk")
        by_pk = {unit.pk: unit for unit in units}
        for unit in by_pk.values():
            self.add(unit)
        for row in UnitParent.objects.filter(unit__in=units.order_by()).order_by("pk"):
            if row.parent_id in by_pk:
                row.unit, row.parent = by_pk[row.unit_id], by_pk[row.parent_id]
                self.put(row)

    def add(self, unit: Unit) -> None:
        if unit.code:
            self._by_code[unit.country_id, unit.code].append(unit)
        self._by_name[_called(unit.country_id, unit)].append(unit)

    def put(self, row: UnitParent) -> None:
        self._above[row.unit.uuid].append(row)

    def coded(self, unit: Unit) -> None:
        """The unit has a code now that it lacked before."""
        self._by_code[unit.country_id, unit.code].append(unit)

    def with_code(self, country: str, code: str, on: date) -> Unit | None:
        """The unit that had this code on that day."""
        there = (unit for unit in self._by_code[country, code] if unit.exists_on(on))
        return next(there, None)

    def sharing_codes(self) -> Iterator[list[Unit]]:
        """Units that have had one code, one after the other or at once."""
        return (units for units in self._by_code.values() if len(units) > 1)

    def find(self, place, above: Iterable[Unit] = ()) -> Unit | None:
        """The unit that a place is: it has the code on a day of the place's own time, else level,
        type word and name below the same unit, and no other code.

        `place` has country, level, word, name, code, valid_from, valid_to; `above` is what it
        belongs to. Where the days of a unit are unknown and those of the place are not, the code
        alone says nothing: the name must be the same.
        """
        on, above = day_of(place), list(above)
        dated = place.valid_from or place.valid_to
        for unit in self._by_code[place.country, place.code]:
            if unit.level == place.level and unit.exists_on(on):
                undated = unit.valid_from is None and unit.valid_to is None
                if not (dated and undated) or _called("", unit) == _called("", place):
                    return unit
        for unit in self._by_name[_called(place.country, place)]:
            same_code = not (unit.code and place.code) or unit.code == place.code
            if same_code and unit.exists_on(on) and self._stands_below(unit, above):
                return unit
        return None

    def belonging(self, unit: Unit, since: date | None, until: date | None) -> list[UnitParent]:
        """What the unit is known to belong to at some time of that period."""
        return [
            row
            for row in self._above[unit.uuid]
            if (row.since is None or until is None or row.since < until)
            and (since is None or row.until is None or since < row.until)
        ]

    def lies_above(self, unit: Unit, other: Unit) -> bool:
        """Whether the other unit belongs to the first, whatever stands between them."""
        seen, level = set(), [other]
        while level:
            parents = [row.parent for below in level for row in self._above[below.uuid]]
            level = [parent for parent in parents if parent.uuid not in seen]
            seen |= {parent.uuid for parent in level}
        return unit.uuid in seen

    def _stands_below(self, unit: Unit, above: list[Unit]) -> bool:
        """The same unit above, or one further up: who names only the province is less exact."""
        parents = [row.parent for row in self._above[unit.uuid]]
        if not above or not parents:
            return not above and not parents
        return any(
            parent is named or self.lies_above(parent, named) or self.lies_above(named, parent)
            for parent in parents
            for named in above
        )


def lacking(unit: Unit, place) -> dict[str, object]:
    """What the place says of the unit and the register does not know yet; nothing is replaced."""
    facts = {
        name: getattr(place, name)
        for name in ("code", "valid_from", "valid_to")
        if getattr(place, name) and not getattr(unit, name)
    }
    if unit.latitude is None and place.position["latitude"] is not None:
        facts |= place.position
    return facts


def called_so(unit: Unit, place) -> Iterator[tuple[str, str, str]]:
    """The names that the place has for the unit: language, text, kind."""
    for language, text, *kind in place.names:
        yield language, text, kind[0] if kind else NameKind.OFFICIAL
    if unit.name != place.name:
        yield "vi", place.name, NameKind.ALIAS


def _called(country: str, place) -> tuple[str, str, str, str]:
    return country, place.level, _spelt(place.word), _spelt(place.name)


def _spelt(text: str) -> str:
    """`Hoà` and `Hòa` are one spelling: the tone mark goes behind its syllable."""
    syllables = (unicodedata.normalize("NFD", part) for part in text.casefold().split())
    return " ".join(
        "".join(sorted(syllable, key=lambda letter: letter in TONES)) for syllable in syllables
    )
