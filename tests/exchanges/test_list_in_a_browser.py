"""A list by keys and mouse: rows chosen and done together, Back, and what stays in sight."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.choices import AidStatus
from exchanges.lists import AID_PROJECTS
from exchanges.models import AidProject
from tests.factories import AidProjectFactory, UserFactory

AID = reverse("exchanges:aid-project-list")
CLOSE = reverse("exchanges:aid-project-close-chosen")


@pytest.fixture
def listed(browser_page, sign_in, transactional_db):
    """The list of aid, long enough to be scrolled, in the order of its titles."""
    for number in range(30):
        AidProjectFactory(
            basis="reported", title=f"Viện trợ {number:02}", status=AidStatus.ACCEPTED
        )
    sign_in(UserFactory(role=Role.OFFICER, sees_all=True))
    browser_page.goto(AID)
    return browser_page


def row(page, number):
    return page.locator("#rows tbody tr").nth(number)


def test_rows_chosen_by_keys_are_closed_together(listed):
    page = listed
    for key in ("j", "x", "j", "j", "x", "k"):
        page.keyboard.press(key)
    expect(row(page, 1).get_by_role("link").first).to_be_focused()
    expect(page.locator("#chosen [data-count]")).to_have_text("2")
    page.locator(f'#chosen button[formaction="{CLOSE}"]').click()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_role("button", name="Close all that are ticked").click()

    expect(page.get_by_text("Done for 2 records.")).to_be_visible()
    expect(page.locator("#rows tbody tr")).to_have_count(2)
    closed = AidProject.objects.filter(status=AidStatus.CLOSED)
    assert set(closed.values_list("title", flat=True)) == {"Viện trợ 00", "Viện trợ 02"}


def test_a_row_that_somebody_closed_meanwhile_says_so_and_the_others_are_done(listed):
    page = listed
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    page.locator(f'#chosen button[formaction="{CLOSE}"]').click()
    all_ticked = page.get_by_role("button", name="Close all that are ticked")
    expect(all_ticked).to_be_visible()
    AidProject.objects.filter(title="Viện trợ 00").update(status=AidStatus.CLOSED)
    all_ticked.click()

    expect(page.get_by_text("Nothing was done: 1 record was refused.")).to_be_visible()
    expect(page.get_by_text("It is “Closed” already.")).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    all_ticked.click()
    expect(page.get_by_text("Done for 1 record.")).to_be_visible()


def test_enter_opens_the_row_and_back_undoes_step_by_step(listed):
    page = listed
    page.locator("#rows thead").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"sort=-title"))
    page.locator('#filter input[name="q"]').fill("Viện trợ 07")
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"sort=-title.*q=|q=.*sort=-title"))
    page.locator("body").click(position={"x": 5, "y": 5})
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Viện trợ 07")
    page.go_back()
    expect(page.locator("#rows tbody tr")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(re.compile(rf"{AID}$"))


@pytest.mark.parametrize("width", [1366, 683, 390])
def test_nothing_is_wider_than_the_window_and_the_heading_stays(listed, width):
    """683 pixels are what a window of 1366 shows at 200 % zoom."""
    page = listed
    page.set_viewport_size({"width": width, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 1366:
        return
    row(page, 29).scroll_into_view_if_needed()
    heading = page.locator("#rows thead th").first
    expect(heading).to_be_in_viewport()
    assert row(page, 0).bounding_box()["y"] < heading.bounding_box()["y"]


def test_the_name_of_a_row_stays_where_a_wide_list_is_scrolled_sideways(listed):
    """With all its columns it is wider than a screen."""
    page = listed
    page.set_viewport_size({"width": 1366, "height": 700})
    page.goto(f"{AID}?{'&'.join(f'columns={column.name}' for column in AID_PROJECTS)}")
    name, last = row(page, 5).locator("th"), row(page, 5).locator("td").last
    began = last.bounding_box()["x"]
    last.evaluate("cell => cell.scrollIntoView({block: 'nearest', inline: 'end'})")

    expect(last).to_be_in_viewport(ratio=0.9)
    assert last.bounding_box()["x"] < began - 50
    middle = "({left, top, width, height}) => [left + width / 2, top + height / 2]"
    on_top = f"""cell => {{
        const at = document.elementFromPoint(...({middle})(cell.getBoundingClientRect()));
        return cell.contains(at);
    }}"""
    assert name.evaluate(on_top)
