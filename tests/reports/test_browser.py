"""In a real browser: a paper is ordered, watched and taken away; a narrative keeps itself."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from reports.models import AnnualReview
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def review():
    return make.AnnualReviewFactory()


@pytest.fixture
def page(sign_in):
    return sign_in(make.UserFactory(sees_all=True))


def without_faults(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_a_paper_is_ordered_watched_and_downloaded(page, live_worker, review):
    page.goto(review.get_absolute_url())
    page.get_by_role("link", name="Order a paper").click()
    page.get_by_role("button", name="Order the paper").last.click()

    expect(page.get_by_text(re.compile(r"\d of 5 parts"))).to_be_visible()
    without_faults(page)
    link = page.get_by_role("link", name="Download PDF")  # comes by itself
    expect(link).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.endswith(").pdf")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_what_is_typed_into_the_narrative_is_kept_by_itself(page, review):
    write = reverse("reports:annual-review-write", args=[review.uuid])
    page.goto(write)
    page.get_by_label("Vietnamese").first.fill("Đường biên yên ổn.")
    expect(page.locator(".autosaved")).to_contain_text("Saved by itself", timeout=15_000)
    without_faults(page)

    page.goto(f"{write}?draft=1")
    expect(page.get_by_label("Vietnamese").first).to_have_value("Đường biên yên ổn.")
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_url(f"**{review.get_absolute_url()}")
    assert AnnualReview.objects.get().narrative["situation_home"]["vi"]["rev"] == 1
