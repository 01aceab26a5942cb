"""Of very many records a search reads a few thousand entries, whoever asks for what words."""

import json
from datetime import date, timedelta
from time import monotonic

import pytest
from django.db import connection

from accounts.choices import Role
from core.fields import PartialDate
from reports.choices import SearchKind
from reports.models import SearchEntry
from reports.searching import frequent
from reports.searching.finding import COUNTED, NAMED, NEWEST, SHOWN_ALONE, Search
from reports.searching.kinds import open_to
from reports.searching.reach import TIE
from reports.searching.typed import Typed
from tests import factories as make
from tests.live import analyze

pytestmark = pytest.mark.django_db
TABLE = SearchEntry._meta.db_table
RECORDS = 30_000
# Until 1,001 of every third are met, those planned besides; some look whether they stand together.
MOST = 5 * COUNTED + NEWEST + NAMED + 800
TITLES = "ARRAY['giao ban bien gioi', 'hoi dam thuong ky', 'gap mat dau nam']"


@pytest.fixture
def many(db):
    """Meetings of three titles in turn, held or planned: those planned are the latest and share
    one title. Names come last in the table. A tenth belongs to one tie, a hundredth to another.
    """
    ties = [make.PartnershipFactory() for _one in range(2)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {TABLE} (kind, record, place, first, uuid, day, title, beside, name,
                code, body, sensitive, issued, words)
            SELECT kind, -n, CASE WHEN kind = 'b' THEN 0 WHEN n %% 10 = 0 THEN %s
                WHEN n %% 100 = 1 THEN %s ELSE -8 * n END, true, gen_random_uuid(),
                CASE WHEN kind = 'i' THEN date '2000-01-01' + day END, said, '', said, '', '',
                false, true, (SELECT string_agg(kind || word || ':' || nth, ' ')
                    FROM unnest(string_to_array(said, ' ')) WITH ORDINALITY AS each(word, nth)
                )::tsvector
            FROM (
                SELECT 'i' AS kind, n, n %% 5000 AS day, ({TITLES})[1 + n %% 3] AS said
                FROM generate_series(1, {RECORDS}) AS n UNION ALL
                SELECT 'i', n, 9000, 'hoi dam thuong ky' FROM generate_series(40001, 41000) AS n
                UNION ALL SELECT 'b', n, 0, 'ban viet ' || n FROM generate_series(1, 500) AS n
            ) AS rows""",
            [tie.pk * 8 + TIE for tie in ties],
        )
    analyze()
    frequent._read_at.clear()
    yield ties
    frequent._read_at.clear()


def who_sees(tie):
    user = make.UserFactory(role=Role.OFFICER, sees_all=tie is None)
    if tie:
        user.units.add(tie.parties.get(side="home").unit)
    return user


def plans_of(user, words: str, kinds=None) -> list[dict]:
    """The plans of what a search asks of the entries, as they were carried out."""
    asked = []

    def keep(execute, sql, values, many, context):
        if TABLE in sql and "pg_stats" not in sql:
            asked.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(keep):
        Search(user, Typed.read(words), kinds or open_to(user)).look()
    plans = []
    with connection.cursor() as cursor:  # in the transaction of the test: the same settings
        for sql, values in asked:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
            ((told,),) = cursor.fetchall()
            plans += [one["Plan"] for one in (json.loads(told) if isinstance(told, str) else told)]
    return plans


def nodes(plan: dict):
    yield plan
    for below in plan.get("Plans", []):
        yield from nodes(below)


def read(plan: dict) -> int:
    """Rows and places in indexes that were looked at."""
    met = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    met += plan.get("Rows Removed by Index Recheck", 0)
    return round(met * plan["Actual Loops"])


def scans(plan: dict) -> dict[str, int]:
    """Rows read by each index."""
    return {node["Index Name"]: read(node) for node in nodes(plan) if "Index Name" in node}


def test_few_entries_are_read(many):
    """By who sees all, a tenth, a hundredth: of words in every third title, of a title that the
    latest do not have, of words that never stand together, of names, and of none.
    """
    for number, tie in (("all", None), *zip(("a tenth", "a hundredth"), many, strict=True)):
        user = who_sees(tie)
        for words in ("giao ban", "gap mat dau nam", "giao mat", "ban", "ban viet", "xoi"):
            told = [
                (node["Node Type"], node.get("Index Name"), read(node))
                for plan in plans_of(user, words)
                for node in nodes(plan)
                if "Index Name" in node or "Relation Name" in node
            ]
            assert told, (number, words)
            assert "Seq Scan" not in {kind for kind, _index, _met in told}, (number, words, told)
            assert sum(met for _kind, _index, met in told) <= MOST, (number, words, told)


def test_who_walked_from_the_newest_on_does_not_look_through_them_again(many):
    *_looks, found, better = plans_of(who_sees(None), "giao ban", [SearchKind.MEETING])
    assert scans(found)["search_by_day"] > NEWEST  # they are all among those
    assert scans(better).keys() == {"search_by_name", "reports_searchentry_pkey"}  # what is shown
    assert sum(scans(better).values()) <= NAMED + SHOWN_ALONE


def test_those_who_see_a_part_find_theirs_among_usual_titles(many):
    user = who_sees(many[1])
    (group,), alike = Search(user, Typed.read("gap mat dau nam"), [SearchKind.MEETING]).look()
    assert (group.number, group.is_more, alike) == (RECORDS // 300, False, [])
    assert {hit.title for hit in group.hits} == {"gap mat dau nam"}


def test_an_old_record_of_just_that_name_comes_before_the_newest(many):
    make.MeetingFactory(title="Hoi dam", basis="reported", held=PartialDate.read("1990"))
    (group,), _alike = Search(who_sees(None), Typed.read("hoi dam"), [SearchKind.MEETING]).look()
    first, *others = group.hits
    assert first.title == "Hoi dam"
    assert others == sorted(others, key=lambda hit: hit.day, reverse=True)
    assert others[0].day == date(2000, 1, 1) + timedelta(days=9000)
    assert len(others) == 99


def test_a_kind_is_not_lost_behind_one_that_was_thought_rare(many, monkeypatch):
    monkeypatch.setattr(frequent, "_known", {})
    monkeypatch.setitem(frequent._read_at, connection.settings_dict["NAME"], monotonic())
    make.AgreedItemFactory(title="giao ban")
    groups, _alike = Search(who_sees(None), Typed.read("giao ban"), list(SearchKind)).look()
    assert {group.kind: (group.number, group.is_more) for group in groups} == {
        SearchKind.MEETING: (1000, True),
        SearchKind.AGREED_ITEM: (1, False),
    }
