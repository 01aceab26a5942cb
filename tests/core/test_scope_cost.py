"""A page costs the same, however many rows lie outside the user's reach.

Cost is counted in blocks that PostgreSQL touches: the same on a busy and on an idle machine.
"""

import json

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from core import access, list_rows, lists
from core.fields import PartialDate
from core.lists import Column, Table
from exchanges.lists import AID_PROJECTS, MEETINGS
from exchanges.models import AidProject, Meeting
from exchanges.views.aid_projects import AidProjectList
from exchanges.views.meetings import with_ties
from reports.models import ReviewPaper
from tests.factories import (
    AidProjectFactory,
    AnnualReviewFactory,
    MeetingFactory,
    PartnershipFactory,
    ReviewPaperFactory,
    ReviewSeriesFactory,
    UserFactory,
)
from tests.live import analyze, sweep, write_bare

# The records furthest from the unit: project – tie – party, and paper – review – tie – party.
LISTS = {
    AidProject: AID_PROJECTS,
    Meeting: MEETINGS,
    ReviewPaper: (Column("paper", "Paper", ("review__period",), order="pk"),),
}


def multiply(model, times):
    """Copy every row but the user's own in plain SQL, far faster than a factory."""
    columns = [
        field.column
        for field in model._meta.fields
        if field.name not in {"id", "uuid"} and not field.generated
    ]
    unique = {"code"} & set(columns)
    rows = ", ".join(column for column in columns if column not in unique)
    codes = "".join(", code" for _column in unique)
    made = "".join(", gen_random_uuid()::text" for _column in unique)
    write_bare(
        f"INSERT INTO {model._meta.db_table} (uuid, {rows}{codes})"
        f" SELECT gen_random_uuid(), {rows}{made}"
        f" FROM {model._meta.db_table}, generate_series(1, {times})"
        f" WHERE id > {model.objects.order_by('pk')[19].pk}"
    )
    analyze()


def seen_by(user, model):
    """The rows of a list as its page asks for them."""
    if model is Meeting:
        return with_ties(Meeting.objects.visible_to(user), user)
    rows = AidProjectList.queryset if model is AidProject else model.objects
    return rows.visible_to(user)


def blocks(model, user, query) -> int:
    """What one page of a list touches in tables and indexes, over all its queries."""
    with CaptureQueriesContext(connection) as captured:
        Table(seen_by(user, model), LISTS[model], QueryDict(query))
    total = 0
    for query in captured.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + query["sql"])
            (plan,) = cursor.fetchone()
        plan = json.loads(plan) if isinstance(plan, str) else plan
        total += plan[0]["Plan"]["Shared Hit Blocks"] + plan[0]["Plan"]["Shared Read Blocks"]
    return total


@pytest.mark.parametrize(("model", "query"), [(AidProject, ""), (ReviewPaper, "sort=-paper")])
def test_a_page_costs_the_same_at_two_thousand_and_at_twenty_thousand_rows(
    unit, partnership, model, query
):
    sweep(model)
    users = [UserFactory(units=[unit]), UserFactory(sees_all=True)]
    for tie in [partnership, *PartnershipFactory.create_batch(100)]:
        own = tie == partnership  # made first: a walk from the newest would meet them last
        if model is AidProject:
            AidProjectFactory.create_batch(20 if own else 1, partnership=tie)
        else:
            series = ReviewSeriesFactory(partnerships=[tie])
            review = AnnualReviewFactory(series=series)
            ReviewPaperFactory.create_batch(20 if own else 1, review=review)

    multiply(model, 19)
    few = [blocks(model, user, query) for user in users]
    multiply(model, 9)
    many = [blocks(model, user, query) for user in users]

    assert model.objects.count() == 20_020
    for before, after in zip(few, many, strict=True):
        assert after < 2 * before  # an index may have grown by a level


def meetings_more(number):
    """So many meetings more, in plain SQL: on days of 25 years, each of one of the other ties."""
    columns = [
        field.column
        for field in Meeting._meta.fields
        if field.name not in {"id", "uuid", "held_days", "title"}
    ]
    rows = ", ".join(columns)
    write_bare(
        f"""WITH ties AS (
            SELECT array_agg(id ORDER BY id) AS ids FROM partnerships_partnership
        ), first AS (
            SELECT * FROM exchanges_meeting ORDER BY id LIMIT 1
        ), more AS (
            INSERT INTO exchanges_meeting (uuid, title, held_days, {rows})
            SELECT gen_random_uuid(), 'Giao ban ' || number,
                daterange(day::date, day::date + 1), {rows}
            FROM first, generate_series(1, {number}) AS number,
                LATERAL (SELECT date '2000-01-01' + number % 9000 AS day) AS days
            RETURNING id
        )
        INSERT INTO exchanges_meeting_partnerships (meeting_id, partnership_id)
        SELECT more.id, ids[2 + more.id % 100] FROM more, ties"""
    )
    analyze()


ORDERS = ("sort=-held", "sort=held", "sort=title")


def walked(user, monkeypatch) -> list[int]:
    """Blocks of a user who has many rows already in the small register: with smaller limits."""
    with monkeypatch.context() as smaller:
        for module, name in ((lists, "COUNTED"), (list_rows, "COUNTED")):
            smaller.setattr(module, name, 200)
        for module in (access, list_rows):
            smaller.setattr(module, "SOME", 500)
        smaller.setattr(list_rows, "WALKED", 900)
        return [blocks(Meeting, user, order) for order in ORDERS]


def test_a_page_of_meetings_costs_the_same_at_ten_and_at_a_hundred_thousand(
    unit, partnership, monkeypatch
):
    sweep(Meeting, Meeting.partnerships.through)
    ties = PartnershipFactory.create_batch(100)
    MeetingFactory.create_batch(20, partnerships=[partnership], held=PartialDate.read("01/02/1999"))
    tenth = [tie.parties.get(side="home").unit for tie in ties[::10]]
    users = [UserFactory(units=[unit]), UserFactory(sees_all=True)]
    part = UserFactory(units=tenth)

    meetings_more(10_000)
    few = [blocks(Meeting, user, order) for user in users for order in ORDERS]
    few += walked(part, monkeypatch)
    meetings_more(90_000)
    many = [blocks(Meeting, user, order) for user in users for order in ORDERS]
    many += walked(part, monkeypatch)

    assert Meeting.objects.count() == 100_020
    for before, after in zip(few, many, strict=True):
        assert after < 2 * before  # an index may have grown by a level
