"""The search's own table follows the records: one by one, many at once, and all anew."""

import json

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat

from exchanges.models import Meeting
from partnerships.models import Organisation
from reports.models import SearchEntry
from tests import factories as make
from tests.reports.test_search import meetings

pytestmark = pytest.mark.django_db


def test_the_entry_follows_its_record(officer, partnership):
    meeting = make.MeetingFactory(partnerships=[partnership], title="Ban đầu")
    Meeting.objects.filter(pk=meeting.pk).update(title="Về sau")
    assert not meetings(officer, "ban dau")
    assert meetings(officer, "ve sau") == ["Về sau"]
    make.AgendaItemFactory(meeting=meeting, text={"vi": {"text": "Chăn nuôi"}})
    assert meetings(officer, "chan nuoi") == ["Về sau"]


def test_many_records_of_one_statement_are_followed_in_parts(db):
    """More than one part, changed in one statement: each has its entry, and none is left behind."""
    one = make.OrganisationFactory()
    Organisation.objects.bulk_create(
        make.OrganisationFactory.build(name=f"Trạm số {n}", country=one.country, seat=one.seat)
        for n in range(1200)
    )
    entries = SearchEntry.objects.filter(kind="c")
    assert entries.count() == 1201
    Organisation.objects.update(name=Concat("name", Value(" mới")))
    assert entries.filter(title__endswith=" mới").count() == 1201
    Organisation.objects.all().delete()
    assert not entries.exists()


def test_filling_anew_changes_nothing(officer, partnership):
    make.MeetingFactory(partnerships=[partnership])
    rows = "SELECT json_agg(e ORDER BY id) FROM reports_searchentry e"
    with connection.cursor() as cursor:
        cursor.execute(rows)
        before = json.dumps(cursor.fetchone())
        cursor.execute("SELECT search_refill()")
        cursor.execute(rows)
        assert json.dumps(cursor.fetchone()) == before
