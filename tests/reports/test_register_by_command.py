"""bin/manage import_register and workbooks not to be trusted: each fault found, nothing written."""

from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from partnerships.models import Partnership, Unit
from tests.core.table_files import SHEET, with_part
from tests.reports.register_by_hand import cell, changed, put, signed_anew, something
from tests.reports.register_copy import written

DEEP = "[" * 100_000
# What Python, its libraries and the database say of a value they cannot read.
OF_PROGRAMS = (
    *("isoformat", "Expecting", "badly formed", "codec", "surrogate", "Error", "must be"),
    *("violates", "constraint", "NUL", "maximum recursion", "Traceback"),
)


@pytest.fixture(scope="module")
def whole(django_db_setup, django_db_blocker, tmp_path_factory):
    path = tmp_path_factory.mktemp("by_command") / "register.xlsx"
    written(django_db_blocker, path, something)
    return path.read_bytes()


@pytest.fixture
def refusal(db, tmp_path):
    """What the command prints and how it ends; a dry run says the same, and nothing is written."""

    def of(data: bytes) -> tuple[str, str]:
        path = tmp_path / "register.xlsx"
        path.write_bytes(data)
        told = []
        for dry_run in (True, False):
            said = StringIO()
            with pytest.raises(CommandError) as ended:
                call_command("import_register", path, dry_run=dry_run, stdout=said)
            assert ended.value.returncode
            assert not Partnership.objects.exists()
            assert not Unit.objects.exists()
            told.append((said.getvalue(), str(ended.value)))
        assert told[0] == told[1]
        return told[0]

    return of


def with_zeros(data: bytes) -> bytes:
    return with_part(data, SHEET, b"<worksheet>" + b" " * 60_000_000 + b"</worksheet>")


def with_macros(data: bytes) -> bytes:
    return with_part(data, "xl/vbaProject.bin", b"Sub Auto_Open()")


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (with_macros, "The workbook holds macros. Save it as an ordinary Excel workbook"),
        (with_zeros, "The file unpacks to far more than a table holds."),
        (lambda data: data[:-2000], "The file is damaged."),
    ],
)
def test_a_dangerous_file_is_not_even_read(refusal, whole, spoil, words):
    said, ended = refusal(spoil(whole))

    assert said.startswith(words)
    assert ended == "The workbook was not entered: 1 finding. Nothing was written."


UNREADABLE = [
    ("Meeting", "planned", "mai", "“mai” cannot be read here. This column holds days"),
    ("Meeting", "held_days", "2025", "cannot be read here. This column holds periods"),
    ("Meeting", "begins", "sáng", "cannot be read here. This column holds hours"),
    ("Meeting", "year_planned", "hai", "cannot be read here. This column holds whole numbers"),
    ("Meeting", "title", 12, "“12” cannot be read here. This column holds text"),
    ("Meeting", "status", "lost", "“lost” is none of the choices. Choose one of: planned;"),
    ("Meeting", "title", "a_x0000_b", "The text holds a character that is none."),
    ("Meeting", "title", "a_xD800_b", "The text holds a character that is none."),
    ("Partnership", "paper_languages", "vi", "cannot be read here. This column holds lists"),
    ("Partnership", "paper_languages", DEEP[:32_000], "This column holds lists"),
    (
        "Partnership",
        "paper_languages",
        '["\\ud800"]',
        "The text holds a character that is none",
    ),
    (
        "Commitment",
        "amount_number",
        "1e900000",
        "cannot be read here. This column holds numbers",
    ),
    ("Commitment", "partnership", "khong_xD800_co", "There is no such record: khongco."),
    ("Unit", "uuid", "NA-MEO", "cannot be read here. This column holds the long names"),
]


def by_workbook() -> list[list[tuple]]:
    """As few workbooks as hold all of them, a cell once in each."""
    books = []
    for fault in UNREADABLE:
        free = (book for book in books if fault[:2] not in [one[:2] for one in book])
        if (book := next(free, None)) is None:
            books.append(book := [])
        book.append(fault)
    return books


@pytest.mark.parametrize("faults", by_workbook())
def test_a_value_that_cannot_be_read_is_named_by_its_cell(refusal, whole, faults):
    cells = {}

    def spoil(book):
        for sheet, column, value, _words in faults:
            put(sheet, column, value)(book)
            cells[sheet, column] = cell(book[sheet], column).coordinate

    data = signed_anew(changed(whole, spoil))
    lines = refusal(data)[0].splitlines()

    for sheet, column, _value, words in faults:
        named = f"{sheet} {cells[sheet, column]} ("
        assert [line for line in lines if line.startswith(named) and words in line], words
    with override("vi"):
        for line in refusal(data):
            assert not [one for one in OF_PROGRAMS if one in line]


def ends_before_it_begins(book):
    cell(book["Meeting"], "begins").value = "11:00:00"
    cell(book["Meeting"], "ends").value = "08:00:00"


def of_nobody(book):
    cell(book["Meeting"], "partnerships").value = None
    cell(book["Meeting"], "unit").value = None


def backwards(book):
    cell(book["Meeting"], "held_days").value = "[2025-01-01,2024-01-01)"


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (
            ends_before_it_begins,
            "Meeting row 3 (Begins, Vietnamese time; Ends, Vietnamese time)",
            "The meeting ends after it begins.",
        ),
        (backwards, "Meeting row 3", "A number or a date is out of range."),
        (of_nobody, "Meeting: ", "Name a tie or a unit."),
    ],
)
def test_a_row_that_breaks_a_rule_is_named_though_the_digests_are_right(
    refusal, whole, change, place, words
):
    data = signed_anew(changed(whole, change))
    said, _ended = refusal(data)

    (line,) = said.splitlines()
    assert line.startswith(place)
    assert words in line
    with override("vi"):
        told = " ".join(refusal(data))
    assert not [one for one in OF_PROGRAMS if one in told]


def test_a_workbook_changed_by_hand_is_told_what_to_do(refusal, whole):
    said, ended = refusal(changed(whole, put("Meeting", "title", "Khác")))

    assert said.strip() == (
        "Meeting: The sheet was changed after the workbook was written. Take the workbook as "
        "export_register wrote it. Correct a record in the register itself: before the workbook "
        "is written, or after it was entered."
    )
    assert ended.endswith("Nothing was written.")


def test_a_workbook_signed_anew_and_unchanged_is_entered(db, whole, tmp_path):
    path = tmp_path / "register.xlsx"
    path.write_bytes(signed_anew(whole))
    call_command("import_register", path, stdout=StringIO())
    assert Partnership.objects.exists()


# Files beside the workbook


def archive(*parts: tuple[str, bytes]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as zip_file:
        for name, content in parts:
            zip_file.writestr(name, content)
    return packed.getvalue()


NAME = "0" * 64


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no archive", "This is no ZIP archive, or it is damaged."),
        (archive(("../../etc/passwd", b"root")), "holds something that export_register does not"),
        (archive(("/tmp/" + NAME, b"x")), "holds something that export_register does not"),
        (archive((NAME, b"other bytes")), "The file is not what its name says"),
        (archive((NAME, b"\0" * 60_000_000)), "The file unpacks to more than a file"),
    ],
)
def test_an_archive_that_is_not_ours_keeps_the_register_empty(db, whole, tmp_path, content, words):
    path, files = tmp_path / "register.xlsx", tmp_path / "files.zip"
    path.write_bytes(whole)
    files.write_bytes(content)
    said = StringIO()

    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_register", path, documents=files, stdout=said)

    assert words in said.getvalue()
    assert not Partnership.objects.exists()
    assert not list(tmp_path.parent.rglob("passwd"))
