"""Workbooks that are not opened, each with what is wrong in plain words."""

import struct
from contextlib import suppress
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from core.spreadsheets import NotReadable
from tests.core.table_files import SHEET, meetings, opened, part, values, with_part, with_rows

TYPES = "[Content_Types].xml"


def macro_type(data: bytes) -> bytes:
    plain = b"spreadsheetml.sheet.main+xml"
    macro = b"ms-excel.sheet.macroEnabled.main+xml"
    return with_part(data, TYPES, part(data, TYPES).replace(plain, macro))


def macro_part(data: bytes) -> bytes:
    return with_part(data, "xl/vbaProject.bin", b"\0")


def of_elsewhere(data: bytes) -> bytes:
    return with_part(data, "xl/externalLinks/externalLink1.xml", b"<externalLink/>")


def with_a_file(data: bytes) -> bytes:
    return with_part(data, "xl/embeddings/oleObject1.bin", b"\0")


def bomb(data: bytes) -> bytes:
    return with_part(data, SHEET, part(data) + b" " * (20 * 1024 * 1024))


def large(data: bytes) -> bytes:
    return with_part(data, "xl/media/image1.png", bytes(range(256)) * 20_000)


def of_entities(data: bytes) -> bytes:
    start = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]>'
    text = part(data, "xl/workbook.xml")
    return with_part(data, "xl/workbook.xml", start + text[text.index(b"<workbook") :])


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 2]


def broken_xml(data: bytes) -> bytes:
    return with_part(data, "xl/workbook.xml", b"<workbook><sheets>")


def binary(data: bytes) -> bytes:
    return with_part(data, "xl/workbook.bin", b"\0")


def without_types(data: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w") as package:
        package.writestr("a.txt", "a")
    return written.getvalue()


def word_file(data: bytes) -> bytes:
    return with_part(data, "xl/workbook.xml", b"<document/>")


def other_packing(data: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return written.getvalue()


def locked(data: bytes) -> bytes:
    """The sign that a part has a password, in both places where a package keeps it."""
    spoilt = bytearray(data)
    with ZipFile(BytesIO(data)) as package:
        spoilt[package.getinfo(TYPES).header_offset + 6] |= 1
    spoilt[data.rindex(TYPES.encode()) - 46 + 8] |= 1
    return bytes(spoilt)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (macro_type, "holds macros"),
        (macro_part, "holds macros"),
        (of_elsewhere, "values from other files"),
        (with_a_file, "holds other files"),
        (bomb, "unpacks to far more"),
        (of_entities, "damaged"),
        (cut_off, "damaged"),
        (broken_xml, "damaged"),
        (other_packing, "damaged"),
        (binary, "binary workbook"),
        (without_types, "neither an Excel workbook"),
        (word_file, "another kind of office file"),
        (locked, "locked with a password"),
        (lambda data: b"", "file is empty"),
        (lambda data: OLE, "old Excel file"),
        (lambda data: OLE + "EncryptedPackage".encode("utf-16-le"), "locked with a password"),
        (lambda data: b"%PDF-1.7 \n", "neither an Excel workbook"),
        (lambda data: b"<html><table>", "neither an Excel workbook"),
        (lambda data: b"\x89PNG\r\n\0\0\0", "neither an Excel workbook"),
    ],
)
def test_what_is_no_honest_workbook_is_refused_in_plain_words(change, words):
    with pytest.raises(NotReadable, match=words):
        opened(change(meetings()))


def test_a_file_beyond_the_limits_is_refused():
    with pytest.raises(NotReadable, match="larger than 0 MB"):
        opened(meetings(), packed=100)
    with pytest.raises(NotReadable, match="unpacks to far more"):
        opened(large(meetings()), unpacked=1024 * 1024)
    with pytest.raises(NotReadable, match="more than 1 rows"):
        values(meetings(), rows=1)
    with pytest.raises(NotReadable, match="more than 1 columns"):
        values(meetings(), columns=1)


def declaring(data: bytes, name: str, size: int) -> bytes:
    """The package says of a part that it unpacks to fewer bytes than it does."""
    spoilt = bytearray(data)
    with ZipFile(BytesIO(data)) as package:
        start = package.getinfo(name).header_offset
    entry = data.rindex(name.encode()) - 46
    struct.pack_into("<L", spoilt, start + 22, size)
    struct.pack_into("<L", spoilt, entry + 24, size)
    return bytes(spoilt)


def test_a_package_that_lies_about_a_size_is_unpacked_no_further():
    lying = declaring(bomb(meetings()), SHEET, 300)
    with pytest.raises(NotReadable, match="damaged"):
        values(lying)


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="2"/><row r="2"/>',
        b'<row r="0"/>',
        b'<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        b'<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        b'<row r="1"><c r="A1" s="x"><v>9</v></c></row>',
        b'<row r="1"><c r="A1" t="d"><v>2025-13-01</v></c></row>',
        b'<row r="1"><c r="A1"><v>1</v></row>',
        b'<row r="1"><c r="A1"><v>1e9999999</v></c></row>',
    ],
)
def test_a_sheet_that_makes_no_sense_is_a_damaged_file(rows):
    with pytest.raises(NotReadable, match="damaged"):
        values(with_rows(rows))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (b'<row r="1">%b</row>' % (b"<c/>" * 16_385), "more than 16384 columns"),
        (b'<row r="1">%b</row>' % (b"<c/>" * 250_000), "unpacks to far more"),
        (b'<row r="1"/>' + b"<x/>" * 250_000, "unpacks to far more"),
    ],
)
def test_a_row_that_fills_the_memory_is_refused_before_it_does(rows, words):
    with pytest.raises(NotReadable, match=words):
        values(with_rows(rows))


def test_many_rows_are_no_long_row():
    rows = b"".join(b'<row r="%d"><c><v>1</v></c></row>' % (n + 1) for n in range(70_000))
    assert len(values(with_rows(rows))) == 70_000


@pytest.mark.parametrize("name", [TYPES, "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
def test_remarks_in_a_part_are_passed_over(name):
    data = meetings()
    text = part(data, name)
    first = text.index(b">") + 1
    said = text[:first] + b"<!-- written by a program --><?program x?>" + text[first:]
    assert values(with_part(data, name, said)) == values(data)


def test_entities_in_a_sheet_are_not_expanded():
    data = with_rows(b'<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>')
    start = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "9">]>'
    text = part(data)
    spoilt = with_part(data, SHEET, start + text[text.index(b"<worksheet") :])
    assert "9" not in str(values(spoilt))


def test_every_beginning_of_a_workbook_is_refused_or_read():
    data = meetings()
    for length in range(4, len(data), 97):
        with pytest.raises(NotReadable):
            values(data[:length])


def test_a_workbook_with_any_byte_changed_is_refused_or_read():
    data = meetings()
    for place in range(0, len(data), 53):
        spoilt = bytearray(data)
        spoilt[place] ^= 0xFF
        with suppress(NotReadable):  # and nothing else
            assert len(values(bytes(spoilt))) <= 2


def test_stored_and_deflated_parts_are_read_alike():
    written = BytesIO()
    with ZipFile(BytesIO(meetings())) as old, ZipFile(written, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), compress_type=ZIP_DEFLATED if "x" in name else 0)
    assert values(written.getvalue()) == values(meetings())
