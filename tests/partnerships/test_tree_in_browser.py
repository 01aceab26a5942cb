"""The tree of places in a real browser: opened on two dates, by keyboard, on a phone, without
barriers; and a unit chosen in the form of a place.
"""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.choices import Level
from partnerships.models import Unit
from tests.factories import UnitFactory, UnitParentFactory, UnitSuccessionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
REFORM = date(2025, 7, 1)
TREE = reverse("partnerships:unit-tree")


def place(name, word, level, above, **facts):
    unit = UnitFactory(name=name, word=word, level=level, **facts)
    UnitParentFactory(unit=unit, parent=above, since=unit.valid_from, until=unit.valid_to)
    return unit


@pytest.fixture
def province(db):
    province = UnitFactory(name="Thanh Hóa", word="tỉnh", level=Level.PROVINCE)
    district = place("Quan Sơn", "huyện", Level.DISTRICT, province, valid_to=REFORM)
    old = place("Na Mèo", "xã", Level.COMMUNE, district, valid_to=REFORM)
    new = place("Na Mèo", "xã", Level.COMMUNE, province, valid_from=REFORM)
    UnitSuccessionFactory(predecessor=old, successor=new, on=REFORM)
    return province


def without_faults(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0


def opener(page, name):
    """The arrow beside a unit, as a screen reader names it."""
    return page.locator("summary", has_text=f"What lies below {name}")


def test_the_tree_is_opened_on_two_dates(sign_in, province):
    page = sign_in(UserFactory(role="reader", units=[province]))
    page.goto(TREE)
    opener(page, "tỉnh Thanh Hóa").click()
    expect(page.get_by_role("link", name="xã Na Mèo")).to_be_visible()
    expect(page.get_by_role("link", name="huyện Quan Sơn")).to_have_count(0)
    without_faults(page)

    page.get_by_role("link", name="30/06/2025").click()
    opener(page, "tỉnh Thanh Hóa").press("Enter")
    expect(page.get_by_role("link", name="huyện Quan Sơn")).to_be_visible()
    opener(page, "huyện Quan Sơn").press("Enter")
    expect(page.get_by_role("link", name="xã Na Mèo")).to_be_visible()
    without_faults(page)
    page.get_by_role("link", name="xã Na Mèo").click()
    expect(page.get_by_role("heading", name="As it was on 30/06/2025")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("no more since 01/07/2025")).to_have_count(0)
    expect(page.locator("#part-heads")).to_contain_text("As of 30/06/2025")
    without_faults(page)


def test_the_tree_and_the_pages_of_a_place_fit_a_phone(sign_in, province):
    page = sign_in(UserFactory(role="officer", units=[province]))
    page.set_viewport_size({"width": 390, "height": 844})
    unit = Unit.objects.get(name="Quan Sơn")
    for address in (
        f"{TREE}?on=2025-06-30",
        reverse("partnerships:unit-branch", args=[province.uuid]),
        unit.get_absolute_url(),
        reverse("partnerships:unit-edit", args=[unit.uuid]),
        reverse("partnerships:unit-rename", args=[unit.uuid]),
        reverse("partnerships:unit-create"),
        f"{reverse('partnerships:unit-list')}?on=30/06/2025",
    ):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        without_faults(page)


def test_a_place_is_entered_below_a_unit_that_is_told_from_its_namesakes(sign_in, province):
    Unit.objects.filter(name="Na Mèo", valid_to=None).update(name="Quan Sơn")
    page = sign_in(UserFactory(role="officer", units=[province]))
    page.goto(reverse("partnerships:unit-create"))
    page.fill("[name=word]", "bản")
    page.fill("[name=name]", "Bo Hiềng")
    page.select_option("[name=level]", "village")
    page.select_option("[name=country]", label=province.country.name)
    page.locator("[name=parents-0-parent_q]").press_sequentially("quan son")
    offered = page.locator(".found label")
    expect(offered).to_have_text(
        [" xã Quan Sơn · tỉnh Thanh Hóa", " huyện Quan Sơn · tỉnh Thanh Hóa · until 01/07/2025"]
    )
    offered.first.click()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/units/*/")
    assert str(Unit.objects.get(name="Bo Hiềng").parent) == "xã Quan Sơn"
