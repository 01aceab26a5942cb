"""In a real browser: a scan is brought, read, found whole, signed for both sides, archived."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.choices import Side
from reports.models import AnnualReview, PaperSignature
from reports.services import annual_reviews, paper_signatures
from tests import factories as make
from tests.reports.signing.conftest import DAY
from tests.reports.signing.scanned import pdf_of, whole, without_code

pytestmark = pytest.mark.django_db(transaction=True)


def without_faults(page):
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page).response["violations"]
    page.set_viewport_size({"width": 1366, "height": 900})
    assert wide <= 390
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_a_scan_comes_back_is_read_signed_for_both_sides_and_archived(
    sign_in, live_worker, paper, people, tmp_path
):
    one, two, *rest = whole()
    scan = tmp_path / "bản quét.pdf"
    scan.write_bytes(pdf_of(one, without_code(two), *rest))
    user = make.UserFactory(sees_all=True)
    page = sign_in(user)
    page.goto(paper.review.get_absolute_url())
    page.get_by_role("link", name="Bring the signed copy").click()
    without_faults(page)
    page.get_by_label("Signed copy").set_input_files(scan)
    page.get_by_label("nothing that is a state secret").check()
    page.get_by_role("button", name="Bring the copy").last.click()

    expect(page.get_by_text("Every page was read.")).to_be_visible(timeout=90_000)
    page.get_by_role("link", name="See what was found").click()
    expect(page.get_by_text("Page 2 of the scan has no readable code.")).to_be_visible()
    without_faults(page)
    page.get_by_role("link", name="Vouch for the pages without a code…").click()
    page.get_by_label("How the pages without a code were checked").fill("Đã đối chiếu trang 2")
    page.get_by_role("button", name="Vouch for them").last.click()
    page.get_by_role("button", name="Make it the master").click()

    page.get_by_role("link", name="Record who signed for our side").click()
    without_faults(page)
    page.get_by_label("Signed on").fill("01/02/2025")
    page.locator("#id_person_q").fill(people["home"].name)
    page.locator("#id_person_found").get_by_text(people["home"].name).click()
    page.get_by_role("button", name="Record the signature").last.click()
    expect(page.get_by_text("Record who signed for the other side")).to_be_visible()
    copy = PaperSignature.objects.get().copy
    paper_signatures.sign(
        copy=copy,
        side=Side.COUNTERPART,
        person=people["counterpart"],
        signed_on=DAY,
        today=DAY,
        by=user,
    )
    page.reload()
    expect(page.get_by_text("Signed, with a master: the review can be archived.")).to_be_visible()
    annual_reviews.archive(review=AnnualReview.objects.get(pk=paper.review_id), by=user)
    page.goto(reverse("reports:signed-copy-detail", args=[copy.uuid]))
    expect(page.get_by_role("link", name="Withdraw")).to_have_count(0)
    without_faults(page)
