"""A list as a workbook: its rows on the first sheet, on the second what it is and who took it."""

from collections.abc import Callable
from typing import BinaryIO

from core.exports.ods_file import OdsBook
from core.exports.sheet import Sheet
from core.exports.typed import TypedReading, widths
from core.exports.xlsx_file import XlsxBook

BOOKS = {"xlsx": XlsxBook, "ods": OdsBook}
MEDIA_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


def write(
    sheet: Sheet,
    *,
    kind: str,
    heading: str,
    about: list[tuple[str, str]],
    to: BinaryIO,
    progress: Callable[[int], None] = lambda rows: None,
) -> int:
    """Writes all rows and says how many. `about`: pairs of words for the second sheet."""
    book, headings, rows = BOOKS[kind](to, heading), sheet.headings(), 0
    readings = [TypedReading(reading) for reading in sheet.readings]
    for portion in sheet.portions():
        values = [values for _reading, values in sheet.parts(portion)]
        columns = [one.cells(of) for one, of in zip(readings, values, strict=True)]
        if not rows:
            book.begin(headings, widths(headings, columns))
        for row in zip(*columns, strict=True):
            book.add(row)
        rows += len(columns[0])
        progress(rows)
    if not rows:
        book.begin(headings, widths(headings, [[] for _heading in headings]))
    book.end(about)
    return rows
