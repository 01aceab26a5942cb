"""Meetings of a period are found by where their first day lies, the order of lists."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import PartialDate
from exchanges.models import Meeting
from tests.factories import MeetingFactory

pytestmark = pytest.mark.django_db


def test_what_touches_a_period_is_what_overlaps_it():
    """In every shape in which a day may be known: to the day, the month, the year, several years,
    with an open end, not at all.
    """
    said = ("05/01/2005", "31/12/2004", "12/2004", "2004", "2005", "01/2006", "1999")
    shapes = [PartialDate.read(words) for words in said]
    shapes += [
        PartialDate(DateRange(first, last), "khoảng đó")
        for first, last in [
            (date(2003, 5, 1), date(2007, 1, 1)),
            (date(2001, 1, 1), date(2004, 6, 1)),
            (None, date(2005, 6, 1)),
            (None, date(2004, 1, 1)),
            (date(2005, 6, 1), None),
        ]
    ]
    for shape in [*shapes, PartialDate(None, "không rõ")]:
        MeetingFactory(basis="reported", status="held", held=shape)
    periods = [
        DateRange(date(2005, 1, 1), date(2006, 1, 1)),
        DateRange(date(2004, 12, 15), date(2005, 1, 3)),
        DateRange(None, date(2004, 5, 1)),
        DateRange(date(2005, 3, 1), None),
        DateRange(date(1990, 1, 1), date(1991, 1, 1)),
    ]

    for days in periods:
        expected = Meeting.objects.filter(held_days__overlap=days).order_by("pk")
        for order in (False, True):
            found = Meeting.objects.touching(days, oldest_first=order).order_by("pk")
            assert list(found) == list(expected), (days, order)


@pytest.mark.parametrize("query", ["year=2005", "since=01/01/2005&until=31/12/2005"])
def test_the_list_begins_where_the_period_does(client, officer, partnership, query):
    for day in ("31/12/2004", "2005", "01/01/2006"):
        MeetingFactory(
            basis="reported", partnerships=[partnership], status="held", held=PartialDate.read(day)
        )
    client.force_login(officer)
    table = client.get(f"/meetings/?{query}").context["table"]
    assert [row["cells"][1].text for row in table.rows] == ["2005"]
