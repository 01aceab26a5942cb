"""CSV files as offices have them: of any program, any age, any separator."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO
from unicodedata import normalize

from django.utils.translation import gettext as _

from core.spreadsheets.cells import Book, Cell, Limits, Row, Sheet, address
from core.spreadsheets.errors import NotReadable
from core.spreadsheets.legacy import legacy_of
from core.spreadsheets.packages import not_a_table

BEGINNING = 1 << 18  # bytes that are looked at to tell how the file was written
SEPARATORS = ";,\t"
LOOKED_AT = 50  # rows
LONGEST = 1_000_000  # characters of one cell
MARKS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}


def read_csv(file: BinaryIO, limits: Limits) -> Book:
    """A book of one sheet without a name; its cells are text, or empty."""
    encoding = _encoding(file)
    separator, told = _separator(file, encoding)
    reading = Reading(file, encoding, separator, limits, told=told)
    return Book((Sheet("", reading.rows),), "csv", encoding, separator)


class Reading:
    """The rows of a CSV file, from the beginning each time."""

    def __init__(self, file, encoding, separator, limits, *, told):
        self.file, self.encoding, self.separator = file, encoding, separator
        self.limits, self.told = limits, told

    def rows(self) -> Iterator[Row]:
        text = _text(self.file, self.encoding)
        lines = (normalize("NFC", line) for line in text) if self.encoding == "cp1258" else text
        before = csv.field_size_limit(LONGEST)
        try:
            yield from self._rows(csv.reader(lines, delimiter=self.separator))
        except (csv.Error, UnicodeError) as error:
            raise NotReadable(_("The CSV file cannot be read to its end. Save it anew.")) from error
        finally:
            csv.field_size_limit(before)
            text.detach()

    def _rows(self, records) -> Iterator[Row]:
        for number, record in enumerate(records, start=1):
            if number == 1 and self.told:
                continue
            while record and not record[-1].strip():
                record.pop()
            if not record:
                continue
            if number > self.limits.rows or len(record) > self.limits.columns:
                raise NotReadable(_("The CSV file is larger than a table may be. Divide it."))
            cells = (Cell(v or None, address(c, number)) for c, v in enumerate(record, start=1))
            yield Row(number, tuple(cells))


def _encoding(file: BinaryIO) -> str:
    file.seek(0)
    beginning = file.read(BEGINNING)
    for mark, name in MARKS.items():
        if beginning.startswith(mark):
            return name
    if b"\0" in beginning:
        return _without_mark(beginning)
    if _is_utf_8(file):
        return "utf-8"
    # Letters of an old Vietnamese font are Western ones to everybody else: they are kept as they
    # are, so that the cell can be named. Windows wrote Vietnamese with tones behind the letters.
    western = beginning.decode("cp1252", errors="replace")
    return "cp1252" if legacy_of(western) else "cp1258"


def _is_utf_8(file: BinaryIO) -> bool:
    text = _text(file, "utf-8")
    try:
        while text.read(BEGINNING):
            pass
    except UnicodeDecodeError:
        return False
    finally:
        text.detach()
    return True


def _without_mark(beginning: bytes) -> str:
    """Two bytes a letter without saying so: every other byte of a separator is zero."""
    for name in ("utf-16-le", "utf-16-be"):
        decoded = beginning[: len(beginning) // 2 * 2].decode(name, errors="replace")
        if "\0" not in decoded and any(mark in decoded for mark in "\n;,\t"):
            return name
    raise NotReadable(not_a_table())


def _separator(file: BinaryIO, encoding: str) -> tuple[str, bool]:
    """What separates the columns, and whether the first line says so ("sep=;", as Excel may)."""
    text = _text(file, encoding)
    try:
        lines = list(islice(iter(lambda: text.readline(LONGEST), ""), LOOKED_AT))
    except UnicodeError as error:
        raise NotReadable(not_a_table()) from error
    finally:
        text.detach()
    if not any(line.strip() for line in lines):
        raise NotReadable(_("The file is empty."))
    if lines[0].startswith("sep=") and lines[0].strip("\r\n")[4:] in tuple(SEPARATORS):
        return lines[0][4], True
    return max(SEPARATORS, key=lambda mark: _columns(lines, mark)), False


def _columns(lines: list[str], separator: str) -> tuple[int, int]:
    """How many rows agree on a number of columns, if that is more than one; and that number."""
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:
        return 0, 0
    width, rows = Counter(widths).most_common(1)[0]
    return (rows, width) if width > 1 else (0, 0)


def _text(file: BinaryIO, encoding: str) -> TextIOWrapper:
    file.seek(0)
    return TextIOWrapper(file, encoding=encoding, newline="")
