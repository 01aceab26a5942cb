"""Workbooks that are read: every kind of cell comes out as it is meant."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from core.findings import Finding
from core.spreadsheets.styles import is_of_days
from tests.core.table_files import (
    SHEET,
    opened,
    part,
    saved,
    values,
    with_part,
    with_rows,
    workbook,
)


def test_cells_come_out_as_they_are_meant():
    row = ["Mường Lát", "ວຽງໄຊ", "宁明", 12, 0.1, True, date(2025, 11, 21), None, time(8, 30)]
    (read,) = opened(workbook(row)).sheets[0].rows()

    assert [cell.value for cell in read.cells] == [
        *("Mường Lát", "ວຽງໄຊ", "宁明", 12, Decimal("0.1"), True),
        *(date(2025, 11, 21), None, time(8, 30)),
    ]
    assert [cell.address for cell in read.cells][:3] == ["A1", "B1", "C1"]
    assert read.cells[6].number_format == "yyyy-mm-dd"


def number_cell(text: str, style: str = "") -> bytes:
    return with_rows(f'<row r="3"><c r="B3"{style}><v>{text}</v></c></row>'.encode())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("0.30000000000000004", Decimal("0.3")),
        ("123456789012345.67", 123456789012346),
        ("1E3", 1000),
        ("-5", -5),
        ("1.5E-7", Decimal("1.5E-7")),
        ("000123", 123),
    ],
)
def test_a_number_is_what_the_program_shows(written, meant):
    assert values(number_cell(written)) == [(None, meant)]


@pytest.mark.parametrize("written", ["NaN", "Infinity", "abc", "1e999999"])
def test_a_number_that_is_none_is_a_damaged_file(written):
    with pytest.raises(Exception, match="file is damaged"):
        values(number_cell(written))


def test_days_hours_and_both_times_of_counting_days():
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([date(2025, 11, 21), datetime(2025, 11, 21, 8, 30)])
    since_1904 = saved(book)

    assert values(since_1904) == [(date(2025, 11, 21), datetime(2025, 11, 21, 8, 30))]
    before_the_leap_day_that_never_was = workbook([datetime(1900, 2, 1)])
    assert values(before_the_leap_day_that_never_was) == [(date(1900, 2, 1),)]


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("dd/mm/yyyy", True),
        ("[$-42A]dd mmmm yyyy", True),
        ('"ngày "dd" tháng "mm', True),
        ("General", False),
        ("#,##0.00 [$đ-42A]", False),
        ('0.0" days"', False),
        ("[h]:mm", False),
        ("[Red]0", False),
    ],
)
def test_a_format_tells_a_day_from_a_count(code, days):
    assert is_of_days(code) is days


def test_formulas_errors_and_merged_cells_are_told():
    book = Workbook()
    sheet = book.active
    sheet.append(["=1+1", "=A1", "#REF!", "a"])
    sheet.merge_cells("D1:E2")
    read = opened(saved(book)).sheets[0]
    (row,) = read.rows()

    assert [cell.formula for cell in row.cells] == ["=1+1", "=A1", "", ""]
    assert not row.cells[0].is_empty
    assert row.cells[2].is_error
    assert read.merged == ("D1:E2",)


def test_rows_without_anything_are_passed_over_and_keep_their_number():
    rows = [["a"], *[[]] * 3, [None, "b"]]
    data = workbook(*rows)
    more = b"".join(b'<row r="%d"><c r="A%d" s="0"/></row>' % (n, n) for n in range(6, 10_006))
    data = with_part(data, SHEET, part(data).replace(b"</sheetData>", more + b"</sheetData>"))

    read = list(opened(data).sheets[0].rows())
    assert [row.number for row in read] == [1, 5]
    assert [cell.address for cell in read[1].cells] == ["A5", "B5"]


def test_text_of_several_runs_and_escaped_characters():
    book = Workbook()
    runs = CellRichText(TextBlock(InlineFont(b=True), "Na "), "Mèo")
    book.active.append([runs, "dòng_x000D_", "_x005F_x000D_", " thụt "])

    assert values(saved(book)) == [("Na Mèo", "dòng\r", "_x000D_", " thụt ")]


def test_the_font_of_a_cell_is_known():
    book = Workbook()
    book.active["A1"] = "Thµnh"
    book.active["A1"].font = Font(name=".VnTime")
    (row,) = opened(saved(book)).sheets[0].rows()
    assert row.cells[0].font == ".VnTime"


def test_sheets_keep_their_order_and_say_when_hidden():
    book = Workbook()
    book.create_sheet("Hai").sheet_state = "hidden"
    read = opened(saved(book))

    assert [(sheet.name, sheet.hidden) for sheet in read.sheets] == [
        ("Sheet", False),
        ("Hai", True),
    ]
    assert read["Hai"].name == "Hai"
    with pytest.raises(KeyError):
        read["Ba"]


def test_a_finding_names_its_place():
    assert str(Finding("No such place.", "Hội đàm", 7, "C7", suggestion="Na Mèo?")) == (
        "Hội đàm C7: No such place. Na Mèo?"
    )
    assert str(Finding("No title.", row=7)) == "row 7: No title."
    assert str(Finding("The file is empty.")) == "The file is empty."
    assert Finding("No title.", row=7).as_json()["row"] == 7
