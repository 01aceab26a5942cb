"""What PostgreSQL refuses of ties, through the model and in plain SQL (DESIGN.md 6, 1 and 2)."""

import pytest
from django.db import IntegrityError, connection, transaction

from core.fields import PartialDate
from partnerships.choices import (
    PartnershipEventKind,
    PartnershipKind,
    Side,
)
from partnerships.models import PartnershipParty
from tests.factories import (
    PartnershipEventFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    UnitFactory,
)

Kind = PartnershipEventKind
read = PartialDate.read


def lao(**facts):
    return UnitFactory(country__code="LA", **facts)


# What PostgreSQL refuses, through the model and in plain SQL


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_database_refuses_a_home_side_abroad(partnership):
    with pytest.raises(IntegrityError, match="home_side_in_vietnam"), transaction.atomic():
        PartnershipPartyFactory(partnership=partnership, unit=lao())
    with pytest.raises(IntegrityError, match="home_side_in_vietnam"):
        sql("UPDATE partnerships_partnershipparty SET side = 'home'")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("since = '2025-07-01', until = '2025-07-01'", "party_ends_after_it_starts"),
        ("unit_id = NULL", "is_a_unit_or_an_organisation"),
    ],
)
def test_the_database_refuses_an_impossible_party(partnership, change, rule):
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_partnershipparty SET {change}")


def test_the_database_refuses_a_party_twice_at_a_time(partnership, unit):
    with pytest.raises(IntegrityError, match="unit_once_at_a_time_in_a_tie"):
        PartnershipParty.objects.create(partnership=partnership, side=Side.HOME, unit=unit)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("kind = 'suspended'", "a_suspended_or_ended_tie_has_a_reason"),
        ("kind = 'ended'", "a_suspended_or_ended_tie_has_a_reason"),
        ("until_days = '[2020-01-01,2021-01-01)'", "only_a_suspension_lasts"),
        ("since_days = 'empty'", "partnershipevent_since_may_be_some_day"),
        (
            "kind = 'suspended', reason = 'x', until_days = '[2010-01-01,2011-01-01)'",
            "event_ends_after_it_starts",
        ),
    ],
)
def test_the_database_refuses_an_impossible_event(db, change, rule):
    PartnershipEventFactory()
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_partnershipevent SET {change}")


def test_the_database_refuses_overlapping_suspensions(partnership):
    said = {"partnership": partnership, "kind": Kind.SUSPENDED, "reason": "dịch bệnh"}
    PartnershipEventFactory(**said, since=read("2020"))
    with pytest.raises(IntegrityError, match="suspensions_of_a_tie_do_not_overlap"):
        PartnershipEventFactory(**said, since=read("2022"))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("paper_languages = '{lo}'", "papers_of_a_tie_have_a_vietnamese_text"),
        ("frame_id = id", "no_ring_of_frames"),
    ],
)
def test_the_database_refuses_an_impossible_tie(partnership, change, rule):
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE partnerships_partnership SET {change}")


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_the_same_tie_twice():
    """A key of the parties, kept by trigger, is unique for a kind."""
    refusal = pytest.raises(IntegrityError, match="same_parties_kind_and_time_once")
    unit, other = UnitFactory(), lao()

    def tie(**facts):
        with transaction.atomic():
            return PartnershipFactory(home__unit=unit, **facts)

    tie(counterpart__unit=other)
    with refusal:
        tie(counterpart__unit=other)
    tie(counterpart__unit=other, kind=PartnershipKind.BRIEFING)
    third = tie()
    with refusal:
        sql(
            "UPDATE partnerships_partnershipparty SET unit_id = %s "
            "WHERE side = 'counterpart' AND partnership_id = %s",
            [other.pk, third.pk],
        )
