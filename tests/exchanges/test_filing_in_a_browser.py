"""The meeting of 28/3/2025 of Sông Mã and Mường Ét, entered through the pages as people do."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.choices import Role
from exchanges.choices import MeetingStatus, MinutesStatus, Outcome
from exchanges.models import Meeting
from partnerships.choices import Level
from tests.factories import PartnershipFactory, PostFactory, UnitFactory, UserFactory

AGREED = (
    "Phối hợp tuyên truyền, giáo dục pháp luật cho nhân dân khu vực biên giới",
    "Tăng cường tuần tra song phương, bảo vệ đường biên, mốc quốc giới",
    "Tạo điều kiện giao lưu văn hóa, văn nghệ, thể thao",
)
LAO = "ເພີ່ມທະວີການລາດຕະເວນຮ່ວມກັນ"
REVIEW = "Hai bên đánh giá việc thực hiện biên bản ghi nhớ đã ký tại huyện Mường Ét."


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


def person(role, unit):
    return UserFactory(role=role, units=[unit])


def write_agreed(page, number, vietnamese, lao=""):
    if number:
        page.get_by_role("button", name="Add an agreed item").click()
    page.locator(f"[name=agreed-{number}-text_vi]").fill(vietnamese)
    if lao:
        page.locator(f"[name=agreed-{number}-text_lo]").fill(lao)
    page.locator(f"[name=agreed-{number}-owner]").select_option("both")


def test_a_meeting_is_filed_returned_put_right_and_agreed(sign_in, song_ma, tie):
    liaison, officer = person(Role.LIAISON, song_ma), person(Role.OFFICER, song_ma)

    page = sign_in(liaison)
    page.goto("/meetings/")
    page.get_by_role("link", name="Enter a meeting").first.click()
    page.get_by_role("link", name=tie.title).click()
    page.get_by_label("Day of the meeting").fill("28/3/2025")
    page.get_by_label("Host").select_option("home")
    page.get_by_label("Year reviewed").fill("2024")
    page.get_by_label("Year planned").fill("2025")
    page.locator("[name=items-0-text_vi]").fill(REVIEW)
    for number, words in enumerate(AGREED[:2]):
        write_agreed(page, number, words, LAO if number == 1 else "")
    page.get_by_label("Agreed: both heads of delegation sign").check()
    assert not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Submit for checking").click()
    page.get_by_role("heading", level=1).get_by_text("28/03/2025").wait_for()

    meeting = Meeting.objects.get()
    assert (meeting.status, str(meeting.held)) == (MeetingStatus.HELD, "28/03/2025")
    assert meeting.minutes.status == MinutesStatus.SUBMITTED
    assert meeting.minutes.languages == ["vi", "lo"]

    page = sign_in(officer)
    page.goto(meeting.minutes.get_absolute_url())
    page.get_by_role("link", name="Return with a reason").click()
    page.get_by_label("Reason").fill("Thiếu việc thứ ba")
    page.get_by_role("button", name="Return", exact=True).click()
    page.get_by_text("Thiếu việc thứ ba").wait_for()

    page = sign_in(liaison)
    page.goto(meeting.minutes.get_absolute_url())
    page.get_by_role("link", name="Write on").click()
    page.get_by_text("Thiếu việc thứ ba").wait_for()
    write_agreed(page, 2, AGREED[2])
    page.get_by_role("button", name="Submit for checking").click()
    page.get_by_text("Submitted", exact=True).first.wait_for()

    page = sign_in(officer)
    page.goto(meeting.minutes.get_absolute_url())
    page.get_by_role("button", name="The text is agreed").click()
    page.get_by_text("The text of the minutes is agreed.").wait_for()

    meeting.minutes.refresh_from_db()
    assert meeting.minutes.status == MinutesStatus.TEXT_AGREED
    assert meeting.minutes.outcome == Outcome.AGREED
    assert (meeting.minutes.filed_by, meeting.minutes.checked_by) == (liaison, officer)
    items = list(meeting.agreed_items.all())
    assert [item.title for item in items] == list(AGREED)
    assert items[1].text["lo"]["text"] == LAO
    assert not items[0].text.get("lo")
    assert meeting.minutes.items.get().text["vi"]["text"] == REVIEW


def test_what_is_typed_survives_the_closed_window(sign_in, song_ma, tie):
    page = sign_in(person(Role.LIAISON, song_ma))
    page.goto(f"/ties/{tie.uuid}/meetings/new/")
    page.locator("[name=items-0-text_vi]").fill(REVIEW)
    page.get_by_text("Saved by itself at").wait_for(timeout=15_000)
    page.goto("/meetings/")
    page.goto(f"/ties/{tie.uuid}/meetings/new/")
    page.get_by_role("link", name="Continue the draft").click()
    expect(page.locator("[name=items-0-text_vi]")).to_have_value(REVIEW)


def test_somebody_of_the_register_is_found_while_typing(sign_in, song_ma, tie):

    post = PostFactory(person__name="Lò Văn Thành", unit=song_ma, title="Chủ tịch")
    page = sign_in(person(Role.LIAISON, song_ma))
    page.goto(f"/ties/{tie.uuid}/meetings/new/")
    page.locator("[name=home-0-person_q]").press_sequentially("lo van")
    page.get_by_text("Lò Văn Thành · Chủ tịch, huyện Sông Mã").click()
    page.get_by_label("Day of the meeting").fill("28/3/2025")
    page.locator("[name=counterpart-0-person_q]").fill("Khăm Phết")
    page.locator("[name=counterpart-0-post]").fill("Huyện trưởng")
    page.get_by_role("button", name="Save as draft").click()
    page.get_by_role("heading", level=1).get_by_text("28/03/2025").wait_for()

    came = {one.side: one for one in Meeting.objects.get().attendances.all()}
    assert (came["home"].person, came["home"].post) == (post.person, post)
    assert str(came["counterpart"].post) == "Huyện trưởng, huyện Mường Ét"
    assert {one.role for one in came.values()} == {"head"}
