"""A large table on a real worker that is killed at work: nothing half written, done again once."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent
from exchanges.models import Meeting
from partnerships.models import Source
from reports.models import Import
from reports.models.build import STALE
from reports.services import import_jobs, imports
from tests import factories as make
from tests import live
from tests.factories.imports import upload, workbook

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 180  # seconds that a slow machine may take over all rows
ROWS = 1500  # three times what is kept at once
HEAD = ("Cặp kết nghĩa", "Loại", "Ngày họp")


@pytest.fixture
def officer():
    tie = make.PartnershipFactory(title="bản Na Mèo – bản Lơi", code="LA-001")
    return make.UserFactory(role=Role.OFFICER, units=[tie.parties.get(side="home").unit])


wait_for = partial(live.wait_for, seconds=LONG, of=Import)


def killed(worker, one, *, when) -> None:
    wait_for(when)
    worker.kill()
    one.refresh_from_db()
    assert (one.is_at_work, one.attempts) == (True, 1)


def taken_over(worker, one, *, state: str) -> None:
    """The next worker does it, once the other has been silent long enough."""
    worker.start()
    silent = timezone.now() - timedelta(seconds=STALE + 1)
    Import.objects.filter(pk=one.pk).update(heartbeat=silent)
    wait_for(lambda: not Import.objects.get(pk=one.pk).is_at_work, meanwhile=import_jobs.sweep)
    one.refresh_from_db()
    assert (one.state, one.error, one.token, one.done) == (state, "", None, ROWS)


def test_a_worker_killed_at_any_step_leaves_nothing_half_done(live_worker, officer):
    days = (date(1990, 1, 1) + timedelta(days=n) for n in range(ROWS))
    data = workbook(HEAD, *(("LA-001", "briefing", day) for day in days))
    one = imports.bring(upload=upload(data), kind="meetings", declared=True, by=officer)

    one = imports.match(brought=one, matching=one.matching, by=officer)
    killed(live_worker, one, when=lambda: one.rows.exists())
    assert not Meeting.objects.exists()
    found = set(one.rows.values_list("pk", flat=True))
    taken_over(live_worker, one, state="checked")
    assert found <= set(one.rows.values_list("pk", flat=True))
    assert imports.counts(one) == {"right": ROWS, "doubtful": 0, "wrong": 0}

    one = imports.accept(brought=one, verdicts=["right"], by=officer)
    killed(live_worker, one, when=lambda: Import.objects.filter(pk=one.pk, done__gt=0).exists())
    assert (Meeting.objects.count(), Source.objects.count()) == (0, 0)
    assert not AuditEvent.objects.filter(action="meeting.recorded").exists()
    taken_over(live_worker, one, state="written")
    assert Meeting.objects.count() == Source.objects.count() == ROWS

    one = imports.take_back(brought=one, by=officer)
    killed(live_worker, one, when=lambda: Import.objects.get(pk=one.pk).token)
    assert Meeting.objects.count() == ROWS
    live_worker.start()
    imports.stop(brought=one, by=officer)
    one = imports.take_back(brought=one, by=officer)
    wait_for(lambda: Import.objects.get(pk=one.pk).state == "undone")
    assert (Meeting.objects.count(), Source.objects.count()) == (0, 0)
