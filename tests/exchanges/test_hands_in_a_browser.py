"""The main job without a mouse: by keyboard alone at the desk, by finger on a telephone."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.choices import MinutesStatus
from exchanges.models import Meeting
from tests.factories import PartnershipFactory, UnitFactory, UserFactory

PASSWORD = "Bien-gioi-yen-on-2026"
FARTHEST = 250  # steps of the Tab key


@pytest.fixture
def tie(transactional_db):
    home = UnitFactory(name="xã Mường Chanh")
    return PartnershipFactory(
        title="xã Mường Chanh – cụm bản Xốp Bau", home__unit=home, paper_languages=["vi", "lo"]
    )


def person(role, tie):
    user = UserFactory(role=role, units=[tie.parties.get(side="home").unit])
    user.set_password(PASSWORD)
    user.save()
    return user


class Keyboard:
    """Hands that touch keys only: what they want is reached by the Tab key, and seen to be."""

    def __init__(self, page):
        self.page = page

    def reach(self, wanted):
        expect(wanted).to_be_attached()
        for _step in range(FARTHEST):
            if wanted.evaluate("box => box === document.activeElement"):
                assert wanted.evaluate("box => getComputedStyle(box).outlineStyle") != "none"
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"The Tab key does not reach {wanted}.")

    def press(self, wanted, key="Enter"):
        self.reach(wanted)
        self.page.keyboard.press(key)

    def write(self, box, words):
        self.reach(box)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def choose(self, box, words):
        self.reach(box)
        self.page.keyboard.type(words)
        expect(box.locator("option:checked")).to_contain_text(words)


def signed_in_by_keys(page, user) -> Keyboard:
    keys = Keyboard(page)
    page.goto(reverse("account_login"))
    keys.write(page.get_by_label("Sign-in name"), user.get_username())
    keys.write(page.get_by_label("Password", exact=True), PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    return keys


def planned_and_held(page, keys, tie):
    keys.press(page.get_by_role("link", name="Partnerships", exact=True))
    keys.press(page.locator("tbody a").first)
    expect(page.get_by_role("heading", level=1, name=tie.title)).to_be_attached()
    keys.press(page.get_by_role("link", name="Plan a meeting").first)
    keys.write(page.locator("[name=planned]"), "28/03/2025")
    keys.choose(page.locator("[name=host]"), "Home side")
    keys.press(page.get_by_role("button", name="Save", exact=True))
    keys.press(page.get_by_role("link", name="Invitation sent"))
    keys.press(page.get_by_label("Without a letter"), "Space")
    keys.press(page.get_by_role("button", name="The meeting is invited"))
    keys.press(page.get_by_role("link", name="It was held"))
    expect(page.locator("[name=held]")).to_have_value("28/03/2025")
    keys.press(page.get_by_role("button", name="Save", exact=True))


def test_an_officer_plans_holds_and_minutes_a_meeting_by_keyboard_alone(browser_page, tie):
    page = browser_page
    keys = signed_in_by_keys(page, person(Role.OFFICER, tie))
    planned_and_held(page, keys, tie)
    keys.press(page.get_by_role("link", name="Write the minutes"))
    keys.write(page.locator("[name=items-0-text_vi]"), "Hai bên đánh giá năm 2024.")
    keys.write(page.locator("[name=agreed-0-text_vi]"), "Mở chợ phiên biên giới")
    keys.press(page.get_by_label("Agreed: both heads of delegation sign"), "Space")
    keys.press(page.get_by_role("button", name="Submit for checking"))
    expect(page.get_by_text("Submitted", exact=True).first).to_be_visible()
    assert Meeting.objects.get().minutes.status == MinutesStatus.SUBMITTED


def test_keys_are_listed_act_alone_and_can_be_switched_off(sign_in, tie):
    page = sign_in(person(Role.OFFICER, tie))
    page.goto(reverse("partnerships:partnership-list"))
    page.keyboard.press("h")
    expect(page.get_by_text("All ties you may see.")).to_be_visible()
    page.keyboard.press("f")
    page.keyboard.type("n?")
    expect(page.get_by_role("search").locator(":focus")).to_have_value("n?")
    page.get_by_role("heading", level=1).click()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(keys.get_by_text("Filter the list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.keyboard.press("?")
    keys.get_by_role("button", name="Switch single keys off").click()
    page.wait_for_load_state()
    page.keyboard.press("?")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(keys).to_be_hidden()


@pytest.fixture
def telephone(browser_page, live_server, tie):
    """A screen of 390 pixels that knows fingers only, with the liaison officer signed in."""
    client = Client()
    client.force_login(person(Role.LIAISON, tie))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser_page.context.browser.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    yield context.new_page()
    context.close()


def fits(page) -> bool:
    return page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_a_liaison_officer_files_minutes_with_one_finger(telephone, tie):
    page = telephone
    page.goto("/")
    page.get_by_role("button", name="Menu").tap()
    page.get_by_role("link", name="Talks & minutes").tap()
    page.get_by_role("link", name="Enter a meeting").first.tap()
    page.get_by_role("link", name=tie.title).tap()
    page.get_by_label("Day of the meeting").tap()
    page.keyboard.type("28/3/2025")
    page.get_by_label("Host").select_option("home")
    page.locator("[name=items-0-text_vi]").tap()
    page.keyboard.type("Hai bên đánh giá năm 2024.")
    page.locator("[name=agreed-0-text_vi]").tap()
    page.keyboard.type("Mở chợ phiên biên giới")
    page.get_by_label("Agreed: both heads of delegation sign").tap()
    assert fits(page)
    page.get_by_role("button", name="Submit for checking").tap()
    expect(page.get_by_role("heading", level=1).get_by_text("28/03/2025")).to_be_visible()
    assert fits(page)
    assert Meeting.objects.get().minutes.status == MinutesStatus.SUBMITTED
