"""Where in a file the table is: its sheet, the row of its headings, its rows."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import islice

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.findings import Finding
from core.spreadsheets import Book, Row, Sheet, column_letters
from core.spreadsheets.cells import column_number
from reports.imports.cells import words_of
from reports.imports.columns import Headings
from reports.imports.kinds import KINDS, Kind

LOOKED_AT = 20  # rows that may stand above the headings
AREA = re.compile(r"([A-Z]+)(\d+):([A-Z]+)(\d+)")
MERGED_ROWS = 20_000  # of merged areas that are named one by one
GAP = 100  # empty rows that are worth a word
LETTERS = re.compile(r"[A-Z]+")


@dataclass(frozen=True)
class Table:
    """The table of a file as it was found, before anybody said what its columns mean."""

    sheet: str
    heading_row: int
    headings: list[list[str]]  # letters, words, first value
    findings: list[Finding]
    rows: int  # those looked at
    beginning: str = ""  # every word down to the first row under the headings, for the guard


def find(book: Book, known_headings: Headings, look_at: int) -> Table:
    """The sheet and the row with the most headings of ours; else the first row of all."""
    best: tuple[int, Sheet | None, Row | None] = (-1, None, None)
    for sheet in book.sheets:
        if sheet.hidden:
            continue
        for row in islice(sheet.rows(), LOOKED_AT):
            known = known_headings.known([words_of(cell.value) for cell in row.cells])
            if known > best[0]:
                best = (known, sheet, row)
    _known, sheet, row = best
    if sheet is None:
        return Table("", 1, [], [Finding(_("The file holds no table."))], 0)
    below = list(islice(rows_below(sheet, row.number), look_at))
    said = [*_hidden(book), *_headings_twice(row)]
    headings, beginning = _headings(row, below[:1]), _beginning(sheet, row, below[:1])
    return Table(sheet.name, row.number, headings, said, len(below), beginning)


def _beginning(sheet: Sheet, headings: Row, below: list[Row]) -> str:
    above = [row for row in islice(sheet.rows(), LOOKED_AT) if row.number <= headings.number]
    return "\n".join(words_of(cell.value) for row in [*above, *below] for cell in row.cells)


def rows_below(sheet: Sheet, heading_row: int) -> Iterator[Row]:
    """The rows under the headings that hold more than spaces."""
    for row in sheet.rows():
        if row.number > heading_row and any(not _blank(cell) for cell in row.cells):
            yield row


def _blank(cell) -> bool:
    return cell.is_empty or (isinstance(cell.value, str) and not cell.value.strip())


def _headings(row: Row, below: list[Row]) -> list[list[str]]:
    first = {LETTERS.match(cell.address)[0]: cell.value for one in below for cell in one.cells}
    found = []
    for number, cell in enumerate(row.cells, start=1):
        letters = column_letters(number)
        words = words_of(cell.value)[:200]
        if words:
            found.append([letters, words, words_of(first.get(letters))[:60]])
    return found


def _hidden(book: Book) -> list[Finding]:
    return [
        Finding(
            _("The sheet is hidden and was not read."),
            sheet=sheet.name,
            suggestion=_("Show it if it holds rows that belong here."),
            caution=True,
        )
        for sheet in book.sheets
        if sheet.hidden
    ]


def _headings_twice(row: Row) -> list[Finding]:
    words = Counter(words_of(cell.value) for cell in row.cells if not _blank(cell))
    return [
        Finding(
            _("Two columns are called “%(heading)s”.") % {"heading": one[:60]},
            row=row.number,
            suggestion=_("Give them names that tell them apart."),
            caution=True,
        )
        for one, times in words.items()
        if times > 1
    ]


@dataclass
class Merged:
    """Which cells of a row lie in merged areas: only the first of an area has a value."""

    sheet: Sheet
    _by_row: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self):
        left = MERGED_ROWS
        for area in self.sheet.merged:
            first, top, last, bottom = AREA.fullmatch(area).groups()
            rows = range(int(top), min(int(bottom), int(top) + left) + 1)
            letters = range(column_number(first), min(column_number(last), 1000) + 1)
            left -= len(rows)
            for row in rows:
                self._by_row[row] |= {column_letters(one): area for one in letters}
            if left <= 0:
                break

    def of(self, row: int) -> dict[str, str]:
        """Letters of the columns of this row that are merged, with their area."""
        return self._by_row.get(row, {})


def gaps(rows: int, first: int, last: int) -> list[Finding]:
    """A word about empty rows in between."""
    empty = last - first - rows
    if empty <= GAP:
        return []
    words = _("%(empty)s empty rows were passed over.") % {"empty": empty}
    return [Finding(words, row=last, suggestion=_("Delete them."), caution=True)]


def is_example(kind: Kind, cells: dict[str, str]) -> bool:
    """The row of examples of our own template, left where it stood."""
    shown = _examples(kind.code, get_language())
    given = {name: words for name, words in cells.items() if words}
    return bool(given) and given == shown


@cache
def _examples(code: str, language: str) -> dict[str, str]:
    examples = {one.name: example_of(one) for one in KINDS[code].columns}
    return {name: words for name, words in examples.items() if words}


def example_of(column) -> str:
    """What the template shows: an example, or the first of the choices."""
    if column.example:
        return column.example
    offered = column.read.offered() if column.required else []
    return offered[0] if offered else ""
