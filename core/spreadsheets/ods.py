"""OpenDocument tables (.ods), read row by row as those of Excel: memory holds one row."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import repeat

from django.utils.translation import gettext as _
from lxml import etree

from core.spreadsheets.cells import Book, Cell, Limits, Row, Sheet, address
from core.spreadsheets.errors import NotReadable
from core.spreadsheets.ods_names import (
    CALC,
    COLUMNS_REPEATED,
    CONTENT,
    OFFICE,
    ROWS_REPEATED,
    TABLE,
    TEXT,
    times,
)
from core.spreadsheets.ods_outline import Outline, Part, is_of_a_sheet, walked
from core.spreadsheets.packages import Package, damaged, plainly, too_large
from core.spreadsheets.styles import exact

MOST_CELLS = 5_000_000  # of one sheet: a row can say that it stands there a million times
MOST_SPACES = 100  # that stand in a row; no cell of ours takes as many
HOUR = re.compile(r"PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S")
SPACE = re.compile(r"[ \t\r\n]+")
ERROR = re.compile(r"#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)|Err:\d{3}")
NOTHING = Cell(None, "")


def read_ods(package: Package, limits: Limits) -> Book:
    """The sheets of an OpenDocument table in their order."""
    if CONTENT not in package:
        raise NotReadable(damaged())
    outline = Outline(package)
    sheets = [
        Sheet(part.name, Reading(package, part, outline, limits).rows, part.hidden, part.merged)
        for part in outline.parts
    ]
    if not sheets:
        raise NotReadable(damaged())
    return Book(tuple(sheets), "ods")


class Reading:
    """The rows of one sheet."""

    def __init__(self, package: Package, part: Part, outline: Outline, limits: Limits):
        self.package, self.part, self.limits = package, part, limits
        self.fonts = outline.fonts

    def rows(self) -> Iterator[Row]:
        with plainly():
            yield from self._rows()

    def _rows(self) -> Iterator[Row]:
        number = said = 0
        for element in self._elements():
            repeated = times(element, ROWS_REPEATED)
            cells = self._cells(element)
            if not cells:
                number += repeated
                continue
            for _again in repeat(None, repeated):
                number, said = number + 1, said + len(cells)
                self._require_within(number, said)
                yield Row(number, tuple(_placed(cells, number)))

    def _elements(self) -> Iterator[etree._Element]:
        place = -1
        with self.package.part(CONTENT) as part:
            for event, element in walked(part, f"{TABLE}table", f"{TABLE}table-row"):
                is_row = element.tag == f"{TABLE}table-row"
                if event == "start" and not is_row:
                    place += element.getparent().tag == f"{OFFICE}spreadsheet"
                elif place > self.part.place:
                    return
                elif event == "end" and is_row and self._is_ours(place, element):
                    yield element

    def _is_ours(self, place: int, row) -> bool:
        return place == self.part.place and is_of_a_sheet(row)

    def _require_within(self, row: int, cells: int) -> None:
        if row > self.limits.rows:
            most = {"most": self.limits.rows}
            raise NotReadable(_("There are more than %(most)s rows. Divide the table.") % most)
        if cells > MOST_CELLS:
            raise NotReadable(too_large())

    def _cells(self, element) -> list[Cell]:
        cells: list[Cell] = []
        column, style = 0, element.get(f"{TABLE}default-cell-style-name", "")
        for found in element.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            repeated = times(found, COLUMNS_REPEATED)
            cell = self._cell(found, style or self.part.style_of(column))
            if not cell.is_empty:
                if column + repeated > self.limits.columns:
                    most = {"most": self.limits.columns}
                    raise NotReadable(_("There are more than %(most)s columns.") % most)
                cells += [NOTHING] * (column - len(cells)) + [cell] * repeated
            column += repeated
        return cells

    def _cell(self, found, style: str) -> Cell:
        """A cell that lies under a merged one holds nothing that anybody sees."""
        if found.tag == f"{TABLE}covered-table-cell" or not (len(found) or found.attrib):
            return NOTHING
        words = "\n".join(_line(each) for each in found.iterchildren(f"{TEXT}p", f"{TEXT}h"))
        value = _value(found, words)
        formula = found.get(f"{TABLE}formula") or ""
        formula = formula and f"={formula.partition('=')[2]}"
        if value is None and not formula:
            return NOTHING
        is_error = found.get(f"{CALC}value-type") == "error" or bool(ERROR.fullmatch(words))
        font = self.fonts.of(found, style)
        return Cell(value, "", font=font, formula=formula, is_error=is_error)


def _placed(cells: list[Cell], row: int) -> Iterator[Cell]:
    for column, cell in enumerate(cells, start=1):
        yield cell._replace(address=address(column, row))


def _value(found, words: str) -> str | int | Decimal | bool | date | datetime | time | None:
    match found.get(f"{OFFICE}value-type"):
        case "float" | "currency" | "percentage":
            return exact(found.get(f"{OFFICE}value", ""))
        case "date":
            return _day(found.get(f"{OFFICE}date-value", ""))
        case "time":
            return _hour(found.get(f"{OFFICE}time-value", ""), words)
        case "boolean":
            return found.get(f"{OFFICE}boolean-value") == "true"
    return found.get(f"{OFFICE}string-value") or words or None


def _day(text: str) -> date | datetime:
    if len(text) == 10:
        return date.fromisoformat(text)
    moment = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
    return moment if moment.time() != time() else moment.date()


def _hour(text: str, words: str) -> time | str:
    """An hour of the day; more than a day of them is a count, kept in words."""
    found = HOUR.fullmatch(text)
    hours, minutes, seconds = map(int, found.groups()) if found else (24, 0, 0)
    return time(hours, minutes, seconds) if hours < 24 else words


def _line(element) -> str:
    return _words(element).strip(" ")


def _words(element) -> str:
    """The words of a paragraph. Spaces that count are elements of their own."""
    said = [SPACE.sub(" ", element.text or "")]
    for child in element:
        if child.tag == f"{TEXT}s":
            said.append(" " * min(times(child, f"{TEXT}c"), MOST_SPACES))
        elif child.tag == f"{TEXT}tab":
            said.append("\t")
        elif child.tag == f"{TEXT}line-break":
            said.append("\n")
        elif child.tag in (f"{TEXT}span", f"{TEXT}a"):
            said.append(_words(child))
        said.append(SPACE.sub(" ", child.tail or ""))
    return "".join(said)
