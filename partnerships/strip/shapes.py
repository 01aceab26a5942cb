"""Pieces of the picture: whole pixels and words, ready for a template."""

from dataclasses import dataclass, field

LETTER, BOLD = 7.4, 8.0  # about so wide, at the size of the picture's text
MARGIN, BOX, GAP = 40, 54, 8


def width_of(words: str, *, bold: bool = False) -> int:
    return int(len(words) * (BOLD if bold else LETTER)) + 4


def fitted(words: str, room: float, *, bold: bool = False) -> str:
    """The words as far as they fit; what is cut off stands in the list below."""
    letters = int((room - 4) // (BOLD if bold else LETTER))
    if len(words) <= letters:
        return words
    return f"{words[: max(letters - 1, 1)].rstrip()}…"


class Lanes:
    """Rows under each other: each label takes the first one in which it meets no other."""

    def __init__(self):
        self._ends: list[list[tuple[float, float]]] = []

    def __len__(self):
        return len(self._ends)

    def take(self, left: float, right: float) -> int:
        for lane, taken in enumerate(self._ends):
            if all(right + GAP <= a or left >= b + GAP for a, b in taken):
                taken.append((left, right))
                return lane
        self._ends.append([(left, right)])
        return len(self._ends) - 1


@dataclass
class Label:
    """Words on a patch of the ground, so that lines behind them do not cross them out."""

    words: str
    x: int
    y: int
    anchor: str = "middle"

    @property
    def width(self) -> int:
        return width_of(self.words)

    @property
    def left(self) -> int:
        shift = {"start": 0, "middle": self.width // 2, "end": self.width}[self.anchor]
        return self.x - shift

    @property
    def top(self) -> int:
        return self.y - 13


@dataclass
class Box:
    """A place: its name and a second line."""

    x: int
    y: int
    width: int
    words: str
    second: str
    full: str
    url: str
    language: str = ""
    ended: bool = False
    away: bool = False

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def first_y(self) -> int:
        return self.y + 22

    @property
    def second_y(self) -> int:
        return self.y + 42


@dataclass
class Segment:
    """A stretch on the bar: solid where its km are stated."""

    x: int
    width: int
    solid: bool


@dataclass
class Path:
    """A tie: dot to dot, or box to box."""

    d: str
    style: str  # active, suspended, vacant
    kind: str  # dot, district, group
    words: str
    url: str


@dataclass
class Sign:
    """A dot, gate, station, marker or incident with its words."""

    kind: str
    x: int
    y: int
    words: str
    url: str
    label: Label | None = None


@dataclass
class Drawing:
    width: int = 0
    height: int = 0
    bar: int = 0
    above: Label | None = None
    below: Label | None = None
    disclaimer: Label | None = None
    boxes: list[Box] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    paths: list[Path] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    arrows: list[Sign] = field(default_factory=list)
    grouped: bool = False

    @property
    def labels(self) -> list[Label]:
        return [sign.label for sign in (*self.signs, *self.arrows) if sign.label]

    @property
    def bar_top(self) -> int:
        return self.bar - 6

    @property
    def tick_top(self) -> int:
        return self.bar - 11
