"""Cells of a workbook: days as days, numbers as numbers with their unit, all else as its words."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from core.exports.cells import AmountWords, Memo, Reading
from core.fields import Amount, PartialDate
from core.lists import plain

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML has a place for them
SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True)
class Cell:
    """What is read in it, the value if it has one, and of a number what stands around it."""

    words: str
    value: date | datetime | Decimal | int | None = None
    decimals: int = 0
    before: str = ""
    after: str = ""
    grouped: bool = True


class TypedReading:
    """A column of a list, read for a workbook."""

    def __init__(self, reading: Reading):
        self.reading = reading
        self.amounts = AmountWords()
        self.memo = Memo(self.cell)

    def cells(self, columns: list[tuple]) -> list[Cell]:
        rows = zip(*columns, strict=True)
        try:
            return list(map(self.memo.__getitem__, rows))
        except TypeError:  # values that cannot be remembered
            return [self.cell(values) for values in zip(*columns, strict=True)]

    def cell(self, values: tuple) -> Cell:
        raw = self.reading.values(values)
        shown = self.reading.column.shown(raw)
        words = UNWRITABLE.sub("", plain(shown))
        if isinstance(shown, Amount) and shown.number is not None:
            return self.amount(shown, words)
        only = next(iter(raw.values())) if len(raw) == 1 else None
        if isinstance(only, (int, Decimal)) and words == str(only):
            return Cell(words, only, decimals=2 if only % 1 else 0, grouped=False)
        return Cell(words, day_of(shown, only, words))

    def amount(self, amount: Amount, words: str) -> Cell:
        before = self.amounts.before[amount.bound, amount.estimate]
        decimals = 2 if amount.number % 1 else 0
        return Cell(words, amount.number, decimals, before, f" {amount.unit}")


def day_of(shown, only, words: str) -> date | datetime | None:
    """The day or moment, if the words say just that and no more."""
    if isinstance(shown, PartialDate) and shown.is_full:
        day = shown.days.lower
        return day if words == f"{day:%d/%m/%Y}" else None
    if isinstance(only, datetime):
        here = timezone.localtime(only).replace(second=0, microsecond=0, tzinfo=None)
        return here if words == f"{here:%d/%m/%Y %H:%M}" else None
    if isinstance(only, date) and words == f"{only:%d/%m/%Y}":
        return only
    return None


def widths(headings: list[str], columns: list[list[Cell]]) -> list[int]:
    """Letters that a column needs, by its head and its first rows; neither a slit nor a wall."""
    return [
        min(max(len(heading) + 4, *(len(cell.words) for cell in cells[:200]), 8) + 1, 60)
        for heading, cells in zip(headings, columns, strict=True)
    ]


def sheet_name(words: str) -> str:
    """As Excel allows it: 31 letters, some signs not among them."""
    return SHEET_NAME.sub(" ", UNWRITABLE.sub("", words)).strip()[:31] or "1"
