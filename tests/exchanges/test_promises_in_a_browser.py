"""Amounts read while one types, what is owed on a phone, and the way from a promise to a gift."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from core.fields import Amount, PartialDate
from exchanges.models import Delivery
from partnerships.models import Commitment
from partnerships.services import instalments
from tests.factories import CommitmentFactory, CommitmentReceiverFactory

pytestmark = pytest.mark.django_db(transaction=True)


def is_clean(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) <= 0


@pytest.fixture
def promise(partnership, unit):
    found = CommitmentFactory(
        partnership=partnership,
        giver=unit,
        interval_months=12,
        since=PartialDate.read("2024"),
        until=PartialDate.read("2025"),
        amount=Amount(500_000_000, "VND"),
    )
    they = partnership.parties.get(side="counterpart").unit
    CommitmentReceiverFactory(commitment=found, unit=they)
    instalments.expect(commitment=found, through=instalments.horizon(found.since.days.lower))
    return found


def test_the_amount_is_read_back_while_it_is_typed(sign_in, officer, partnership):
    page = sign_in(officer)
    page.goto(reverse("partnerships:commitment-create") + f"?tie={partnership.uuid}")
    number = page.get_by_label("number", exact=True)
    reading = page.locator(".amount .reading")
    for typed, read in (
        ("1,3 tỷ", "= 1,300,000,000 dong"),
        ("1.300.000.000", "= 1,300,000,000 dong"),
        ("gần 400 triệu", "= nearly 400,000,000 dong"),
        ("985.483 USD", "= 985,483 USD"),
        ("-5", "An amount is not negative."),
    ):
        number.fill(typed)
        expect(reading).to_have_text(read)
    page.get_by_label("unit or currency").fill("")
    number.fill("5")
    expect(reading).to_have_text("Say the unit or the currency of the number.")
    is_clean(page)


def test_from_the_promise_to_what_was_given_on_a_phone(sign_in, officer, promise):
    page = sign_in(officer)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(promise.get_absolute_url())
    kept = page.locator("#kept")
    expect(kept.get_by_text("Missed").first).to_be_visible()
    is_clean(page)
    kept.get_by_role("link", name=re.compile("Enter what was given")).first.click()
    page.locator("#id_what").fill("Tiền mặt")
    page.get_by_label("number", exact=True).fill("200 triệu")
    page.locator("#id_given").fill("05/2024")
    page.get_by_role("button", name="See how it is understood").click()
    expect(page.locator("#read-back")).to_contain_text("= 200,000,000 dong")
    is_clean(page)
    assert not Delivery.objects.exists()
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/deliveries/**")
    expect(page.locator("main")).to_contain_text("2024")
    is_clean(page)
    page.goto(reverse("exchanges:owed"))
    expect(page.locator("main")).to_contain_text("300,000,000 VND")
    is_clean(page)
    page.get_by_role("link", name="300,000,000 VND").first.click()
    expect(page.locator("#rows").get_by_role("row")).to_have_count(2)
    is_clean(page)
    assert Commitment.objects.get().instalments.count() == 2
