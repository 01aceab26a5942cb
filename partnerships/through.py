"""Through which unit a record came to be on the page of another: what lies below it, what it
succeeded, what succeeds it. What is the unit's own came through nobody.
"""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext as _

from partnerships.models import Organisation, PartnershipParty, Unit, UnitReach

NAMED = 2  # units; more would fill the row


@dataclass
class Ways:
    """The units, organisations and ties that a record names."""

    units: set[int] = field(default_factory=set)
    organisations: set[int] = field(default_factory=set)
    ties: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Way:
    """A unit in reach, or the organisation that has its seat there."""

    name: str
    until: date | None = None

    def __str__(self):
        if self.until is None:
            return self.name
        gaps = {"unit": self.name, "date": f"{self.until:%d/%m/%Y}"}
        return _("%(unit)s, until %(date)s") % gaps


def through(unit: Unit, records: dict[Hashable, Ways]) -> dict[Hashable, str]:
    """Words for each record that is on the unit's page through others; at most three queries."""
    found = {}
    units = _units(unit, _all(records, "units"))
    seats = _organisations(unit, _all(records, "organisations"))
    left = {
        key: ways
        for key, ways in records.items()
        if not (ways.units & set(units) or ways.organisations & set(seats))
    }
    ties = _ties(unit, _all(left, "ties"))
    for key, ways in records.items():
        if unit.pk in ways.units:
            continue
        told = [units[pk] for pk in ways.units if pk in units]
        told += [seats[pk] for pk in ways.organisations if pk in seats]
        told = told or [way for tie in ways.ties for way in ties.get(tie, [])]
        if told and None not in told:
            found[key] = _words(told)
    return found


def _all(records: dict[Hashable, Ways], name: str) -> set[int]:
    return set().union(*(getattr(ways, name) for ways in records.values()))


def _words(ways: list[Way]) -> str:
    names = sorted({str(way) for way in ways})
    words = "; ".join(names[:NAMED])
    if len(names) > NAMED:
        gaps = {"units": words, "number": len(names) - NAMED}
        return _("through %(units)s and %(number)s more") % gaps
    return _("through %(units)s") % {"units": words}


def _units(unit: Unit, keys: set[int]) -> dict[int, Way]:
    found = Unit.objects.reached_from([unit]).filter(pk__in=keys) if keys else []
    return {one.pk: Way(str(one), one.valid_to) for one in found}


def _organisations(unit: Unit, keys: set[int]) -> dict[int, Way]:
    if not keys:
        return {}
    reached = UnitReach.objects.filter(ancestor=unit).values("unit")
    found = Organisation.objects.filter(pk__in=keys, seat__in=reached)
    return {one.pk: Way(one.name, one.until) for one in found}


def _ties(unit: Unit, keys: set[int]) -> dict[int, list[Way | None]]:
    """By which of its parties each tie is in reach; None for the unit itself."""
    if not keys:
        return {}
    reached = UnitReach.objects.filter(ancestor=unit).values("unit")
    parties = PartnershipParty.objects.filter(
        Q(unit__in=reached) | Q(organisation__seat__in=reached), partnership__in=keys
    )
    rows = parties.values_list(
        "partnership", "unit", "organisation__name", "unit__word", "unit__name", "unit__valid_to"
    ).annotate(left=F("organisation__until"))
    found = {}
    for tie, party, organisation, word, name, ended, left in rows:
        if party == unit.pk:
            way = None
        elif party:
            way = Way(f"{word} {name}".strip(), ended)
        else:
            way = Way(organisation, left)
        found.setdefault(tie, []).append(way)
    return found
