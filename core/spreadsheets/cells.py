"""A table as it was found: sheets, rows, cells, and where each of them stands."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import NamedTuple

Value = None | str | int | Decimal | bool | date | datetime | time
MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """How much a file may hold. A sheet of zeros packs a thousand to one, a table does not."""

    packed: int = 20 * MB  # bytes of the file
    unpacked: int = 200 * MB  # bytes of all its parts
    ratio: int = 200  # unpacked to packed, of any part larger than…
    ratio_from: int = 4 * MB
    parts: int = 2_000
    rows: int = 1_048_576
    columns: int = 1_000


class Cell(NamedTuple):
    """One cell. Numbers are exact: what the program would show of them, not a binary fraction.

    `formula` is set where the value is only what the program last computed; `is_error` where that
    was "#REF!" or the like. `font` tells letters that mean others in an old Vietnamese font.
    """

    value: Value
    address: str
    number_format: str = "General"
    font: str = ""
    formula: str = ""
    is_error: bool = False

    @property
    def is_empty(self) -> bool:
        return self.value is None and not self.formula


class Row(NamedTuple):
    """A row that holds something, its cells from column A up to the last that holds something."""

    number: int  # as the spreadsheet program counts, from 1
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """One sheet. Its rows are read while they are asked for; empty ones are passed over."""

    name: str
    read: Callable[[], Iterator[Row]]
    hidden: bool = False
    merged: tuple[str, ...] = ()  # areas like "A1:C1"

    def rows(self) -> Iterator[Row]:
        return self.read()


@dataclass(frozen=True)
class Book:
    """A file that was opened. `encoding` and `delimiter` are known of a CSV file only."""

    sheets: tuple[Sheet, ...]
    kind: str  # "xlsx", "ods" or "csv"
    encoding: str = ""
    delimiter: str = ""

    def __getitem__(self, name: str) -> Sheet:
        """The sheet of that name; KeyError if there is none."""
        found = next((sheet for sheet in self.sheets if sheet.name == name), None)
        if found is None:
            raise KeyError(name)
        return found


@cache
def column_letters(number: int) -> str:
    """1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(column: int, row: int) -> str:
    """Column 3 of row 7 is C7."""
    return f"{column_letters(column)}{row}"
