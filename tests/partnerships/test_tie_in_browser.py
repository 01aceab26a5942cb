"""A tie entered in a real browser: rows added and records chosen without reloading."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.choices import PartnershipStatus, Side
from partnerships.models import Partnership
from tests.factories import UnitFactory


@pytest.mark.django_db(transaction=True)
def test_an_officer_enters_a_tie_with_three_parties(sign_in, officer, unit):
    others = [
        UnitFactory(name="Yên Khương", word="xã", parent=unit),
        UnitFactory(name="Ái Điểm", word="trấn", country__code="CN"),
    ]
    page = sign_in(officer)
    page.goto(reverse("partnerships:partnership-create"))
    page.fill("[name=title]", "ba xã – trấn Ái Điểm")
    page.select_option("[name=kind]", "twinning")
    page.select_option("[name=level]", "commune")
    page.check("[name=paper_languages][value=zh]")
    chosen = [("home", "na meo", unit), ("home", "yen khuong", others[0])]
    chosen.append(("counterpart", "ai diem", others[1]))
    for number, (side, typed, who) in enumerate(chosen):
        if page.locator(f"[name=parties-{number}-side]").count() == 0:
            page.click("[name=add_row][value=parties]")
        page.select_option(f"[name=parties-{number}-side]", side)
        page.locator(f"[name=parties-{number}-unit_q]").press_sequentially(typed)
        page.locator(f"input[name=parties-{number}-unit][value='{who.uuid}']").check()
    page.select_option("[name=events-0-kind]", "established")
    page.fill("[name=events-0-since]", "12/2015")
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/ties/*/")

    tie = Partnership.objects.get()
    assert [str(one) for one in tie.parties.filter(side=Side.HOME)] == [
        "xã Na Mèo",
        "xã Yên Khương",
    ]
    assert (tie.code, str(tie.changes.get())) == ("CN-001", "Established 12/2015")
    expect(page.get_by_text(str(PartnershipStatus.ACTIVE.label), exact=True).first).to_be_visible()
