"""The two sides of a tie as its page draws them: names in every script, and the holes."""

from dataclasses import dataclass, field
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Concat, JSONObject, Trim

from core.badges import Badge
from core.fields import PartialDate
from partnerships import badges
from partnerships.choices import NameKind, PartnershipEventKind, PartnershipStatus, Side
from partnerships.models import Partnership, PartnershipParty, UnitName, UnitSuccession
from partnerships.timeline import first_day


def parties() -> QuerySet:
    """All parties ever, with what a page shows of each, in one query."""
    return PartnershipParty.objects.select_related(
        "unit__country",
        "unit__parent__country",
        "organisation__country",
        "organisation__seat",
        "carried_over_by",
    ).annotate(
        own_name=Subquery(_own("unit").values("text")[:1]),
        own_checked=Subquery(_own("unit").values("checked")[:1]),
        parent_own_name=Subquery(_own("unit__parent").values("text")[:1]),
        became=ArraySubquery(_became()),
    )


def _became() -> QuerySet:
    """What the unit of a party became, and when."""
    steps = UnitSuccession.objects.filter(predecessor=OuterRef("unit")).order_by("on", "pk")
    name = Trim(Concat("successor__word", Value(" "), "successor__name"))
    who = Case(When(successor__isnull=False, then=name), default=Value(""))
    return steps.values(said=JSONObject(on=F("on"), kind=F("kind"), who=who))


def _own(path: str) -> QuerySet:
    names = UnitName.objects.filter(
        unit=OuterRef(path),
        kind=NameKind.OFFICIAL,
        language=OuterRef(f"{path}__country__paper_language"),
    )
    return names.exclude(language="vi").order_by("pk")


@dataclass(frozen=True)
class Party:
    """One party for the page: `above` is the unit it belongs to, or its seat."""

    record: PartnershipParty
    own_name: str
    language: str
    unchecked: bool
    above: object
    above_own_name: str

    @classmethod
    def of(cls, party: PartnershipParty) -> "Party":
        who = party.who
        language = who.country.paper_language
        if party.unit:
            own, above = party.own_name or "", party.unit.parent
            unchecked = bool(own) and not party.own_checked
        else:
            own, above = who.other_names.get(language, ""), who.seat
            unchecked = bool(own)
        return cls(party, own, language, unchecked, above, party.parent_own_name or "")

    @property
    def who(self):
        return self.record.who


@dataclass(frozen=True)
class TieSide:
    """A side on a day: who stands there, who stood there before, and the hole if nobody does."""

    side: str
    parties: list[PartnershipParty]
    standing: list[Party]
    before: list[Party]
    vacant_since: date | None = None
    countries: list = field(default_factory=list)

    @property
    def is_home(self) -> bool:
        return self.side == Side.HOME

    @property
    def is_vacant(self) -> bool:
        return not self.standing

    @property
    def last(self) -> list[Party]:
        """Who stood there when the side fell vacant."""
        return [one for one in self.before if one.record.ended_on() == self.vacant_since]


def of_tie(tie: Partnership, on: date) -> list[TieSide]:
    """Home first, counterpart second; the parties were read by parties()."""
    every = list(tie.parties.all())
    return [_side(side, [party for party in every if party.side == side], on) for side in Side]


def _side(side: str, every: list[PartnershipParty], on: date) -> TieSide:
    standing, before = [], []
    for party in every:
        end = party.ended_on()
        if end and end <= on:
            before.append(Party.of(party))
        elif party.since is None or party.since <= on:
            standing.append(Party.of(party))
    ends = [one.record.ended_on() for one in before]
    countries = dict.fromkeys(party.who.country for party in every)
    vacant_since = max(ends, default=None) if not standing else None
    return TieSide(side, every, standing, before, vacant_since, list(countries))


def badge(tie: Partnership, drawn: list[TieSide], on: date) -> Badge:
    """The status of a tie read by with_status(), with the side that is vacant or since when."""
    rests = [
        event
        for event in tie.changes.all()
        if event.kind == PartnershipEventKind.SUSPENDED
        and (first_day(event.since) or date.min) <= on
    ]
    return badges.of_tie(
        PartnershipStatus(tie.status),
        home=not drawn[0].is_vacant,
        counterpart=not drawn[1].is_vacant,
        since=_begun(rests[-1].since) if rests else "",
    )


def _begun(since: PartialDate) -> str:
    first, after = (since.days.lower, since.days.upper) if since.days else (None, None)
    return badges.begun(words=since.words, first=first, after=after)
