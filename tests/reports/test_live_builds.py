"""Order → a real Celery worker on a real Redis → PDF; also when the worker is killed at work."""

import time
from functools import partial
from hashlib import sha256

import pytest
from django.core.management import CommandError, call_command

from reports import tasks
from reports.choices import PaperKind, PaperStatus
from reports.management.commands import build_review
from reports.models import AnnualReview, Build, ReviewPaper
from reports.models.build import STALE, SWEEP
from reports.services import builds, review_papers
from tests import live
from tests.factories import AnnualReviewFactory, PartnershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
LONG = 120  # seconds that a slow machine may take over one paper


def ordered(review=None):
    review = review or AnnualReviewFactory()
    return review_papers.order(review=review, kind=PaperKind.JOINT, by=UserFactory())


wait_for = partial(live.wait_for, of=Build)


def is_built(paper):
    return lambda: ReviewPaper.objects.filter(pk=paper.pk, status=PaperStatus.BUILT).exists()


def test_an_order_is_built_by_the_worker(live_worker, tmp_path):
    paper = ordered()
    wait_for(is_built(paper), LONG)

    paper.refresh_from_db()
    (path,) = tmp_path.rglob("*.pdf")
    assert path.read_bytes().startswith(b"%PDF")
    assert sha256(path.read_bytes()).hexdigest() == paper.pdf_sha256
    assert not Build.objects.exists()


def test_a_worker_killed_at_work_loses_nothing(live_worker, tmp_path):
    """Killed in the middle: delivered once, within 30 s of its death plus the time of a build."""
    first = ordered()
    own_time = wait_for(is_built(first), LONG)
    paper = ordered(AnnualReviewFactory())
    wait_for(lambda: Build.objects.filter(paper=paper, step__gte=1).exists(), LONG)
    live_worker.kill()
    assert not is_built(paper)()
    assert Build.objects.get(paper=paper).attempts == 1

    live_worker.start()
    started = time.monotonic()
    wait_for(is_built(paper), LONG, meanwhile=builds.sweep)
    spent = time.monotonic() - started

    assert spent < STALE + SWEEP + 5 + own_time * 2  # the machine may be slower the second time
    assert len(list(tmp_path.rglob(f"{paper.uuid}*.pdf"))) == 1
    wait_for(lambda: not Build.objects.exists(), 5)
    tasks.build_paper.delay(paper_id=paper.pk)  # the old message, coming late
    before = ReviewPaper.objects.values_list("pdf", "pdf_sha256").get(pk=paper.pk)
    time.sleep(2)
    assert ReviewPaper.objects.values_list("pdf", "pdf_sha256").get(pk=paper.pk) == before


# bin/manage build_review


@pytest.fixture
def tie():
    return PartnershipFactory(code="QSN-VXA", paper_languages=["vi", "lo"])


def build(tie="QSN-VXA", first="2024-01-01", last="2024-12-31", **more):
    call_command("build_review", "--tie", tie, "--from", first, "--to", last, **more)


def test_the_command_writes_the_paper_and_prints_its_path(live_worker, tie, tmp_path, capsys):
    out = tmp_path / "review.pdf"
    build(out=str(out))
    build(out=str(out))

    printed, told = capsys.readouterr()
    assert printed.splitlines() == [str(out)] * 2
    assert "5 of 5: file kept" in told
    assert out.read_bytes().startswith(b"%PDF")
    review = AnnualReview.objects.get()  # a second run adds a paper, not a review
    assert (review.status, review.period.upper.isoformat()) == ("draft", "2025-01-01")
    papers = review.papers.order_by("pk")
    assert [(p.kind, p.copy, p.final, p.languages) for p in papers] == [
        ("joint", "home", False, ["vi", "lo"])
    ] * 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"tie": "NO-SUCH"}, "No tie has the code NO-SUCH. There are: QSN-VXA."),
        ({"first": "01/01/2024"}, "--from 01/01/2024 is not a day"),
        ({"last": "2024-02-30"}, "--to 2024-02-30 is not a day"),
        ({"last": "2023-12-31"}, "lies before --from"),
        ({"languages": "vi,xx"}, "No paper is printed in xx"),
        ({"languages": "lo"}, "in Vietnamese and at most one other language"),
        ({"languages": "vi"}, "A joint paper has Vietnamese and one other language"),
        ({"out": "/no/such/folder/x.pdf"}, "There is no folder"),
    ],
)
def test_the_command_says_what_is_wrong(tie, options, words, monkeypatch):
    monkeypatch.setattr(tasks.build_paper, "delay", lambda **_: None)
    with pytest.raises(CommandError, match=words):
        build(**options)
    assert not Build.objects.exists()


def test_the_command_does_not_wait_for_ever_for_a_worker(tie, monkeypatch):
    monkeypatch.setattr(build_review, "LOOK", 0.01)
    with pytest.raises(CommandError, match=r"No worker took the paper within 0\.3 seconds"):
        build(wait=0.3)
    assert Build.objects.count() == 1  # the order stays


def test_the_command_tells_why_a_build_failed(tie, monkeypatch):
    monkeypatch.setattr(build_review, "LOOK", 0.01)

    def fail(*, paper_id):
        token = builds.claim(paper_id=paper_id)
        builds.give_up(paper_id=paper_id, token=token, reason="no font has ກ")

    monkeypatch.setattr(tasks.build_paper, "delay", fail)
    with pytest.raises(CommandError, match="could not be built: no font has ກ"):
        build()
