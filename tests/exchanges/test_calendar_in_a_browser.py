"""From the calendar on a desk and on a phone to a planned meeting and a secret address, by keys."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from exchanges.models import CalendarFeed
from partnerships.choices import CadenceUnit
from tests.exchanges.test_promises_in_a_browser import is_clean
from tests.factories import CadenceFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_day_of_the_calendar_to_the_plan_of_a_meeting(sign_in, officer, partnership):
    year = timezone.localdate().year + 1
    CadenceFactory(
        partnership=partnership, every=3, each=CadenceUnit.MONTH, starts=date(year, 12, 10)
    )
    page = sign_in(officer)
    page.goto(f"{reverse('exchanges:calendar')}?month={year}-12")
    expect(page.get_by_role("columnheader")).to_have_count(7)
    expect(page.get_by_role("columnheader").first).to_have_text("Monday")
    is_clean(page)

    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator("table")).to_be_hidden()
    expect(page.get_by_role("heading", name=f"02/12/{year}")).to_be_visible()
    is_clean(page)
    page.set_viewport_size({"width": 1366, "height": 900})

    page.get_by_label("Tie", exact=True).fill("no such tie")
    expect(page.get_by_text("Bunpimay")).to_have_count(0)
    expect(page.locator("td", has_text="Gặp gỡ lãnh đạo")).to_have_count(0)
    page.get_by_label("Tie", exact=True).fill("")
    expect(page.locator("td", has_text="Gặp gỡ lãnh đạo")).to_have_count(1)

    link = page.get_by_role("link", name=f"Plan a meeting on 02/12/{year}, a holiday:")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("note")).to_contain_text("National day of Laos (Laos)")
    is_clean(page)

    page.goto(reverse("exchanges:due-list"))
    page.get_by_role("link", name="Plan the meeting").first.click()
    expect(page.get_by_label("Planned for")).to_have_value(f"10/12/{year}")


def test_the_secret_address_is_shown_once(sign_in, officer):
    page = sign_in(officer)
    page.goto(reverse("exchanges:calendar-settings"))
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address", exact=True).input_value()
    assert "/calendar/feed/" in address
    assert address.endswith(".ics")
    is_clean(page)
    page.goto(reverse("exchanges:calendar-settings"))
    expect(page.get_by_label("Address", exact=True)).to_have_count(0)
    assert CalendarFeed.objects.count() == 1
