"""The search's own table follows the records: one by one, many at once, and all anew."""

import json

import pytest
from django.db import connection
from django.db.models import Value
from django.db.models.functions import Concat

from accounts.choices import Role
from exchanges.models import Meeting, YearPlanLine
from partnerships.models import Border, Organisation, Unit
from reports.choices import SearchKind
from reports.models import SearchEntry
from tests import factories as make
from tests.reports.test_search import found, meetings

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
        make.OrganisationFactory.build(name=f"Trạm số {n}", country=one.country, seat=None)
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


def test_a_year_plan_is_found_by_its_lines_its_note_and_its_unit(officer, unit):
    plan = make.YearPlanFactory(unit=unit, year=2027, note="Ưu tiên bản giáp biên")
    line = make.YearPlanLineFactory(plan=plan, what="Trường bán trú")
    make.YearPlanLineFactory(plan=make.YearPlanFactory(year=2027), what="Trường bán trú")
    title = f"{unit} 2027"

    for q in ("truong ban tru", "ban giap bien", f"{unit.name} 2027"):
        assert found(officer, q)[SearchKind.YEAR_PLAN] == [title], q
    YearPlanLine.objects.filter(pk=line.pk).update(what="Trạm y tế")
    assert found(officer, "tram y te") == {SearchKind.YEAR_PLAN: [title]}
    line.delete()
    assert found(officer, "tram y te") == {}
    Unit.objects.filter(pk=unit.pk).update(name="Mường Mìn")
    assert found(officer, "muong min 2027")[SearchKind.YEAR_PLAN] == ["Mường Mìn 2027"]


def test_an_incident_is_found_by_the_words_of_its_course(unit, partnership):
    incident = make.IncidentFactory(partnership=partnership, title="Lạc đường")
    make.IncidentMoveFactory(incident=incident, words="Trao trả qua lối mở Keo Khoai")
    hidden = make.IncidentFactory(partnership=partnership, sensitive=True)
    make.IncidentMoveFactory(incident=hidden, words="Trao trả qua lối mở Keo Khoai")
    officer = make.UserFactory(role=Role.OFFICER, units=[unit])

    assert found(officer, "keo khoai") == {SearchKind.INCIDENT: ["Lạc đường"]}


def test_markers_and_patrols_follow_the_name_of_their_border(officer, partnership):
    marker = make.BorderMarkerFactory()
    make.PatrolFactory(partnership=partnership, border=marker.border)
    entries = SearchEntry.objects.filter(kind__in=[SearchKind.MARKER, SearchKind.PATROL])
    Border.objects.update(name="Tuyến mới")

    assert {entry.beside.rpartition(", ")[2] for entry in entries} == {"Tuyến mới"}
    assert set(entries.values_list("kind", flat=True)) == {SearchKind.MARKER, SearchKind.PATROL}
