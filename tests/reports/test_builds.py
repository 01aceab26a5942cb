"""The build: one PDF, however many workers try, are killed or come late.

Another worker is a thread with its own connection, and commits are real (`transaction=True`).
Rendering is replaced only where a test must act while it goes on. The task is run by `.apply()`;
test_live_builds.py kills a real worker and waits for the PDF.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO
from threading import Barrier
from time import sleep

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pypdf import PdfReader

from reports import rendering, tasks
from reports.choices import PaperStatus
from reports.models import Build, ReviewPaper
from reports.models.build import ATTEMPTS, HEARTBEAT, STALE, SWEEP
from reports.services import builds, claims
from tests.factories import BuildFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper():
    return BuildFactory().paper


@pytest.fixture
def while_rendering(monkeypatch):
    """Do something in the middle of the next rendering, once; every PDF then gets its own text."""
    acts, made = [], []

    def render(content, *, progress):
        number = len(made)
        made.append(content)
        progress(step=3)
        if acts:
            acts.pop()()
        return b"%%PDF %d" % number

    monkeypatch.setattr(rendering, "paper_pdf", render)
    return acts.append


@pytest.fixture
def sent(monkeypatch):
    """The papers that the sweep has sent again."""
    sent = []

    def send(kwargs, expires):
        sent.append(kwargs["paper_id"])

    monkeypatch.setattr(tasks.build_paper, "apply_async", send)
    return sent


def workers(count, call, **kwargs):
    """Run the call in `count` threads at once, each with its own connection, and collect."""
    start = Barrier(count)

    def work(_number):
        start.wait(timeout=10)
        try:
            return call(**kwargs)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count), timeout=30))


def kill_the_worker():
    """Its heartbeat stops, and some seconds pass."""
    Build.objects.update(heartbeat=timezone.now() - timedelta(seconds=STALE + 1))


def the_pdf(tmp_path):
    (path,) = tmp_path.rglob("*.pdf")
    return path.read_bytes()


# One worker


def test_pdf_is_vietnamese_and_carries_the_content(paper):
    builds.build(paper_id=paper.pk)

    paper.refresh_from_db()
    with paper.pdf.open() as stream:
        pages = PdfReader(BytesIO(stream.read())).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "năm 2024" in text
    assert paper.pdf_sha256
    assert paper.pages == len(pages)


def test_build_again_changes_nothing(paper, while_rendering, tmp_path):
    assert builds.build(paper_id=paper.pk)
    assert not builds.build(paper_id=paper.pk)
    assert the_pdf(tmp_path) == b"%PDF 0"


def test_database_refuses_another_pdf_for_a_built_paper(paper, while_rendering):
    builds.build(paper_id=paper.pk)
    with pytest.raises(DatabaseError, match="Cannot update rows"):
        ReviewPaper.objects.update(pdf="other.pdf")


def test_a_failed_build_says_why_and_is_left_alone(paper, while_rendering, sent):
    while_rendering(lambda: 1 / 0)
    tasks.build_paper.apply(kwargs={"paper_id": paper.pk}, throw=False)
    tasks.sweep_builds.apply()

    paper.refresh_from_db()
    assert paper.status == PaperStatus.FAILED
    assert "ZeroDivisionError" in paper.build.error
    assert len(paper.build.error.split()) > 8  # a sentence, not a bare name
    assert sent == []


def test_a_file_left_by_a_killed_worker_is_replaced(paper, while_rendering, tmp_path):
    left = tmp_path / "review-papers" / f"{paper.uuid}.pdf"
    left.parent.mkdir()
    left.write_bytes(b"%PDF ha")

    builds.build(paper_id=paper.pk)
    assert the_pdf(tmp_path) == b"%PDF 0"


def test_build_inside_a_transaction_is_refused(paper):
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        builds.build(paper_id=paper.pk)


def test_a_refused_rendering_is_told_in_its_own_words(paper, while_rendering):
    def refuse():
        raise rendering.RenderingError("no font has ກ")

    while_rendering(refuse)
    tasks.build_paper.apply(kwargs={"paper_id": paper.pk}, throw=False)

    assert Build.objects.get().error == "no font has ກ"


def test_how_far_it_is_stands_on_its_row(paper, while_rendering):
    seen = []
    while_rendering(lambda: seen.append(Build.objects.get().step))
    builds.build(paper_id=paper.pk)

    assert seen == [3]


def test_a_build_taken_over_starts_from_the_first_step(paper):
    token = builds.claim(paper_id=paper.pk)
    builds.reached(token=token, step=4)
    kill_the_worker()
    builds.claim(paper_id=paper.pk)
    builds.reached(token=token, step=5)  # the replaced one says no more

    assert Build.objects.get().step == 0


# Killed workers


def test_a_worker_shows_signs_of_life_while_it_renders(paper, while_rendering, monkeypatch):
    monkeypatch.setattr(claims, "HEARTBEAT", 0.02)

    def last_sign():
        return Build.objects.get().heartbeat

    seen = []
    while_rendering(lambda: seen.extend([last_sign(), sleep(0.2), last_sign()]))
    builds.build(paper_id=paper.pk)

    assert seen[0] < seen[2]


def test_a_killed_workers_paper_is_sent_again_and_built(paper, sent):
    builds.claim(paper_id=paper.pk)
    tasks.sweep_builds.apply()
    assert sent == []

    kill_the_worker()
    tasks.sweep_builds.apply()
    assert sent == [paper.pk]
    assert builds.build(paper_id=paper.pk)


def test_it_is_taken_over_in_time():
    assert settings.CELERY_BEAT_SCHEDULE["sweep builds"]["schedule"] == SWEEP
    assert 2 * HEARTBEAT < STALE  # one late heartbeat is not yet a death
    assert STALE + SWEEP < 30


def test_a_message_that_was_lost_is_sent_again(paper, sent):
    builds.sweep()
    assert sent == [paper.pk]


def test_a_paper_that_kills_every_worker_is_given_up(paper, sent):
    for _attempt in range(ATTEMPTS):
        assert builds.claim(paper_id=paper.pk)
        kill_the_worker()
    builds.sweep()

    paper.refresh_from_db()
    assert (paper.status, sent) == (PaperStatus.FAILED, [])


# Several workers


def test_no_transaction_or_lock_is_held_while_rendering(paper, while_rendering):
    def lock_without_waiting():
        with transaction.atomic():
            ReviewPaper.objects.select_for_update(nowait=True).get(pk=paper.pk)
            return bool(Build.objects.select_for_update(nowait=True).get(pk=paper.pk).token)

    seen = []
    while_rendering(
        lambda: seen.extend([connection.in_atomic_block, *workers(1, lock_without_waiting)])
    )
    builds.build(paper_id=paper.pk)

    assert seen == [False, True]


@pytest.mark.parametrize("killed", [False, True], ids=["waiting", "worker killed"])
def test_of_four_workers_at_once_one_makes_the_pdf(paper, killed, while_rendering, tmp_path):
    if killed:
        builds.claim(paper_id=paper.pk)
        kill_the_worker()

    outcomes = workers(4, builds.build, paper_id=paper.pk)

    assert sorted(outcomes) == [False, False, False, True]
    assert the_pdf(tmp_path) == b"%PDF 0"


def test_a_second_worker_leaves_a_live_claim_alone(paper, while_rendering, tmp_path):
    second = []
    while_rendering(lambda: second.extend(workers(1, builds.build, paper_id=paper.pk)))

    assert builds.build(paper_id=paper.pk)
    assert second == [False]
    assert the_pdf(tmp_path) == b"%PDF 0"


def test_a_late_finisher_drops_its_pdf(paper, while_rendering, tmp_path):
    def another_takes_over():
        kill_the_worker()
        assert workers(1, builds.build, paper_id=paper.pk) == [True]

    while_rendering(another_takes_over)

    assert not builds.build(paper_id=paper.pk)
    assert the_pdf(tmp_path) == b"%PDF 1"


def test_a_late_finisher_does_not_disturb_the_one_at_work(paper, tmp_path):
    late = builds.claim(paper_id=paper.pk)
    kill_the_worker()
    now_at_work = builds.claim(paper_id=paper.pk)

    builds.give_up(paper_id=paper.pk, token=late, reason="too slow")
    assert not builds.finish(paper_id=paper.pk, token=late, pdf=b"late")
    assert not list(tmp_path.rglob("*.pdf"))

    assert builds.finish(paper_id=paper.pk, token=now_at_work, pdf=b"good")
    paper.refresh_from_db()
    assert paper.status == PaperStatus.BUILT
    assert the_pdf(tmp_path) == b"good"
