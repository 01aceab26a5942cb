"""The cases of Nà Vang and of Quan Sơn, step by step in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import IntegrityError, transaction
from django.urls import reverse
from playwright.sync_api import expect

from accounts.choices import Role
from partnerships.choices import Level, MemorandumStatus, PartnershipStatus
from partnerships.models import Decision, Unit
from tests.factories import UnitFactory, UserFactory
from tests.partnerships.reform import (
    REFORM,
    district,
    foreign,
    new_commune,
    old_commune,
    province,
    text_of,
    tie,
)
from tests.partnerships.texts_here import signed

LIST = "partnerships:reform-list"


def sign_a_text_made_here(of):
    """A new memorandum of the tie, signed by both, as one made in this house."""
    with transaction.atomic():
        text = signed(of, UserFactory(sees_all=True), UserFactory(role=Role.HEAD))
    return text


def is_clean_and_narrow(page):
    page.set_viewport_size({"width": 390, "height": 844})
    found = Axe().run(page).response["violations"]
    assert not found, [one["id"] for one in found]
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    page.set_viewport_size({"width": 1366, "height": 900})


def test_na_vang_waits_until_it_is_placed_by_hand(sign_in, transactional_db):
    lang_son = province("Lạng Sơn")
    commune = old_commune(district(lang_son, "Đình Lập"), "Bính Xá")
    for name in ("Đình Lập", "Kiên Mộc"):
        new_commune(lang_son, name, commune, kind="divided")
    village = UnitFactory(word="thôn", name="Nà Vang", parent=commune)
    of = tie(village, foreign("Bản Tát", country__code="CN"), level=Level.VILLAGE)
    with pytest.raises(IntegrityError, match="a village of a divided commune"):
        sign_a_text_made_here(of)

    page = sign_in(UserFactory(units=[lang_son]))
    page.goto(reverse(LIST))
    row = page.get_by_role("row", name="thôn Nà Vang")
    assert "xã Bính Xá was divided between xã Đình Lập, xã Kiên Mộc" in row.inner_text()
    is_clean_and_narrow(page)
    row.get_by_role("link", name="thôn Nà Vang").click()
    page.get_by_label("xã Kiên Mộc").check()
    page.get_by_text("thôn Nà Vang belongs to xã Kiên Mộc from 01/07/2025").wait_for()
    is_clean_and_narrow(page)
    page.get_by_label("Who decided").fill("UBND xã Kiên Mộc")
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_url("**/decisions/*/")
    expect(page.get_by_text("belongs no more to")).to_be_visible()
    is_clean_and_narrow(page)

    page.goto(reverse(LIST))
    expect(page.get_by_text("Nothing waits for a decision.")).to_be_visible()
    village.refresh_from_db()
    assert village.parent == Unit.objects.get(name="Kiên Mộc")
    assert sign_a_text_made_here(of).status == MemorandumStatus.SIGNED


def test_quan_son_passes_to_the_province_and_the_decision_is_taken_back(sign_in, transactional_db):
    thanh_hoa = province("Thanh Hóa")
    quan_son = district(thanh_hoa, "Quan Sơn")
    ties = [tie(quan_son, foreign(name)) for name in ("Viêng Xay", "Sầm Tớ")]
    text_of(*ties, title="Biên bản ghi nhớ 2022–2025")
    assert {one.status_on(REFORM) for one in ties} == {PartnershipStatus.VACANT}

    page = sign_in(UserFactory(units=[thanh_hoa]))
    page.goto(reverse(LIST))
    expect(page.get_by_text("Still 1 unit").first).to_be_visible()
    page.get_by_role("link", name="huyện Quan Sơn").click()
    page.get_by_text("2 ties have both sides filled: tỉnh Thanh Hóa – huyện Viêng Xay").wait_for()
    page.get_by_label("nobody: the ties end, with a reason").check()
    page.get_by_text("huyện Quan Sơn – huyện Viêng Xay ends on 01/07/2025").wait_for()
    page.get_by_label("the people's committee of tỉnh Thanh Hóa").check()
    page.get_by_text("A review of 2024 still prints “huyện Quan Sơn”").wait_for()
    assert not Decision.objects.exists()
    page.get_by_label("or a new paper: number and symbol").fill("12/QĐ-UBND")
    page.get_by_label("Gist of the new paper").fill("Tiếp nhận các cặp kết nghĩa")
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_url("**/decisions/*/")
    assert {one.status_on(REFORM) for one in ties} == {PartnershipStatus.ACTIVE}
    first, second = Decision.objects.order_by("pk")
    expect(page.get_by_role("link", name=str(second))).to_be_visible()

    page.get_by_role("link", name="Take the decision back").click()
    page.get_by_label("Why the decision is taken back").fill("ghi nhầm")
    page.get_by_label("Who decided").fill("UBND tỉnh Thanh Hóa")
    is_clean_and_narrow(page)
    page.get_by_role("button", name="Take the decision back").click()
    page.get_by_text("takes one back").wait_for()
    page.get_by_role("link", name="The decision that was taken back").click()
    page.get_by_text("the register stands as before it").wait_for()
    assert first.partnership.status_on(REFORM) == PartnershipStatus.VACANT
    assert second.partnership.status_on(REFORM) == PartnershipStatus.ACTIVE
    page.goto(reverse(LIST))
    expect(page.get_by_role("row", name="huyện Quan Sơn").locator("td").last).to_have_text("1")
