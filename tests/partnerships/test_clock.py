"""The clearance clock: a table of cases across the holidays of Vietnam."""

from datetime import date

import pytest

from partnerships.clock import Calendar, calendar_of, copy_due, days_late, due
from tests.factories import CountryFactory, DayOffFactory

CALENDAR = Calendar()


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("asked", "limit", "last"),
    [
        # Monday to Friday, no holiday; the day of asking is not counted
        ("2026-03-02", 5, "2026-03-09"),
        ("2026-03-02", 1, "2026-03-03"),
        ("2026-03-06", 1, "2026-03-09"),  # asked on a Friday
        ("2026-03-07", 1, "2026-03-09"),  # asked on a Saturday
        ("2026-03-08", 7, "2026-03-17"),  # asked on a Sunday
        # Tết 2026: 16 to 20 February are off, with the weekends before and after
        ("2026-02-13", 1, "2026-02-23"),
        ("2026-02-12", 1, "2026-02-13"),
        ("2026-02-12", 3, "2026-02-24"),
        ("2026-02-10", 7, "2026-02-26"),
        ("2026-02-17", 5, "2026-02-27"),  # asked on a day off itself
        ("2026-02-05", 7, "2026-02-23"),
        # Giỗ Tổ on Sunday 26 April moves to Monday; 30 April and 1 May
        ("2026-04-24", 1, "2026-04-28"),
        ("2026-04-24", 3, "2026-05-04"),
        ("2026-04-29", 1, "2026-05-04"),
        ("2026-04-20", 7, "2026-05-04"),
        ("2026-04-30", 5, "2026-05-08"),
        # 2 September 2026: 1 and 2 September, and Monday 31 August for Saturday 22 August
        ("2026-08-28", 1, "2026-09-03"),
        ("2026-08-28", 7, "2026-09-11"),
        ("2026-08-31", 5, "2026-09-09"),
        ("2026-08-21", 1, "2026-08-22"),  # that Saturday is worked
        ("2026-08-21", 7, "2026-09-03"),  # 22, 24, 25, 26, 27, 28 August, 3 September
        # 24 November, the Day of Vietnamese Culture, is off from 2026
        ("2026-11-23", 1, "2026-11-25"),
        ("2026-11-20", 7, "2026-12-02"),
        ("2025-11-21", 1, "2025-11-24"),
        ("2025-11-21", 7, "2025-12-02"),
        # New Year, over the end of a year
        ("2025-12-30", 3, "2026-01-05"),
        ("2026-12-31", 1, "2027-01-04"),
    ],
)
def test_a_limit_in_working_days(asked, limit, last):
    assert due(day(asked), limit, True, CALENDAR) == day(last)


@pytest.mark.parametrize(
    ("asked", "limit", "last"),
    [
        ("2026-03-02", 15, "2026-03-17"),
        ("2026-03-06", 15, "2026-03-23"),  # ends on a Saturday … (21 March)
        ("2026-03-07", 15, "2026-03-23"),  # … or a Sunday
        ("2026-02-01", 15, "2026-02-23"),  # ends on the first day of Tết
        ("2026-02-05", 15, "2026-02-23"),
        ("2026-04-12", 15, "2026-04-28"),  # ends on 27 April, off for Giỗ Tổ
        ("2026-04-15", 15, "2026-05-04"),
        ("2026-08-16", 15, "2026-09-03"),  # ends on 31 August
        ("2026-08-07", 15, "2026-08-22"),  # ends on the Saturday that is worked
        ("2026-11-09", 15, "2026-11-25"),
        ("2025-11-09", 15, "2025-11-24"),
    ],
)
def test_a_limit_in_calendar_days_that_ends_on_a_day_off_moves_on(asked, limit, last):
    assert due(day(asked), limit, False, CALENDAR) == day(last)
    assert copy_due(day(asked), CALENDAR) == day(last)


def test_without_a_limit_nothing_is_due():
    assert due(day("2026-03-02"), None, True, CALENDAR) is None


def test_a_moved_day_counts_both_ways(db):
    assert due(day("2026-01-01"), 1, True, calendar_of()) == day("2026-01-02")
    DayOffFactory(day=day("2026-01-02"))
    DayOffFactory(day=day("2026-01-10"), works=True, words="làm bù")
    assert due(day("2026-01-01"), 1, True, calendar_of()) == day("2026-01-05")
    assert due(day("2026-01-09"), 1, True, calendar_of()) == day("2026-01-10")
    DayOffFactory(day=day("2026-11-24"), works=True)
    assert due(day("2026-11-23"), 1, True, calendar_of()) == day("2026-11-24")


def test_the_days_of_another_country_do_not_count(db):
    DayOffFactory(country=CountryFactory(code="LA"), day=day("2026-01-02"))
    assert calendar_of().works(day("2026-01-02"))
    assert not calendar_of("LA").works(day("2026-01-02"))


def test_moved_days_cost_one_query_and_holidays_none(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = calendar_of()
        for asked in ("2025-12-30", "2026-02-10", "2026-12-31"):
            due(day(asked), 7, True, calendar)


@pytest.mark.parametrize(
    ("last", "today", "working", "late"),
    [
        ("2026-02-13", "2026-02-13", True, 0),
        ("2026-02-13", "2026-02-22", True, 0),  # nobody worked since
        ("2026-02-13", "2026-02-23", True, 1),
        ("2026-02-13", "2026-02-23", False, 10),
        ("2026-02-13", "2026-02-10", False, 0),
    ],
)
def test_how_late_it_is(last, today, working, late):
    assert days_late(day(last), day(today), working, CALENDAR) == late
