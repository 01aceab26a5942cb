"""The reviews of all ties of a place: ordered, built one by one, failed by name, stopped, again."""

import pytest
from django.db import OperationalError

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import Level, PartnershipEventKind
from reports import rendering, tasks
from reports.choices import BatchState, PaperKind, PaperStatus
from reports.models import AnnualReview, ReviewBatch, ReviewPaper
from reports.models.build import ATTEMPTS
from reports.services import annual_reviews, batch_items, batches, builds
from tests import factories as make
from tests.factories.reports import text
from tests.reports.batched import (
    DONE,
    FAILED,
    WAITING,
    blank,
    kill_the_workers,
    ordered,
    sent,
    states,
    tie_of,
    work,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province():
    return make.UnitFactory(level=Level.PROVINCE)


@pytest.fixture
def officer(province):
    return make.UserFactory(role=Role.OFFICER, units=[province])


@pytest.fixture(autouse=True)
def rung(monkeypatch):
    """What the doorbell was rung for; no broker in these tests."""
    rung = []
    monkeypatch.setattr(tasks, "send_batch", lambda *, items: rung.extend(items))
    monkeypatch.setattr(tasks.build_batch_item, "delay", lambda *, item_id: rung.append(item_id))
    monkeypatch.setattr(
        tasks.build_batch_item, "apply_async", lambda *, kwargs, expires: rung.append(kwargs)
    )
    monkeypatch.setattr(tasks.build_paper, "delay", lambda **_: None)
    return rung


@pytest.fixture(autouse=True)
def printed(monkeypatch):
    """The contents that were rendered; each gives a real, small PDF."""
    printed = []
    page = blank()

    def render(content, *, progress=lambda *, step: None):
        printed.append(content)
        if "no glyph" in str(content.get("narrative")):
            raise rendering.RenderingError("no font has ກ")
        return page

    monkeypatch.setattr(rendering, "paper_pdf", render)
    return printed


@pytest.fixture
def ties(province):
    return [tie_of(province, f"Cặp {name}") for name in "ABC"]


def test_every_tie_of_the_place_gets_its_review_and_its_draft(province, officer, ties, printed):
    elsewhere = make.PartnershipFactory()
    batch = ordered(province, officer)
    assert all(work(batch))

    assert states(batch) == [DONE] * 4
    assert [item.tie for item in batch.items.of_ties().order_by("pk")] == ties
    papers = [item.paper for item in batch.items.of_ties().order_by("pk")]
    assert [(p.status, p.final, p.languages) for p in papers] == [
        (PaperStatus.BUILT, False, ["vi", "lo"])
    ] * 3
    assert {p.review.drafted_by for p in papers} == {officer}
    assert not AnnualReview.objects.filter(series__partnerships=elsewhere)
    batch.refresh_from_db()
    assert batch.volume
    assert printed[-1]["kind"] == "volume"
    acts = AuditEvent.objects.filter(target=batch.uuid).values_list("action", flat=True)
    assert list(acts) == ["batch.ordered"]


def test_a_tie_without_counterpart_fails_by_itself_and_says_why(province, officer, ties):
    alone = tie_of(province, "Cặp D")
    alone.parties.filter(side="counterpart").delete()
    type(alone).objects.filter(pk=alone.pk).update(paper_languages=["vi"])
    batch = ordered(province, officer)
    work(batch)

    assert sorted(states(batch)) == sorted([DONE] * 3 + [FAILED] + [DONE])
    failed = batch.items.get(state=FAILED)
    assert failed.tie == alone
    assert "No counterpart is known" in failed.error
    assert failed.paper is None


def test_what_is_sent_gets_its_final_paper_once(province, officer, ties):
    review = sent(ties[0], text("Họp."), by=officer)
    sent(ties[1], text("Họp.", "checked"), by=officer)
    first = ordered(province, officer)
    work(first)
    second = ordered(province, officer)
    work(second)

    final = review.papers.get()
    assert final.final
    assert [b.items.get(tie=ties[0]).paper for b in (first, second)] == [final] * 2
    refused = first.items.get(tie=ties[1])
    assert refused.state == FAILED
    assert "Not agreed in Vietnamese" in refused.error
    assert AnnualReview.objects.filter(series=review.series).count() == 1  # no next edition


def test_a_worker_killed_after_the_order_leaves_one_paper(province, officer, ties):
    batch = ordered(province, officer)
    item = batch.items.get(tie=ties[0])
    token = batch_items.claim(item_id=item.pk)
    paper = batch_items.order_paper(item_id=item.pk, token=token)
    builds.claim(paper_id=paper.pk)
    kill_the_workers()

    assert batch_items.build(item_id=item.pk)
    item.refresh_from_db()
    assert (item.state, item.paper, item.attempts) == (DONE, paper, 2)
    assert ReviewPaper.objects.count() == 1
    assert not batch_items.finish(item_id=item.pk, token=token)  # the first one, coming late
    with pytest.raises(batch_items.Superseded):
        batch_items.order_paper(item_id=item.pk, token=token)


def test_the_sweep_sends_what_waits_and_gives_up_what_kills(province, officer, ties, rung):
    batch = ordered(province, officer)
    item = batch.items.get(tie=ties[0])
    for _attempt in range(ATTEMPTS):
        assert batch_items.claim(item_id=item.pk)
        assert batch_items.claim(item_id=item.pk) is None  # one worker at a time
        kill_the_workers()
    rung.clear()
    batch_items.sweep()

    item.refresh_from_db()
    assert (item.state, item.error) == (FAILED, "3 workers were lost over it.")
    others = batch.items.filter(tie__in=ties[1:]).order_by("pk")
    assert rung == [{"item_id": other.pk} for other in others]  # not the volume: it is not ready


def test_what_has_not_begun_is_stopped_and_begun_again(province, officer, ties):
    batch = ordered(province, officer)
    first = batch.items.get(tie=ties[0])
    assert batch_items.build(item_id=first.pk)
    at_work = batch.items.get(tie=ties[1])
    token = batch_items.claim(item_id=at_work.pk)
    batches.cancel(batch=batch, by=officer)
    with pytest.raises(RuleViolation, match="nothing to stop"):
        batches.cancel(batch=batch, by=officer)

    assert batch_items.finish.__wrapped__  # a claimed one ends by itself
    paper = batch_items.order_paper(item_id=at_work.pk, token=token)
    builds.build(paper_id=paper.pk)
    assert batch_items.finish(item_id=at_work.pk, token=token)
    stopped = BatchState.CANCELLED
    assert states(batch) == [DONE, DONE, stopped, stopped]
    assert not any(work(batch))

    batches.retry(batch=batch, by=officer)
    assert states(batch) == [DONE, DONE, WAITING, WAITING]
    work(batch)
    assert states(batch) == [DONE] * 4
    batch.refresh_from_db()
    assert batch.cancelled_at is None


def test_one_that_failed_is_built_again_and_so_is_the_volume(province, officer, ties, printed):
    series = make.ReviewSeriesFactory(partnerships=[ties[1]])
    review = make.AnnualReviewFactory(
        series=series, narrative={"directions": text("no glyph ກ", "checked")}
    )
    batch = ordered(province, officer)
    work(batch)
    assert states(batch) == [DONE, FAILED, DONE, DONE]
    failed = batch.items.get(state=FAILED)
    assert failed.error == "The paper could not be built: no font has ກ"
    assert printed[-1]["missing"] == ["Cặp B"]
    before = ReviewBatch.objects.get().volume.name

    AnnualReview.objects.filter(pk=review.pk).update(narrative={})
    with pytest.raises(RuleViolation, match="did not fail"):
        batches.retry(batch=batch, item=batch.items.get(tie=ties[0]).uuid, by=officer)
    batches.retry(batch=batch, item=failed.uuid, by=officer)
    assert states(batch) == [DONE, WAITING, DONE, WAITING]
    work(batch)

    assert states(batch) == [DONE] * 4
    assert printed[-1]["missing"] == []
    after = ReviewBatch.objects.get().volume
    assert after.name != before
    assert not after.storage.exists(before)


def test_a_volume_of_nothing_says_so(province, officer):
    tie = tie_of(province, "Cặp A")
    tie.parties.filter(side="counterpart").delete()
    type(tie).objects.filter(pk=tie.pk).update(paper_languages=["vi"])
    batch = ordered(province, officer)
    work(batch)

    assert batch.items.get(tie=None).error == "No paper was built, so there is nothing to join."


def test_the_same_batch_twice_is_one_while_it_runs(province, officer, ties):
    other = make.UserFactory(role=Role.OFFICER, units=[province])
    first = ordered(province, officer)
    assert ordered(province, other) == first
    internal = ordered(province, officer, kind=PaperKind.INTERNAL, copy="counterpart")
    assert internal != first
    assert internal.copy == "home"
    work(first)
    assert ordered(province, officer) != first


def test_only_ties_of_that_time_and_of_the_area_are_taken(province, officer, ties):
    ended, later = ties[1:]
    make.PartnershipEventFactory(
        partnership=ended,
        kind=PartnershipEventKind.ENDED,
        since=PartialDate.read("5/2023"),
        reason="Hết.",
    )
    make.PartnershipEventFactory(
        partnership=later, kind=PartnershipEventKind.ESTABLISHED, since=PartialDate.read("3/2025")
    )
    batch = ordered(province, officer)
    assert [item.tie for item in batch.items.of_ties()] == ties[:1]

    other = make.UnitFactory()
    with pytest.raises(RuleViolation, match="No tie of this place"):
        ordered(other, officer)


def test_who_left_or_lost_the_area_orders_nothing_any_more(province, officer, ties):
    batch = ordered(province, officer)
    officer.units.clear()
    work(batch)

    assert states(batch) == [FAILED] * 4
    assert "not in the area" in batch.items.first().error
    assert not AnnualReview.objects.exists()


def test_a_database_that_is_away_is_no_fault_of_the_tie(province, officer, ties, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    batch = ordered(province, officer)
    item = batch.items.first()
    with monkeypatch.context() as patched:
        patched.setattr(annual_reviews, "find_or_draft", away)
        with pytest.raises(OperationalError):
            batch_items.build(item_id=item.pk)
    item.refresh_from_db()
    assert (item.state, item.error) == (BatchState.BUILDING, "")
    kill_the_workers()
    assert batch_items.build(item_id=item.pk)


def test_a_fault_of_the_program_is_told_and_logged(province, officer, ties, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(annual_reviews, "find_or_draft", broken)
    batch = ordered(province, officer)
    item = batch.items.first()
    with pytest.raises(ZeroDivisionError):
        batch_items.build(item_id=item.pk)
    item.refresh_from_db()
    assert item.state == FAILED
    assert "An unexpected fault (ZeroDivisionError" in item.error
