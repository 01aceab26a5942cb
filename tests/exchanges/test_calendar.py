"""The calendar: what stands in it, for whom, as a grid and as a list."""

from datetime import date, time, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from core.access import Reach
from core.fields import PartialDate
from exchanges.calendar_entries import EntryKind, entries
from exchanges.choices import AgreedItemStatus, MeetingStatus
from partnerships.choices import CadenceSubject, PartnershipEventKind
from tests.factories import (
    AgreedItemFactory,
    CadenceFactory,
    CountryFactory,
    DayOffFactory,
    IncidentFactory,
    LetterFactory,
    MeetingFactory,
    MemorandumFactory,
    PartnershipEventFactory,
    PartnershipFactory,
    UserFactory,
)

TODAY = date(2026, 4, 10)
APRIL = (date(2026, 4, 1), date(2026, 4, 30))


def found(user, start=APRIL[0], end=APRIL[1], **asked):
    return [
        (one.day, one.kind, one.title, one.note)
        for one in entries(Reach(user), start, end, today=TODAY, **asked)
        if one.kind != EntryKind.HOLIDAY or asked
    ]


def planned(tie, day, **facts):
    facts = {"status": MeetingStatus.PLANNED, "held": PartialDate(), "planned": day} | facts
    return MeetingFactory(partnerships=[tie], **facts)


def test_all_that_has_a_day_stands_in_it(officer, partnership):
    held = MeetingFactory(partnerships=[partnership], held=PartialDate.read("02/04/2026"))
    coming = planned(partnership, date(2026, 4, 20), begins=time(8, 30), ends=time(11))
    item = AgreedItemFactory(meeting=held, due=date(2026, 4, 15))
    letter = LetterFactory(partnership=partnership, answer_due=date(2026, 4, 16))
    term = DateRange(date(2022, 5, 1), date(2026, 5, 1))
    text = MemorandumFactory(partnerships=[partnership], term=term)
    PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.ESTABLISHED,
        since=PartialDate.read("12/04/2006"),
    )
    cadence = CadenceFactory(partnership=partnership, days=["04-05"], starts=date(2026, 1, 1))
    other = CadenceFactory(partnership=partnership, days=["04-25"], starts=date(2026, 1, 1))
    other.meetings.add(held, coming, bulk=False)
    assert found(officer) == [
        (date(2026, 4, 2), "meeting", held.title, "Held"),
        (date(2026, 4, 5), "due", f"{partnership}: {cadence.title}", "Missed, none held"),
        (date(2026, 4, 12), "anniversary", str(partnership), "20 years"),
        (date(2026, 4, 15), "agreed", item.title, ""),
        (date(2026, 4, 16), "answer", letter.gist, ""),
        (date(2026, 4, 20), "meeting", coming.title, "Planned"),
        (date(2026, 4, 30), "text", text.title, ""),
    ]


def test_what_is_settled_or_put_off_does_not(officer, partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    AgreedItemFactory(
        meeting=meeting, due=date(2026, 4, 15), status=AgreedItemStatus.DONE,
        closed=date(2026, 4, 1), proof="Biên bản",
    )  # fmt: skip
    due = {"partnership": partnership, "answer_due": date(2026, 4, 16)}
    LetterFactory(**due, no_answer="đã trao đổi qua điện thoại")
    LetterFactory(**due, withdrawn_reason="nhập nhầm")
    answered = LetterFactory(**due)
    LetterFactory(partnership=partnership, answers=answered, direction="in")
    planned(partnership, date(2026, 4, 20), status=MeetingStatus.CANCELLED, reason="mưa lũ")
    assert found(officer) == []


def test_what_is_out_of_sight_is_not_told(officer):
    tie = PartnershipFactory()
    planned(tie, date(2026, 4, 20))
    LetterFactory(partnership=tie, answer_due=date(2026, 4, 16))
    visit = {"subject": CadenceSubject.ACTIVITY, "starts": date(2026, 1, 1)}
    CadenceFactory(partnership=tie, days=["04-25"], **visit)
    assert found(officer) == []
    assert len(found(UserFactory(role=Role.OFFICER, sees_all=True))) == 3


def test_the_29th_of_february_is_kept_on_the_28th(officer, partnership):
    PartnershipEventFactory(
        partnership=partnership,
        kind=PartnershipEventKind.ESTABLISHED,
        since=PartialDate.read("29/02/2016"),
    )
    both = found(officer, date(2027, 2, 1), date(2028, 2, 29))
    assert [row[0] for row in both] == [date(2027, 2, 28), date(2028, 2, 29)]


def test_it_is_cut_down_to_one_kind_and_to_some_ties(officer, partnership, unit):
    other = PartnershipFactory(home__unit=unit)
    ours, theirs = planned(partnership, date(2026, 4, 20)), planned(other, date(2026, 4, 21))
    LetterFactory(partnership=other, answer_due=date(2026, 4, 16))
    meetings = found(officer, kinds=[EntryKind.MEETING])
    assert [row[2] for row in meetings] == [ours.title, theirs.title]
    ties = type(other).objects.filter(pk=other.pk)
    assert [row[1] for row in found(officer, ties=ties) if row[1] != "holiday"] == [
        "answer",
        "meeting",
    ]


def test_holidays_of_both_sides_stand_in_it_and_those_of_others_do_not(officer, partnership):
    """The tie is with Laos: no Chinese holiday."""
    vietnam = partnership.parties.get(side="home").who.country
    DayOffFactory(country=vietnam, day=date(2026, 4, 3), words="Nghỉ hoán đổi")
    days = found(officer, kinds=[EntryKind.HOLIDAY])
    across = partnership.parties.get(side="counterpart").who.country_id
    assert across == "LA"
    assert {row[3] for row in days} == {"Vietnam", "Laos"}
    assert (date(2026, 4, 3), "holiday", "Nghỉ hoán đổi", "Vietnam") in days
    assert (date(2026, 4, 14), "holiday", "Bunpimay, the Lao new year", "Laos") in days


def test_who_sees_no_tie_is_told_of_all_neighbours(db):
    CountryFactory(code="VN")
    lonely = UserFactory(role=Role.OFFICER)
    days = found(lonely, date(2026, 10, 1), date(2026, 10, 1), kinds=[EntryKind.HOLIDAY])
    assert [row[3] for row in days] == ["China"]


@pytest.fixture
def page(client, officer):
    client.force_login(officer)
    return lambda **asked: client.get(reverse("exchanges:calendar"), asked)


def test_the_month_is_a_table_whose_weeks_begin_on_monday(page, partnership):
    meeting = planned(partnership, date(2026, 4, 20), begins=time(8, 30))
    answer = page(month="2026-04")
    weeks = answer.context["weeks"]
    assert weeks[0][0].day == date(2026, 3, 30)
    assert all(len(week) == 7 for week in weeks)
    html = answer.text
    assert html.count('<th scope="col">') == 7
    assert html.index("Monday") < html.index("Sunday")
    assert meeting.get_absolute_url() in html
    assert "08:30" in html


def test_today_is_marked_and_only_in_its_month(page):
    today = timezone.localdate()
    assert 'aria-current="date"' in page().text
    other = (today.replace(day=1) - timedelta(days=40)).strftime("%Y-%m")
    assert 'aria-current="date"' not in page(month=other).text


@pytest.mark.parametrize("month", ["2026-13", "x", "0001-01", "99999-1", f"{10**12}-1", "2026", ""])
def test_a_month_that_is_none_is_this_month(page, month):
    answer = page(month=month, kind="nonsense", tie="x", view="y")
    assert answer.status_code == 200
    assert answer.context["this_month"]


def test_the_list_names_only_days_on_which_something_stands(page, partnership):
    planned(partnership, date(2026, 6, 17))
    answer = page(month="2026-06", view="list", kind="meeting")
    assert [day.day for day in answer.context["listed"]] == [date(2026, 6, 17)]
    assert "<table" not in answer.text


def test_a_full_day_leads_to_the_list(page, partnership):
    for _meeting in range(6):
        planned(partnership, date(2026, 6, 17))
    html = page(month="2026-06").text
    assert "2 more" in html
    assert "#d-2026-06-17" in html


def test_the_calendar_costs_the_same_for_a_little_and_a_lot(page, unit, django_assert_num_queries):
    for ties in (1, 12):
        for _tie in range(ties):
            tie = PartnershipFactory(home__unit=unit)
            CadenceFactory(partnership=tie, starts=date(2025, 1, 1))
            planned(tie, date(2026, 4, 20))
        with django_assert_num_queries(8):
            page(month="2026-04")


def test_a_meeting_is_planned_from_a_day_and_a_holiday_is_told(client, officer, partnership):
    client.force_login(officer)
    year = timezone.localdate().year + 1
    month = client.get(reverse("exchanges:calendar"), {"month": f"{year}-12"}).text
    assert "a holiday: National day of Laos (Laos)" in month
    url = f"{reverse('exchanges:calendar-plan')}?day=02/12/{year}&tie={partnership.uuid}"
    form = client.get(url)
    assert "On 02/12/" in form.text
    assert "National day of Laos (Laos)" in form.text
    assert str(partnership) in form.text
    answer = client.post(url, {"tie": str(partnership.uuid), "day": f"02/12/{year}"})
    plan = reverse("exchanges:tie-meeting-plan", args=[partnership.uuid])
    assert answer.url == f"{plan}?planned=02%2F12%2F{year}"
    assert client.post(url, {"tie": "", "day": "x"}).status_code == 422
    quiet = client.get(reverse("exchanges:calendar-plan"), {"day": "31/02/2026", "tie": "x"})
    assert quiet.status_code == 200
    assert "offices are closed" not in quiet.text


def test_who_only_reads_is_not_led_to_planning(client, unit):
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    html = client.get(reverse("exchanges:calendar")).text
    assert reverse("exchanges:calendar-plan") not in html


def test_a_letter_about_a_sensitive_incident_is_told_to_whom_may_know(officer, partnership):
    secret = IncidentFactory(partnership=partnership, sensitive=True)
    LetterFactory(partnership=partnership, incident=secret, answer_due=date(2026, 4, 16))
    assert found(officer) == []
    knows = UserFactory(role=Role.OFFICER, units=list(officer.units.all()), sees_sensitive=True)
    assert len(found(knows)) == 1
