"""Patrols: the rules of their services, and of the database by plain SQL (DESIGN.md 6)."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from core.basis import Basis
from core.fields import PartialDate
from exchanges.models import Patrol, PatrolFinding
from exchanges.services import patrols
from partnerships.choices import Side
from tests.exchanges.happenings import TODAY, refused, sql
from tests.factories import (
    BorderFactory,
    BorderMarkerFactory,
    CountryFactory,
    IncidentFactory,
    OrganisationFactory,
    PatrolFactory,
    PatrolFindingFactory,
    PatrolPartyFactory,
    UnitFactory,
)


@pytest.fixture
def border(db):
    return BorderFactory()


@pytest.fixture
def markers(border):
    return [BorderMarkerFactory(border=border, number=number) for number in (691, 702)]


@pytest.fixture
def elsewhere(db):
    return BorderMarkerFactory(border=BorderFactory(neighbour=CountryFactory(code="CN")))


@pytest.fixture
def station(unit):
    return OrganisationFactory(name="Đồn Na Mèo", seat=unit)


@pytest.fixture
def company(db):
    return OrganisationFactory(
        name="Đại đội 1", seat=UnitFactory(country=CountryFactory(code="LA"))
    )


@pytest.fixture
def walk(officer, border, markers, station):
    """A patrol of our own, with whatever a test says otherwise."""

    def enter(**facts):
        facts = {
            "from_marker": markers[0],
            "to_marker": markers[1],
            "happened": PartialDate.read("12/03/2026"),
            "parties": [party(station, 8)],
        } | facts
        return patrols.record(border=border, today=TODAY, by=officer, **facts)

    return enter


def party(who, people=None, side=Side.HOME):
    return {"side": side, "who": who, "people": people}


def test_a_patrol_with_both_sides_and_what_was_found(walk, station, company, markers, partnership):
    found = walk(
        partnership=partnership,
        parties=[party(station, 8), party(company, 7, Side.COUNTERPART)],
        findings=[{"marker": markers[0], "what": "Mốc nghiêng", "incident": None}],
    )
    assert [(one.who, one.people) for one in found.parties.all()] == [(station, 8), (company, 7)]
    assert found.findings.get().what == "Mốc nghiêng"
    assert str(found) == "Patrol from marker 691 to 702"
    assert found.missing() == ["signed patrol record"]
    assert AuditEvent.objects.get().action == "patrol.recorded"


def test_of_a_patrol_that_others_report_day_and_markers_may_be_unknown(walk):
    found = walk(
        basis=Basis.REPORTED, from_marker=None, to_marker=None, happened=PartialDate.read("2024")
    )
    assert found.missing() == ["day of the patrol", "first and last marker", "signed patrol record"]
    sql("SELECT 1")


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"happened": PartialDate.read("23/11/2026")}, "still to come", "happened"),
        ({"happened": PartialDate.read("3/2026")}, "full day", "happened"),
        ({"from_marker": None}, "first marker", "from_marker"),
        ({"to_marker": None}, "last marker", "to_marker"),
        ({"parties": []}, "station or unit of the home side", "home"),
        ({"note": "Kế hoạch tuần tra\nMẬT"}, "stamp MẬT", "note"),
        (
            {"findings": [{"what": "TỐI MẬT", "marker": None, "incident": None}]},
            "stamp TỐI MẬT",
            "findings-0-what",
        ),
    ],
)
def test_what_a_patrol_of_our_own_cannot_be(walk, facts, words, field):
    with refused(words) as told:
        walk(**facts)
    assert told.value.field == field
    assert not Patrol.objects.exists()


def test_all_markers_stand_on_its_border(walk, elsewhere):
    for field in ("from_marker", "to_marker"):
        with refused("does not stand on") as told:
            walk(**{field: elsewhere}, basis=Basis.REPORTED)
        assert told.value.field == field
    with refused("does not stand on") as told:
        walk(findings=[{"marker": elsewhere, "what": "Vết xe", "incident": None}])
    assert told.value.field == "findings-0-marker"


def test_every_party_goes_once_and_on_its_own_side(walk, station, company, unit):
    for parties, words, field in (
        ([party(station), party(station)], "named already", "home-1-organisation"),
        ([party(company)], "this side of the border", "home-0-organisation"),
        (
            [party(station), party(unit, side=Side.COUNTERPART)],
            "this side of the border",
            "counterpart-0-unit",
        ),
    ):
        with refused(words) as told:
            walk(parties=parties)
        assert told.value.field == field


def test_nobody_enters_what_they_could_not_see(walk, partnership):
    stranger = [party(OrganisationFactory())]
    with refused("of your own area"):
        walk(parties=stranger)
    assert walk(parties=stranger, partnership=partnership)


def test_a_finding_names_only_an_incident_that_one_may_see(walk, partnership):
    hidden = IncidentFactory(partnership=partnership, sensitive=True)
    with refused("incident of your own area") as told:
        walk(findings=[{"marker": None, "what": "Vết xe", "incident": hidden}])
    assert told.value.field == "findings-0-incident"
    seen = IncidentFactory(partnership=partnership)
    assert walk(findings=[{"marker": None, "what": "Vết xe", "incident": seen}])


def test_a_slip_is_put_right_and_the_rows_are_those_of_the_form(walk, officer, station, company):
    first = {"marker": None, "what": "Mốc nghiêng", "incident": None}
    found = walk(findings=[first, first | {"what": "Vết xe"}])
    ours, (tilted, _track) = found.parties.get(), found.findings.all()
    patrols.revise(
        patrol=found,
        parties=[party(station, 9), party(company, 5, Side.COUNTERPART)],
        findings=[first | {"uuid": tilted.uuid, "what": "Mốc nghiêng nhẹ"}],
        note="Trời mưa",
        today=TODAY,
        by=officer,
    )
    sql("SELECT 1")
    assert found.parties.get(pk=ours.pk).people == 9
    assert found.parties.count() == 2
    assert [(one.pk, one.what) for one in found.findings.all()] == [(tilted.pk, "Mốc nghiêng nhẹ")]
    with refused("station or unit of the home side"):
        patrols.revise(patrol=found, parties=[], today=TODAY, by=officer)


def test_what_was_taken_back_stays_and_counts_no_more(walk, officer, station):
    found = walk()
    with refused("Say why"):
        patrols.withdraw(patrol=found, reason="", by=officer)
    patrols.withdraw(patrol=found, reason="Nhập nhầm tuyến", by=officer)
    assert Patrol.objects.count() == 1
    assert not Patrol.objects.standing().exists()
    with refused("taken back"):
        patrols.revise(patrol=found, parties=[party(station)], today=TODAY, by=officer)


@pytest.mark.parametrize("verb", ["record", "revise", "withdraw"])
def test_act_and_audit_are_written_together(walk, officer, station, monkeypatch, verb):
    found = walk()
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    acts = {
        "record": walk,
        "revise": lambda: patrols.revise(
            patrol=found, parties=[party(station)], note="khác", today=TODAY, by=officer
        ),
        "withdraw": lambda: patrols.withdraw(patrol=found, reason="nhầm", by=officer),
    }
    with pytest.raises(ZeroDivisionError):
        acts[verb]()
    only = Patrol.objects.get()
    assert (only.note, only.withdrawn_reason) == ("", "")


# What PostgreSQL itself refuses


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("happened_days = '[2100-01-01,2100-01-02)'", "what happened lies in the past"),
        ("happened_days = NULL", "a_patrol_of_our_own_has_its_day_and_markers"),
        ("happened_days = '[2025-03-01,2025-04-01)'", "of_our_own_has_its_day_and_markers"),
        ("from_marker_id = NULL", "a_patrol_of_our_own_has_its_day_and_markers"),
        ("to_marker_id = NULL", "a_patrol_of_our_own_has_its_day_and_markers"),
    ],
)
def test_the_database_refuses_an_impossible_patrol_of_our_own(db, change, rule):
    PatrolFactory()
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        sql(f"UPDATE exchanges_patrol SET {change}")
    if "2100" not in change:
        sql(f"UPDATE exchanges_patrol SET basis = 'reported', {change}")


@pytest.mark.parametrize("column", ["from_marker_id", "to_marker_id"])
def test_the_database_refuses_a_marker_of_another_border(elsewhere, column):
    PatrolFactory()
    with pytest.raises(IntegrityError, match="stand on one border"), transaction.atomic():
        sql(f"UPDATE exchanges_patrol SET {column} = %s", [elsewhere.pk])
    with pytest.raises(IntegrityError, match="stand on one border"):
        sql("UPDATE exchanges_patrol SET border_id = %s", [elsewhere.border_id])


@pytest.mark.parametrize(
    "change",
    ["DELETE FROM exchanges_patrolparty", "UPDATE exchanges_patrolparty SET side = 'counterpart'"],
)
def test_the_database_refuses_a_patrol_without_anybody_of_ours(db, change):
    PatrolFactory()
    with pytest.raises(IntegrityError, match="names a unit of the home side"):
        sql(change)


def test_the_database_refuses_a_party_twice_and_one_that_is_nobody(db):
    ours = PatrolFactory().parties.get()
    insert = "INSERT INTO exchanges_patrolparty (uuid, patrol_id, side, unit_id, organisation_id)"
    again = f"{insert} SELECT gen_random_uuid(), patrol_id, side, unit_id, organisation_id"
    with pytest.raises(IntegrityError, match="a_party_patrols_once"), transaction.atomic():
        sql(f"{again} FROM exchanges_patrolparty")
    nobody = "patrolparty_is_a_unit_or_an_organisation"
    with pytest.raises(IntegrityError, match=nobody), transaction.atomic():
        sql("UPDATE exchanges_patrolparty SET organisation_id = NULL")
    with pytest.raises(IntegrityError, match=nobody), transaction.atomic():
        sql("UPDATE exchanges_patrolparty SET unit_id = %s", [UnitFactory().pk])
    with pytest.raises(IntegrityError, match="people_check"):
        sql("UPDATE exchanges_patrolparty SET people = -1 WHERE id = %s", [ours.pk])


def test_findings_are_seen_by_whoever_sees_the_patrol(officer, partnership, unit):
    PatrolFindingFactory()
    of_the_tie = PatrolFindingFactory(patrol=PatrolFactory(partnership=partnership))
    guest = PatrolFactory()
    PatrolPartyFactory(patrol=guest, organisation=None, unit=unit)
    through_a_party = PatrolFindingFactory(patrol=guest)
    seen = PatrolFinding.objects.visible_to(officer)
    assert set(seen) == {of_the_tie, through_a_party}
    assert set(Patrol.objects.visible_to(officer)) == {of_the_tie.patrol, guest}
