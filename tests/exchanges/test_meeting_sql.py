"""What PostgreSQL itself keeps of meetings, delegations and agendas, asked in plain SQL."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from core.fields import PartialDate
from exchanges.choices import DelegationRole
from exchanges.models import AgreedItemProgress
from tests.exchanges.minutes import signed_minutes
from tests.factories import (
    AgendaItemFactory,
    AgreedItemFactory,
    AttendanceFactory,
    BorderMarkerFactory,
    MeetingFactory,
    MinutesFactory,
)

SIGNED = "signed minutes keep what they say"


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("ends = '10:00'", "a_meeting_ends_after_it_begins"),
        ("begins = '10:00', ends = '10:00'", "a_meeting_ends_after_it_begins"),
        (
            "place_marker_id = (SELECT min(id) FROM partnerships_bordermarker)",
            "a_meeting_at_a_marker_says_so",
        ),
        (
            "place_kind = 'line',"
            " place_marker_id = (SELECT min(id) FROM partnerships_bordermarker)",
            "a_meeting_at_a_marker_says_so",
        ),
    ],
)
def test_times_and_place_are_in_order(partnership, change, rule):
    MeetingFactory(partnerships=[partnership])
    BorderMarkerFactory()
    with pytest.raises(IntegrityError, match=rule):
        run(f"UPDATE exchanges_meeting SET {change}")


@pytest.mark.parametrize(
    "change",
    [
        "held_days = daterange('2025-03-27', '2025-03-28')",
        "place = 'nơi khác'",
        "host = 'counterpart'",
        "status = 'cancelled', reason = 'x'",
        "begins = '09:00'",
        "begins = '09:00', ends = '10:00'",
        "kind = 'other'",
        "title = 'tên khác'",
        "place_kind = 'line'",
    ],
)
def test_the_facts_of_a_meeting_stay_once_its_minutes_are_signed(partnership, change):
    signed_minutes(MeetingFactory(partnerships=[partnership], host="home"))
    with pytest.raises(IntegrityError, match=SIGNED):
        run(f"UPDATE exchanges_meeting SET {change}")


def test_what_the_minutes_do_not_tell_may_still_be_put_right(partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    signed_minutes(meeting)
    run("UPDATE exchanges_meeting SET year_reviewed = 2024, host_reason = 'Lũ'")
    meeting.refresh_from_db()
    assert meeting.year_reviewed == 2024


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE exchanges_attendance SET present = false",
        "DELETE FROM exchanges_attendance",
        "INSERT INTO exchanges_attendance (uuid, meeting_id, side, role, person_id, position,"
        " present) SELECT gen_random_uuid(), meeting_id, 'counterpart', 'member',"
        " (SELECT max(id) FROM partnerships_person), 1, true FROM exchanges_attendance",
    ],
)
def test_who_came_stays_once_the_minutes_are_signed(partnership, change):
    meeting = MeetingFactory(partnerships=[partnership])
    AttendanceFactory(meeting=meeting, role=DelegationRole.HEAD)
    signed_minutes(meeting)
    with pytest.raises(IntegrityError, match=SIGNED):
        run(change)


def test_minutes_that_others_tell_of_close_nothing(partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    AttendanceFactory(meeting=meeting)
    MinutesFactory(meeting=meeting, basis="reported", status="signed_by_both")
    run("UPDATE exchanges_attendance SET present = false")
    run("UPDATE exchanges_meeting SET place = 'Mường Ét'")
    meeting.refresh_from_db()
    assert meeting.place == "Mường Ét"


def test_the_ties_and_the_agenda_of_signed_minutes_stay(partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    AgendaItemFactory(meeting=meeting)
    signed_minutes(meeting)
    for change in (
        "DELETE FROM exchanges_meeting_partnerships",
        "UPDATE exchanges_agendaitem SET position = 7",
        "DELETE FROM exchanges_agendaitem",
    ):
        with pytest.raises(IntegrityError, match=SIGNED), transaction.atomic():
            run(change)


def test_signed_minutes_do_not_become_reported_ones(partnership):
    signed_minutes(MeetingFactory(partnerships=[partnership]))
    with pytest.raises(ProgrammingError, match="Cannot update rows from exchanges_minutes"):
        run("UPDATE exchanges_minutes SET basis = 'reported'")


def test_a_meeting_keeps_one_of_its_ties(partnership):
    MeetingFactory(partnerships=[partnership])
    with pytest.raises(IntegrityError, match="a meeting names a tie or a unit"):
        run(
            "DELETE FROM exchanges_meeting_partnerships;"
            " SET CONSTRAINTS meeting_keeps_a_tie IMMEDIATE"
        )


def test_a_day_put_right_leaves_what_was_agreed_before_what_was_found(partnership):
    earlier, later = (
        MeetingFactory(partnerships=[partnership], held=PartialDate.read(day))
        for day in ("28/3/2024", "28/3/2025")
    )
    item = AgreedItemFactory(meeting=earlier)
    AgreedItemProgress.objects.create(item=item, meeting=later, status=item.status)
    with pytest.raises(IntegrityError, match="taken up at a later meeting"):
        run(
            f"UPDATE exchanges_meeting SET held_days = '[2023-03-28,2023-03-29)'"
            f" WHERE id = {later.pk}; SET CONSTRAINTS ALL IMMEDIATE"
        )
