"""A colleague is asked in a comment; their bell shows it, and its link opens the record."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_is_asked_sees_it_at_the_bell_and_opens_the_record(sign_in, officer, unit, partnership):
    asked = UserFactory(units=[unit], last_name="Hà", first_name="Thị Mừng", username="mung")
    page = sign_in(officer)
    page.goto(partnership.get_absolute_url())
    remarks = page.locator("#remarks")
    remarks.get_by_label("Comment").fill("Nhờ xem lại mốc 1088/2.")
    remarks.get_by_role("searchbox").press_sequentially("mung")
    remarks.get_by_label("Hà Thị Mừng (mung)").check()
    remarks.get_by_role("button", name="Write the comment").click()
    expect(page.locator("#remarks")).to_contain_text("asks Hà Thị Mừng")
    assert not Axe().run(page).response["violations"]

    page = sign_in(asked)
    page.goto("/notices/")
    expect(page.get_by_role("link", name="Notices 1 unread")).to_be_visible()
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name=partnership.title).first.click()
    expect(page.locator("#remarks")).to_contain_text("mốc 1088/2")
    expect(page.get_by_role("link", name="Notices", exact=True)).to_be_visible()
