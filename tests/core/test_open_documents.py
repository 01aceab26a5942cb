"""OpenDocument tables: read as those of Excel, and refused where they are no honest ones."""

from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from core.spreadsheets import NotReadable, ods
from tests.core import table_files
from tests.core.open_documents import (
    cell,
    content,
    document,
    entry,
    font,
    package,
    row,
    table,
)
from tests.core.table_files import opened, values, with_part


def one(markup: str, **more):
    """The only cell of a table."""
    (read,) = opened(document(table(row(markup)), **more)).sheets[0].rows()
    (found,) = read.cells
    return found


def typed(kind: str, name: str, value: str, words: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" office:{name}="{value}">'
        f"<text:p>{words}</text:p></table:table-cell>"
    )


def test_cells_come_out_as_they_are_meant():
    given = ["Mường Lát", "ວຽງໄຊ", 12, 0.1, True, date(2025, 11, 21), None, "A & B"]
    (read,) = opened(document(table(row(*given)))).sheets[0].rows()

    assert [found.value for found in read.cells] == [
        *("Mường Lát", "ວຽງໄຊ", 12, Decimal("0.1"), True, date(2025, 11, 21), None, "A & B")
    ]
    assert [found.address for found in read.cells][-2:] == ["G1", "H1"]


@pytest.mark.parametrize(
    ("markup", "meant"),
    [
        (typed("date", "date-value", "2025-11-21T08:30:00"), datetime(2025, 11, 21, 8, 30)),
        (typed("date", "date-value", "2025-11-21T00:00:00.000000000"), date(2025, 11, 21)),
        (typed("time", "time-value", "PT08H30M00S"), time(8, 30)),
        (typed("time", "time-value", "PT26H30M00S", "26:30"), "26:30"),
        (typed("percentage", "value", "0.05"), Decimal("0.05")),
        (typed("currency", "value", "1300000"), 1_300_000),
        (typed("string", "string-value", "kept", "shown"), "kept"),
    ],
)
def test_every_kind_of_value(markup, meant):
    assert one(markup).value == meant


def test_words_keep_their_lines_and_the_spaces_that_count():
    markup = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p>'
        '</office:annotation><text:p>Na<text:s text:c="2"/><text:span>Mèo</text:span>\n  và'
        "<text:tab/>Pa<text:line-break/>Háng</text:p><text:p>dòng hai</text:p></table:table-cell>"
    )
    assert one(markup).value == "Na  Mèo và\tPa\nHáng\ndòng hai"


def test_rows_and_cells_that_stand_there_several_times():
    rows = (
        row(cell("a", 'table:number-columns-repeated="2"'), "b"),
        row(cell(None, 'table:number-columns-repeated="16000"'), more='table:style-name="r"'),
        row(None, more='table:number-rows-repeated="9999"'),
        row("c", more='table:number-rows-repeated="2"'),
        row(cell(None, 'table:number-columns-repeated="16384"'),
            more='table:number-rows-repeated="1038000"'),
    )  # fmt: skip
    read = list(opened(document(table(*rows))).sheets[0].rows())

    assert [found.number for found in read] == [1, 10_002, 10_003]
    assert [found.value for found in read[0].cells] == ["a", "a", "b"]
    assert [found.address for found in read[2].cells] == ["A10003"]


def test_formulas_errors_and_merged_cells_are_told():
    wide = 'table:number-columns-spanned="2" table:number-rows-spanned="2"'
    rows = (
        row(
            cell(2, 'table:formula="of:=1+1"'),
            cell(None, 'table:formula="of:=[.A1]"'),
            cell("#REF!", 'calcext:value-type="error"'),
        ),
        row("x", cell("gộp", wide), "<table:covered-table-cell/>"),
    )
    (sheet,) = opened(document(table(*rows))).sheets
    first, second = sheet.rows()

    assert [found.formula for found in first.cells] == ["=1+1", "=[.A1]", ""]
    assert [found.is_error for found in first.cells] == [False, False, True]
    assert first.cells[0].value == 2
    assert sheet.merged == ("B2:C3",)
    assert [found.value for found in second.cells] == ["x", "gộp"]


def test_the_font_of_a_cell_is_known_wherever_it_is_said():
    face, style = font("old", ".VnTime")
    piece = style.replace("table-cell", "text").replace('"old"', '"piece"')
    said = {"fonts": face, "styles": style + piece}
    assert one(cell("Thµnh", 'table:style-name="old"'), **said).font == ".VnTime"
    span = '<text:p><text:span text:style-name="piece">Thµnh</text:span></text:p>'
    markup = f'<table:table-cell office:value-type="string">{span}</table:table-cell>'
    assert one(markup, **said).font == ".VnTime"
    columns = '<table:table-column table:default-cell-style-name="old"/>'
    (read,) = opened(document(table(columns, row("Thµnh", "x")), **said)).sheets[0].rows()
    assert [found.font for found in read.cells] == [".VnTime", ""]
    by_row = row("Thµnh", more='table:default-cell-style-name="old"')
    (read,) = opened(document(table(by_row), **said)).sheets[0].rows()
    assert read.cells[0].font == ".VnTime"


def test_sheets_keep_their_order_say_when_hidden_and_are_read_apart():
    heads = f"<table:table-header-rows>{row('Đầu')}</table:table-header-rows>"
    data = document(
        table(heads, row("một"), name="Một"),
        table(row("hai"), name="Hai", more='table:style-name="away"'),
        table(row("ba"), name="Ba"),
    )
    book = opened(data)
    assert book.kind == "ods"
    assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [
        ("Một", False),
        ("Hai", True),
        ("Ba", False),
    ]
    assert [values(data, sheet=n) for n in range(3)] == [
        [("Đầu",), ("một",)],
        [("hai",)],
        [("ba",)],
    ]


def test_a_table_within_a_cell_is_no_row_of_the_sheet():
    within = f"<table:table-cell>{table(row('trong'))}</table:table-cell>"
    assert values(document(table(row("a", within), row("b")))) == [("a",), ("b",)]


SIMPLE = content(table(row("Ngày", "Nơi"), row(date(2025, 11, 21), "Na Mèo")))
LISTENER = '<office:scripts><script:event-listener script:event-name="dom:load"/></office:scripts>'
LINKED = "<table:table-source/>"
LOCKED = entry("content.xml", "text/xml", "<manifest:encryption-data/>")
OLE = entry("Object 1", "application/vnd.sun.star.oleobject")
TEXT_INSIDE = entry("Object 1/", "application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (package(SIMPLE, more=("Basic/Standard/Tap.xml", b"Sub Main")), "holds macros"),
        (package(SIMPLE, more=("Scripts/python/tap.py", b"import os")), "holds macros"),
        (document(table(row("a")), before=LISTENER), "holds macros"),
        (document(table(LINKED, row("a"))), "values from other files"),
        (package(SIMPLE, entries=OLE), "holds other files"),
        (package(SIMPLE, entries=TEXT_INSIDE), "holds other files"),
        (package(SIMPLE, more=("Object 1", b"\0")), "holds other files"),
        (package(SIMPLE, entries=LOCKED), "locked with a password"),
        (package(SIMPLE, "application/vnd.oasis.opendocument.text"), "another kind of office"),
        (package(SIMPLE, "application/epub+zip"), "neither an Excel workbook"),
        (package(SIMPLE + b" " * 20 * 1024 * 1024), "unpacks to far more"),
        (package(b"<office"), "damaged"),
        (package(content()), "damaged"),
        (package(SIMPLE)[:900], "damaged"),
    ],
)
def test_what_is_no_honest_table_is_refused_in_plain_words(data, words):
    with pytest.raises(NotReadable, match=words):
        opened(data)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (row("a", more='table:number-rows-repeated="6"'), "more than 5 rows"),
        (row(cell("a", 'table:number-columns-repeated="1001"')), "more than 1000 columns"),
        (row(cell("a", 'table:number-columns-repeated="99999999999"')), "more than 1000 columns"),
        (
            row(
                cell("a", 'table:number-columns-repeated="1000"'),
                more='table:number-rows-repeated="5"',
            ),
            "unpacks to far more",
        ),
        (row(*["<table:table-cell/>"] * 250_000), "unpacks to far more"),
        (row(cell("a", 'table:number-columns-repeated="0"')), "damaged"),
        (row(cell("a", 'table:number-columns-repeated="x"')), "damaged"),
        (row(typed("float", "value", "x")), "damaged"),
        (row(typed("date", "date-value", "2025-13-01")), "damaged"),
    ],
)
def test_a_table_beyond_the_limits_or_without_sense_is_refused(rows, words, monkeypatch):
    monkeypatch.setattr(ods, "MOST_CELLS", 3000)
    with pytest.raises(NotReadable, match=words):
        for _row in opened(document(table(rows)), rows=5).sheets[0].rows():
            pass


def test_a_space_that_stands_there_a_million_times_fills_no_memory():
    spaces = '<text:p>a<text:s text:c="999999999"/>b</text:p>'
    found = one(f'<table:table-cell office:value-type="string">{spaces}</table:table-cell>')
    assert len(found.value) < 200


def test_a_chart_and_an_empty_library_are_no_harm():
    chart = entry("Object 1/", "application/vnd.oasis.opendocument.chart")
    data = package(SIMPLE, entries=chart, more=("Basic/Standard/script-lb.xml", b"<library/>"))
    assert len(values(data)) == 2


def test_entities_are_not_expanded():
    start = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "BANG">]>'
    said = content(table(row("x")))
    spoilt = start + said[said.index(b"<office:document") :].replace(b">x<", b">&a;<")
    with suppress(NotReadable):
        assert "BANG" not in str(values(package(spoilt)))


def test_every_beginning_and_any_changed_byte_is_refused_or_read():
    data = package(SIMPLE)
    for length in range(4, len(data), 41):
        with pytest.raises(NotReadable):
            values(data[:length])
    for place in range(0, len(data), 23):
        spoilt = bytearray(data)
        spoilt[place] ^= 0xFF
        with suppress(NotReadable):  # and nothing else
            assert len(values(bytes(spoilt))) <= 2


def test_an_excel_workbook_that_says_it_is_an_open_document_is_none():
    data = with_part(table_files.meetings(), "mimetype", b"application/vnd.oasis.opendocument.text")
    with pytest.raises(NotReadable, match="another kind of office file"):
        opened(data)
