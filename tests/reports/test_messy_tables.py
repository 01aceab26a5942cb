"""A messy sheet of every kind of record: each fault at its cell, nothing written; then mended."""

from functools import partial
from itertools import product

import pytest
from django.db import connection, transaction
from django.shortcuts import resolve_url

from accounts.choices import Role
from core.errors import RuleViolation
from partnerships.models import Paper, Source
from reports.choices import ImportState
from reports.imports.kinds import KINDS
from reports.models import Import
from reports.services import imports
from tests import factories as make
from tests.core import open_documents as ods
from tests.core.table_files import SHEET, with_part
from tests.factories.imports import upload
from tests.reports.messy import EMPTY, NUMBERS, messy, tidy_workbook
from tests.reports.rows_of_articles import filled, places_in, province
from tests.reports.same_by_form import FORMS, model_of, picture


@pytest.fixture
def officer(db):
    return make.UserFactory(role=Role.OFFICER, units=[province()])


@pytest.fixture
def places(officer):
    for number in NUMBERS:
        make.UnitFactory(name=f"Pó {number}", word="bản", country__code="LA")
    return places_in(officer.units.get()) | {"officer": officer}


@pytest.fixture
def sheet(places):
    """The messy sheet of a kind."""
    return lambda kind: messy(kind, partial(filled, places=places))


def checked(officer, kind: str, data: bytes) -> Import:
    one = imports.bring(upload=upload(data), kind=kind, declared=True, by=officer)
    return imports.match(brought=one, matching=one.matching, by=officer)


def said(one: Import) -> set[tuple[str, str]]:
    return {(f["cell"], f["reason"]) for row in one.rows.all() for f in row.findings}


def held(kind: str) -> tuple[int, ...]:
    models = (model_of(kind), Paper, Source)
    return tuple(model._base_manager.count() for model in models)


# Whatever the kind, the words of a document come to it as those of a workbook do.
AS_WRITTEN = [*product(KINDS, ["workbook"]), *product(list(KINDS)[:2], ["document"])]


@pytest.mark.parametrize(("kind", "written"), AS_WRITTEN)
def test_every_fault_is_named_by_its_cell_and_nothing_is_written(kind, written, officer, sheet):
    messy_sheet, before = sheet(kind), held(kind)

    one = checked(officer, kind, getattr(messy_sheet, written)())

    assert set(messy_sheet.findings()) <= said(one)
    verdicts = dict(one.rows.values_list("number", "verdict"))
    wrong = {number for number, verdict in verdicts.items() if verdict == "wrong"}
    assert wrong == {3, 4, 5, 8, 9, 10, 11, 12}
    assert set(verdicts) == {*NUMBERS}
    told = [finding["reason"] for finding in one.findings]
    assert told == [
        "The sheet is hidden and was not read.",
        f"{EMPTY} empty rows were passed over.",
    ]
    assert held(kind) == before


@pytest.mark.parametrize("kind", KINDS)
def test_the_mended_sheet_goes_in_whole(kind, officer, sheet):
    rows = sheet(kind).mended()
    before = held(kind)[0]

    one = checked(officer, kind, tidy_workbook(list(rows[0]), rows))
    assert not [f for row in one.rows.all() for f in row.findings if not f["caution"]]
    one = imports.accept(brought=one, verdicts=["right", "doubtful"], by=officer)

    assert one.state == ImportState.WRITTEN
    assert held(kind)[0] == before + len(rows)


def test_every_kind_is_held_against_its_form():
    assert set(FORMS) == set(KINDS)


@pytest.mark.parametrize("kind", FORMS)
def test_a_row_becomes_just_what_the_form_makes(kind, officer, places, sheet, client):
    url, typed = FORMS[kind](places)
    client.force_login(officer)
    known = set(model_of(kind)._base_manager.values_list("pk", flat=True))
    with transaction.atomic():
        answer = client.post(resolve_url(url), typed)
        assert answer.status_code == 302, answer.context["form"].errors
        connection.check_constraints()  # and what is worked out when everything is there
        by_form = picture(kind, model_of(kind)._base_manager.exclude(pk__in=known).get())
        transaction.set_rollback(True)

    row = sheet(kind).mended()[0]
    one = checked(officer, kind, tidy_workbook(list(row), [row]))
    imports.accept(brought=one, verdicts=["right"], by=officer)
    by_table = picture(kind, model_of(kind)._base_manager.get(uuid=one.rows.get().record))

    assert by_table == by_form


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("xl/vbaProject.bin", b"Sub Auto_Open()", "The workbook holds macros."),
        (
            SHEET,
            b"<worksheet>" + b" " * 8_000_000 + b"</worksheet>",
            "The file unpacks to far more",
        ),
    ],
)
def test_a_dangerous_file_is_not_kept(kind, name, content, words, officer, sheet):
    rows = sheet(kind).mended()[:1]
    data = with_part(tidy_workbook(list(rows[0]), rows), name, content)

    with pytest.raises(RuleViolation, match=words):
        imports.bring(upload=upload(data), kind=kind, declared=True, by=officer)

    assert not Import.objects.exists()


def test_an_open_document_goes_in_as_an_excel_workbook_does(officer, sheet):
    rows = sheet("meetings").mended()
    lines = (ods.row(*line) for line in (list(rows[0]), *(one.values() for one in rows)))
    one = checked(officer, "meetings", ods.document(ods.table(*lines)))
    assert said(one) == set()

    imports.accept(brought=one, verdicts=["right"], by=officer)
    with_days = {str(meeting.held) for meeting in model_of("meetings").objects.all()}
    assert "16/04/2024" in with_days
    assert one.rows.exclude(record=None).count() == len(rows)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ods.package(ods.content(), more=("Basic/A/B.xml", b"Sub")), "holds macros"),
        (ods.package(ods.content() + b" " * 8_000_000), "unpacks to far more"),
        (ods.document(ods.table(ods.row("Loại"), ods.row("TUYỆT MẬT"))), "stamp"),
    ],
)
def test_a_dangerous_open_document_is_not_kept(data, words, officer):
    with pytest.raises(RuleViolation, match=words):
        imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)

    assert not Import.objects.exists()


def test_two_rows_of_the_same_villages_are_held_against_one_another(officer, sheet):
    row = sheet("ties").mended()[0]
    rows = [row, row | {"title": "kết nghĩa hai bản"}]

    one = checked(officer, "ties", tidy_workbook(list(row), rows))

    found = one.rows.get(number=3)
    assert found.verdict == "doubtful"
    assert "The row tells of the same record as row 2." in [f["reason"] for f in found.findings]
