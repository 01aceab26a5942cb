"""What belongs to a range, read from the register: a few queries, each with an upper limit."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from partnerships.choices import HOME_COUNTRY, OrganisationKind, PartnershipEventKind
from partnerships.models import (
    BorderMarker,
    BorderProfile,
    Charge,
    Gate,
    Organisation,
    Partnership,
    PartnershipEvent,
    PartnershipParty,
    TieReach,
    UnitReach,
)
from partnerships.strip.lines import Line

MOST_TIES, MOST_MARKS, MOST_MARKERS = 1000, 500, 5000


@dataclass(frozen=True)
class Found:
    """Something that happened or stands somewhere on the range, before it has its place."""

    kind: str
    words: str
    url: str
    unit: int | None = None
    marker: int | None = None
    tie: int | None = None
    away: bool = False
    more: str = ""


@dataclass
class Rows:
    """The rows of one range on one day."""

    line: Line
    user: object
    on: date
    found: list[Found] = field(default_factory=list)

    def __post_init__(self):
        self.profiles = self._profiles()
        self.ties = list(self._ties()[: MOST_TIES + 1])
        self.markers = list(
            BorderMarker.objects.filter(border=self.line.border).order_by("place")[:MOST_MARKERS]
        )
        self.gates = self._gates()
        self.stations = self._stations()

    def _profiles(self) -> list[BorderProfile]:
        rows = BorderProfile.objects.visible_to(self.user).filter(border=self.line.border)
        if not self.line.is_whole:
            rows = rows.filter(unit__in=ours(self.line))
        rows = rows.select_related("unit").prefetch_related("border_districts", "faces")
        return list(rows.order_by(F("as_of_days__startswith").desc(nulls_last=True), "-pk"))

    def _ties(self) -> QuerySet:
        """Those across the range that have begun and not ended on the day."""
        begun_later = PartnershipEvent.objects.filter(
            partnership=OuterRef("pk"),
            kind=PartnershipEventKind.ESTABLISHED,
            since_days__startswith__gt=self.on,
        )
        parties = PartnershipParty.objects.select_related(
            "unit__country", "organisation__seat__country"
        ).order_by("pk")
        ended = PartnershipEvent.objects.filter(
            partnership=OuterRef("pk"), kind=PartnershipEventKind.ENDED
        ).begun(self.on)
        rows = Partnership.objects.visible_to(self.user).kept().with_status(self.on)
        return (
            rows.filter(~Exists(begun_later), ~Exists(ended), pk__in=ties_across(self.line))
            .prefetch_related(Prefetch("parties", parties))
            .order_by("code", "pk")
        )

    def _gates(self) -> list[Gate]:
        """Open on the day, as far as is known."""
        rows = Gate.objects.filter(
            Q(until_days=None) | Q(until_days__startswith__gt=self.on),
            Q(since_days=None) | Q(since_days__startswith__lte=self.on),
            border=self.line.border,
        )
        if not self.line.is_whole:
            rows = rows.filter(
                Q(unit__in=ours(self.line))
                | Q(unit=None, counterpart__in=theirs(self.line))
                | Q(unit=None, counterpart=None, marker__unit__in=ours(self.line))
            )
        return list(rows.order_by("name", "pk")[:MOST_MARKS])

    def _stations(self) -> list[Organisation]:
        """Border guard stations seated on the range, or in charge of a section of it."""
        charges = Charge.objects.visible_to(self.user).filter(
            Q(since=None) | Q(since__lte=self.on),
            Q(until=None) | Q(until__gt=self.on),
            from_marker__border=self.line.border,
        )
        seats = Q(seat__in=ours(self.line)) | Q(seat__in=theirs(self.line))
        if self.line.is_whole:
            seats = Q(seat__country__in=[HOME_COUNTRY, self.line.border.neighbour_id])
        rows = Organisation.objects.kept().filter(
            seats | Q(charges__in=charges.values("pk")),
            Q(since=None) | Q(since__lte=self.on),
            Q(until=None) | Q(until__gt=self.on),
            kind=OrganisationKind.BORDER_GUARD,
        )
        sections = charges.select_related("from_marker", "to_marker").order_by("pk")
        return list(
            rows.distinct()
            .prefetch_related(Prefetch("charges", sections, to_attr="sections"))
            .order_by("name", "pk")[:MOST_MARKS]
        )


def ours(line: Line) -> QuerySet:
    """Places of our side of the range."""
    return UnitReach.objects.filter(ancestor=line.home).values("unit")


def theirs(line: Line) -> QuerySet:
    return UnitReach.objects.filter(ancestor=line.other).values("unit")


def ties_across(line: Line) -> QuerySet | list[int]:
    """Ties with a party on each side of the range. Of two provinces they are looked up at once:
    as few keys, each other condition then looks at these only.
    """
    if line.is_whole:
        abroad = line.border.neighbour_id
        across = PartnershipParty.objects.filter(
            Q(unit__country=abroad) | Q(organisation__country=abroad)
        )
        return across.order_by().values("partnership")
    here, there = (TieReach.objects.filter(unit=end) for end in (line.home, line.other))
    return list(
        here.values_list("tie", flat=True).intersection(there.values_list("tie", flat=True))
    )
