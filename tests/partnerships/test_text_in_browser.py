"""A signed text entered in a real browser, at the desk and on a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.models import Memorandum
from tests.factories import PartnershipFactory, UnitFactory


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [1366, 390])
def test_an_officer_enters_a_reported_text(sign_in, officer, unit, width):
    them = UnitFactory(name="Viêng Xay", word="huyện", country__code="LA")
    tie = PartnershipFactory(home__unit=unit, title="Na Mèo – Viêng Xay", counterpart__unit=them)
    page = sign_in(officer)
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(reverse("partnerships:memorandum-create"))
    page.fill("[name=title]", "Bản ghi nhớ 2022-2025")
    page.select_option("[name=kind]", "memorandum")
    page.locator("[name=partnerships_q]").press_sequentially("na meo")
    page.locator(f"input[name=partnerships][value='{tie.uuid}']").check()
    page.fill("[name=term]", "2022–2025")
    page.select_option("[name=signatories-0-side]", "counterpart")
    page.fill("[name=signatories-0-post]", "Huyện trưởng")
    page.click("[name=add_row][value=parties]")
    page.fill("[name=signed]", "2027-13-45")
    page.get_by_role("button", name="Save", exact=True).click()

    page.get_by_text("There is no such day").first.wait_for()
    expect(page.locator("[name=term]")).to_have_value("2022–2025")
    expect(page.locator("[name=signatories-0-post]")).to_have_value("Huyện trưởng")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    page.fill("[name=signed]", "12/2021")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/memoranda/*-*/")
    text = Memorandum.objects.get()
    assert list(text.partnerships.all()) == [tie]
    assert (str(text.signed), text.owner, text.signatories.get().post) == (
        "12/2021",
        officer,
        "Huyện trưởng",
    )
    expect(page.get_by_text("Still lacking").first).to_be_visible()
    page.get_by_text("No file yet").or_(page.get_by_text("No article")).first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
