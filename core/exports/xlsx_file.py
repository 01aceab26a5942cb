"""XLSX, written row by row by openpyxl: the head stays in sight and has filters."""

from datetime import date, datetime
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from core.exports.typed import UNWRITABLE, Cell, sheet_name

FIRST_DAY = date(1900, 3, 1)  # before it Excel counts one day too many, or knows no day at all
SIGNS = ("=", "#")  # what openpyxl would take for a formula or a fault


class XlsxBook:
    def __init__(self, to: BinaryIO, heading: str):
        self.to = to
        self.book = Workbook(write_only=True)
        self.sheet = self.book.create_sheet(sheet_name(heading))
        self.made: dict[tuple[int, str], WriteOnlyCell] = {}
        self.rows, self.columns = 1, 0

    def begin(self, headings: list[str], widths: list[int]) -> None:
        self.columns = len(headings)
        for number, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.freeze_panes = "B2"
        self.sheet.append([self._bold(words) for words in headings])

    def add(self, cells: tuple[Cell, ...]) -> None:
        self.rows += 1
        self.sheet.append([self._cell(place, cell) for place, cell in enumerate(cells)])

    def end(self, about: list[tuple[str, str]]) -> None:
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(self.columns)}{self.rows}"
        second = self.book.create_sheet("Info")
        second.column_dimensions["A"].width, second.column_dimensions["B"].width = 24, 80
        for words, value in about:
            second.append([self._bold(words), self._words(value)])
        self.book.save(self.to)

    def _cell(self, place: int, cell: Cell):
        if cell.value is None or is_too_early(cell.value):
            return self._words(cell.words) if cell.words else None
        return self._with_format(place, cell.value, number_format(cell))

    def _with_format(self, place: int, value, words: str) -> WriteOnlyCell:
        """Made once for a column and a format: a row is written at once, and forgotten."""
        made = self.made.get((place, words))
        if made is None:
            made = self.made[place, words] = WriteOnlyCell(self.sheet)
            made.number_format = words
        made.value = value
        made.number_format = words  # a day given as value brings a format along
        return made

    def _words(self, words: str):
        if not words.startswith(SIGNS):
            return words
        cell = WriteOnlyCell(self.sheet, words)
        cell.data_type = "s"  # never a formula
        return cell

    def _bold(self, words: str) -> WriteOnlyCell:
        cell = WriteOnlyCell(self.sheet, UNWRITABLE.sub("", words))
        cell.data_type = "s"
        cell.font, cell.alignment = Font(bold=True), Alignment(vertical="top", wrap_text=True)
        return cell


def is_too_early(value) -> bool:
    """A treaty of 1887: as a number of days Excel would show nothing but ####."""
    day = value.date() if isinstance(value, datetime) else value
    return isinstance(day, date) and day < FIRST_DAY


def number_format(cell: Cell) -> str:
    """How a spreadsheet shows the value: an amount with the words around it."""
    if isinstance(cell.value, datetime):
        return "dd/mm/yyyy hh:mm"
    if isinstance(cell.value, date):
        return "dd/mm/yyyy"
    digits = ("#,##0" if cell.grouped else "0") + (".00" if cell.decimals else "")
    before, after = (part.replace('"', "") for part in (cell.before, cell.after))
    return f'"{before}"{digits}"{after}"' if before else f'{digits}"{after}"' if after else digits
