"""The case of Mường Khương: a unit of the old Lào Cai that has no named tie, seen step by step by
the officer of today's Lào Cai, which succeeded that province.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from exchanges.services import demo
from partnerships.models import PartnershipParty, Unit

pytestmark = pytest.mark.django_db(transaction=True)


def is_clean(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]


@pytest.fixture
def district():
    demo.load()
    return Unit.objects.get(word="huyện", name="Mường Khương")


def test_the_officer_of_todays_lao_cai_sees_a_unit_without_a_tie(sign_in, client, district):
    assert not PartnershipParty.objects.filter(unit=district).exists()
    officer = User.objects.get(username="canbo.laocai")
    (own,) = officer.units.all()
    assert (own.name, own.valid_to) == ("Lào Cai", None)
    assert district.parent != own  # it lay in the province of before the reform

    page = sign_in(officer)
    page.goto(reverse("partnerships:unit-list") + "?q=muong+khuong")
    page.get_by_role("link", name="huyện Mường Khương").first.click()
    page.wait_for_url(f"**{district.get_absolute_url()}*")
    main = page.locator("main")
    for words in (
        "71 km",  # border
        "4 cụm",  # the count of clusters that nobody named
        "Sơ kết giữa 4 cụm kết nghĩa",  # cadence
        "Kè bờ sông",  # incidents
        "hàng rào",
    ):
        expect(main.get_by_text(words).first).to_be_visible()
    is_clean(page)

    page.get_by_role("link", name="Kè bờ sông").first.click()
    expect(page.locator("main").get_by_text("đã giải quyết ổn thỏa").first).to_be_visible()
    expect(page.locator("main").get_by_text("Hà Khẩu").first).to_be_visible()

    page.goto(reverse("exchanges:incident-list"))
    expect(page.locator("main").get_by_role("link", name="hàng rào").first).to_be_visible()
    incident = page.locator("main").get_by_role("link", name="hàng rào").first.get_attribute("href")

    client.force_login(User.objects.get(username="canbo.langson"))
    assert client.get(incident).status_code == 404
