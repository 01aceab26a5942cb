"""The calendar under its secret address: made, shown once, read without session, revoked."""

from datetime import date, time, timedelta

import icalendar
import pytest
from django.db import IntegrityError, connection
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Language, Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import MeetingStatus
from exchanges.models import CalendarFeed
from exchanges.services import feeds
from exchanges.views import calendar_feed
from tests.factories import (
    IncidentFactory,
    LetterFactory,
    MeetingFactory,
    PartnershipFactory,
    UserFactory,
)


@pytest.fixture
def secret(officer):
    return feeds.make(user=officer, on=timezone.now(), by=officer)


@pytest.fixture
def read(client):
    """Nobody is signed in."""
    return lambda secret, **headers: client.get(
        reverse("exchanges:calendar-feed", args=[secret]), headers=headers
    )


def planned(tie, **facts):
    day = timezone.localdate() + timedelta(days=10)
    facts = {"status": MeetingStatus.PLANNED, "held": PartialDate(), "planned": day} | facts
    return MeetingFactory(partnerships=[tie], **facts)


def events(answer) -> list:
    found = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return [one for one in found if not str(one["UID"]).startswith("holiday")]


def test_it_is_read_without_a_session_and_only_what_its_owner_sees(read, secret, partnership):
    ours = planned(partnership, begins=time(8, 30), ends=time(11), place="Na Mèo")
    planned(PartnershipFactory(), title="Hội đàm nơi khác")
    answer = read(secret)
    assert (answer.status_code, answer["Content-Type"]) == (
        200,
        "text/calendar; charset=utf-8",
    )
    (event,) = events(answer)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (ours.title, "Na Mèo")
    assert event["DTSTART"].dt.isoformat() == f"{ours.planned}T08:30:00+07:00"
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["DTEND"].dt.time() == time(11)
    assert str(event["URL"]).endswith(ours.get_absolute_url())
    assert b"BEGIN:VTIMEZONE" in answer.content
    assert "sessionid" not in answer.cookies


def test_a_meeting_without_hour_is_a_whole_day_and_holidays_of_both_sides_stand_in_it(
    read, secret, partnership
):
    ours = planned(partnership)
    answer = read(secret)
    (event,) = events(answer)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (
        ours.planned,
        ours.planned + timedelta(days=1),
    )
    assert b"UID:holiday-LA-1-" in answer.content
    assert b"UID:holiday-CN" not in answer.content


def test_the_same_thing_keeps_its_name_however_it_is_moved(read, secret, partnership, officer):
    ours = planned(partnership)
    (before,) = events(read(secret))
    ours.planned += timedelta(days=3)
    ours.save()
    officer.language = Language.VIETNAMESE
    officer.save()
    (after,) = events(read(secret))
    assert before["UID"] == after["UID"]
    assert after["DTSTART"].dt == ours.planned


def test_what_has_not_changed_is_not_sent_again(read, secret, partnership):
    planned(partnership)
    first = read(secret)
    again = read(secret, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert read(secret, if_modified_since=first["Last-Modified"]).status_code == 304
    assert first["Cache-Control"] == "private, no-cache"
    planned(partnership)
    assert read(secret, if_none_match=first["ETag"]).status_code == 200


def test_of_a_sensitive_incident_only_the_day_is_told(read, unit, partnership):
    knows = UserFactory(role=Role.OFFICER, units=[unit], sees_sensitive=True)
    secret = feeds.make(user=knows, on=timezone.now(), by=knows)
    incident = IncidentFactory(partnership=partnership, sensitive=True)
    due = timezone.localdate() + timedelta(days=5)
    LetterFactory(
        partnership=partnership, incident=incident, answer_due=due, gist="Trao trả đối tượng A"
    )
    (event,) = events(read(secret))
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == ("Answer due", due)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.ADMINISTRATOR}])
def test_who_may_not_open_the_calendar_reads_nothing(read, secret, officer, change):
    type(officer).objects.filter(pk=officer.pk).update(**change)
    assert read(secret).status_code == 404


def test_a_wrong_or_revoked_or_replaced_secret_reads_nothing(read, secret, officer):
    assert read("wrong").status_code == 404
    newer = feeds.make(user=officer, on=timezone.now(), by=officer)
    assert (read(secret).status_code, read(newer).status_code) == (404, 200)
    feeds.revoke(user=officer, on=timezone.now(), by=officer)
    assert read(newer).status_code == 404
    feeds.revoke(user=officer, on=timezone.now(), by=officer)  # there is none: nothing happens
    acts = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["feed.made", "feed.made", "feed.revoked"]


def test_only_the_hash_is_kept_and_nothing_can_be_changed_by_it(client, secret):
    feed = CalendarFeed.objects.get()
    assert secret not in str(vars(feed))
    assert len(feed.secret_hash) == 64
    assert client.post(reverse("exchanges:calendar-feed", args=[secret])).status_code == 405


def test_too_many_reads_are_put_off(read, secret, monkeypatch):
    monkeypatch.setattr(calendar_feed, "READS", 2)
    monkeypatch.setattr(calendar_feed, "WRONG_TRIES", 1)
    assert [read(secret).status_code for _try in range(3)] == [200, 200, 429]
    assert [read("wrong").status_code for _try in range(2)] == [404, 429]


def test_its_owner_sees_when_it_was_read(read, secret):
    assert CalendarFeed.objects.get().read_at is None
    read(secret)
    first = CalendarFeed.objects.get().read_at
    read(secret)
    assert CalendarFeed.objects.get().read_at == first  # to the hour


def test_nobody_makes_an_address_for_somebody_else(officer, head):
    for act in (feeds.make, feeds.revoke):
        with pytest.raises(RuleViolation, match="their own"):
            act(user=head, on=timezone.now(), by=officer)


def test_reading_it_costs_the_same_for_a_little_and_a_lot(
    read, secret, partnership, django_assert_num_queries
):
    planned(partnership)
    read(secret)
    for _round in range(2):
        planned(partnership)
        with django_assert_num_queries(7):
            read(secret)


def test_plain_sql_gives_nobody_two_living_addresses(secret, officer):
    with (
        pytest.raises(IntegrityError, match="a_user_has_one_calendar_address"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO exchanges_calendarfeed (uuid, user_id, secret_hash)"
            " VALUES (gen_random_uuid(), %s, 'x')",
            [officer.pk],
        )


def test_plain_sql_gives_no_secret_twice(secret, head):
    with pytest.raises(IntegrityError, match="secret_hash"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO exchanges_calendarfeed (uuid, user_id, secret_hash)"
            " SELECT gen_random_uuid(), %s, secret_hash FROM exchanges_calendarfeed",
            [head.pk],
        )


def test_the_page_shows_the_address_once(client, officer, read):
    client.force_login(officer)
    page = reverse("exchanges:calendar-settings")
    assert "/calendar/feed/" not in client.get(page).text
    made = client.post(reverse("exchanges:calendar-feed-make"))
    address = made.context["address"]
    assert address in made.text
    assert client.get(address).status_code == 200
    again = client.get(page)
    assert "/calendar/feed/" not in again.text
    assert "last read on" in again.text
    gone = client.post(reverse("exchanges:calendar-feed-revoke"), follow=True)
    assert "tells nothing any more" in gone.text
    assert client.get(address).status_code == 404


def test_the_account_page_leads_there(client, officer):
    client.force_login(officer)
    assert reverse("exchanges:calendar-settings") in client.get("/account/").text
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    assert reverse("exchanges:calendar-settings") not in client.get("/account/").text


def test_a_year_of_days_is_told(read, secret, partnership):
    planned(partnership, planned=timezone.localdate() + timedelta(days=399))
    planned(partnership, planned=timezone.localdate() + timedelta(days=500))
    assert len(events(read(secret))) == 1
    assert all(isinstance(one["DTSTART"].dt, date) for one in events(read(secret)))
