"""From a file of unknown origin to its rows, or one sentence why not."""

from typing import BinaryIO

from django.utils.translation import gettext as _

from core.spreadsheets.cells import MB, Book, Limits
from core.spreadsheets.csv_files import read_csv
from core.spreadsheets.errors import NotReadable
from core.spreadsheets.ods import read_ods
from core.spreadsheets.packages import Package, locked, not_a_table, plainly
from core.spreadsheets.xlsx import read_xlsx

OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
WEB = (b"<!doctype", b"<html", b"<?xml")


def open_workbook(file: BinaryIO, limits: Limits | None = None) -> Book:
    """The sheets of an Excel workbook (.xlsx), an OpenDocument table (.ods) or a CSV file, told
    apart by what is in it.

    The file has to stay open as long as its rows are read. Raises NotReadable with what is wrong
    and what to do; so may reading the rows.
    """
    limits = limits or Limits()
    size = file.seek(0, 2)
    if not size:
        raise NotReadable(_("The file is empty."))
    if size > limits.packed:
        most = {"most": limits.packed // MB}
        raise NotReadable(_("The file is larger than %(most)s MB. Divide the table.") % most)
    file.seek(0)
    beginning = file.read(1 << 12)
    file.seek(0)
    if beginning.startswith(b"PK"):
        package = Package(file, limits)
        with plainly():
            read = read_ods if package.is_open_document else read_xlsx
            return read(package, limits)
    if beginning.startswith(OLD_EXCEL):
        raise NotReadable(_old(file))
    if beginning.startswith(OTHERS) or beginning.lstrip().lower().startswith(WEB):
        raise NotReadable(not_a_table())
    return read_csv(file, limits)


def _old(file: BinaryIO) -> str:
    if LOCKED in file.read():
        return locked()
    return _("This is an old Excel file (.xls). Open it and save it as .xlsx.")
