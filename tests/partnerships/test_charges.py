"""Who has charge of what, and what their people then see: units, ties, sections of the border."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.choices import Role
from core.errors import RuleViolation
from exchanges.models import Incident
from partnerships.models import BorderMarker, Charge, Partnership
from partnerships.services import charges, units
from tests.factories import (
    BorderFactory,
    BorderMarkerFactory,
    ChargeFactory,
    CountryFactory,
    IncidentFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

REFORM = date(2025, 7, 1)


@pytest.fixture
def markers(db):
    """319 to 333 in their order, 331/2 between 331 and 332."""
    found = {number: BorderMarkerFactory(number=number) for number in range(319, 334)}
    found["331/2"] = BorderMarkerFactory(number=331, suffix="/2", place=found[331].place + 1)
    return found


@pytest.fixture
def station(unit):
    return OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=unit)


@pytest.fixture
def guard(station):
    return UserFactory(role=Role.LIAISON, organisation=station)


def at(marker):
    return IncidentFactory(partnership=None, unit=None, marker=marker)


def seen_by(user):
    return set(Incident.objects.visible_to(user))


def section(station, markers, first, last, **more):
    return ChargeFactory(
        organisation=station,
        unit=None,
        from_marker=markers[first],
        to_marker=markers[last],
        **more,
    )


def test_a_station_sees_what_happens_on_its_section_and_not_beyond(station, guard, markers):
    section(station, markers, 320, "331/2")
    inside = {at(markers[number]) for number in (320, 325, 331, "331/2")}
    outside = {at(markers[number]) for number in (319, 332)}
    elsewhere = at(
        BorderMarkerFactory(number=325, border=BorderFactory(neighbour=CountryFactory(code="CN")))
    )
    assert seen_by(guard) == inside
    assert not seen_by(guard) & (outside | {elsewhere})


def test_before_it_began_and_after_it_ended_a_charge_shows_nothing(station, guard, markers):
    at(markers[325])
    charge = section(station, markers, 320, 330, until=date(2020, 1, 1))
    assert seen_by(guard) == set()
    reach = guard.units.reach(organisation=station.pk, on=date(2019, 12, 31))
    assert markers[325].pk in reach["BorderMarker"]
    Charge.objects.filter(pk=charge.pk).update(until=None, since=date(2090, 1, 1))
    assert seen_by(guard) == set()


def test_an_incident_at_a_marker_is_seen_by_the_commune_there(markers, unit):
    BorderMarker.objects.filter(pk=markers[325].pk).update(unit=unit)
    here, there = at(markers[325]), at(markers[326])
    assert seen_by(UserFactory(units=[unit])) == {here}
    assert there not in seen_by(UserFactory(units=[unit]))


# Charges follow the reform of units: both ways, never zig-zag


def ties_seen(user):
    return set(Partnership.objects.visible_to(user))


def test_charge_of_a_merged_commune_reaches_its_successor_and_not_the_sister(
    station, guard, officer
):
    old, sister, new = UnitFactory.create_batch(3)
    ChargeFactory(organisation=station, unit=old)
    before, after = PartnershipFactory(home__unit=old), PartnershipFactory(home__unit=new)
    theirs = PartnershipFactory(home__unit=sister)
    for one in (old, sister):
        units.succeed(predecessor=one, successor=new, kind="merged", on=REFORM, by=officer)
    assert ties_seen(guard) == {before, after}
    assert theirs not in ties_seen(guard)


def test_charge_of_the_successor_reaches_all_it_was_merged_from(station, guard, officer):
    old, sister, new = UnitFactory.create_batch(3)
    ChargeFactory(organisation=station, unit=new)
    ties = {PartnershipFactory(home__unit=one) for one in (old, sister, new)}
    for one in (old, sister):
        units.succeed(predecessor=one, successor=new, kind="merged", on=REFORM, by=officer)
    assert ties_seen(guard) == ties


def test_charge_of_one_half_of_a_divided_commune(station, guard, officer):
    commune, north, south = UnitFactory.create_batch(3)
    ChargeFactory(organisation=station, unit=north)
    for half in (north, south):
        units.succeed(predecessor=commune, successor=half, kind="divided", on=REFORM, by=officer)
    old, ours = PartnershipFactory(home__unit=commune), PartnershipFactory(home__unit=north)
    PartnershipFactory(home__unit=south)
    assert ties_seen(guard) == {old, ours}


def test_charge_of_a_commune_that_lost_a_part_reaches_the_part(station, guard, officer):
    commune, neighbour = UnitFactory.create_batch(2)
    ChargeFactory(organisation=station, unit=commune)
    units.succeed(
        predecessor=commune,
        successor=neighbour,
        kind="part_transferred",
        on=REFORM,
        by=officer,
    )
    ties = {PartnershipFactory(home__unit=one) for one in (commune, neighbour)}
    assert ties_seen(guard) == ties
    commune.refresh_from_db()
    assert commune.valid_to is None  # it lives on


def test_charge_of_a_district_loses_the_village_that_moved(station, guard, officer):
    before, after = UnitFactory.create_batch(2)
    village = UnitFactory()
    ChargeFactory(organisation=station, unit=before)
    tie = PartnershipFactory(home__unit=village)
    units.belong(unit=village, parent=before, by=officer)
    assert ties_seen(guard) == {tie}
    units.belong(unit=village, parent=after, since=REFORM, by=officer)
    assert ties_seen(guard) == set()
    ChargeFactory(organisation=station, unit=after)
    assert ties_seen(guard) == {tie}


@pytest.mark.parametrize("kind", ["merged", "divided", "part_transferred"])
def test_an_organisation_is_seen_from_the_successor_of_its_seat(officer, kind):
    old, new, other = UnitFactory.create_batch(3)
    department = OrganisationFactory(seat=old)
    tie = PartnershipFactory(home=None)
    tie.parties.create(side="home", organisation=department)
    units.succeed(predecessor=old, successor=new, kind=kind, on=REFORM, by=officer)
    if kind == "divided":
        units.succeed(predecessor=old, successor=other, kind=kind, on=REFORM, by=officer)
    for place in (old, new):
        assert ties_seen(UserFactory(units=[place])) == {tie}
    assert ties_seen(UserFactory(units=[other])) == ({tie} if kind == "divided" else set())


def test_an_organisation_is_seen_from_where_its_seat_moved_to(officer):
    before, after, commune = UnitFactory.create_batch(3)
    units.belong(unit=commune, parent=before, by=officer)
    tie = PartnershipFactory(home=None)
    tie.parties.create(side="home", organisation=OrganisationFactory(seat=commune))
    units.belong(unit=commune, parent=after, since=REFORM, by=officer)
    assert ties_seen(UserFactory(units=[after])) == {tie}
    assert ties_seen(UserFactory(units=[before])) == set()


# What is refused


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [(325, 320, "runs backwards"), (320, "CN", "stand on two borders"), (320, None, "the last")],
)
def test_a_section_runs_along_one_border(officer, station, markers, first, last, words):
    china = BorderFactory(neighbour=CountryFactory(code="CN"))
    markers |= {"CN": BorderMarkerFactory(number=1088, border=china), None: None}
    with pytest.raises(RuleViolation, match=words):
        charges.assign(
            organisation=station, from_marker=markers[first], to_marker=markers[last], by=officer
        )


def test_the_database_refuses_a_section_backwards_or_without_end(station, markers):
    charge = section(station, markers, 320, 325)
    refused = {
        "section runs along one border": "from_marker_id = %s" % markers[330].pk,  # noqa: UP031
        "section_has_two_ends": "to_marker_id = NULL",
        "charge_is_of_a_unit_a_tie_or_a_section": f"unit_id = {station.seat_id}",
    }
    for rule, change in refused.items():
        with pytest.raises(IntegrityError, match=rule):  # noqa: SIM117
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(
                    f"UPDATE partnerships_charge SET {change} WHERE id = %s", [charge.pk]
                )


def test_the_same_charge_is_given_once_at_a_time(officer, station, unit):
    charges.assign(organisation=station, unit=unit, until=date(2020, 1, 1), by=officer)
    with pytest.raises(RuleViolation, match="in that time already"):
        charges.assign(organisation=station, unit=unit, since=date(2019, 1, 1), by=officer)
    assert charges.assign(organisation=station, unit=unit, since=date(2020, 1, 1), by=officer)


def test_nobody_gives_away_what_they_do_not_see(officer, station, unit, markers):
    BorderMarker.objects.filter(pk=markers[325].pk).update(unit=UnitFactory())
    given = {"organisation": station, "by": officer}
    with pytest.raises(RuleViolation, match="outside your area"):
        charges.entrust(**given, unit=UnitFactory())
    with pytest.raises(RuleViolation, match="outside your area"):
        charges.entrust(**given, partnership=PartnershipFactory())
    with pytest.raises(RuleViolation, match="marker 325 lies outside your area"):
        charges.entrust(**given, from_marker=markers[320], to_marker=markers[330])
    with pytest.raises(RuleViolation, match="outside your area"):
        charges.entrust(organisation=OrganisationFactory(), unit=unit, by=officer)
    assert charges.entrust(**given, from_marker=markers[326], to_marker=markers[330])


# Pages


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def test_a_section_is_entered_by_the_numbers_of_its_markers(at_work, station, markers):
    url = reverse("partnerships:organisation-charge", args=[station.uuid])
    sent = {
        "border": str(markers[320].border.uuid),
        "first": "320",
        "last": "331/2",
        "since": "01/01/2020",
    }
    for wrong, words in (
        ({"first": "331/2", "last": "320"}, "runs backwards"),
        ({"last": "999"}, "No marker 999 is recorded on this border."),
        ({"last": ""}, "Name the first and the last marker"),
        ({"border": ""}, "Say on which border"),
        ({"unit": str(station.seat.uuid)}, "Name a unit, a tie or a section"),
        ({"until": "01/01/2019"}, "The end comes after the beginning"),
    ):
        page = at_work.post(url, sent | wrong)
        assert (page.status_code, words in page.text) == (422, True), words
    assert at_work.post(url, sent).url == station.get_absolute_url()
    charge = Charge.objects.get()
    assert str(charge.of) == "markers 320 – 331/2"
    part = reverse("partnerships:organisation-notes", args=[station.uuid])
    assert "markers 320 – 331/2" in at_work.get(part).text
    assert "End the charge" in at_work.get(part).text

    end = reverse("partnerships:charge-end", args=[charge.uuid])
    assert at_work.get(end).status_code == 200
    assert at_work.post(end, {"until": "01/01/2026"}).url == station.get_absolute_url()
    charge.refresh_from_db()
    assert charge.until == date(2026, 1, 1)
