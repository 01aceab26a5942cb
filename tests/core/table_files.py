"""Spreadsheet files as they come to the house, whole and spoilt."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from core.spreadsheets import Limits, open_workbook

SHEET = "xl/worksheets/sheet1.xml"


def workbook(*rows, title="Hội đàm", **sheets) -> bytes:
    """A workbook as a spreadsheet program writes it; further sheets by name."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    for name, others in sheets.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    return saved(book)


def saved(book: Workbook) -> bytes:
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with one part replaced or added."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return written.getvalue()


def part(data: bytes, name: str = SHEET) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)


def with_rows(rows: bytes) -> bytes:
    """A workbook whose only sheet holds just this markup."""
    data = workbook()
    text = re.sub(
        rb"<sheetData ?/>|<sheetData></sheetData>", b"<sheetData>%b</sheetData>" % rows, part(data)
    )
    return with_part(data, SHEET, text)


def meetings() -> bytes:
    return workbook(["Ngày", "Nơi"], [date(2025, 11, 21), "Na Mèo"])


def opened(data: bytes, **limits):
    return open_workbook(BytesIO(data), Limits(**limits))


def values(data: bytes, sheet: int = 0, **limits) -> list[tuple]:
    return [
        tuple(cell.value for cell in row.cells)
        for row in opened(data, **limits).sheets[sheet].rows()
    ]
