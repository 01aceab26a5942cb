"""A build while the database goes away for a moment, as it does when its server is restarted."""

from time import sleep

import pytest
from django.db import connection

from reports import rendering, tasks
from reports.choices import PaperStatus
from reports.models import Build
from reports.services import builds, claims
from tests.factories import BuildFactory
from tests.live import end_other_sessions
from tests.reports.test_builds import kill_the_worker, the_pdf, workers

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paper():
    return BuildFactory().paper


def cut_off_the_builder():
    workers(1, end_other_sessions)


def test_a_database_that_was_away_fails_no_paper(paper, monkeypatch, tmp_path):
    def render(content, *, progress):
        cut_off_the_builder()
        return b"%PDF"

    with monkeypatch.context() as patched:
        patched.setattr(rendering, "paper_pdf", render)
        tasks.build_paper.apply(kwargs={"paper_id": paper.pk}, throw=False)
    connection.close()

    paper.refresh_from_db()
    assert paper.status == PaperStatus.BUILDING
    assert Build.objects.get().error == ""
    kill_the_worker()
    assert Build.objects.claimable().exists()
    assert builds.build(paper_id=paper.pk)
    assert the_pdf(tmp_path).startswith(b"%PDF")


def test_a_build_goes_on_when_the_database_is_back_before_its_next_step(paper):
    token = builds.claim(paper_id=paper.pk)
    cut_off_the_builder()
    builds.reached(token=token, step=4)
    assert builds.finish(paper_id=paper.pk, token=token, pdf=b"good")


def test_signs_of_life_go_on_after_the_database_was_away(paper, monkeypatch):
    monkeypatch.setattr(claims, "HEARTBEAT", 0.02)
    token = builds.claim(paper_id=paper.pk)
    with claims.signs_of_life(token=token, of=Build):
        sleep(0.2)
        end_other_sessions()
        kill_the_worker()
        sleep(0.4)
        assert not Build.objects.claimable().exists()
