"""Aid from its proposal to its acceptance, in a real browser, at a desk and on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.choices import AidStatus
from exchanges.models import AidProject
from exchanges.procedures import AID_STEPS
from exchanges.services import aid_projects
from partnerships.services import procedures
from tests.exchanges.aid import HALF_A_BILLION, propose
from tests.factories import AidStepFactory, UnitFactory, UserFactory, YearPlanFactory

DESK = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def unit(transactional_db):
    return UnitFactory(name="Na Mèo", word="xã")


def a_user(role, unit):
    return UserFactory(role=role, units=[unit])


def today():
    return f"{timezone.localdate():%d/%m/%Y}"


def press(page, name):
    page.get_by_role("button", name=name, exact=True).last.click()


def test_aid_is_proposed_approved_and_handed_over(sign_in, unit):
    procedures.load(rows=AID_STEPS[:1], by=a_user(Role.ADMINISTRATOR, unit))
    officer = a_user(Role.OFFICER, unit)
    page = sign_in(officer)
    page.goto("/aid/")
    page.get_by_role("link", name="Propose aid").first.click()
    page.get_by_label("Title").fill("Trạm y tế bản Đoạn")
    page.get_by_label("Direction").select_option("outbound")
    page.get_by_label("Sector").select_option("defence")
    page.locator("[name=amount_number]").fill("1,3 tỷ")
    page.get_by_label("Why it is given, if nothing was promised").fill("Đề nghị của bên bạn")
    page.locator("[name=givers-0-unit_q]").fill("Na Mèo")
    press(page, "Propose")
    expect(page.get_by_text("305/2025/ND-CP leaves it out").first).to_be_visible()
    page.get_by_label("Sector").select_option("health")
    press(page, "Propose")
    expect(page.get_by_text("1,300,000,000 VND")).to_be_visible()

    page.get_by_role("link", name="Record the question").click()
    press(page, "Save")
    page.get_by_role("link", name="Enter the answer").click()
    page.get_by_label("Answered on").fill(today())
    page.get_by_label("Answer", exact=True).select_option("agrees")
    press(page, "Save")
    here = page.url

    page.goto("about:blank")  # no part of a page is still asked for by the user before
    page = sign_in(a_user(Role.HEAD, unit))
    page.goto(here)
    page.get_by_role("link", name="Approve").click()
    page.get_by_label("Approved on").fill(today())
    page.get_by_label("number and symbol").fill("12/QĐ-UBND")
    press(page, "Approve")
    assert AidProject.objects.get().status == AidStatus.APPROVED

    page.goto("about:blank")
    page = sign_in(a_user(Role.LIAISON, unit))
    page.set_viewport_size(PHONE)
    page.goto(here)
    page.get_by_role("link", name="Record the hand-over").click()
    page.get_by_label("Day of the hand-over").fill(today())
    page.locator("[name=giver_name]").fill("Lò Văn Thủy")
    press(page, "Save")
    expect(page.get_by_text("Lò Văn Thủy")).to_be_visible()
    assert AidProject.objects.get().status == AidStatus.HANDED_OVER


def test_the_pages_of_aid_are_clean_and_fit(sign_in, unit):
    officer = a_user(Role.OFFICER, unit)
    project = propose(officer, unit)
    AidStepFactory(project=project)
    told = aid_projects.record_past(
        title="Trường", direction="outbound", givers=[unit], amount=HALF_A_BILLION, by=officer
    )
    plan = YearPlanFactory(unit=unit)
    page = sign_in(officer)
    for url in (
        *("/aid/", "/aid/overview/?by=sector&into=USD", "/aid/new/", "/aid/new/short/"),
        *("/aid/new/past/", "/aid/plans/", "/aid/plans/new/", "/aid/rates/", "/aid/rates/new/"),
        *(project.get_absolute_url(), told.get_absolute_url(), plan.get_absolute_url()),
        reverse("exchanges:aid-project-hand-over", args=[told.uuid]),
        reverse("exchanges:aid-project-stages", args=[project.uuid]),
    ):
        page.goto(url)
        page.wait_for_load_state("networkidle")
        for size in (DESK, PHONE):
            page.set_viewport_size(size)
            found = Axe().run(page).response["violations"]
            assert not found, (url, size, [one["id"] for one in found])
            wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            assert page.evaluate(wide) <= 0, (url, size)
