"""Usual words are met by a walk over the latest records, others by the index of words."""

import pytest
from django.db import connection

from accounts.choices import Role
from reports.choices import SearchKind
from reports.searching import frequent
from reports.searching.finding import Search
from reports.searching.typed import Typed
from tests import factories as make
from tests.live import analyze

pytestmark = pytest.mark.django_db


def test_usual_words_are_met_by_a_walk_only_where_they_stand_together():
    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO reports_searchentry (kind, record, place, first, uuid, day, title,
                beside, name, code, body, sensitive, issued, words)
            SELECT kind, -n, 0, true, gen_random_uuid(), '2026-01-01', said, '', lower(said), '',
                '', false, true, search_words(kind, said)
            FROM generate_series(1, 2000) AS n, (VALUES ('i'), ('h')) AS kinds(kind),
            LATERAL (SELECT (ARRAY['Hoi dam thuong ky', 'Hoi dam thuong ky', 'Xoi ho', 'Xoi lac'])
                [1 + n % 4]) AS titles(said)"""
        )
    analyze()
    frequent._read_at.clear()
    user = make.UserFactory(role=Role.OFFICER, sees_all=True)

    def usual(q):
        return Search(user, Typed.read(q), list(SearchKind))._frequent

    try:
        assert usual("xoi") == usual("hoi dam thuong ky") == {SearchKind.AID, SearchKind.MEETING}
        assert usual("ho lac") == usual("xoi ho lac") == usual("khong co") == set()
        assert {
            group.number
            for group in Search(
                user, Typed.read("xoi ho"), [SearchKind.MEETING, SearchKind.AID]
            ).look()[0]
        } == {500}
    finally:
        frequent._read_at.clear()
