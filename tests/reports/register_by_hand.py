"""Workbooks of the register that somebody changed by hand, with and without their digests."""

from hashlib import sha256
from io import BytesIO

from openpyxl import load_workbook

from core.spreadsheets import open_workbook
from reports.services.register.reading import HEADINGS, WHOLE
from reports.services.register.writing import CONTENTS, line
from tests import factories as make


def something():
    """A few records: what a workbook needs for faults of most kinds."""
    make.MeetingFactory(partnerships=[make.PartnershipFactory()], title="Hội đàm")
    make.CommitmentFactory()


def changed(data: bytes, change) -> bytes:
    book = load_workbook(BytesIO(data))
    change(book)
    written_again = BytesIO()
    book.save(written_again)
    return written_again.getvalue()


def cell(sheet, name: str, row: int = 3):
    """The cell of that column, by its name for the machine."""
    return next(sheet.cell(row, c.column) for c in sheet[2] if c.value == name)


def put(sheet: str, column: str, value):
    def change(book):
        cell(book[sheet], column).value = value

    return change


def signed_anew(data: bytes) -> bytes:
    """The same workbook with digests that speak for it: only what it says can be wrong now."""
    digests = {}
    for sheet in open_workbook(BytesIO(data)).sheets:
        rows = [row for row in sheet.rows() if row.number > HEADINGS]
        told = b"".join(line([one.value for one in row.cells]) for row in rows)
        digests[sheet.name] = sha256(told).hexdigest()

    def sign(book):
        told = []
        for row in book[CONTENTS].iter_rows(min_row=3):
            if row[0].value == WHOLE:
                row[2].value = sha256("".join(told).encode()).hexdigest()
            else:
                row[2].value = digests[row[0].value]
                told.append(row[2].value)

    return changed(data, sign)
