"""A year of Sông Mã and Mường Ét: planned, invited, held, minuted in two languages with a reserved
opinion, returned and corrected, signed by both; an open item carried to the next host and closed.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.models import AgreedItem, Letter, Meeting
from partnerships.choices import Level
from tests import uploads
from tests.factories import PartnershipFactory, UnitFactory, UserFactory

MARKET = "Mở chợ phiên biên giới"
LAO = "ເປີດຕະຫຼາດນັດຊາຍແດນ"
REVIEW = "Hai bên đánh giá kết quả năm 2024."
RESERVED = "Phía bạn bảo lưu ý kiến về địa điểm chợ."


@pytest.fixture
def song_ma(transactional_db):
    return UnitFactory(word="huyện", name="Sông Mã", level=Level.DISTRICT)


@pytest.fixture
def tie(song_ma):
    muong_et = UnitFactory(word="huyện", name="Mường Ét", level=Level.DISTRICT, country__code="LA")
    return PartnershipFactory(
        title="huyện Sông Mã – huyện Mường Ét",
        home__unit=song_ma,
        counterpart__unit=muong_et,
        paper_languages=["vi", "lo"],
    )


@pytest.fixture
def people(song_ma):
    return [UserFactory(role=role, units=[song_ma]) for role in (Role.LIAISON, Role.OFFICER)]


def accessible(page):
    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]


def save(page, name="Save"):
    page.get_by_role("button", name=name, exact=True).click()


def plan_and_hold(page, tie, day, host, invited=""):
    page.goto(f"/ties/{tie.uuid}/meetings/plan/")
    page.locator("[name=planned]").fill(day)
    page.locator("[name=host]").select_option(host)
    save(page)
    page.get_by_role("link", name="Invitation sent").click()
    if invited:
        page.locator("[name=number]").fill(invited)
        page.locator("[name=dated]").fill("10/03/2025")
    else:
        page.get_by_label("Without a letter").check()
    save(page, "The meeting is invited")
    page.get_by_role("link", name="It was held").click()
    expect(page.locator("[name=held]")).to_have_value(day)
    save(page)
    page.get_by_role("link", name="Write the minutes").wait_for()


def enter_heads(page):
    page.get_by_role("link", name="Edit", exact=True).click()
    for side, name, post in (
        ("home", "Lò Văn Thành", "Chủ tịch"),
        ("counterpart", "Khăm Phết", "Huyện trưởng"),
    ):
        page.locator(f"[name={side}-0-person_q]").fill(name)
        page.locator(f"[name={side}-0-post]").fill(post)
    save(page)
    page.get_by_text("Khăm Phết").first.wait_for()


def write_item(page, number, kind, words, lao=""):
    if number:
        page.get_by_role("button", name="Add an item", exact=True).click()
    page.locator(f"[name=items-{number}-kind]").select_option(kind)
    page.locator(f"[name=items-{number}-text_vi]").fill(words)
    page.locator(f"[name=items-{number}-text_lo]").fill(lao)


def write_minutes(page):
    page.get_by_role("link", name="Write the minutes").click()
    write_item(page, 0, "review", REVIEW, "ສອງຝ່າຍຕີລາຄາຜົນ")
    write_item(page, 1, "reserved", RESERVED)
    page.locator("[name=items-1-side]").select_option("counterpart")
    page.locator("[name=agreed-0-text_vi]").fill(MARKET)
    page.locator("[name=agreed-0-owner]").select_option("both")
    page.get_by_label("Agreed, with reserved opinions of a side").check()
    accessible(page)
    page.context.set_offline(True)  # the connection is lost; what was typed is not
    save(page, "Submit for checking")
    page.get_by_text("no connection. Your text is still here.").wait_for()
    page.context.set_offline(False)
    save(page, "Submit for checking")
    page.get_by_text("Submitted", exact=True).first.wait_for()


def sign(page, words, name):
    page.get_by_role("link", name=words).click()
    page.get_by_text(name).first.wait_for()
    accessible(page)
    save(page, "Record the signature")
    page.locator("#signed").get_by_text(name).wait_for()


def add_scan(page):
    piece = page.locator("#files")
    piece.get_by_text("Add a file").click()
    piece.locator("input[type=file]").set_input_files(
        {
            "name": "biên bản ký.pdf",
            "mimeType": "application/pdf",
            "buffer": uploads.pdf("Biên bản hội nghị"),
        }
    )
    piece.get_by_label("What it is").select_option("signed_copy")
    piece.get_by_label("This is the master copy").check()
    piece.get_by_label("nothing that is a state secret").check()
    piece.get_by_role("button", name="Add the file").click()
    piece.get_by_text("master copy", exact=True).wait_for()


def test_a_year_of_song_ma_and_muong_et(sign_in, tie, people):
    liaison, officer = people
    page = sign_in(liaison)
    plan_and_hold(page, tie, "28/03/2025", "home", invited="12/GM-UBND")
    enter_heads(page)
    write_minutes(page)
    first = Meeting.objects.get()
    address = first.minutes.get_absolute_url()
    assert Letter.objects.get().meeting == first

    sign_in(officer).goto(address)
    page.get_by_role("link", name="Return with a reason").click()
    page.get_by_label("Reason").fill("Thiếu bản Lào của việc đã thống nhất")
    save(page, "Return")
    page.get_by_text("To be put right:").wait_for()
    sign_in(liaison).goto(address)
    page.get_by_role("link", name="Write on").click()
    page.locator("[name=agreed-0-text_lo]").fill(LAO)
    save(page, "Submit for checking")
    page.get_by_text("Submitted", exact=True).first.wait_for()
    sign_in(officer).goto(address)
    page.get_by_role("button", name="The text is agreed").click()
    page.get_by_text("The text of the minutes is agreed.").wait_for()

    sign_in(liaison).goto(address)
    sign(page, "The other side has signed", "Khăm Phết")
    sign(page, "Our side has signed", "Lò Văn Thành")
    add_scan(page)
    accessible(page)
    sign_in(officer).goto(address)
    page.get_by_role("button", name="Archive with the signed scan").click()
    page.get_by_text("Archived with the signed scan.").wait_for()

    page = sign_in(liaison)
    plan_and_hold(page, tie, "20/09/2025", "counterpart")
    page.get_by_role("link", name="Write the minutes").click()
    page.get_by_text("Items still open from earlier meetings").wait_for()
    page.locator("[name=progress-0-status]").select_option("done")
    page.locator("[name=items-0-text_vi]").fill("Kiểm điểm việc kỳ trước")
    page.get_by_label("Agreed: both heads of delegation sign").check()
    save(page, "Submit for checking")
    page.get_by_text("Give the proof, or the decision that drops it.").first.wait_for()
    page.locator("[name=progress-0-proof]").fill("Biên bản khai trương chợ ngày 02/09/2025")
    page.locator("[name=progress-0-text_vi]").fill("Chợ họp phiên đầu")
    page.locator("[name=progress-0-text_lo]").fill("ຕະຫຼາດໄດ້ເປີດແລ້ວ")
    accessible(page)
    save(page, "Submit for checking")
    page.locator("#found").get_by_text("Biên bản khai trương chợ").wait_for()

    item = AgreedItem.objects.get()
    second = Meeting.objects.exclude(pk=first.pk).get()
    first = Meeting.objects.get(pk=first.pk)
    assert (item.title, item.text["lo"]["text"]) == (MARKET, LAO)
    assert (item.status, item.closed_at, str(item.closed)) == ("done", second, "2025-09-20")
    assert (first.minutes.status, second.host) == ("archived", "counterpart")
    page.goto(item.get_absolute_url())
    page.locator("#through").get_by_text("Chợ họp phiên đầu").wait_for()
    page.set_viewport_size({"width": 390, "height": 800})
    for url in (item.get_absolute_url(), address, "/agreed-items/open/"):
        page.goto(url)
        accessible(page)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 390, url
