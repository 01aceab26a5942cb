"""A filtered list of 100,000 meetings reads a small part of them, whatever it is filtered by.

Counted in rows that PostgreSQL reads of the table, not in time.
"""

import json
from types import SimpleNamespace

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from core.fields import PartialDate
from core.lists import COUNTED, Table
from exchanges.filters import MeetingFilter
from exchanges.lists import MEETINGS
from exchanges.models import Meeting
from exchanges.views.meetings import with_ties
from tests.core.test_scope_cost import meetings_more
from tests.factories import MeetingFactory, PartnershipFactory, UserFactory
from tests.live import analyze, sweep

pytestmark = pytest.mark.django_db
MOST = 20 * COUNTED  # a fifth of the table: a walk through all of it is far above
QUERIES = (
    "year=2005",
    "year=2023",
    "since=01/03/2005&until=31/03/2005",
    "since=01/03/2005&until=31/03/2005&sort=held",
    "until=31/12/2001",
    "until=31/12/2001&sort=held",
    "since=01/03/2005",
    "since=01/03/2005&sort=held",
    "since=01/01/2024",
    "since=01/01/2024&sort=held",
    "year=2005&sort=held",
    "year=2023&sort=held",
    "q=nam+xoi",
    "q=nam+xoi&year=2005",
    "status=held",
    "status=to_come",
    "kind=extraordinary",
    "kind=talks&year=2010",
    "place={place}",
    "place={place}&year=2005",
    "country={country}",
    "level=village",
    "tie={tie}",
)


def nodes(plan):
    yield plan
    for part in plan.get("Plans", ()):
        yield from nodes(part)


def read(plan) -> float:
    """Rows of meetings that a plan looks at, those it throws away included."""
    return sum(
        (one["Actual Rows"] + one.get("Rows Removed by Filter", 0)) * one["Actual Loops"]
        for one in nodes(plan)
        if one.get("Relation Name") == Meeting._meta.db_table
    )


def rows_read(user, query: str) -> float:
    params, request = QueryDict(query), SimpleNamespace(user=user)
    with CaptureQueriesContext(connection) as captured:
        rows = with_ties(Meeting.objects.visible_to(user), user)
        found = MeetingFilter(params, queryset=rows, request=request)
        assert found.is_valid(), found.errors
        Table(found.qs, MEETINGS, params, default_sort="-held")
    total = 0
    for asked in captured.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + asked["sql"])
            (plan,) = cursor.fetchone()
        plan = json.loads(plan) if isinstance(plan, str) else plan
        total += read(plan[0]["Plan"])
    return total


def test_no_filter_reads_through_all_meetings(partnership):
    sweep(Meeting, Meeting.partnerships.through)
    PartnershipFactory.create_batch(100)
    MeetingFactory.create_batch(5, partnerships=[partnership], held=PartialDate.read("01/02/1999"))
    meetings_more(100_000)
    rare = Meeting.objects.order_by("-pk").values("pk")[:3]
    Meeting.objects.filter(pk__in=list(rare.values_list("pk", flat=True))).update(
        title="Gặp mặt tại Nậm Xôi"
    )
    analyze()
    unit = partnership.parties.get(side="home").unit
    known = {"place": unit.uuid, "country": unit.country.uuid, "tie": partnership.uuid}

    user = UserFactory(sees_all=True)
    read = {query: rows_read(user, query.format(**known)) for query in QUERIES}

    assert {query: rows for query, rows in read.items() if rows > MOST} == {}
