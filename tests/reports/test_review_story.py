"""In a real browser, the whole way of a review: written with a word of the glossary, remarked on,
settled, frozen, returned, frozen again, approved, sent, and reported on with a number.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from reports.choices import ReviewStatus
from reports.models import AnnualReview, DocumentNumber
from tests import factories as make
from tests.factories.reports import text

pytestmark = pytest.mark.django_db(transaction=True)

LAO = "ການລາດຕະເວນສອງຝ່າຍ"


@pytest.fixture
def review():
    needed = {"shortcomings": text("Thiếu đường."), "directions": text("Họp hai lần.")}
    return make.AnnualReviewFactory(narrative=needed)


def without_faults(page):
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(page).response["violations"]
        assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
    page.set_viewport_size({"width": 1366, "height": 900})


def write_with_the_glossary(page, review):
    page.goto(reverse("reports:annual-review-write", args=[review.uuid]))
    part = page.locator("#border")
    vietnamese, lao = (part.locator(f"#id_border-text-{code}") for code in ("vi", "lo"))
    vietnamese.press_sequentially("Đã tuần tra so")
    part.get_by_role("button", name="tuần tra song phương", exact=True).press("Enter")
    expect(vietnamese).to_have_value("Đã tuần tra song phương")
    vietnamese.press_sequentially(" hai lần.")
    part.get_by_role("button", name=LAO).press("Enter")
    expect(lao).to_have_value(LAO)
    expect(lao).to_be_focused()
    for number in (0, 1):
        part.get_by_label("State").nth(number).select_option("agreed")
    without_faults(page)
    page.get_by_role("button", name="Save").last.click()
    page.wait_for_url(f"**{review.get_absolute_url()}")
    expect(page.locator("#part-border")).to_contain_text(LAO)


def act(page, name):
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name=name, exact=True).click()


def remark(page, review):
    page.goto(review.get_absolute_url())
    page.get_by_label("Part").select_option("border")
    page.locator("#comment-text").fill("Ghi rõ đoạn tuần tra.")
    page.locator("#comments").get_by_role("button", name="Write the comment").click()
    expect(page.locator("#part-border")).to_contain_text("Ghi rõ đoạn tuần tra.")
    expect(page.locator("#s-next ~ div")).to_contain_text("1 comment is not settled yet.")
    without_faults(page)


def test_a_review_from_its_first_word_to_its_number(sign_in, review):
    office = make.OfficeFactory(code="SNgV", own_numbering=True)
    officer = make.UserFactory(sees_all=True, office=office)
    head = make.UserFactory(sees_all=True, role=Role.HEAD)

    write_with_the_glossary(sign_in(officer), review)
    remark(sign_in(head), review)
    page = sign_in(officer)
    page.goto(review.get_absolute_url())
    page.locator("#part-border").get_by_role("button", name="Settled").click()
    expect(page.get_by_text("The comment is settled.")).to_be_visible()
    act(page, "Freeze figures and texts")

    page = sign_in(head)
    page.goto(review.get_absolute_url())
    page.get_by_role("link", name="Return to draft…").click()
    page.get_by_label("Reason").fill("Thiếu số vụ việc.")
    page.get_by_role("button", name="Return to draft").last.click()
    expect(page.get_by_text("Thiếu số vụ việc.")).to_be_visible()
    page = sign_in(officer)
    page.goto(review.get_absolute_url())
    act(page, "Freeze figures and texts")
    expect(page.get_by_text("Figures and texts are frozen.")).to_be_visible()
    page = sign_in(head)
    page.goto(review.get_absolute_url())
    act(page, "Approve")
    expect(page.get_by_text("The review is approved.")).to_be_visible()

    page = sign_in(officer)
    page.goto(review.get_absolute_url())
    act(page, "Send")
    page.get_by_role("link", name="Order a paper").click()
    page.get_by_label("Printed paper", exact=True).select_option("internal")
    expect(page.get_by_text("gets the next number of your office")).to_be_visible()
    without_faults(page)
    page.get_by_role("button", name="Order the paper").last.click()
    page.wait_for_url(f"**{review.get_absolute_url()}*")

    assert DocumentNumber.objects.get().symbol == "01/BC-SNgV"
    done = AnnualReview.objects.get()
    assert (done.status, done.edition) == (ReviewStatus.SENT, 1)
