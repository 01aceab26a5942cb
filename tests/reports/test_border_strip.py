"""The page of the strip and its paper: scope, sensitive incidents, cost, file, browser."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from accounts.choices import Role
from core.fields import PartialDate
from partnerships.choices import Level
from reports import tasks
from reports.services import strips
from tests import factories as make
from tests.partnerships.border_range import a_range

PAGE, PDF = "border-strip", "border-strip-pdf"
DAY = {"on": "01/06/2024"}


@pytest.fixture
def range_(db):
    return a_range()


@pytest.fixture
def officer(range_):
    return make.UserFactory(role=Role.OFFICER, units=[range_.home])


def shown(client, user, **query):
    client.force_login(user)
    answer = client.get(reverse(PAGE), DAY | query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_picture_and_list_show_what_is_in_reach_only(client, range_, officer):
    tie = range_.tie(0, title="bản Hin – bản Pó")
    make.GateFactory(border=range_.border, unit=range_.districts[2], name="Na Mèo")
    page = shown(client, officer)
    assert page.count(tie.get_absolute_url()) == 4  # two dots, a line, a row
    assert "Main gate Na Mèo" in page

    stranger = make.UserFactory(role=Role.READER, units=[make.UnitFactory()])
    line = f"{range_.home.uuid}~{range_.other.uuid}"
    page = shown(client, stranger, line=line)
    assert tie.title not in page
    assert str(tie.uuid) not in page


@pytest.fixture
def incidents(range_):
    marker = make.BorderMarkerFactory(border=range_.border, number=5, unit=range_.districts[1])
    for title, sensitive in (("Lũ cuốn cọc dấu", False), ("Vượt biên trái phép", True)):
        make.IncidentFactory(
            partnership=None,
            unit=None,
            marker=marker,
            title=title,
            sensitive=sensitive,
            happened=PartialDate.read("2023"),
        )
    return range_


def test_sensitive_incidents_need_the_right(client, incidents, officer):
    page = shown(client, officer)
    assert "Lũ cuốn cọc dấu" in page
    assert "Vượt biên trái phép" not in page
    officer.sees_sensitive = True
    officer.save()
    assert "Vượt biên trái phép" in shown(client, officer)


def test_incidents_after_the_day_or_elsewhere_are_not_there(client, range_, officer):
    for unit, when, title in (
        (range_.districts[0], "2025", "Sau ngày ấy"),
        (make.UnitFactory(), "2020", "Nơi khác"),
        (range_.districts[0], "2020", "Ở đây"),
    ):
        make.IncidentFactory(
            partnership=None, unit=unit, title=title, happened=PartialDate.read(when)
        )
    page = shown(client, officer)
    assert "Ở đây" in page
    assert "Sau ngày ấy" not in page
    assert "Nơi khác" not in page


def test_layers_are_ticked_off_without_javascript(client, range_, officer):
    range_.tie(0, title="bản Hin – bản Pó")
    page = shown(client, officer, shown="1", show="districts")
    assert '<circle r="6.5"' not in page
    assert "bản Hin – bản Pó" in page  # the list has it still
    assert 'id="show-villages" form="strip-form">' in page
    assert 'id="show-gates" form="strip-form" disabled' in page


def test_what_has_no_place_is_named(client, range_, officer):
    make.IncidentFactory(
        partnership=None, unit=range_.home, title="Không rõ chỗ", happened=PartialDate.read("2020")
    )
    page = shown(client, officer)
    assert page.index("Not placed yet") < page.index("Không rõ chỗ")


def test_an_empty_register_says_so(client, db):
    client.force_login(make.UserFactory(role=Role.READER))
    assert "no border in the register yet" in client.get(reverse(PAGE)).content.decode()
    assert client.get(reverse(PDF)).url == reverse(PAGE)


@pytest.mark.parametrize("by", ["district", "commune"])
def test_the_page_costs_the_same_for_few_ties_and_many(
    client, range_, officer, by, django_assert_max_num_queries
):
    client.force_login(officer)
    for ties in (3, 15):
        for number in range(ties):
            range_.tie(number % 3, number % 2)
        with django_assert_max_num_queries(50):
            client.get(reverse(PAGE), DAY | {"by": by})


# The paper


def test_the_paper_is_ordered_once_and_then_there(
    client, range_, officer, django_capture_on_commit_callbacks, monkeypatch
):
    range_.tie(0, title="bản Hin – bản Pó")
    range_.tie(2, 1, level=Level.DISTRICT)
    ordered = []
    monkeypatch.setattr(tasks.build_strip, "delay", lambda **what: ordered.append(what))

    client.force_login(officer)
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            page = client.get(reverse(PDF), DAY)
        assert page.headers["Refresh"] == "2"
    assert len(ordered) == 1

    tasks.build_strip.apply(kwargs=ordered[0], throw=True)
    answer = client.get(reverse(PDF), DAY)
    assert answer.headers["Content-Type"] == "application/pdf"
    first = answer.content
    strips.build(**ordered[0])
    assert client.get(reverse(PDF), DAY).content == first  # the same words, the same file


def test_the_paper_has_title_day_label_list_and_page_numbers(
    client, range_, officer, tmp_path, django_capture_on_commit_callbacks, monkeypatch
):
    for number in range(30):
        range_.tie(number % 3, number % 2, title=f"bản Hin {number} – bản Pó {number}")
    monkeypatch.setattr(tasks.build_strip, "delay", lambda **what: strips.build(**what))
    client.force_login(officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.get(reverse(PDF), DAY)
    file = tmp_path / "strip.pdf"
    file.write_bytes(client.get(reverse(PDF), DAY).content)
    pages = PdfReader(file).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for words in (
        "Thanh Hóa – Hủa Phăn",
        "01/06/2024",
        "không có giá trị pháp lý về biên giới",
        "bản Hin 7 – bản Pó 7",
        f"1/{len(pages)}",
    ):
        assert words in text, words
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    assert width > height
    assert not any("/Annots" in page for page in pages)  # no link of ours leads out of a paper


@pytest.mark.django_db(transaction=True)
def test_in_a_browser_it_has_no_fault_and_fits_a_phone(sign_in, range_):
    range_.tie(0)
    range_.tie(2, 1, level=Level.DISTRICT)
    make.GateFactory(border=range_.border, unit=range_.districts[2])
    page = sign_in(make.UserFactory(role=Role.OFFICER, units=[range_.home]))
    for width in (1366, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{reverse(PAGE)}?on={date(2024, 6, 1):%d/%m/%Y}")
        found = Axe().run(page).response["violations"]
        assert not found, [(one["id"], one["nodes"][0]["html"]) for one in found]
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
    page.get_by_label("District ties").first.uncheck()
    page.get_by_role("button", name="Show these").click()
    page.wait_for_url("**/border/?*shown=1*")
    expect(page.get_by_label("District ties").first).not_to_be_checked()
