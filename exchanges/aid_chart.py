"""Sums of aid as bars, one picture for a currency: whole numbers and words for a template."""

from dataclasses import dataclass
from decimal import Decimal

from core.fields import Amount, Bound
from exchanges.aid_by_year import Year

LEFT, WIDTH, STEP, TALL, TOP = 200, 1080, 28, 16, 8
ROOM = 400  # of the longest bar; its words stand behind it
LETTERS = 26  # of a label


@dataclass(frozen=True)
class Part:
    """A piece of a bar: dark if it was said exactly, hatched if it was not."""

    x: int
    width: int
    exact: bool


@dataclass(frozen=True)
class Bar:
    label: str
    words: str
    y: int
    parts: tuple[Part, ...]
    stands_out: bool  # a year, above its groups

    @property
    def text_y(self) -> int:
        return self.y + TALL - 3

    @property
    def end(self) -> int:
        return max([part.x + part.width for part in self.parts], default=LEFT) + 8


@dataclass(frozen=True)
class Chart:
    unit: str
    bars: tuple[Bar, ...]
    left: int = LEFT
    width: int = WIDTH
    tall: int = TALL

    @property
    def height(self) -> int:
        return TOP + STEP * len(self.bars)

    @property
    def label_x(self) -> int:
        return self.left - 8


def charts(years: list[Year], currencies: tuple[str, ...]) -> list[Chart]:
    """One for each currency that something was given in; hectares and people are no money."""
    units = {total.unit for year in years for total in year.whole.totals}
    return [_chart(years, unit) for unit in currencies if unit in units]


def _chart(years: list[Year], unit: str) -> Chart:
    rows = []
    for year in years:
        rows.append((year.whole.words, _parts_of(year.whole, unit), True))
        rows += [(group.words, _parts_of(group, unit), False) for group in year.groups]
    shown = [row for row in rows if row[1]]
    most = max((sum(one.number for one in parts) for _w, parts, _y in shown), default=0)
    return Chart(
        unit,
        tuple(
            _bar(number, label, parts, most or Decimal(1), stands_out)
            for number, (label, parts, stands_out) in enumerate(shown)
        ),
    )


def _parts_of(row, unit: str) -> tuple[Amount, ...]:
    return next((total.parts for total in row.totals if total.unit == unit), ())


def _bar(number: int, label, amounts: tuple[Amount, ...], most, stands_out: bool) -> Bar:
    x, parts = LEFT, []
    for amount in amounts:
        width = max(2, int(amount.number * ROOM / most))
        exact = amount.bound == Bound.EXACT and not amount.estimate
        parts.append(Part(x, width, exact))
        x += width
    label = str(label)
    short = label if len(label) <= LETTERS else f"{label[: LETTERS - 1]}…"
    words = " + ".join(str(amount).removesuffix(amount.unit).strip() for amount in amounts)
    return Bar(short, words, TOP + STEP * number, tuple(parts), stands_out)
