"""A batch on a real worker that is killed in the middle, its volume, and the pages in a browser."""

from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from partnerships.choices import Level
from reports.choices import BatchState, PaperStatus
from reports.models import BatchItem, Build, ReviewBatch, ReviewPaper
from reports.services import batch_items, builds
from tests import factories as make
from tests.factories.batches import signed_copy
from tests.reports.batched import DONE, FAILED, ordered, states, tie_of
from tests.reports.test_live_builds import LONG, wait_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def province():
    return make.UnitFactory(name="Sơn La", level=Level.PROVINCE)


@pytest.fixture
def officer(province):
    return make.UserFactory(role=Role.OFFICER, units=[province])


def sweep():
    builds.sweep()
    batch_items.sweep()


def test_a_worker_killed_in_the_middle_loses_and_doubles_nothing(
    live_worker, province, officer, tmp_path
):
    ties = [tie_of(province, f"Cặp {n}") for n in (1, 2, 3)]
    batch = ordered(province, officer)
    at_work = BatchItem.objects.filter(batch=batch, state=BatchState.BUILDING)
    wait_for(lambda: at_work.exists() and Build.objects.filter(step__gte=1).exists(), LONG)
    live_worker.kill()
    assert at_work.count() == 1

    live_worker.start()
    wait_for(lambda: states(batch) == [DONE] * 4, LONG, meanwhile=sweep)

    papers = ReviewPaper.objects.all()
    assert sorted(p.review.series.partnerships.get().title for p in papers) == [
        tie.title for tie in ties
    ]
    assert {p.status for p in papers} == {PaperStatus.BUILT}
    assert len(list(tmp_path.rglob("review-papers/*.pdf"))) == 3
    assert_volume(ReviewBatch.objects.get(), [item.paper for item in batch.items.of_ties()])


def assert_volume(batch, papers):
    with batch.volume.open() as file:
        data = file.read()
    assert sha256(data).hexdigest() == batch.volume_sha256
    pages = [pages_of(paper) for paper in papers]
    with batch.volume.open() as file, pikepdf.open(file) as pdf:
        covers = len(pdf.pages) - sum(pages)
        assert covers == 1
        links = [one for one in pdf.pages[0].Annots if "/Dest" in one]
        starts = [pdf.pages.index(pikepdf.Page(one.Dest[0])) for one in links]
        assert starts == [covers + sum(pages[:at]) for at in range(len(papers))]
        with pdf.open_outline() as outline:
            names = [one.title for group in outline.root for one in (group, *group.children)]
        assert names[:2] == ["Mục lục", "Cấp thôn, bản"]
        assert len(names) == 2 + len(papers)
        assert str(pdf.Root.PageLabels.Nums[1].S) == "/r"


def pages_of(paper) -> int:
    with paper.pdf.open() as file, pikepdf.open(file) as pdf:
        return len(pdf.pages)


def without_faults(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_an_officer_orders_watches_and_takes_a_volume(live_worker, sign_in, province, officer):
    tie_of(province, "Cặp một")
    alone = tie_of(province, "Cặp hai")
    alone.parties.filter(side="counterpart").delete()
    type(alone).objects.filter(pk=alone.pk).update(paper_languages=["vi"])
    page = sign_in(officer)
    page.goto(reverse("reports:annual-review-list"))
    page.get_by_role("link", name="All ties of a place").click()
    page.goto(f"{reverse('reports:review-batch-create')}?unit={province.uuid}")
    page.locator("input[name=year]").fill("2024")
    without_faults(page)
    page.get_by_role("button", name="Order the reviews").last.click()

    expect(page.get_by_role("heading", name="Reviews of all ties of")).to_be_visible()
    link = page.get_by_role("link", name="Download the volume")  # comes by itself
    expect(link).to_be_visible(timeout=LONG * 1000)
    expect(page.get_by_text("Of 2 ties: 1 built, 1 failed")).to_be_visible()
    expect(page.get_by_text("No counterpart is known")).to_be_visible()
    without_faults(page)
    with page.expect_download() as download:
        link.click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    assert states(ReviewBatch.objects.get()).count(FAILED) == 1


def test_a_file_is_compared_in_the_browser_and_not_sent(browser_page, tmp_path):
    old = make.IssuedPaperFactory(data=b"%PDF-1.7 first edition")
    newer = make.AnnualReviewFactory(series=old.review.series, sent=True, edition=2)
    paper = make.IssuedPaperFactory(review=newer, data=b"%PDF-1.7 second edition")
    scan = signed_copy(paper, data=b"%PDF-1.7 signed")
    files = {
        "It is the paper as it was issued": b"%PDF-1.7 second edition",
        "signed, byte for byte": b"%PDF-1.7 signed",
        "an edition that was replaced": b"%PDF-1.7 first edition",
        "none of the files of this paper": b"%PDF-1.7 Second edition",
    }
    sent = []
    browser_page.goto(f"{reverse('verify')}?lang=en")
    browser_page.get_by_label("Code at the foot").fill(paper.code.lower())
    browser_page.get_by_role("button", name="Check the code").click()
    expect(browser_page.get_by_role("heading", name="the edition that holds")).to_be_visible()
    browser_page.on("request", lambda request: sent.append((request.method, request.url)))
    for words, data in files.items():
        path = tmp_path / "file.pdf"
        path.write_bytes(data)
        browser_page.get_by_label("Choose the PDF").set_input_files(path)
        expect(browser_page.get_by_text(words)).to_be_visible()
    # The browser may still fetch its icon: nothing but files that are the same for everyone.
    assert [ask for ask in sent if ask[0] != "GET" or "/static/" not in ask[1]] == []
    assert scan.sha256 in browser_page.content()
    assert browser_page.context.cookies() == []
    without_faults(browser_page)
    browser_page.set_viewport_size({"width": 390, "height": 800})
    wide = browser_page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0
