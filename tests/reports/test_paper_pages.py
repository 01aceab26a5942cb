"""The pages of papers: ordered, watched while they are built, taken away."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from reports.choices import PaperStatus, ReviewStatus
from reports.models import Build, ReviewPaper
from reports.services import builds
from tests import factories as make
from tests.factories.reports import HASH


@pytest.fixture
def review(partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership], title="Na Mèo – Lơi")
    return make.AnnualReviewFactory(series=series)


def url(page, target=None):
    return reverse(f"reports:{page}", args=[target.uuid] if target else [])


def test_an_officer_orders_a_paper_and_builds_a_failed_one_again(client, officer, review):
    client.force_login(officer)
    client.post(url("review-paper-create", review), {"kind": "joint", "language": "lo"})
    paper = ReviewPaper.objects.get()
    Build.objects.update(error="hết đĩa")
    ReviewPaper.objects.update(status=PaperStatus.FAILED)
    page = client.get(review.get_absolute_url()).text
    assert "hết đĩa" in page

    client.post(url("review-paper-retry", paper))
    paper.refresh_from_db()
    assert paper.status == PaperStatus.BUILDING


def test_a_joint_paper_asks_for_its_language(client, officer, review):
    client.force_login(officer)
    page = client.post(url("review-paper-create", review), {"kind": "joint"})
    assert "Choose the language of the other side." in page.text


def test_progress_is_told_in_words_until_the_paper_is_there(client, officer, review):
    client.force_login(officer)
    paper = make.ReviewPaperFactory(review=review)
    build = make.BuildFactory(paper=paper)
    progress = url("review-paper-progress", paper)

    def fragment():
        return client.get(progress, headers={"HX-Request": "true"}).text

    assert "Waiting for a worker" in fragment()
    Build.objects.update(token="0" * 32, heartbeat="2024-01-01T00:00:00Z", step=3)
    page = fragment()
    assert "3 of 5 parts" in page
    assert '<progress max="5" value="3"' in page
    assert f'data-hx-get="{progress}"' in page
    assert "<html" not in page
    assert "<html" in client.get(progress).text  # without htmx the link opens a page

    build.delete()
    ReviewPaper.objects.update(status=PaperStatus.BUILT, pdf="x.pdf", pdf_sha256=HASH)
    page = fragment()
    assert "Download PDF" in page
    assert "data-hx-get" not in page


def test_the_file_is_given_out_with_a_speaking_name_and_the_trail_knows(client, officer, review):
    client.force_login(officer)
    paper = make.ReviewPaperFactory(review=review, code="QSN-VXA-2024/1-BC.DT1")
    assert client.get(paper.get_pdf_url()).status_code == 302  # not built yet

    name = paper.pdf.storage.save("x.pdf", builds.ContentFile(b"%PDF"))
    ReviewPaper.objects.update(pdf=name, status=PaperStatus.BUILT)
    answer = client.get(paper.get_pdf_url())

    assert b"".join(answer) == b"%PDF"
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert "QSN-VXA-2024-1-BC.DT1%20Na%20M%C3%A8o" in answer["Content-Disposition"]
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.target, event.by) == (
        "paper.downloaded",
        paper.uuid,
        officer.username,
    )


def test_a_file_lost_from_the_storage_is_said_so(client, officer, review):
    client.force_login(officer)
    paper = make.ReviewPaperFactory(review=review)
    ReviewPaper.objects.update(status=PaperStatus.BUILT, pdf="gone.pdf", pdf_sha256=HASH)
    page = client.get(url("review-paper-pdf", paper), follow=True)
    assert "The file is lost from the storage." in page.text
    assert not AuditEvent.objects.exists()


@pytest.mark.uncounted
def test_a_paper_is_offered_only_while_there_is_one_to_make(client, officer, review):
    client.force_login(officer)

    def offered(of):
        return "Order a paper" in client.get(of.get_absolute_url()).text

    assert offered(review)
    issued = make.AnnualReviewFactory(series=review.series, edition=2, sent=True)
    of_agreements = make.AnnualReviewFactory(
        series=make.ReviewSeriesFactory(purpose="agreements", unit=officer.units.get()),
        sent=True,
    )
    for kind, copy in (("internal", "home"), ("joint", "home"), ("joint", "counterpart")):
        assert offered(issued)
        make.IssuedPaperFactory(review=issued, kind=kind, copy=copy, code=f"{kind} {copy}")
    assert not offered(issued)
    assert offered(of_agreements)
    make.IssuedPaperFactory(review=of_agreements, kind="internal")
    assert not offered(of_agreements)

    kept = make.AnnualReviewFactory(series=review.series, edition=3, sent=True)
    master = make.SignedCopyFactory(
        paper=make.IssuedPaperFactory(review=kept, kind="internal"), master=True
    )
    make.PaperSignatureFactory(copy=master)
    assert offered(kept)
    kept.status = ReviewStatus.ARCHIVED
    kept.save(update_fields=["status"])
    assert not offered(kept)
