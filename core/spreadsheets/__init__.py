"""Tables from spreadsheet programs, opened without trusting anything in them."""

from core.spreadsheets.cells import Book, Cell, Limits, Row, Sheet, address, column_letters
from core.spreadsheets.errors import NotReadable
from core.spreadsheets.legacy import Legacy, legacy_of, to_unicode
from core.spreadsheets.opening import open_workbook

__all__ = [
    "Book",
    "Cell",
    "Legacy",
    "Limits",
    "NotReadable",
    "Row",
    "Sheet",
    "address",
    "column_letters",
    "legacy_of",
    "open_workbook",
    "to_unicode",
]
