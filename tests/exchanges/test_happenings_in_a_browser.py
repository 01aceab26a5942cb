"""A liaison officer at a station: two clinics one after the other, their sum, and a patrol."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.models import Activity, Patrol
from tests.exchanges.test_promises_in_a_browser import is_clean
from tests.factories import (
    BorderFactory,
    BorderMarkerFactory,
    CountryFactory,
    OrganisationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def choose(page, box, words, name):
    """Type into a search box and take what it finds."""
    page.locator(f"#id_{box}_q").press_sequentially(words)
    page.locator(f"#id_{box}_found").get_by_text(name, exact=True).click()


def test_two_clinics_their_sum_and_a_patrol(sign_in, unit, partnership):
    station = OrganisationFactory(name="Đồn Na Mèo", seat=unit)
    border = BorderFactory()
    for number in (331, 352):
        BorderMarkerFactory(border=border, number=number)
    BorderMarkerFactory(border=BorderFactory(neighbour=CountryFactory(code="CN")), number=3310)
    page = sign_in(UserFactory(role=Role.LIAISON, organisation=station, units=[unit]))

    page.goto(reverse("exchanges:tie-activities", args=[partnership.uuid]))
    page.get_by_role("link", name="Enter an activity").first.click()
    page.get_by_label("Kind").select_option(label="Medical examination and treatment")
    page.locator("#id_happened").fill("05/04/2026")
    page.locator("#id_figures-0-measure").select_option(label="Patients")
    page.get_by_label("number", exact=True).fill("120")
    is_clean(page)
    page.get_by_role("button", name="Save and enter the next").click()

    expect(page.get_by_text("Enter the next one.")).to_be_visible()
    expect(page.locator("#id_happened")).to_have_value("05/04/2026")
    page.locator("#id_happened").fill("12/04/2026")
    page.locator("#id_figures-0-measure").select_option(label="Patients")
    page.get_by_label("number", exact=True).fill("trên 400")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("12/04/2026")
    assert Activity.objects.filter(partnership=partnership, kind="clinic").count() == 2

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("exchanges:activity-totals") + f"?tie={partnership.uuid}")
    sums = page.get_by_role("region", name="Totals by kind")
    expect(sums).to_contain_text("Patients: 120 lượt + over 400 lượt")
    is_clean(page)
    sums.get_by_role("link", name="Patients").first.click()
    expect(page.locator("#rows")).to_contain_text("12/04/2026")
    is_clean(page)

    page.goto(reverse("exchanges:patrol-create") + f"?tie={partnership.uuid}")
    expect(page.get_by_text("have no place here")).to_be_visible()
    choose(page, "from_marker", "331", f"331 ({border})")
    choose(page, "to_marker", "352", f"352 ({border})")
    expect(page.get_by_text("3310")).to_have_count(0)
    page.locator("#id_happened").fill("12/03/2100")
    page.locator("#id_home-0-people").fill("8")
    page.locator("#id_findings-0-what").fill("Chân mốc bị xói")
    is_clean(page)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#problems")).to_contain_text("still to come")
    page.locator("#id_happened").fill("12/03/2026")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Patrol from marker 331 to 352")
    expect(page.locator("main")).to_contain_text(re.compile("Đồn Na Mèo: 8"))
    is_clean(page)
    assert Patrol.objects.get().findings.get().what == "Chân mốc bị xói"
