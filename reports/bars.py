"""Numbers as bars beside their words, for any page: whole numbers and words for a template.

A bar is told apart by its pattern and its words, never by colour alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

LEFT, ROOM, STEP, TALL, TOP, WIDTH = 136, 136, 22, 14, 6, 310
LETTERS = 20  # of a label


@dataclass(frozen=True)
class Row:
    """What a bar says. `hatched` is what ought to be, or the second of two kinds."""

    label: str
    number: int
    hatched: bool = False


@dataclass(frozen=True)
class Bar:
    label: str
    words: str
    y: int
    width: int
    hatched: bool

    @property
    def text_y(self) -> int:
        return self.y + TALL - 3

    @property
    def end(self) -> int:
        return LEFT + self.width + 6


@dataclass(frozen=True)
class Picture:
    """One picture with its name, what it shows in words, and its key (solid and hatched)."""

    key: str
    title: str
    told: str
    bars: tuple[Bar, ...]
    legend: tuple[str, str] | None = None
    left: int = LEFT
    label_x: int = LEFT - 6
    width: int = WIDTH
    tall: int = TALL

    @property
    def height(self) -> int:
        return 2 * TOP + STEP * len(self.bars)


def picture(key: str, title: str, told: str, rows: Iterable[Row], legend=None) -> Picture:
    """The longest bar fills the room; a number above nought has a bar that can be seen."""
    rows = list(rows)
    most = max((row.number for row in rows), default=0) or 1
    bars = tuple(
        Bar(
            row.label if len(row.label) <= LETTERS else f"{row.label[: LETTERS - 1]}…",
            str(row.number),
            TOP + STEP * place,
            max(2, row.number * ROOM // most) if row.number else 0,
            row.hatched,
        )
        for place, row in enumerate(rows)
    )
    return Picture(key, title, told, bars, legend)
