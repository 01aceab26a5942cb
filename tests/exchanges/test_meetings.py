"""Meetings: what the services refuse, what PostgreSQL refuses, what the pages show."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import DelegationRole, MeetingKind, MeetingStatus
from exchanges.models import Meeting
from exchanges.services import attendances, meetings
from partnerships.choices import Side
from partnerships.models import Person
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    MinutesFactory,
    PartnershipFactory,
    PersonFactory,
    PostFactory,
    UserFactory,
)

TODAY = date(2026, 3, 1)
HELD = PartialDate.read("28/03/2025")


def held(partnership, by, **facts):
    facts = {"kind": MeetingKind.BRIEFING, "held": HELD, "today": TODAY} | facts
    return meetings.record_held(partnerships=[partnership], by=by, **facts)


# Rules


def test_a_meeting_of_our_own_is_entered_as_held_and_named_by_itself(partnership, officer):
    meeting = held(partnership, officer, host=Side.HOME)

    assert meeting.title.endswith(f"{partnership.title}, 28/03/2025")
    assert (meeting.status, meeting.basis) == (MeetingStatus.HELD, Basis.MADE_HERE)
    assert meeting.host_party == partnership.parties.get(side=Side.HOME)
    assert AuditEvent.objects.get().action == "meeting.held"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"held": PartialDate.read("3/2025")}, "Give the day on which"),
        ({"held": PartialDate.read("02/03/2026")}, "lies in the past"),
    ],
)
def test_a_meeting_of_our_own_has_a_full_day_in_the_past(partnership, officer, facts, words):
    with pytest.raises(RuleViolation, match=words):
        held(partnership, officer, **facts)
    assert not Meeting.objects.exists()


def test_a_meeting_of_nobody_is_refused(officer):
    with pytest.raises(RuleViolation, match="Name a tie or a unit"):
        meetings.plan(planned=None, kind=MeetingKind.TALKS, by=officer)


def test_the_host_is_a_party_of_the_tie_on_its_side(partnership, officer):
    stranger = PartnershipFactory().parties.get(side=Side.HOME)
    with pytest.raises(RuleViolation, match="The host is a party of the ties that met"):
        held(partnership, officer, host=Side.HOME, host_party=stranger)
    guest = partnership.parties.get(side=Side.COUNTERPART)
    with pytest.raises(RuleViolation, match="The host is a party of the ties that met"):
        held(partnership, officer, host=Side.HOME, host_party=guest)


def test_what_others_tell_may_lack_nearly_everything(partnership, officer):
    meeting = meetings.record_past(
        kind=MeetingKind.LEADERS, partnerships=[partnership], by=officer, held=PartialDate()
    )
    assert meeting.missing() == ["day of the meeting", "place", "host", "minutes"]
    assert AuditEvent.objects.get().details == {"basis": "reported"}


def test_what_is_made_here_is_not_recorded_as_past(partnership, officer):
    with pytest.raises(RuleViolation, match="filed by somebody who was there"):
        meetings.record_past(
            kind=MeetingKind.LEADERS,
            basis=Basis.MADE_HERE,
            partnerships=[partnership],
            by=officer,
        )


def test_a_planned_meeting_goes_its_way(partnership, officer):
    meeting = meetings.plan(
        planned=date(2026, 2, 1), kind=MeetingKind.TALKS, partnerships=[partnership], by=officer
    )
    meetings.invite(meeting=meeting, by=officer)
    meetings.postpone(meeting=meeting, reason="Lũ", by=officer)
    meetings.plan_again(meeting=meeting, planned=date(2026, 2, 20), by=officer)
    meeting = meetings.hold(
        meeting=meeting, held=PartialDate.read("20/02/2026"), today=TODAY, by=officer
    )

    assert (meeting.status, meeting.reason) == (MeetingStatus.HELD, "")
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "meeting.planned",
        "meeting.invited",
        "meeting.postponed",
        "meeting.planned_again",
        "meeting.held",
    ]


def test_a_meeting_held_or_cancelled_goes_nowhere(partnership, officer):
    meeting = held(partnership, officer)
    for act in (
        lambda: meetings.invite(meeting=meeting, by=officer),
        lambda: meetings.postpone(meeting=meeting, reason="Lũ", by=officer),
        lambda: meetings.cancel(meeting=meeting, reason="Lũ", by=officer),
        lambda: meetings.plan_again(meeting=meeting, planned=None, by=officer),
    ):
        with pytest.raises(RuleViolation, match="Cannot go from “Held”"):
            act()


@pytest.mark.parametrize("verb", [meetings.postpone, meetings.cancel])
def test_who_puts_a_meeting_off_says_why(partnership, officer, verb):
    meeting = MeetingFactory(status=MeetingStatus.PLANNED, partnerships=[partnership])
    with pytest.raises(RuleViolation, match="Say why"):
        verb(meeting=meeting, reason="  ", by=officer)


def test_hold_refuses_a_day_to_come(partnership, officer):
    meeting = MeetingFactory(status=MeetingStatus.PLANNED, partnerships=[partnership])
    with pytest.raises(RuleViolation, match="lies in the past"):
        meetings.hold(meeting=meeting, held=PartialDate.read("02/03/2026"), today=TODAY, by=officer)


def test_a_meeting_and_its_audit_event_are_written_together(partnership, officer, monkeypatch):
    meeting = MeetingFactory(status=MeetingStatus.PLANNED, partnerships=[partnership])
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        meetings.invite(meeting=meeting, by=officer)
    meeting.refresh_from_db()
    assert meeting.status == MeetingStatus.PLANNED


def test_once_the_minutes_are_signed_the_meeting_stays(partnership, officer):
    meeting = held(partnership, officer)
    MinutesFactory(meeting=meeting, status="signed_by_one")
    with pytest.raises(RuleViolation, match="The minutes are signed"):
        meetings.change(meeting=meeting, partnerships=[partnership], by=officer, place="Sông Mã")
    with pytest.raises(RuleViolation, match="The minutes are signed"):
        attendances.write(meeting=meeting, rows=[], by=officer)


def test_the_clocks_of_the_other_side(partnership):
    meeting = MeetingFactory(partnerships=[partnership], begins="08:30")
    meeting.refresh_from_db()
    assert f"{meeting.begins_over_there('Asia/Shanghai'):%H:%M}" == "09:30"
    assert f"{meeting.begins_over_there('Asia/Vientiane'):%H:%M}" == "08:30"


# Who came


def came(meeting, by, person="Nguyễn Văn Thành", post="Chủ tịch huyện", **row):
    row = {"side": Side.HOME, "role": DelegationRole.HEAD, "person": person, "post": post} | row
    return attendances.write(meeting=meeting, rows=[row], by=by)


def test_a_new_name_joins_the_register_with_its_post(partnership, officer):
    meeting = held(partnership, officer)
    came(meeting, officer)

    person = Person.objects.get()
    assert (person.posts.get().title, person.posts.get().unit) == (
        "Chủ tịch huyện",
        partnership.parties.get(side=Side.HOME).unit,
    )
    assert Person.objects.visible_to(officer).get() == person


def test_the_same_name_at_the_same_place_is_the_same_person(partnership, officer):
    for day in ("28/03/2025", "28/03/2024"):
        came(held(partnership, officer, held=PartialDate.read(day)), officer)
    assert Person.objects.count() == 1
    assert Person.objects.get().posts.count() == 1


def test_a_person_of_the_register_comes_in_a_known_or_a_new_post(partnership, officer):
    unit = partnership.parties.get(side=Side.HOME).unit
    person = PersonFactory(name="Lò Thị Hoa")
    known = PostFactory(person=person, unit=unit, title="Phó chủ tịch")

    (attendance,) = came(held(partnership, officer), officer, person=person, post="")
    assert attendance.post == known
    second = held(partnership, officer, held=PartialDate.read("28/03/2024"))
    (attendance,) = came(second, officer, person=person, post="Chủ tịch")
    assert (attendance.post.title, attendance.post.unit) == ("Chủ tịch", unit)


def test_a_new_name_says_its_post(partnership, officer):
    with pytest.raises(RuleViolation, match="Say in which post Khăm Phết came"):
        came(held(partnership, officer), officer, person="Khăm Phết", post=" ")


def test_a_delegation_has_one_head(partnership, officer):
    meeting = held(partnership, officer)
    came(meeting, officer)
    with pytest.raises(RuleViolation, match="A delegation has one head"):
        came(meeting, officer, person="Lò Văn Hai")


def test_head_and_member_may_change_places(partnership, officer):
    meeting = held(partnership, officer)
    unit = partnership.parties.get(side=Side.HOME).unit
    people = [PostFactory(unit=unit).person for _ in range(2)]
    roles = [DelegationRole.HEAD, DelegationRole.MEMBER]

    def rows(roles, uuids):
        return [
            {"side": Side.HOME, "role": role, "person": person, "post": "", "uuid": uuid}
            for person, role, uuid in zip(people, roles, uuids, strict=True)
        ]

    attendances.write(meeting=meeting, rows=rows(roles, [None, None]), by=officer)
    uuids = [meeting.attendances.get(person=person).uuid for person in people]
    attendances.write(meeting=meeting, rows=rows(roles[::-1], uuids), by=officer)

    assert meeting.attendances.get(role=DelegationRole.HEAD).person == people[1]


def test_a_side_without_a_party_cannot_place_a_new_person(unit, officer):
    meeting = MeetingFactory(unit=unit)
    with pytest.raises(RuleViolation, match="names no party of that side"):
        came(meeting, officer, side=Side.COUNTERPART)


def test_a_person_is_in_one_delegation(partnership, officer):
    one = AttendanceFactory(meeting=held(partnership, officer))
    with pytest.raises(ValidationError, match="in a delegation already"):
        attendances.add(
            meeting=one.meeting,
            side=Side.COUNTERPART,
            role=DelegationRole.MEMBER,
            person=one.person,
            by=officer,
        )


# What PostgreSQL refuses


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("held_days = daterange(current_date + 5, current_date + 6)", "held_not_in_the_future"),
        ("status = 'cancelled'", "a_meeting_put_off_has_a_reason"),
        ("status = 'postponed', reason = ''", "a_meeting_put_off_has_a_reason"),
        ("held_days = NULL", "a_meeting_of_our_own_has_a_full_date"),
        ("year_reviewed = 24", "meeting_is_about_years_of_our_time"),
    ],
)
def test_plain_sql_is_refused_too(partnership, change, rule):
    MeetingFactory(partnerships=[partnership])
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_meeting SET {change}")


@pytest.mark.django_db(transaction=True)
def test_plain_sql_cannot_leave_a_meeting_to_nobody(db):
    sql = (
        "INSERT INTO exchanges_meeting (uuid, basis, kind, title, status, reason, held_words,"
        " place, host) VALUES (gen_random_uuid(), 'reported', 'talks', 'x', 'held', '', '', '', '')"
    )
    with (
        pytest.raises(IntegrityError, match="a meeting names a tie or a unit"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("role = 'head'", "a_delegation_has_one_head"),
        ("person_id = (SELECT min(person_id) FROM exchanges_attendance)", "one_delegation"),
    ],
)
def test_plain_sql_keeps_delegations_in_order(partnership, change, rule):
    meeting = MeetingFactory(partnerships=[partnership])
    AttendanceFactory.create_batch(2, meeting=meeting)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_attendance SET {change}")


# Pages


def test_list_costs_the_same_for_1_row_and_a_full_page(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    for rows in (1, 59):
        MeetingFactory.create_batch(rows, partnerships=[partnership])
        with django_assert_num_queries(6):  # who (2), reach of rows and of ties (2), count, page
            assert client.get(reverse("exchanges:meeting-list")).status_code == 200


def test_the_page_of_a_meeting_costs_ten_queries(
    client, officer, partnership, django_assert_num_queries
):
    meeting = MeetingFactory(partnerships=[partnership, PartnershipFactory()])
    for side in Side.values:
        people = [PostFactory(unit=partnership.parties.get(side=side).unit) for _ in range(3)]
        for post in people:
            AttendanceFactory(meeting=meeting, side=side, person=post.person, post=post)
    MinutesFactory(meeting=meeting)
    client.force_login(officer)
    with django_assert_num_queries(10):
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
    response = client.post(url, {"kind": "review", "planned": "01/02/2026", "host": "counterpart"})
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
