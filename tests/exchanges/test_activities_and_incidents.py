"""Activities and incidents: what others tell, who sees it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount
from exchanges.choices import ActivityKind, IncidentKind
from exchanges.models import Activity, ActivityFigure, Incident
from exchanges.services import activities, incidents
from tests.factories import (
    ActivityFactory,
    ActivityFigureFactory,
    AgreedItemFactory,
    AidPartyFactory,
    BorderMarkerFactory,
    IncidentFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
    UnitSuccessionFactory,
    UserFactory,
)


def told(by, **facts):
    return activities.record_past(
        kind=ActivityKind.TRAINING, title="Hội nghị tập huấn", by=by, **facts
    )


def happened(by, **facts):
    return incidents.record_past(
        kind=IncidentKind.CROSSING, title="Vượt biên trái phép", by=by, **facts
    )


def test_an_activity_has_the_figures_of_its_source(unit, officer):
    activity = told(officer, unit=unit, figures=[("Lượt người", Amount(500, "người", "under"))])
    assert activity.figures.get().amount == Amount(500, "người", "under")
    assert AuditEvent.objects.get().action == "activity.recorded"


def test_an_incident_may_be_known_by_its_marker_alone(client, unit, officer):
    """Whoever the marker belongs to finds it; colleagues elsewhere do not."""
    incident = happened(officer, marker=BorderMarkerFactory(unit=unit))
    for user, status in ((officer, 200), (UserFactory(role="officer", units=[UnitFactory()]), 404)):
        client.force_login(user)
        assert client.get(incident.get_absolute_url()).status_code == status
    client.force_login(officer)
    page = client.get(reverse("exchanges:unit-incidents", args=[unit.uuid]))
    assert [row["record"] for row in page.context["rows"]] == [incident]


@pytest.mark.parametrize("enter", [told, happened])
def test_a_record_of_nobody_or_made_here_is_refused(unit, officer, enter):
    with pytest.raises(RuleViolation, match="Name a tie"):
        enter(officer)
    with pytest.raises(RuleViolation, match="not what is made here"):
        enter(officer, unit=unit, basis=Basis.MADE_HERE)


@pytest.mark.parametrize(("enter", "model"), [(told, Activity), (happened, Incident)])
def test_record_and_audit_event_are_written_together(unit, officer, monkeypatch, enter, model):
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        enter(officer, unit=unit)
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("table", "rule"),
    [
        ("activity", "activity_names_a_tie_a_unit_or_an_organiser"),
        ("incident", "incident_names_a_tie_a_unit_or_a_marker"),
    ],
)
def test_plain_sql_is_refused_too(partnership, table, rule):
    ActivityFactory(partnership=partnership)
    IncidentFactory(partnership=partnership)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_{table} SET partnership_id = NULL")


def test_a_figure_is_not_negative(partnership):
    ActivityFigureFactory(activity__partnership=partnership)
    with pytest.raises(IntegrityError, match="not_negative"):
        ActivityFigure.objects.update(amount_number=-1)


def test_sensitive_incidents_need_the_right(client, unit, officer, partnership):
    open_one = IncidentFactory(partnership=partnership)
    secret = IncidentFactory(partnership=partnership, sensitive=True)
    url = reverse("exchanges:incident-list")

    client.force_login(officer)
    assert [row["uuid"] for row in client.get(url).context["table"].rows] == [open_one.uuid]
    assert client.get(secret.get_absolute_url()).status_code == 404
    ministry = UserFactory(sees_all=True)
    client.force_login(ministry)
    assert client.get(secret.get_absolute_url()).status_code == 404

    client.force_login(UserFactory(units=[unit], sees_sensitive=True))
    assert client.get(url).context["table"].count == "2"
    assert client.get(secret.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["activity", "incident"])
def test_lists_cost_the_same_for_1_row_and_a_full_page(
    client, officer, partnership, django_assert_num_queries, name
):
    factory = {"activity": ActivityFactory, "incident": IncidentFactory}[name]
    client.force_login(officer)
    for rows in (1, 59):
        factory.create_batch(rows, partnership=partnership)
        # who is signed in (2), reach, count, page
        with django_assert_num_queries(5):
            assert client.get(reverse(f"exchanges:{name}-list")).status_code == 200


@pytest.mark.parametrize(("factory", "queries"), [(ActivityFactory, 7), (IncidentFactory, 9)])
def test_record_pages(
    client, officer, partnership, unit, django_assert_num_queries, factory, queries
):
    record = factory(partnership=partnership, unit=unit)
    client.force_login(officer)
    with django_assert_num_queries(queries):
        page = client.get(record.get_absolute_url())
    assert "not known" in page.text
    assert client.get(factory().get_absolute_url()).status_code == 404


def of_aid(*, partnership, unit):
    return AidPartyFactory(project__partnership=partnership, unit=unit).project


@pytest.mark.parametrize(
    ("name", "factory"),
    [("activity", ActivityFactory), ("incident", IncidentFactory), ("aid-project", of_aid)],
)
def test_the_tie_of_a_record_in_scope_is_not_shown_out_of_scope(
    client, officer, unit, name, factory
):
    other = PartnershipFactory(title="Kết nghĩa nơi khác")
    record = factory(partnership=other, unit=unit)
    client.force_login(officer)
    columns = {"columns": ["title", "partnership"]}
    shown = reverse(f"exchanges:{name}-list")
    for answer in (client.get(record.get_absolute_url()), client.get(shown, columns)):
        assert record.title in answer.text
        assert other.title not in answer.text
        assert str(other.uuid) not in answer.text
    lines = client.get(shown, columns | {"as": "csv"}).getvalue().decode()
    assert record.title in lines
    assert other.title not in lines

    client.force_login(UserFactory(sees_all=True))
    assert other.title in client.get(record.get_absolute_url()).text
    assert other.title in client.get(shown, columns).text


@pytest.mark.parametrize("whose", ["tie", "unit"])
def test_pieces_of_a_tie_and_of_a_unit(
    client, officer, partnership, unit, django_assert_num_queries, whose
):
    """Each stands alone without JavaScript, and costs the same for few rows and many."""
    names = ["meetings", "activities", "incidents", "aid"] + (["agreed-items"] * (whose == "tie"))
    client.force_login(officer)
    uuid = partnership.uuid if whose == "tie" else unit.uuid
    for _ in range(2):
        for _ in range(3):
            AgreedItemFactory(meeting=MeetingFactory(partnerships=[partnership]))
            ActivityFactory(partnership=partnership)
            IncidentFactory(partnership=partnership)
        for name in names:
            url = reverse(f"exchanges:{whose}-{name}", args=[uuid])
            page = client.get(url)
            assert "<html" in page.text
            piece = client.get(url, headers={"HX-Request": "true"})
            assert "<html" not in piece.text
            if name != "aid":
                # besides: the figures of activities; whose turn it is to host, or through which
                # tie's party a meeting came; of a unit, the unit
                more = (name == "activities") + (name == "meetings")
                more += whose == "unit" or name == "meetings"
                with django_assert_num_queries(5 + more):
                    client.get(url)
                assert len(piece.context["rows"]) == len(page.context["rows"]) > 0


def test_pieces_of_a_unit_say_through_which_unit_each_came(client, officer, unit, partnership):
    """Its own ones say nothing; a district is told with the day until which it was there."""
    district = UnitFactory(word="huyện", name="Quan Sơn", valid_to=date(2025, 7, 1))
    UnitSuccessionFactory(predecessor=district, successor=unit, on=date(2025, 7, 1))
    away = PartnershipFactory(home__unit=district)
    station = OrganisationFactory(name="Đồn Na Mèo", seat=district)
    for tie in (partnership, away):
        MeetingFactory(partnerships=[tie])
        IncidentFactory(partnership=tie)
        AidPartyFactory(project__partnership=tie, unit=tie.parties.get(side="home").unit)
    ActivityFactory(partnership=None, unit=unit)
    ActivityFactory(partnership=None, unit=None, organiser=station)
    client.force_login(officer)
    expected = dict.fromkeys(
        ("meetings", "incidents", "aid"), "through huyện Quan Sơn, until 01/07/2025"
    )
    for name, words in (expected | {"activities": "through Đồn Na Mèo"}).items():
        page = client.get(reverse(f"exchanges:unit-{name}", args=[unit.uuid]))
        assert sorted(row["through"] for row in page.context["rows"]) == ["", words], name
        assert words in page.text


def test_pieces_of_an_organisation(client, officer, unit, partnership, django_assert_num_queries):
    station = OrganisationFactory(seat=unit)
    PartnershipPartyFactory(partnership=partnership, unit=None, organisation=station)
    MeetingFactory(partnerships=[partnership])
    ActivityFactory(organiser=station)
    AidPartyFactory(organisation=station, unit=None)
    client.force_login(officer)
    for name in ("meetings", "activities", "aid"):
        url = reverse(f"exchanges:organisation-{name}", args=[station.uuid])
        with django_assert_num_queries(5 if name == "meetings" else 6):
            assert len(client.get(url).context["rows"]) == 1
