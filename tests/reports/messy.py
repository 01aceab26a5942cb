"""Tables as offices have kept them for twenty years: every fault that a sheet can have, built."""

import re
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

from reports.imports.kinds import KINDS
from reports.imports.readers import Partial, Text
from tests.core import open_documents as ods
from tests.core.table_files import SHEET, part, saved, with_part
from tests.reports.rows_of_articles import ROWS

EMPTY = 10_000
GREY = PatternFill("solid", fgColor="FFEEEEEE")
OLD = {".VnTime": ("Thµnh phè", "Thành phố"), "VNI-Times": ("Thaønh phoá", "Thành phố")}
LAST = 13 + EMPTY  # the row behind the empty ones
NUMBERS = (2, *range(3, 13), LAST)


class Messy:
    """The sheet of one kind: its first row is right, each of the others has one fault."""

    def __init__(self, kind: str, row: dict):
        self.kind, self.row = kind, row
        given = [one for one in KINDS[kind].columns if one.name in row]
        self.text = next(c.name for c in given if type(c.read) is Text)
        self.day = next(c.name for c in given if isinstance(c.read, Partial))
        self.names = list(row)

    def at(self, name: str, row: int) -> str:
        return f"{'ABCDEFGHIJKLMNOP'[self.names.index(name)]}{row}"

    def right(self, number: int) -> dict:
        """The same facts under another name, so that it is another record."""
        if number == 2:
            return self.row
        said = {self.text: f"{self.row[self.text]} {number}"}
        # Two villages have one tie of a kind: each further row is of another village.
        said |= {"counterpart": f"bản Pó {number}"} if self.kind == "ties" else {}
        return self.row | said

    def mended(self) -> list[dict]:
        return [self.right(number) for number in NUMBERS]

    def workbook(self) -> bytes:
        book = Workbook()
        sheet = book.active
        sheet.append(self.names)
        for number in range(2, 13):
            sheet.append(list(self._spoilt(number).values()))
        sheet.merge_cells(f"{self.at(self.text, 3)}:{self.at(self.text, 4)}")
        for number, font in zip((9, 10), OLD, strict=True):
            sheet[self.at(self.text, number)].font = Font(name=font)
        for number in range(13, LAST):
            sheet.cell(number, 1).fill = GREY
        for column, value in enumerate(self.right(LAST).values(), start=1):
            sheet.cell(LAST, column, value)
        hidden = book.create_sheet("Năm cũ")
        hidden.append(self.names)
        hidden.append(list(self.right(99).values()))
        hidden.sheet_state = "hidden"
        return _with_last_value(saved(book), self.at(self.text, 6), "Tên tính ra")

    def document(self) -> bytes:
        """The same sheet as an OpenDocument table."""
        fonts = [ods.font(f"old{n}", name) for n, name in zip((9, 10), OLD, strict=True)]
        rows = [ods.row(*self.names), *map(self._written, range(2, 13))]
        rows += [ods.row(None, more=f'table:number-rows-repeated="{EMPTY}"')]
        rows += [ods.row(*self.right(LAST).values())]
        hidden = (ods.row(*self.names), ods.row(*self.right(99).values()))
        return ods.document(
            ods.table(*rows),
            ods.table(*hidden, name="Năm cũ", more='table:style-name="away"'),
            fonts="".join(face for face, _style in fonts),
            styles="".join(style for _face, style in fonts),
        )

    def _written(self, number: int) -> str:
        said = self._spoilt(number)
        text, formula = said[self.text], 'table:formula="of:=&quot;Tên &quot;&amp;1"'
        spoilt = {
            3: ods.cell(text, 'table:number-rows-spanned="2"'),
            4: "<table:covered-table-cell/>",
            5: ods.cell(None, formula),
            6: ods.cell("Tên tính ra", formula),
            9: ods.cell(text, 'table:style-name="old9"'),
            10: ods.cell(text, 'table:style-name="old10"'),
            12: ods.cell(text, 'calcext:value-type="error"'),
        }
        return ods.row(*(said | {self.text: spoilt.get(number, text)}).values())

    def _spoilt(self, number: int) -> dict:
        right = self.right(number)
        first, second = OLD.values()
        faults = {
            5: {self.text: '="Tên "&1'},
            6: {self.text: '="Tên "&2'},
            7: {self.day: "28/03/2019"},
            8: {self.day: "28/03/19"},
            9: {self.text: first[0]},
            10: {self.text: second[0]},
            11: self.right(2),
            12: {self.text: "#REF!"},
        }
        return right | faults.get(number, {})

    def findings(self) -> list[tuple[str, str]]:
        """The cell and the words of every fault."""
        text, day = self.text, self.day
        area = f"{self.at(text, 3)}:{self.at(text, 4)}"
        old = "The words are written in an old Vietnamese encoding"
        return [
            (self.at(text, 3), f"The cell is part of the merged area {area}."),
            (self.at(text, 4), f"The cell is part of the merged area {area}."),
            (self.at(text, 5), "The cell holds a formula and no value."),
            (self.at(text, 6), "The cell holds a formula; its last value is taken: Tên tính ra."),
            (self.at(day, 7), "A date as text: read as 28/03/2019."),
            (self.at(day, 8), "The year has two digits: 28/03/19."),
            (self.at(text, 9), f"{old} (TCVN3)."),
            (self.at(text, 10), f"{old} (VNI)."),
            ("", "The row is the same as row 2."),
            (self.at(text, 12), "The cell shows an error of the spreadsheet."),
        ]


def _with_last_value(data: bytes, cell: str, words: str) -> bytes:
    """The formula of that cell with what a spreadsheet program last computed."""
    pattern = rb'<c r="%b"([^>]*)><f>(.*?)</f><v ?/?>(</v>)?</c>' % cell.encode()
    kept = rb'<c r="%b" t="str"><f>\2</f><v>%b</v></c>' % (cell.encode(), words.encode())
    changed, times = re.subn(pattern, kept, part(data))
    assert times == 1
    return with_part(data, SHEET, changed)


def messy(kind: str, filled) -> Messy:
    """Of the kind's row; a kind whose row has no day gets one."""
    row = dict(filled(ROWS[kind][0]))
    if not any(name in row for name in DAYS[kind]):
        row[DAYS[kind][0]] = date(2019, 3, 28)
    return Messy(kind, row)


DAYS = {
    kind: [one.name for one in KINDS[kind].columns if isinstance(one.read, Partial)]
    for kind in KINDS
}


def tidy_workbook(names: list[str], rows: list[dict]) -> bytes:
    book = Workbook()
    book.active.append(names)
    for row in rows:
        book.active.append([row[name] for name in names])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
