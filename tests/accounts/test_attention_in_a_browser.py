"""A colleague is asked in a comment; their bell shows it, and its link opens the record. What one
is told of, and how, one says with the keyboard.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.models import MailChoice, NoticeChoice
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


def test_what_one_is_told_of_is_chosen_and_kept(sign_in, unit):
    user = UserFactory(units=[unit], email="canbo@example.vn")
    page = sign_in(user)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/notices/")
    page.get_by_role("link", name="What I am told of").click()
    by_mail = page.get_by_label("Notices by e-mail")
    hour, returned = page.get_by_label("The e-mail of the day"), page.get_by_label("was returned")
    expect(by_mail).to_be_checked()
    expect(hour).to_have_value("7")
    assert not Axe().run(page).response["violations"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390

    by_mail.focus()
    page.keyboard.press("Space")
    hour.select_option("16:00")
    returned.select_option("Do not tell me")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(by_mail).not_to_be_checked()
    expect(hour).to_have_value("16")
    expect(returned).to_have_value("never")
    choice = MailChoice.objects.get(user=user)
    assert (choice.by_mail, choice.hour) == (False, 16)
    assert NoticeChoice.objects.get(user=user, kind="returned").telling == "never"
