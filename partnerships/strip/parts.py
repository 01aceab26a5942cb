"""What a strip is made of, before anything is drawn."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.fields import Amount
from partnerships.choices import Level, PartnershipStatus
from partnerships.models import Unit
from partnerships.strip.lines import Line

DOTS = (Level.COMMUNE, Level.CLUSTER, Level.VILLAGE)


@dataclass
class Area:
    """A stretch on our side, or a place on the other side that the strip has a box for."""

    unit: Unit
    own_name: str = ""
    length: Amount = field(default_factory=Amount)
    first_marker: int | None = None  # the order of its first marker, where one is entered

    @property
    def key(self) -> int:
        return self.unit.pk

    @property
    def km(self) -> Decimal | None:
        return self.length.number

    def __str__(self):
        return str(self.unit)


@dataclass(frozen=True)
class Point:
    """A place of a tie: the unit itself, and the box it belongs to, if any."""

    unit: Unit
    area: int | None

    @property
    def is_box(self) -> bool:
        return self.unit.pk == self.area


@dataclass
class Tie:
    uuid: str
    title: str
    url: str
    level: str
    status: PartnershipStatus
    homes: list[Point] = field(default_factory=list)
    others: list[Point] = field(default_factory=list)
    vacant: str = ""  # which side has nobody: "home", "counterpart" or both

    @property
    def is_dot(self) -> bool:
        return self.level in DOTS

    @property
    def home(self) -> Point | None:
        """Where it starts: the first party that has a place on the strip."""
        return next((one for one in self.homes if one.area), None)

    @property
    def other(self) -> Point | None:
        return next((one for one in self.others if one.area), None)


@dataclass
class Mark:
    """A gate, station, marker or incident: at a marker, or somewhere in a box."""

    kind: str  # gate, station, marker, incident
    words: str
    url: str
    area: int | None = None
    at: int | None = None  # the order of the marker it is at
    away: bool = False  # on the other side
    more: str = ""  # its kind, its day


def counted(marks: list[Mark]) -> Mark:
    """One sign for many of a kind in one stretch; the list below names them."""
    one = marks[0]
    return Mark(one.kind, f"× {len(marks)}", f"#s-{one.area}", one.area, away=one.away)


@dataclass
class Strip:
    line: Line
    on: date
    by: str  # what our side is cut into: a Level
    stretches: list[Area] = field(default_factory=list)
    boxes: list[Area] = field(default_factory=list)
    length: Amount = field(default_factory=Amount)  # of the whole range, where a profile says it
    profile: object = None  # the BorderProfile of the range, the latest
    order: str = ""  # how the stretches were put in order, in words
    order_away: str = ""  # the same of the boxes of the other side
    communes: int = 0  # of our side in which the ties have a place
    ties: list[Tie] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    whole: list[Tie] = field(default_factory=list)  # of the whole range: provinces, agencies
    astray: list[tuple[str, str, str]] = field(default_factory=list)  # words, address, why
    markers: int = 0
    cut_off: bool = False  # there are more ties than a strip takes

    def of(self, kind: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.kind == kind]

    @property
    def villages(self) -> int:
        """Villages and clusters of our side that the ties on this range name."""
        small = (Level.VILLAGE, Level.CLUSTER)
        return len({p.unit.pk for tie in self.ties for p in tie.homes if p.unit.level in small})
