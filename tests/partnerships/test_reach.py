"""UnitReach and TieReach against a recount in Python, over random trees and reforms."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from random import Random
from threading import Event
from time import sleep

import pytest
from django.db import connection, transaction

from partnerships.models import (
    Organisation,
    Partnership,
    TieReach,
    Unit,
    UnitParent,
    UnitReach,
    UnitSuccession,
)
from partnerships.services import units
from tests.factories import (
    ChargeFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
    UnitSuccessionFactory,
    UserFactory,
)
from tests.partnerships.recount import assert_kept

REFORM = date(2025, 7, 1)
TODAY = date(2026, 11, 21)


class Reforms:
    """Random changes of a small country: each method is one."""

    def __init__(self, seed):
        self.random = Random(seed)
        self.units = [UnitFactory()]
        self.organisations = [OrganisationFactory(seat=self.units[0])]
        self.ties = [PartnershipFactory(home__unit=self.units[0]) for _tie in range(2)]

    def a_new_unit(self):
        self.units.append(UnitFactory(parent=self.random.choice([None, *self.units])))

    def a_new_parent(self):
        """From some day on, below an older unit than itself, so never below itself."""
        at = self.random.randrange(1, len(self.units))
        unit, parent = self.units[at], self.units[self.random.randrange(at)]
        last = max((p.since or date.min for p in unit.parents.all()), default=date.min)
        since = max(last, date(2000, 1, 1)) + timedelta(days=self.random.randrange(1, 900))
        unit.parents.filter(until__isnull=True).update(until=since)
        UnitParent.objects.create(unit=unit, parent=parent, since=since)

    def a_unit_ends(self):
        """On the day its successions name, if there are any; on any day otherwise."""
        unit = self.random.choice(self.units)
        named = {step.on for step in unit.successions.all()}
        some_day = date(2001 + self.random.randrange(4), 1, 1)
        end = named.pop() if named else some_day
        if not named and all(step.on < end for step in unit.precessions.all()):
            Unit.objects.filter(pk=unit.pk).update(valid_to=end)

    def an_end_taken_back(self):
        Unit.objects.filter(pk=self.random.choice(self.units).pk).update(valid_to=None)

    def a_parent_taken_back(self):
        UnitParent.objects.filter(
            pk__in=UnitParent.objects.order_by("-pk").values("pk")[:1]
        ).delete()

    def a_succession(self):
        old, new = sorted(self.random.sample(range(len(self.units)), 2))
        pair = {"predecessor": self.units[old], "successor": self.units[new]}
        on = self.last_day(old)
        there = Unit.objects.existing(on).filter(pk=self.units[new].pk)
        if there and not UnitSuccession.objects.filter(**pair):
            UnitSuccessionFactory(**pair, on=on)

    def an_abolition(self):
        at = self.random.randrange(len(self.units))
        unit = self.units[at]
        if not unit.successions.filter(successor=None):
            on = self.last_day(at)
            UnitSuccessionFactory(predecessor=unit, successor=None, kind="abolished", on=on)

    def a_succession_undone(self):
        UnitSuccession.objects.filter(pk__in=UnitSuccession.objects.values("pk")[:1]).delete()

    def last_day(self, at):
        """A succession is on the day its predecessor ended, where that is known."""
        return Unit.objects.get(pk=self.units[at].pk).valid_to or REFORM

    def a_new_party(self):
        tie, unit = self.random.choice(self.ties), self.random.choice(self.units)
        if not tie.parties.filter(unit=unit):
            PartnershipPartyFactory(partnership=tie, unit=unit)

    def a_new_organisation(self):
        seat = self.random.choice([None, *self.units])
        self.organisations.append(OrganisationFactory(seat=seat))

    def an_organisation_moves(self):
        organisation = self.random.choice(self.organisations)
        seat = self.random.choice([None, *self.units])
        Organisation.objects.filter(pk=organisation.pk).update(seat=seat)

    def an_organisation_joins(self):
        tie, one = self.random.choice(self.ties), self.random.choice(self.organisations)
        if not tie.parties.filter(organisation=one):
            PartnershipPartyFactory(partnership=tie, unit=None, organisation=one)

    def a_party_taken_out(self):
        self.random.choice(self.ties).parties.all()[:1].get().delete()

    def something(self):
        ways = [name for name in vars(Reforms) if name[:2] in ("a_", "an")]
        ways = [name for name in ways if name != "a_party_taken_out"]
        getattr(self, self.random.choice(ways))()


@pytest.mark.parametrize("seed", range(8))
def test_triggers_keep_reach_through_random_reforms(db, seed):
    reforms = Reforms(seed)
    for _step in range(5):
        reforms.a_new_unit()
    for _step in range(30):
        reforms.something()
    reforms.a_party_taken_out()

    assert_kept()


def test_the_recount_can_fail(db):
    PartnershipFactory()
    assert_kept()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM partnerships_tiereach")
    with pytest.raises(AssertionError):
        assert_kept()


def test_plain_sql_is_followed_too(partnership, unit):
    above, moved = UnitFactory(), UnitFactory()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO partnerships_unitparent (uuid, unit_id, parent_id) "
            "VALUES (gen_random_uuid(), %s, %s)",
            [unit.pk, above.pk],
        )
        assert_kept()
        cursor.execute("UPDATE partnerships_unitparent SET parent_id = %s", [moved.pk])
    assert_kept()
    assert (partnership.pk, moved.pk) in TieReach.objects.values_list("tie", "unit")


def test_many_rows_of_one_statement_are_all_followed(db):
    province, *districts = UnitFactory.create_batch(4)
    communes = UnitFactory.create_batch(3)
    ties = [PartnershipFactory(home__unit=commune) for commune in communes]
    pairs = list(zip(communes, districts, strict=True))
    UnitParent.objects.bulk_create(UnitParent(unit=one, parent=up) for one, up in pairs)
    UnitParent.objects.bulk_create(UnitParent(unit=up, parent=province) for up in districts)
    assert_kept()
    assert TieReach.objects.filter(unit=province.pk, tie__in=[tie.pk for tie in ties]).count() == 3

    Unit.objects.filter(pk__in=[up.pk for up in districts]).update(valid_to=REFORM)
    UnitSuccession.objects.bulk_create(
        UnitSuccession(predecessor=up, successor=one, kind="divided", on=REFORM)
        for one, up in pairs
    )
    assert_kept()
    UnitParent.objects.filter(parent__in=districts).update(parent=province)
    assert_kept()
    UnitSuccession.objects.all().delete()
    UnitParent.objects.filter(parent=province).delete()
    assert_kept()
    assert set(UnitReach.objects.filter(ancestor=province.pk).values_list("unit", flat=True)) == {
        province.pk
    }


def test_a_unit_that_goes_leaves_nothing_behind(unit):
    below = UnitFactory(parent=unit)
    below.parents.all().delete()
    below.delete()
    assert_kept()


# What a user sees


def seen_by(*places):
    return set(Partnership.objects.visible_to(UserFactory(units=places)))


def test_a_province_sees_the_ties_of_its_villages_and_of_what_it_succeeded(officer):
    old, new, district = UnitFactory.create_batch(3)
    village = UnitFactory()
    units.belong(unit=district, parent=old, until=REFORM, by=officer)
    units.belong(unit=village, parent=district, by=officer)
    tie = PartnershipFactory(home__unit=village)
    units.succeed(predecessor=old, successor=new, kind="merged", on=REFORM, by=officer)
    for place in (old, new, district, village):
        assert seen_by(place) == {tie}


def test_a_village_that_moved_on_is_out_of_the_sight_of_a_district_that_goes_on(officer):
    before, after = UnitFactory.create_batch(2)
    village = UnitFactory()
    tie = PartnershipFactory(home__unit=village)
    units.belong(unit=village, parent=before, by=officer)
    units.belong(unit=village, parent=after, since=REFORM, by=officer)
    assert seen_by(after) == {tie}
    assert seen_by(before) == set()


def test_two_halves_of_one_commune_do_not_see_each_other(officer):
    commune, north, south = UnitFactory.create_batch(3)
    for half in (north, south):
        units.succeed(predecessor=commune, successor=half, kind="divided", on=REFORM, by=officer)
    old, ours = PartnershipFactory(home__unit=commune), PartnershipFactory(home__unit=north)
    theirs = PartnershipFactory(home__unit=south)
    assert seen_by(north) == {old, ours}
    assert seen_by(south) == {old, theirs}
    assert seen_by(commune) == {old, ours, theirs}


def test_a_tie_of_agencies_is_seen_through_their_seats(officer):
    province = UnitFactory()
    department = OrganisationFactory(seat=UnitFactory(parent=province))
    tie = PartnershipFactory(home=None)
    PartnershipPartyFactory(partnership=tie, unit=None, organisation=department)
    assert seen_by(province) == {tie}
    Organisation.objects.filter(pk=department.pk).update(seat=UnitFactory())
    assert seen_by(province) == set()


def test_a_new_body_at_a_seat_leaves_the_reach_of_the_seat_alone(db):
    """A province may have hundreds of bodies, and a reach of thousands of units."""
    seat = UnitFactory(parent=UnitFactory())
    with connection.cursor() as cursor:
        cursor.execute("SELECT ctid, * FROM partnerships_unitreach ORDER BY id")
        before = cursor.fetchall()
        OrganisationFactory(seat=seat)
        cursor.execute("SELECT ctid, * FROM partnerships_unitreach ORDER BY id")
        assert before == cursor.fetchall() != []


def test_people_of_an_organisation_see_its_ties_and_what_it_has_charge_of(db):
    station, district = OrganisationFactory(), UnitFactory()
    own, elsewhere = PartnershipFactory(home=None), PartnershipFactory()
    PartnershipPartyFactory(partnership=own, unit=None, organisation=station)
    in_charge = PartnershipFactory(home__unit=UnitFactory(parent=district))
    ChargeFactory(organisation=station, unit=district)
    over = PartnershipFactory()
    ChargeFactory(organisation=station, unit=None, partnership=over, until=date(2020, 1, 1))
    guard = UserFactory(organisation=station)
    assert set(Partnership.objects.visible_to(guard)) == {own, in_charge}
    assert elsewhere not in Partnership.objects.visible_to(guard)
    reach = guard.units.reach(organisation=station.pk, on=date(2019, 12, 31))
    assert over.pk in reach["Partnership"]
    assert in_charge.pk in reach["Partnership"]


@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_do_not_miss_each_other():
    """One transaction puts a district below a province, another a commune below the district."""
    province, district = UnitFactory.create_batch(2)
    started = Event()

    def add_a_commune():
        started.set()
        try:
            UnitFactory(parent=district)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            UnitParent.objects.create(unit=district, parent=province)
            commune = pool.submit(add_a_commune)
            started.wait(timeout=10)
            sleep(0.3)  # time enough for the other to go past, if nothing held it
        commune.result(timeout=10)

    assert_kept()
