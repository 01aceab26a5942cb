"""The case of Quan Sơn from end to end: a browser, the decision, two reviews by a real worker."""

from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from partnerships.choices import PartnershipStatus, Side
from partnerships.models import Decision
from tests.factories import UserFactory
from tests.partnerships.reform import (
    district,
    foreign,
    new_commune,
    old_commune,
    province,
    text_of,
    tie,
)
from tests.reports.collected import gift
from tests.reports.papers.pages import printed, same

pytestmark = pytest.mark.django_db(transaction=True)
NOW = date(2026, 11, 21)
NO_HEIR = "Từ ngày 1 tháng 7 năm 2025, phía Việt Nam chưa xác định đơn vị kế thừa."


@pytest.fixture
def between():
    """The tie of huyện Quan Sơn, which ended with no single successor."""
    thanh_hoa = province("Thanh Hóa")
    quan_son = district(thanh_hoa, "Quan Sơn")
    new_commune(thanh_hoa, "Quan Sơn", old_commune(quan_son, "Sơn Lư"))
    across = foreign()
    found = tie(quan_son, across, code="QSN-VXA", paper_languages=["vi", "lo"])
    text_of(found, title="Biên bản ghi nhớ 2022–2025")
    gift(found, "Nhà lớp học", 1_300_000_000, givers=[quan_son], receivers=[across])
    return found


def review(year, folder):
    """The text of the joint paper of that year, as it stands on its pages."""
    out = folder / f"{year}.pdf"
    period = ("--from", f"{year}-01-01", "--to", f"{year}-12-31")
    call_command("build_review", "--tie", "QSN-VXA", *period, out=str(out))
    return same(printed(out.read_bytes(), folder / "read.pdf"))


def test_quan_son_is_printed_as_it_was_then_and_as_it_is_now(
    sign_in, live_worker, between, tmp_path
):
    page = sign_in(UserFactory(units=[between.parties.get(side=Side.HOME).unit.parent]))
    page.goto(reverse("partnerships:partnership-list") + "?status=vacant")
    expect(page.get_by_text("Home side vacant").first).to_be_visible()
    page.get_by_role("link", name="huyện Quan Sơn").click()
    expect(page.get_by_text("Vacant since 01/07/2025")).to_be_visible()
    vacant = review(2026, tmp_path)
    assert same("huyện Quan Sơn, tỉnh Thanh Hóa (khuyết từ 1/7/2025)") in vacant
    assert same(NO_HEIR) in vacant

    page.goto(reverse("partnerships:reform-list"))
    page.get_by_role("link", name="huyện Quan Sơn").click()
    page.get_by_label("units on its land today").check()
    page.get_by_label("xã Quan Sơn", exact=True).check()
    page.get_by_label("Who decided").fill("UBND tỉnh Thanh Hóa")
    page.get_by_role("button", name="Record the decision").click()
    page.wait_for_url("**/decisions/*/")
    assert between.status_on(NOW) == PartnershipStatus.ACTIVE

    before, after = review(2024, tmp_path), review(2026, tmp_path)
    assert same("huyện Quan Sơn, tỉnh Thanh Hóa") in before
    assert same("xã Quan Sơn") not in before
    assert same("xã Quan Sơn, tỉnh Thanh Hóa (trước 1/7/2025: huyện Quan Sơn") in after
    assert same("khuyết") not in after
    for text in (before, after):  # what the district gave, whoever stands there now
        assert same("1.300.000.000") in text

    page.goto(between.get_absolute_url())
    page.get_by_text("Show as a list").first.click()
    told = page.get_by_role("link", name="By decision: Home side passes to xã Quan Sơn")
    told.first.click()
    page.get_by_role("link", name="Take the decision back").click()
    page.get_by_label("Why the decision is taken back").fill("ghi nhầm")
    page.get_by_label("Who decided").fill("UBND tỉnh Thanh Hóa")
    page.get_by_role("button", name="Take the decision back").click()
    page.get_by_text("takes one back").wait_for()
    assert between.status_on(NOW) == PartnershipStatus.VACANT
    assert Decision.objects.count() == 2
    page.goto(between.get_absolute_url())
    page.get_by_text("Show as a list").first.click()
    expect(page.get_by_text("; taken back on").first).to_be_visible()
