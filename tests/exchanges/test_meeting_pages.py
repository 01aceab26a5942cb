"""The pages of meetings: their cost, their scope, their clocks and what is done on them."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from exchanges.choices import MeetingStatus
from exchanges.models import Meeting
from partnerships.choices import Side
from tests.exchanges.filing import untouched
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    MinutesFactory,
    PartnershipFactory,
    PostFactory,
    UserFactory,
)


def test_list_costs_the_same_for_1_row_and_a_full_page(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    for rows in (1, 59):
        MeetingFactory.create_batch(rows, partnerships=[partnership])
        with django_assert_num_queries(5):  # who (2), the reach, count, page
            assert client.get(reverse("exchanges:meeting-list")).status_code == 200


def test_the_page_of_a_meeting_costs_nine_queries(
    client, officer, partnership, django_assert_num_queries
):
    meeting = MeetingFactory(partnerships=[partnership, PartnershipFactory()])
    for side in Side.values:
        people = [PostFactory(unit=partnership.parties.get(side=side).unit) for _ in range(3)]
        for post in people:
            AttendanceFactory(meeting=meeting, side=side, person=post.person, post=post)
    MinutesFactory(meeting=meeting)
    client.force_login(officer)
    with django_assert_num_queries(9):
        page = client.get(meeting.get_absolute_url())
    assert page.text.count('data-label="Post"') == 6


def test_a_meeting_names_only_the_ties_one_may_see(client, officer, partnership):
    other = PartnershipFactory(title="bản Xa – bản Lạ")
    meeting = MeetingFactory(partnerships=[partnership, other])
    client.force_login(officer)
    assert "bản Lạ" not in client.get(meeting.get_absolute_url()).text
    rows = client.get(reverse("exchanges:meeting-list")).context["table"].rows
    assert "bản Lạ" not in str(rows[0]["cells"])


def test_out_of_scope_is_404(client, officer):
    meeting = MeetingFactory()
    client.force_login(officer)
    for name in ("detail", "edit", "hold", "postpone", "cancel", "plan-again"):
        assert (
            client.get(reverse(f"exchanges:meeting-{name}", args=[meeting.uuid])).status_code == 404
        )
    assert client.post(reverse("exchanges:meeting-invite", args=[meeting.uuid])).status_code == 404


def test_a_reader_reads_and_changes_nothing(client, unit, partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    page = client.get(meeting.get_absolute_url())
    assert page.status_code == 200
    assert not page.context["actions"]
    for url in (
        reverse("exchanges:meeting-edit", args=[meeting.uuid]),
        reverse("exchanges:meeting-create"),
        reverse("exchanges:tie-meeting-create", args=[partnership.uuid]),
    ):
        assert client.get(url).status_code == 403


def test_an_administrator_has_no_business_here(client, unit, partnership):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, units=[unit]))
    assert client.get(reverse("exchanges:meeting-list")).status_code == 403


def test_a_meeting_in_china_shows_both_local_times(client, unit, officer):
    tie = PartnershipFactory(
        home__unit=unit,
        counterpart__unit__country__code="CN",
        counterpart__unit__country__time_zone="Asia/Shanghai",
    )
    meeting = MeetingFactory(partnerships=[tie], begins="08:30")
    client.force_login(officer)
    page = " ".join(client.get(meeting.get_absolute_url()).text.split())
    assert "08:30 (Vietnamese time) · 09:30 (CN)" in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("minutes=none", 1),
        ("minutes=draft", 1),
        ("status=planned", 0),
        ("year=2025", 2),
        ("year=2024", 0),
    ],
)
def test_list_filters(client, officer, partnership, query, found):
    MeetingFactory(partnerships=[partnership])
    MinutesFactory(meeting__partnerships=[partnership])
    client.force_login(officer)
    page = client.get(f"{reverse('exchanges:meeting-list')}?{query}")
    assert len(page.context["table"].rows) == found


def test_postponed_with_a_reason_from_the_page(client, officer, partnership):
    meeting = MeetingFactory(status=MeetingStatus.PLANNED, partnerships=[partnership])
    client.force_login(officer)
    url = reverse("exchanges:meeting-postpone", args=[meeting.uuid])

    page = client.post(url, {"reason": "​"})  # only a zero-width space
    assert page.status_code == 422
    assert page.context["form"].errors["reason"]
    assert client.post(url, {"reason": "Lũ trên sông Mã"}).status_code == 302
    assert "Lũ trên sông Mã" in client.get(meeting.get_absolute_url()).text


def test_a_planned_meeting_is_entered_and_held_from_the_pages(client, officer, partnership):
    client.force_login(officer)
    url = reverse("exchanges:tie-meeting-plan", args=[partnership.uuid])
    typed = untouched(client.get(url)) | {"kind": "review", "planned": "01/02/2026"}
    response = client.post(url, typed | {"host": "counterpart"})
    meeting = Meeting.objects.get()
    assert response["Location"] == meeting.get_absolute_url()
    assert meeting.planned == date(2026, 2, 1)

    hold = reverse("exchanges:meeting-hold", args=[meeting.uuid])
    page = client.post(hold, {"held": "01/02/2199", "place": "", "host": "counterpart"})
    assert "still to come" in str(page.context["form"].errors["held"])
    client.post(hold, {"held": "01/02/2026", "place": "Mường Ét", "host": "counterpart"})
    meeting.refresh_from_db()
    assert (meeting.status, meeting.place) == (MeetingStatus.HELD, "Mường Ét")


def test_which_tie_met_is_asked_first(client, officer, partnership):
    PartnershipFactory()
    client.force_login(officer)
    page = client.get(reverse("exchanges:meeting-create"))
    (row,) = page.context["table"].rows
    assert row["uuid"] == partnership.uuid
    assert reverse("exchanges:tie-meeting-create", args=[partnership.uuid]) in page.text


def test_a_tie_that_met_out_of_scope_is_not_shown_in_the_form_and_stays(
    client, officer, partnership
):
    other = PartnershipFactory(title="Kết nghĩa nơi khác", home__unit__name="xã Nơi Khác")
    meeting = MeetingFactory(partnerships=[partnership, other])
    client.force_login(officer)
    url = reverse("exchanges:meeting-edit", args=[meeting.uuid])
    page = client.get(url)
    assert partnership.title in page.text
    assert other.title not in page.text
    assert "xã Nơi Khác" not in page.text
    rows = {
        f"{name}-{part}_FORMS": "0"
        for name in ("home", "counterpart")
        for part in ("TOTAL", "INITIAL")
    }
    sent = rows | {
        "kind": meeting.kind,
        "title": "Tên mới",
        "held": "28/03/2025",
        "other_ties": [str(partnership.uuid)],
        "version": page.context["version"],
    }
    assert client.post(url, sent).status_code == 302
    assert set(meeting.partnerships.all()) == {partnership, other}


def test_a_code_with_a_null_byte_names_no_tie(client, officer):
    client.force_login(officer)
    answer = client.get(reverse("exchanges:meeting-create"), {"tie": "LA\x00-1"})
    assert answer.status_code == 200


def test_the_menu_marks_talks_on_every_page_of_a_meeting(client, officer, partnership):
    minutes = MinutesFactory(meeting__partnerships=[partnership])
    client.force_login(officer)
    for url in (
        reverse("exchanges:tie-meeting-create", args=[partnership.uuid]),
        reverse("exchanges:tie-meeting-plan", args=[partnership.uuid]),
        minutes.get_absolute_url(),
        minutes.meeting.get_absolute_url(),
    ):
        marked = [str(one["words"]) for one in client.get(url).context["menu"] if one["current"]]
        assert marked == ["Talks & minutes"], url


def test_invited_meetings_are_to_come_too(client, officer, partnership):
    for status in (MeetingStatus.PLANNED, MeetingStatus.INVITED, MeetingStatus.HELD):
        MeetingFactory(status=status, partnerships=[partnership])
    client.force_login(officer)
    page = client.get(f"{reverse('exchanges:meeting-list')}?status=to_come")
    assert len(page.context["table"].rows) == 2
