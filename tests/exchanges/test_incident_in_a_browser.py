"""A damaged marker: filed by the station, verified, protested in two languages, answered."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from exchanges.models import Incident, Letter
from tests.factories import BorderMarkerFactory

pytestmark = pytest.mark.django_db(transaction=True)


def is_clean(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
    sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(sideways) <= 0


def test_from_the_report_to_the_answer(sign_in, officer, liaison, partnership, unit):
    BorderMarkerFactory(unit=unit, number=1088)
    page = sign_in(liaison)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(reverse("exchanges:incident-create") + f"?tie={partnership.uuid}")
    page.get_by_label("Kind").select_option("marker")
    page.get_by_label("What happened, in a line").fill("Cột mốc bị sứt cạnh")
    page.locator("#id_marker_q").fill("1088")
    page.locator("input[name=marker][type=radio][value]:not([value=''])").first.check()
    is_clean(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Cột mốc bị sứt cạnh")
    is_clean(page)
    incident = Incident.objects.get()
    assert incident.marker.number == 1088

    page = sign_in(officer)
    page.goto(incident.get_absolute_url())
    page.get_by_role("link", name="Mark as verified").click()
    page.get_by_role("button", name="Verified").click()
    expect(page.locator("#course")).to_contain_text("Verified")

    page.get_by_role("link", name="Write a protest").click()
    expect(page.get_by_label("What it is about, in a line")).to_have_value("Cột mốc bị sứt cạnh")
    page.get_by_label("Answer due by").fill("01/01/2099")
    page.get_by_role("button", name="Save and write the text").click()
    page.get_by_label("Vietnamese").fill("Kính gửi")
    page.get_by_label("Lao").fill("ຮຽນ")
    is_clean(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("waiting for the answer")
    is_clean(page)
    page.get_by_role("link", name="Enter the answer").click()
    page.get_by_label("What it is about, in a line").fill("Đồng ý cùng sửa")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#answers")).to_contain_text("Cột mốc bị sứt cạnh")
    protest = Letter.objects.get(kind="protest")
    assert protest.answered_by.get().incident == incident
    page.goto(reverse("exchanges:letter-list"))
    expect(page.get_by_role("table")).to_contain_text("answered")
    is_clean(page)
