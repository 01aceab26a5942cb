"""Large tables on a worker: claimed once, alive, stopped, lost, swept; one writing, never two."""

from datetime import timedelta
from threading import Thread
from uuid import uuid4

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.choices import Role
from core.errors import RuleViolation
from exchanges.models import Meeting
from partnerships.files import store
from reports.choices import ImportState
from reports.models import Import
from reports.models.build import ATTEMPTS
from reports.services import import_jobs, import_rows, import_work, imports
from tests import factories as make
from tests.factories.imports import upload, workbook

HEAD = ("Cặp kết nghĩa", "Loại", "Ngày họp")
RIGHT = ["right"]


@pytest.fixture
def tie(db):
    return make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")


@pytest.fixture
def officer(tie):
    return make.UserFactory(role=Role.OFFICER, units=[tie.parties.get(side="home").unit])


@pytest.fixture
def few(monkeypatch):
    """What is done at once ends at two rows."""
    monkeypatch.setattr(imports, "AT_ONCE", 2)


def brought(officer, rows: int = 5) -> Import:
    data = workbook(HEAD, *(("LA-001", "talks", str(1990 + n)) for n in range(rows)))
    one = imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)
    return imports.match(brought=one, matching=one.matching, by=officer)


def now(one: Import) -> Import:
    return Import.objects.get(pk=one.pk)


@pytest.mark.django_db(transaction=True)
def test_a_worker_checks_writes_and_takes_back(few, officer):
    one = brought(officer)
    assert (one.state, one.background) == (ImportState.CHECKING, True)
    assert import_jobs.run(import_id=one.pk)
    assert (now(one).state, now(one).total, imports.counts(one)["right"]) == ("checked", 5, 5)

    imports.accept(brought=one, verdicts=RIGHT, by=officer)
    assert not Meeting.objects.exists()
    assert import_jobs.run(import_id=one.pk)
    assert (now(one).state, Meeting.objects.count()) == ("written", 5)
    entered = apps.get_model("exchanges", "MeetingHistory").objects.select_related("pgh_context")
    assert [row.pgh_context.metadata for row in entered] == [{"user": officer.pk}] * 5
    assert not import_jobs.run(import_id=one.pk)

    imports.take_back(brought=one, by=officer)
    assert import_jobs.run(import_id=one.pk)
    assert (now(one).state, Meeting.objects.count()) == ("undone", 0)


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_was_replaced_writes_nothing(few, officer):
    one = brought(officer)
    import_jobs.run(import_id=one.pk)
    imports.accept(brought=one, verdicts=RIGHT, by=officer)
    token = import_jobs.claim(import_id=one.pk)
    Import.objects.filter(pk=one.pk).update(heartbeat=timezone.now() - timedelta(seconds=60))

    assert import_jobs.run(import_id=one.pk)
    # Its table is a paper already; one that comes so far finds its claim gone.
    with pytest.raises((import_jobs.Lost, IntegrityError)):
        import_jobs.write_rows(now(one), import_jobs.Claimed(token))

    assert Meeting.objects.count() == 5


@pytest.mark.django_db(transaction=True)
def test_a_stopped_writing_leaves_nothing(few, officer):
    one = brought(officer)
    import_jobs.run(import_id=one.pk)
    imports.accept(brought=one, verdicts=RIGHT, by=officer)
    work = import_jobs.Claimed(import_jobs.claim(import_id=one.pk))
    imports.stop(brought=one, by=officer)

    with pytest.raises(import_jobs.Lost):
        import_jobs.write_rows(now(one), work)

    assert (now(one).state, Meeting.objects.count()) == ("checked", 0)


@pytest.mark.django_db(transaction=True)
def test_two_acceptances_at_once_write_once(officer):
    one = brought(officer, 3)
    said = []

    def accept():
        try:
            imports.accept(brought=one, verdicts=RIGHT, by=officer)
            said.append("written")
        except Exception as refused:
            said.append(str(refused))
        finally:
            connection.close()

    threads = [Thread(target=accept) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == [
        "This table was accepted already, or is not checked yet.",
        "written",
    ]
    assert Meeting.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_rows_read_before_a_stamp_are_not_kept(few, officer, monkeypatch):
    monkeypatch.setattr(import_work, "ROWS", 2)
    monkeypatch.setattr(import_rows, "PART", 2)
    rows = [("LA-001", "talks", str(1990 + n), "") for n in range(5)]
    data = workbook((*HEAD, "Của ta"), *rows, ("LA-001", "talks", "1999", "TUYỆT MẬT"))
    one = imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)
    imports.match(brought=one, matching=one.matching, by=officer)
    assert import_jobs.run(import_id=one.pk)

    assert (now(one).state, now(one).rows.count()) == ("failed", 0)
    assert "stamp of a state secret" in now(one).error
    with pytest.raises(RuleViolation, match="lost from the storage"):
        store.require_there(one.sha256)


@pytest.fixture
def in_turns(few, monkeypatch):
    """Each task has time for two rows."""
    monkeypatch.setattr(import_work, "ROWS", 2)
    monkeypatch.setattr(import_rows, "PART", 2)
    monkeypatch.setattr(import_jobs, "TURN", -1)


@pytest.mark.django_db(transaction=True)
def test_a_long_dry_run_goes_on_in_further_tasks(in_turns, officer):
    years = ("1990", "1991", "1992", "1990", "1993")
    data = workbook(HEAD, *(("LA-001", "talks", year) for year in years))
    one = imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)
    imports.match(brought=one, matching=one.matching, by=officer)

    seen = []
    while not import_jobs.run(import_id=one.pk):
        found = now(one)
        assert (found.state, found.token, found.attempts) == ("checking", None, 0)
        seen.append((found.done, found.rows.count()))

    assert seen == [(2, 2), (4, 4), (5, 5)]
    assert (now(one).state, now(one).total, now(one).done) == ("checked", 5, 5)
    (twice,) = one.rows.get(number=5).findings
    assert twice["reason"] == "The row is the same as row 2."
    assert imports.counts(one) == {"right": 4, "doubtful": 0, "wrong": 1}


def test_a_turn_that_is_over_rings_for_the_next(few, officer, django_capture_on_commit_callbacks):
    one = brought(officer)
    token = import_jobs.claim(import_id=one.pk)
    with django_capture_on_commit_callbacks() as rung:
        import_jobs.hand_on(one, token=token)
        import_jobs.hand_on(one, token=token)  # the claim is gone: whoever has it rings
    assert len(rung) == 1


@pytest.mark.django_db(transaction=True)
def test_what_a_killed_worker_found_stands_and_columns_matched_anew_are_read_anew(
    in_turns, officer
):
    one = brought(officer)
    import_jobs.run(import_id=one.pk)
    first = set(one.rows.values_list("pk", flat=True))
    import_jobs.claim(import_id=one.pk)
    # It had read on when it was killed; of that nothing was kept.
    silent = timezone.now() - timedelta(seconds=60)
    Import.objects.filter(pk=one.pk).update(heartbeat=silent, done=3)
    import_jobs.run(import_id=one.pk)
    assert (now(one).done, one.rows.count()) == (4, 4)
    assert first < set(one.rows.values_list("pk", flat=True))

    imports.stop(brought=one, by=officer)
    imports.match(brought=one, matching=one.matching, by=officer)
    assert now(one).done == 0
    while not import_jobs.run(import_id=one.pk):
        pass
    assert now(one).total == one.rows.count() == 5
    assert not first & set(one.rows.values_list("pk", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_second_bell_does_nothing_while_a_worker_is_at_it(few, officer):
    """Of a long task the broker sends the message again."""
    one = brought(officer)
    token = import_jobs.claim(import_id=one.pk)

    assert not import_jobs.run(import_id=one.pk)
    assert (now(one).token, now(one).attempts, now(one).state) == (token, 1, "checking")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("act", "state", "said"),
    [
        (None, "failed", "Nothing was written. Divide the table"),
        (imports.accept, "checked", "Nothing was written. Divide the table"),
        (imports.take_back, "written", "Nothing was taken back."),
    ],
)
def test_a_job_that_takes_a_working_day_is_stopped_in_plain_words(
    few, officer, monkeypatch, act, state, said
):
    one = brought(officer)
    if act:
        import_jobs.run(import_id=one.pk)
    if act == imports.take_back:
        imports.accept(brought=one, verdicts=RIGHT, by=officer)
        import_jobs.run(import_id=one.pk)
    if act:
        act(brought=one, by=officer, **({"verdicts": RIGHT} if act == imports.accept else {}))
    held = Meeting.objects.count()

    def late(self, rows=1):
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(import_jobs.Claimed, "step", late)
    assert import_jobs.run(import_id=one.pk)
    assert (now(one).state, Meeting.objects.count()) == (state, held)
    assert now(one).error.startswith("It took longer than 8 hours.")
    assert said in now(one).error


def test_a_job_that_killed_its_workers_is_given_up(few, officer):
    one = brought(officer)
    Import.objects.filter(pk=one.pk).update(
        token=uuid4(), heartbeat=timezone.now() - timedelta(seconds=60), attempts=ATTEMPTS
    )
    import_jobs.sweep()

    assert (now(one).state, now(one).error) == ("failed", "3 workers were lost over it.")


def test_cells_are_deleted_after_a_month(officer):
    one = brought(officer, 1)
    assert imports.empty_old() == 0
    imports.discard(brought=one, by=officer)

    assert now(one).emptied_at
    assert one.rows.get().cells == {}


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("import_has_a_known_state", {"state": "lost"}),
        ("a_claimed_import_is_at_work", {"token": uuid4(), "heartbeat": timezone.now()}),
        ("a_written_import_says_when", {"state": "written"}),
    ],
)
def test_the_database_refuses(db, name, facts):
    one = make.ImportFactory()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Import.objects.filter(pk=one.pk).update(**facts)
