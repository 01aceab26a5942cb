"""Who sees which rows, through a tie, a unit or an organisation."""

import pytest

from exchanges.choices import AidRole
from exchanges.models import AidProject
from partnerships.models import Memorandum, Partnership
from tests.factories import (
    AidPartyFactory,
    AidProjectFactory,
    MemorandumFactory,
    MemorandumPartyFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
    UnitSuccessionFactory,
    UserFactory,
)


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_a_user_sees_the_ties_of_their_unit_and_of_all_below_it(unit, depth):
    user = UserFactory(units=[unit])
    for _level in range(depth):
        unit = UnitFactory(parent=unit)
    partnership = PartnershipFactory(home__unit=unit)

    assert list(Partnership.objects.visible_to(user)) == [partnership]


def test_a_user_does_not_see_the_ties_above_or_beside_them(unit):
    user = UserFactory(units=[UnitFactory(parent=unit)])
    PartnershipFactory(home__unit=unit)
    PartnershipFactory(home__unit=UnitFactory(parent=unit))

    assert not Partnership.objects.visible_to(user).exists()


def test_a_user_without_units_sees_nothing(partnership):
    assert not Partnership.objects.visible_to(UserFactory()).exists()


def test_a_user_who_sees_all_needs_no_unit(partnership):
    assert Partnership.objects.visible_to(UserFactory(sees_all=True)).exists()


def test_a_tie_of_two_of_the_users_units_is_listed_once(partnership, unit):
    second = PartnershipPartyFactory(partnership=partnership).unit
    user = UserFactory(units=[unit, second])

    assert list(Partnership.objects.visible_to(user)) == [partnership]


def test_the_counterpart_side_gives_reach_too(partnership):
    theirs = partnership.parties.get(side="counterpart").unit

    assert list(Partnership.objects.visible_to(UserFactory(units=[theirs]))) == [partnership]


def test_the_successor_sees_the_ties_of_what_it_succeeded_and_of_all_below_that(unit):
    district = UnitFactory(name="huyện Quan Sơn")
    PartnershipFactory(home__unit=UnitFactory(parent=district))
    UnitSuccessionFactory(predecessor=district, successor=unit)

    assert Partnership.objects.visible_to(UserFactory(units=[unit])).count() == 1


def test_what_else_became_of_a_predecessor_is_not_in_reach(unit):
    divided = UnitSuccessionFactory(successor=unit).predecessor
    other_part = UnitSuccessionFactory(predecessor=divided).successor
    PartnershipFactory(home__unit=other_part)

    assert not Partnership.objects.visible_to(UserFactory(units=[unit])).exists()


@pytest.mark.parametrize("way", ["partnership", "giver", "receiver"])
def test_any_scope_path_is_enough(officer, unit, partnership, way):
    project = AidProjectFactory(partnership=partnership if way == "partnership" else None)
    if way == "giver":
        giver = OrganisationFactory(seat=unit)
        AidPartyFactory(project=project, role=AidRole.GIVER, unit=None, organisation=giver)
    if way == "receiver":
        AidPartyFactory(project=project, role=AidRole.RECEIVER, unit=UnitFactory(parent=unit))
    AidProjectFactory()

    assert list(AidProject.objects.visible_to(officer)) == [project]


def test_a_text_of_several_ties_is_listed_once_and_one_of_agencies_needs_no_tie(officer, unit):
    of_ties = MemorandumFactory(
        partnerships=PartnershipFactory.create_batch(2, home__unit=unit),
    )
    of_agencies = MemorandumFactory()
    MemorandumPartyFactory(
        memorandum=of_agencies, unit=None, organisation=OrganisationFactory(seat=unit)
    )
    MemorandumFactory(partnerships=[PartnershipFactory()])

    seen = Memorandum.objects.visible_to(officer).order_by("pk")
    assert list(seen) == [of_ties, of_agencies]


def test_scope_costs_one_small_query(partnership, officer, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(Partnership.objects.visible_to(officer))
