"""Meetings: what the services refuse, what PostgreSQL refuses, what the pages show."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import MeetingKind, MeetingStatus
from exchanges.models import Meeting
from exchanges.services import attendances, meetings
from partnerships.choices import Side
from tests.exchanges.minutes import signed_minutes
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    PartnershipFactory,
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
    signed_minutes(meeting)
    with pytest.raises(RuleViolation, match="The minutes are signed"):
        meetings.change(meeting=meeting, partnerships=[partnership], by=officer, place="Sông Mã")
    with pytest.raises(RuleViolation, match="The minutes are signed"):
        attendances.write(meeting=meeting, rows=[], by=officer)


def test_the_clocks_of_the_other_side(partnership):
    meeting = MeetingFactory(partnerships=[partnership], begins="08:30")
    meeting.refresh_from_db()
    assert f"{meeting.begins_over_there('Asia/Shanghai'):%H:%M}" == "09:30"
    assert f"{meeting.begins_over_there('Asia/Vientiane'):%H:%M}" == "08:30"


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
        " place, place_kind, host, host_reason) VALUES (gen_random_uuid(), 'reported', 'talks',"
        " 'x', 'held', '', '', '', '', '', '')"
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
