"""Translation by Word: files that are refused, each in plain words, and those read all the same."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from core import word
from core.errors import RuleViolation
from tests.core.word_files import LAO, filled, line, opened, out, part, said, saved, with_part


@pytest.fixture
def lines():
    return [
        line("a", "Hai bên đánh giá năm 2024."),
        line("b", "Tăng cường tuần tra.", lo=said(LAO, "checked", 4)),
    ]


def first_text(data: bytes) -> str:
    return word.read(data).rows[0].text


def test_the_file_of_another_text_is_refused(lines):
    back = word.read(out([line("x", "Văn bản khác.")]))
    with pytest.raises(RuleViolation, match="file of another text"):
        word.require_ours(lines, back, ["vi", "lo"])


def test_a_language_that_the_text_does_not_have_is_refused(lines):
    with pytest.raises(RuleViolation, match="no Khmer version"):
        word.require_ours(lines, word.read(out(lines, "km")), ["vi", "lo"])


def unmarked(data: bytes) -> bytes:
    return with_part(data, "word/document.xml", re.sub(rb"\.lo\.\d", b".x", part(data)))


def without_table(data: bytes) -> bytes:
    text = re.sub(rb"<w:tbl>.*</w:tbl>", b"", part(data), flags=re.DOTALL)
    return with_part(data, "word/document.xml", text)


def two_languages(data: bytes) -> bytes:
    text = part(data).replace(b".lo.1.4", b".km.1.4")
    return with_part(data, "word/document.xml", text)


def with_entities(data: bytes) -> bytes:
    bomb = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]>'
    return with_part(data, "word/document.xml", bomb + part(data).split(b"?>", 1)[1])


def huge(data: bytes) -> bytes:
    return with_part(data, "word/document.xml", part(data) + b" " * (17 * 1024 * 1024))


def spreadsheet(data: bytes) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    return written.getvalue()


def open_document(data: bytes) -> bytes:
    return with_part(data, "mimetype", b"application/vnd.oasis.opendocument.text")


def elsewhere(data: bytes) -> bytes:
    """Its text is said to be on another computer."""
    links = part(data, "_rels/.rels").replace(
        b'Target="word/document.xml"', b'Target="http://example.org/x.xml" TargetMode="External"'
    )
    return with_part(with_part(data, "_rels/.rels", links), "word/document.xml", b"<x/>")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: b"", "The file is empty"),
        (lambda data: b"%PDF-1.7 ...", "PDF under another name"),
        (lambda data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word file"),
        (
            lambda data: (
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
            ),
            "locked with a password",
        ),
        (lambda data: b"Ghi ch\xc3\xba", "not a Word file"),
        (lambda data: data[:-3000], "damaged"),
        (lambda data: data[:2000] + b"\0" * 300 + data[2300:], "damaged"),
        (lambda data: with_part(data, "word/document.xml", b"<w:body>"), "damaged"),
        (lambda data: b"PK" + b"x" * (10 * 1024 * 1024), "larger than 10 MB"),
        (huge, "unpacks to more"),
        (with_entities, "damaged"),
        (spreadsheet, "not a Word file"),
        (elsewhere, "not a Word file"),
        (open_document, "OpenDocument"),
        (without_table, "no table"),
        (unmarked, "No row has its mark"),
        (two_languages, "different languages"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(lines, change, words):
    with pytest.raises(RuleViolation, match=words):
        word.read(change(out(lines)))


def test_a_file_of_strict_word_is_read_too(lines):
    data = filled(out(lines), LAO)
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    assert (
        first_text(with_part(data, "word/document.xml", part(data).replace(usual, strict))) == LAO
    )


def test_the_first_row_may_be_gone(lines):
    document, table = opened(filled(out(lines), LAO))
    table._tbl.remove(table.rows[0]._tr)
    assert first_text(saved(document)) == LAO
