"""What is reviewed: ties with their sides on the last day of the period, or a unit."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from core.fields import PartialDate
from partnerships.choices import Side
from partnerships.models import (
    BorderProfile,
    Partnership,
    PartnershipParty,
    TieReach,
    Unit,
    UnitReach,
)
from reports.models import AnnualReview


@dataclass(frozen=True)
class SideOf:
    """One side: its parties then, those before them, and since when nobody stands there.

    `parties` and `before` name each unit once, though it may be in several ties or have come
    twice; `rows` are all of them up to that day.
    """

    parties: list[PartnershipParty] = field(default_factory=list)
    before: list[PartnershipParty] = field(default_factory=list)
    vacant_since: date | None = None
    rows: list[PartnershipParty] = field(default_factory=list)

    @property
    def shown(self) -> list[PartnershipParty]:
        """Those who stand, or those who stood last."""
        if self.parties:
            return self.parties
        return [p for p in self.before if p.ended_on() == self.vacant_since] or self.before

    @property
    def everybody(self) -> list[PartnershipParty]:
        return [*self.parties, *self.before]

    @property
    def units(self) -> set[int]:
        return {party.unit_id for party in self.everybody if party.unit_id}

    @property
    def organisations(self) -> set[int]:
        return {party.organisation_id for party in self.everybody if party.organisation_id}


@dataclass(frozen=True)
class Subject:
    period: DateRange
    on: date
    ties: list[Partnership]
    home: SideOf
    counterpart: SideOf
    unit: Unit | None = None
    country: str = ""
    units: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()

    @property
    def tie_ids(self) -> list[int]:
        return [tie.pk for tie in self.ties]

    @property
    def next_period(self) -> DateRange:
        """The period after it, as long as it is."""
        return DateRange(self.period.upper, _moved(self.period, 1))

    @property
    def period_before(self) -> DateRange:
        return DateRange(_moved(self.period, -1), self.period.lower)

    def surely(self, when: PartialDate) -> bool:
        """Wholly within the period, as far as is known."""
        days, period = when.days, self.period
        if not (days and days.lower and days.upper):
            return False
        return period.lower <= days.lower and days.upper <= period.upper

    def in_period(self, period: DateRange) -> "Subject":
        """The same in another period: with the sides of this one, so that like is counted."""
        return replace(self, period=period)

    def places(self, path: str) -> Q:
        """Of one of its places; a review of a unit is of everything in its reach."""
        own = Q(**{f"{path}__in": self.units})
        if self.unit is None:
            return own
        reached = UnitReach.objects.filter(ancestor=self.unit).values("unit")
        return own | Q(**{f"{path}__in": reached})

    def side(self, name: str) -> SideOf:
        return self.home if name == Side.HOME else self.counterpart

    def side_of_unit(self, unit: int | None) -> str | None:
        """On which side a unit stands; None for the rest."""
        if unit in self.home.units or (self.unit and unit == self.unit.pk):
            return Side.HOME.value
        return Side.COUNTERPART.value if unit in self.counterpart.units else None

    def with_ties_below(self, below: list[Partnership]) -> "Subject":
        """The same with the ties below it and their places, for what is told of them."""
        parties = [party for tie in below for party in tie.parties.all()]
        return replace(
            self,
            ties=[*self.ties, *(tie for tie in below if tie.pk not in set(self.tie_ids))],
            units=self.units | {p.unit_id for p in parties if p.unit_id},
            organisations=self.organisations
            | {p.organisation_id for p in parties if p.organisation_id},
        )


def _moved(period: DateRange, times: int) -> date:
    """The end of the next period (1) or the start of the one before (-1). Whole months are moved by
    months, so that a calendar year follows a leap year; other periods by their days.
    """
    first, after = period.lower, period.upper
    months = (after.year - first.year) * 12 + after.month - first.month
    here = after if times > 0 else first
    if first.day == after.day and months:
        return months_after(here, times * months)
    return here + times * (after - first)


def months_after(first: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))


def subject_of(review: AnnualReview) -> Subject:
    series = review.series
    ties = Partnership.objects.kept().order_by("code")
    if series.unit_id:
        ties = ties.filter(pk__in=TieReach.objects.filter(unit=series.unit_id).values("tie"))
    else:
        ties = ties.filter(review_series=series)
    ties = list(ties.with_established().select_related("frame"))
    sides = _sides(ties, series.unit_id, review.last_day)
    everybody = [*sides[Side.HOME].everybody, *sides[Side.COUNTERPART].everybody]
    own = {series.unit_id} if series.unit_id else set()
    return Subject(
        period=review.period,
        on=review.last_day,
        ties=ties,
        home=sides[Side.HOME],
        counterpart=sides[Side.COUNTERPART],
        unit=series.unit,
        country=country_across(sides[Side.COUNTERPART].everybody, series.unit),
        units=frozenset(own | {p.unit_id for p in everybody if p.unit_id}),
        organisations=frozenset(p.organisation_id for p in everybody if p.organisation_id),
    )


def _sides(ties: list[Partnership], unit: int | None, on: date) -> dict[str, SideOf]:
    parties = PartnershipParty.objects.filter(partnership__in=ties)
    if unit:  # of a unit: only the ties that it has itself name its counterparts
        own = PartnershipParty.objects.filter(unit=unit).values("partnership")
        parties = parties.filter(partnership__in=own)
    by_side = {Side.HOME: [], Side.COUNTERPART: []}
    for party in parties.select_related("unit", "organisation").order_by("pk"):
        by_side[Side(party.side)].append(party)
    return {side: side_of(found, on) for side, found in by_side.items()}


def side_of(parties: Iterable[PartnershipParty], on: date) -> SideOf:
    """The parties of one side as they stand on a day; who joined later is not there yet."""
    rows = [party for party in parties if (party.since or date.min) <= on and _ever_stood(party)]
    standing = _each_once(party for party in rows if not _gone(party, on))
    gone = sorted((party for party in rows if _gone(party, on)), key=_ended)
    there = {_who(party) for party in standing}
    before = [party for party in _each_once(reversed(gone)) if _who(party) not in there]
    since = None if standing else max(map(_ended, gone), default=None)
    return SideOf(standing, before[::-1], since, rows)


def _each_once(parties: Iterable[PartnershipParty]) -> list[PartnershipParty]:
    found = {}
    for party in parties:
        found.setdefault(_who(party), party)
    return list(found.values())


def _who(party: PartnershipParty) -> tuple:
    return party.unit_id, party.organisation_id


def _ended(party: PartnershipParty) -> date:
    return party.ended_on() or date.max


def _ever_stood(party: PartnershipParty) -> bool:
    """A unit that ended before it was to join never was a party."""
    return (party.since or date.min) < _ended(party)


def _gone(party: PartnershipParty, on: date) -> bool:
    return _ended(party) <= on


def came_after(party: PartnershipParty, side: SideOf) -> list[PartnershipParty]:
    """In whose place a party stands, and in whose place those stood: the latest first.

    A decision says it. Without one it is those who were gone when it came, if they left that very
    day or nobody else stood there in between.
    """
    found, waiting = {}, [party]
    while waiting:
        for one in _just_before(waiting.pop(0), side):
            if _who(one) != _who(party) and _who(one) not in found:
                found[_who(one)] = one
                waiting.append(one)
    return list(found.values())


def _just_before(party: PartnershipParty, side: SideOf) -> list[PartnershipParty]:
    beside = [one for one in side.rows if one.partnership_id == party.partnership_id]
    if party.joined_by_id:
        return [one for one in beside if one.left_by_id == party.joined_by_id]
    came = party.since or (party.unit.valid_from if party.unit else None)
    if came is None:
        return []
    gone = [one for one in beside if _gone(one, came)]
    others = [one for one in beside if not _gone(one, came) and (one.since or date.min) < came]
    return [one for one in gone if _ended(one) == came or not others]


def country_across(parties: list[PartnershipParty], unit: Unit | None) -> str:
    """The other side's state; for a unit without ties, the one across its border."""
    for party in parties:
        return (party.unit or party.organisation).country_id
    if unit is None:
        return ""
    near = BorderProfile.objects.filter(Q(unit=unit) | Q(unit__children=unit))
    return near.values_list("border__neighbour", flat=True).first() or ""
