"""A row of every kind of record, of the articles' facts: what it becomes, and its faults."""

import pytest

from accounts.choices import Role
from reports.choices import ImportState
from reports.imports.kinds import KINDS
from reports.imports.templates import template
from reports.services import imports
from tests import factories as make
from tests.factories.imports import upload, workbook
from tests.reports.rows_of_articles import ROWS, filled, places_in, province


@pytest.fixture
def officer(db):
    return make.UserFactory(role=Role.OFFICER, units=[province()])


@pytest.fixture
def places(officer):
    return places_in(officer.units.get())


def checked(officer, kind: str, *rows: dict):
    head = list(rows[0])
    data = workbook(head, *([row[name] for name in head] for row in rows))
    one = imports.bring(upload=upload(data), kind=kind, declared=True, by=officer)
    return imports.match(brought=one, matching=one.matching, by=officer)


def test_every_kind_has_a_row_here():
    assert set(ROWS) == set(KINDS)


@pytest.mark.parametrize("kind", ROWS)
def test_a_row_becomes_the_record_it_tells_of(kind, officer, places):
    row, expected, _fault = ROWS[kind]

    one = checked(officer, kind, filled(row, places))
    findings = [(f["column"], f["reason"], f["suggestion"]) for f in one.rows.get().findings]
    assert findings == []
    one = imports.accept(brought=one, verdicts=["right"], by=officer)

    record = KINDS[kind].model._default_manager.get(uuid=one.rows.get().record)
    assert {name: getattr(record, name) for name in expected} == expected
    assert record.sources.get().paragraph == 2


@pytest.mark.parametrize("kind", ROWS)
def test_its_fault_is_named_by_its_cell_and_nothing_is_written(kind, officer, places):
    row, _expected, (column, value, reason) = ROWS[kind]
    before = KINDS[kind].model._default_manager.count()

    one = checked(officer, kind, filled(row, places) | {column: value})

    (found,) = one.rows.get().findings
    assert found["reason"] == reason
    assert found["cell"].endswith("2")
    assert KINDS[kind].model._default_manager.count() == before


@pytest.mark.parametrize("kind", ROWS)
@pytest.mark.django_db(transaction=True)  # what came with it is told by its time
def test_every_import_can_be_taken_back(kind, officer, places):
    before = KINDS[kind].model._default_manager.count()
    one = checked(officer, kind, filled(ROWS[kind][0], places))
    one = imports.accept(brought=one, verdicts=["right"], by=officer)
    assert KINDS[kind].model._default_manager.count() == before + 1

    one = imports.take_back(brought=one, by=officer)

    assert one.state == ImportState.UNDONE
    assert KINDS[kind].model._default_manager.count() == before


@pytest.mark.parametrize("kind", ROWS)
def test_the_template_is_matched_by_itself_and_its_example_is_no_row(kind, officer):
    data = template(KINDS[kind])
    one = imports.bring(upload=upload(data), kind=kind, declared=True, by=officer)

    assert list(one.matching.values()) == [column.name for column in KINDS[kind].columns]
