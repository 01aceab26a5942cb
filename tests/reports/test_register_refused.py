"""Workbooks that do not become the register: each fault at its cell, and nothing written."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from core.findings import Finding
from partnerships.models import Partnership, Unit
from reports.services import register
from tests import factories as make
from tests.core.table_files import workbook as other_workbook
from tests.reports.register_by_hand import cell, changed, put, something
from tests.reports.register_copy import written


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    path = tmp_path_factory.mktemp("refused") / "register.xlsx"
    written(django_db_blocker, path, something)
    return path.read_bytes()


def findings_of(data: bytes) -> list[Finding]:
    with pytest.raises(register.Refused) as refused:
        register.enter(file=BytesIO(data))
    assert not Partnership.objects.exists()
    assert not Unit.objects.exists()
    return refused.value.findings


def twice(book):
    first = cell(book["Unit"], "uuid")
    cell(book["Unit"], "uuid", 4).value = first.value


def merged(book):
    book["Unit"].merge_cells("B3:B4")


def renamed(book):
    cell(book["Unit"], "name", 2).value = "ten"


def without_a_sheet(book):
    del book["Unit"]


def with_a_sheet(book):
    book.create_sheet("Ghi chú")


def without_a_row(book):
    book["Unit"].delete_rows(3)


@pytest.mark.parametrize(
    ("change", "sheet", "at", "words"),
    [
        (put("Meeting", "title", "Khác"), "Meeting", "", "was changed after"),
        (put("Meeting", "title", "=1+1"), "Meeting", "title", "a formula"),
        (put("Meeting", "title", 12), "Meeting", "title", "column holds text"),
        (put("Meeting", "title", "x" * 900), "Meeting", "title", "more than"),
        (
            put("Meeting", "planned", "mai"),
            "Meeting",
            "planned",
            "“mai” cannot be read here.",
        ),
        (put("Meeting", "year_planned", "hai"), "Meeting", "year_planned", "whole numbers"),
        (put("Meeting", "held_days", "2025"), "Meeting", "held_days", "periods"),
        (put("Meeting", "status", None), "Meeting", "", "was changed after"),
        (put("Meeting", "uuid", None), "Meeting", "uuid", "no name of its own"),
        (put("Commitment", "partnership", "khong co"), "Commitment", "partnership", "no such"),
        (put("Commitment", "amount_number", "ba"), "Commitment", "amount_number", "holds numbers"),
        (put("Commitment", "amount_estimate", 1), "Commitment", "amount_estimate", "TRUE or"),
        (
            put("Partnership", "paper_languages", "vi"),
            "Partnership",
            "paper_languages",
            "holds lists",
        ),
        (put("Unit", "country", None), "Unit", "country", "needs a record"),
        (twice, "Unit", None, "same name"),
        (merged, "Unit", None, "merged"),
        (renamed, "Unit", None, "no such column: ten"),
        (without_a_sheet, "Unit", "", "sheet is missing"),
        (with_a_sheet, "Ghi chú", "", "no such sheet"),
        (without_a_row, "Unit", "", "the contents name"),
    ],
)
def test_a_fault_is_named_by_its_cell(db, whole, change, sheet, at, words):
    data = changed(whole, change)
    found = findings_of(data)
    of_it = [finding for finding in found if finding.sheet == sheet and words in finding.reason]
    assert of_it, [str(finding) for finding in found]
    if at:
        here = cell(load_workbook(BytesIO(data))[sheet], at).coordinate
        assert of_it[0].cell == here
    if at is None:
        assert of_it[0].cell


def test_what_was_saved_again_unchanged_is_entered(db, whole):
    outcome = register.enter(file=BytesIO(changed(whole, lambda book: None)))
    assert outcome.counts["Meeting"] == Partnership.objects.count() - 1


def test_other_files_are_refused(db):
    assert findings_of(other_workbook(["a"]))[0].sheet == "Register"
    (finding,) = findings_of(b"%PDF-1.7")
    assert "neither an Excel workbook" in finding.reason
    assert findings_of(b"a;b\n1;2\n")


def test_a_register_that_holds_records_is_left_alone(db, whole):
    tie = make.PartnershipFactory()
    with pytest.raises(register.Refused) as refused:
        register.enter(file=BytesIO(whole))
    assert "Partnership" in {finding.sheet for finding in refused.value.findings}
    assert Partnership.objects.get() == tie
