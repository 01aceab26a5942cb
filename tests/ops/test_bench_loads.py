"""bin/bench loads from end to end, with a workbook of 300 rows."""

import os

import pytest

from benches.loading import Loading, rows_of
from benches.loads import tell
from benches.results import Results
from exchanges.models import Meeting
from partnerships.models import Source
from reports.services import imports


@pytest.mark.django_db(transaction=True)
def test_a_workbook_is_tried_accepted_and_taken_back(monkeypatch):
    monkeypatch.setattr(imports, "AT_ONCE", 10)
    here = os.getpid()
    loading = Loading(roots=(here,), rows=300)
    loading.measure()
    found = Results("loads")
    tell(loading.steps, loading.grown, found)

    assert {name: step.rows for name, step in loading.steps.items()} == {
        "alone": 200,
        "copy": 300,
        "check": 300,
        "write": 300,
        "undo": 300,
    }
    assert (Meeting.objects.count(), Source.objects.count()) == (200, 0)
    told = [what for what, *_ in found.rows]
    assert told[0] == "rows of the workbook"
    assert "a row that is taken back / one entered by its service" in told
    assert all(step.cpu > 0 for step in loading.steps.values())


@pytest.mark.django_db
def test_no_two_rows_tell_of_one_tie_and_day():
    loading = Loading(roots=(os.getpid(),), rows=5)
    told = {(code, day) for _n, (code, _k, _t, day, *_rest) in rows_of(loading.ties, 20_000)}

    assert len(told) == 20_000
