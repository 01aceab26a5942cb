"""What is no duplicate is not merged; what says no stops the merge as a whole."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import Level
from partnerships.models import Organisation, Partnership, Unit
from partnerships.services import units
from tests.factories import (
    AidPartyFactory,
    AidProjectFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)
from tests.partnerships.test_merging import WHY, merge
from tests.partnerships.test_reach import assert_kept


def test_rows_that_contradict_each_other_stop_the_merge_in_words(officer, kept, twin, unit):
    other = UnitFactory(name="Mường Lát", parent=unit)
    twin.parents.all().delete()
    units.belong(unit=twin, parent=other, by=officer)
    with pytest.raises(RuleViolation, match=r"Place in the tree “.*” stands against the merge"):
        merge(kept, twin, officer)
    twin.refresh_from_db()
    assert twin.merged_into is None
    assert twin.parents.get().parent == other


def test_a_place_and_its_successor_are_not_the_same(officer, kept, twin):
    units.succeed(predecessor=twin, successor=kept, kind="merged", on=date(2025, 7, 1), by=officer)
    with pytest.raises(RuleViolation, match="one cannot be the same as the other"):
        merge(kept, twin, officer)


def test_a_place_and_one_below_it_are_not_the_same(officer, kept, unit):
    below = UnitFactory(parent=kept)
    for pair in ((kept, below), (below, kept)):
        with pytest.raises(RuleViolation, match="one cannot be the same as the other"):
            merge(*pair, officer)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"country": "LA"}, "different countries"),
        ({"level": Level.DISTRICT}, "different levels"),
        ({"same": True}, "this is the same one"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_what_is_not_a_duplicate_is_refused(officer, kept, twin, change, words):
    PartnershipFactory(home__unit=kept)  # so that places in Laos are in the officer's area
    if "country" in change:
        twin = UnitFactory(country__code="LA")
    if "level" in change:
        Unit.objects.filter(pk=twin.pk).update(level=change["level"])
    with pytest.raises(RuleViolation, match=words):
        merge(kept, kept if "same" in change else twin, officer, change.get("reason", WHY))


def test_nobody_merges_what_lies_outside_their_area(officer, kept):
    for other in (UnitFactory(), OrganisationFactory(), PartnershipFactory()):
        own = {
            Unit: kept,
            Organisation: OrganisationFactory(seat=kept),
            Partnership: PartnershipFactory(home__unit=kept),
        }[type(other)]
        for pair in ((own, other), (other, own)):
            with pytest.raises(RuleViolation, match="outside your area"):
                merge(*pair, officer)


def test_the_database_refuses_a_chain_of_merges(kept, twin, unit):
    third = UnitFactory(parent=unit)
    Unit.objects.filter(pk=twin.pk).update(merged_into=kept)
    sql = "UPDATE partnerships_unit SET merged_into_id = %s WHERE id = %s"
    for into, what in ((kept, kept), (twin, third), (third, kept)):
        with pytest.raises(IntegrityError, match="merged into one that stands"):  # noqa: SIM117
            with connection.cursor() as cursor, transaction.atomic():
                cursor.execute(sql, [into.pk, what.pk])


def test_identical_ties_are_one_after_the_merge_of_a_party(officer, kept, twin):
    """Two ties that become the same by the merge of a place are refused, and nothing is changed."""
    lao = UnitFactory(country__code="LA")
    for home in (kept, twin):
        tie = PartnershipFactory(home__unit=home, counterpart=None)
        PartnershipPartyFactory(partnership=tie, side="counterpart", unit=lao)
    with pytest.raises(RuleViolation, match="have a tie of this kind in this time already"):
        merge(kept, twin, officer)
    twin.refresh_from_db()
    assert twin.merged_into is None
    assert_kept()


def test_a_trigger_that_refuses_stops_the_merge_and_nothing_is_changed(officer, kept, twin):
    """A gift from the one to the other would become a gift to oneself."""
    aid = AidProjectFactory()
    AidPartyFactory(project=aid, role="giver", unit=twin)
    AidPartyFactory(project=aid, role="receiver", unit=kept)
    post = PostFactory(unit=twin)
    with pytest.raises(RuleViolation, match="stands against the merge"):
        merge(kept, twin, officer)
    twin.refresh_from_db()
    post.refresh_from_db()
    assert twin.merged_into is None
    assert post.unit == twin
    assert not AuditEvent.objects.filter(action__startswith="unit.merged").exists()


@pytest.mark.django_db(transaction=True)
def test_two_merges_at_once_leave_no_chain():
    above = UnitFactory()
    one, other = UnitFactory(parent=above), UnitFactory(parent=above)
    officers = [UserFactory(role="officer", units=[above]) for _each in range(2)]
    start = Barrier(2)

    def at_once(pair, by):
        start.wait(timeout=10)
        try:
            return merge(*pair, by)
        except RuleViolation as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        pairs = [(one, other), (other, one)]
        done = [pool.submit(at_once, *job) for job in zip(pairs, officers, strict=True)]
        results = [job.result(timeout=30) for job in done]

    assert sum(isinstance(result, RuleViolation) for result in results) == 1
    assert Unit.objects.filter(merged_into__isnull=False).count() == 1
    assert_kept()
