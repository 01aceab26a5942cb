"""What was given: the rules of its services, and of the database by plain SQL (DESIGN.md 6)."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from exchanges.choices import AidRole, AidStatus
from exchanges.models import Delivery
from exchanges.services import deliveries
from tests.factories import (
    AidPartyFactory,
    AidProjectFactory,
    CommitmentFactory,
    CommitmentReceiverFactory,
    DeliveryFactory,
    InstalmentFactory,
    OrganisationFactory,
    PaperFactory,
    UnitFactory,
    UserFactory,
)

TODAY = date(2026, 11, 22)
MILLION = Decimal(1_000_000)


def vnd(millions, bound=Bound.EXACT):
    return Amount(millions * MILLION, "VND", bound)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def approved(amount=None, **facts):
    """Aid made here and approved on 1 March 2026."""
    facts = {
        "basis": Basis.MADE_HERE,
        "status": AidStatus.APPROVED,
        "approved_on": date(2026, 3, 1),
        "approved_by": UserFactory(),
        "approval": PaperFactory(),
        "amount": amount or vnd(100),
    } | facts
    return AidProjectFactory(**facts)


def give(by, amount=None, given="05/04/2026", **facts):
    return deliveries.record(
        by=by,
        today=TODAY,
        given=PartialDate.read(given) if given else PartialDate(),
        what="Tiền mặt",
        amount=amount or vnd(60),
        **facts,
    )


# Of aid


def test_a_delivery_of_approved_aid(officer):
    project = approved()
    found = give(officer, project=project, unit=UnitFactory())
    assert found.project == project
    assert AuditEvent.objects.filter(action="delivery.recorded", target=found.uuid).exists()
    assert found.missing() == ["proof"]


@pytest.mark.parametrize(
    ("facts", "given"),
    [
        ({}, "28/02/2026"),
        ({}, "2025"),
        ({"status": AidStatus.PROPOSED, "approved_on": None, "approved_by": None}, "05/04/2026"),
    ],
)
def test_nothing_is_delivered_before_the_approval(officer, facts, given):
    project = approved(**facts)
    with refused("before the aid is approved"):
        give(officer, project=project, given=given)
    with pytest.raises(IntegrityError, match="before the approval"):
        DeliveryFactory(
            basis=Basis.MADE_HERE, commitment=None, project=project, given=PartialDate.read(given)
        )


@pytest.mark.parametrize("given", ["2026", "01/03/2026", "3/2026", ""])
def test_a_day_that_may_lie_after_the_approval_is_taken(officer, given):
    assert give(officer, project=approved(), given=given)


def test_what_others_tell_may_come_before_any_approval(officer):
    project = AidProjectFactory(basis=Basis.REPORTED, status=AidStatus.HANDED_OVER)
    found = deliveries.record(
        project=project, what="Quà", basis=Basis.REPORTED, by=officer, today=TODAY
    )
    assert found.missing() == ["receiver", "amount", "day it was given", "proof"]


def test_more_than_was_exactly_approved_needs_a_reason(officer):
    project = approved()
    give(officer, project=project)
    with refused("120,000,000 VND would be delivered and 100,000,000 are approved") as told:
        give(officer, project=project)
    assert told.value.field == "over_reason"
    with pytest.raises(IntegrityError, match="more was delivered than approved"):
        DeliveryFactory(basis=Basis.MADE_HERE, commitment=None, project=project, amount=vnd(41))


def test_with_a_reason_it_is_taken(officer):
    project = approved()
    assert give(officer, vnd(101), project=project, over_reason="Trượt giá vật liệu").over_reason


def test_what_was_taken_back_is_not_counted_again(officer):
    project = approved()
    deliveries.withdraw(delivery=give(officer, project=project), reason="nhập hai lần", by=officer)
    assert give(officer, vnd(100), project=project)


@pytest.mark.parametrize(
    "amount",
    [vnd(100, Bound.UNDER), vnd(100, Bound.OVER), Amount(100 * MILLION, "VND", "exact", True)],
)
def test_more_than_a_qualified_approval_is_taken_and_flagged(client, officer, partnership, amount):
    project = approved(amount, partnership=partnership)
    give(officer, vnd(101), project=project)
    client.force_login(officer)
    page = client.get(f"/aid/{project.uuid}/deliveries/").text
    assert "More was delivered than the amount of the aid says" in page


def test_another_currency_is_no_more_of_this_one(officer):
    project = approved()
    assert give(officer, Amount(Decimal(900_000_000), "LAK"), project=project)


# To keep a promise


def promise(**facts):
    found = CommitmentFactory(interval_months=12, **facts)
    return found, CommitmentReceiverFactory(commitment=found)


def due(found, receiver, year=2024):
    period = DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    return InstalmentFactory(commitment=found, receiver=receiver, period=period)


def test_an_instalment_names_its_receiver(officer):
    found, receiver = promise()
    given = give(officer, commitment=found, instalment=due(found, receiver))
    assert given.unit == receiver.unit
    with refused("is due to"):
        give(officer, commitment=found, instalment=due(found, receiver, 2025), unit=UnitFactory())


def test_an_instalment_is_of_the_same_promise(officer):
    found, _receiver = promise()
    other, theirs = promise()
    with refused("instalment of this commitment"):
        give(officer, commitment=found, instalment=due(other, theirs))
    row = give(officer, commitment=found)
    with pytest.raises(IntegrityError, match="instalment is of another promise"):
        sql("UPDATE exchanges_delivery SET instalment_id = %s", [due(other, theirs, 2025).pk])
    assert row.instalment is None


def test_aid_that_keeps_a_promise_carries_it_along(officer):
    found, _receiver = promise()
    assert give(officer, project=approved(commitment=found)).commitment == found


@pytest.mark.parametrize(("day", "year"), [("05/06/2025", 2025), ("2019", 2023), ("", 2023)])
def test_what_is_unmatched_goes_to_the_nearest_open_instalment(officer, day, year):
    found, receiver = promise()
    for one in (2023, 2024, 2025):
        due(found, receiver, one)
    row = give(officer, given=day, commitment=found, unit=receiver.unit)
    deliveries.match(delivery=row, by=officer, today=TODAY)
    row.refresh_from_db()
    assert row.instalment.period.lower.year == year
    with refused("counted for an instalment already"):
        deliveries.match(delivery=row, by=officer, today=TODAY)


def test_an_instalment_that_is_met_is_not_offered(officer):
    found, receiver = promise()
    row = due(found, receiver)
    give(officer, vnd(500), commitment=found, instalment=row)
    loose = give(officer, commitment=found, unit=receiver.unit)
    with refused("No instalment of this commitment is open"):
        deliveries.match(delivery=loose, by=officer, today=TODAY)


# Of both


@pytest.mark.parametrize("of_aid", [True, False])
def test_nobody_gives_to_themselves(officer, of_aid):
    found, _receiver = promise()
    station = OrganisationFactory()
    project = approved()
    AidPartyFactory(project=project, role=AidRole.GIVER, unit=None, organisation=station)
    facts = (
        {"project": project, "organisation": station}
        if of_aid
        else {"commitment": found, "unit": found.giver}
    )
    with refused("to themselves"):
        give(officer, **facts)
    with pytest.raises(IntegrityError, match="nobody delivers to themselves"):
        DeliveryFactory(**{"commitment": None, **facts})


def test_who_was_given_something_is_no_giver_of_it_afterwards(db):
    project, village = approved(), UnitFactory()
    given = DeliveryFactory(project=project, commitment=None, unit=village)
    giver = {"project": project, "role": AidRole.GIVER, "unit": village}
    with pytest.raises(IntegrityError, match="to themselves"), transaction.atomic():
        AidPartyFactory(**giver)
    Delivery.objects.filter(pk=given.pk).update(withdrawn_reason="nhập nhầm")
    AidPartyFactory(**giver)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"commitment": None}, "Name the aid or the commitment"),
        ({"given": "23/11/2026"}, "lies in the past"),
        ({"amount": Amount(Decimal(-1), "VND")}, "not negative"),
        ({"amount": Amount(Decimal("0.5"), "VND")}, "whole number"),
        ({"amount": Amount(Decimal(5))}, "unit or the currency"),
    ],
)
def test_what_a_delivery_cannot_be(officer, facts, words):
    found, _receiver = promise()
    with refused(words):
        give(officer, **{"commitment": found, **facts})
    assert not Delivery.objects.exists()


def test_a_delivery_says_what_or_how_much(officer):
    found, _receiver = promise()
    with refused("what was given, or how much"):
        deliveries.record(commitment=found, by=officer, today=TODAY)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("amount_number = -1", "delivery_amount_is_not_negative"),
        ("amount_unit = ''", "delivery_amount_has_a_unit"),
        ("amount_number = 0.5", "delivery_amount_of_dong_or_kip_is_whole"),
        ("amount_bound = 'perhaps'", "delivery_amount_has_a_bound"),
        ("commitment_id = NULL", "delivery_of_a_project_or_a_promise"),
        ("given_days = '[2100-01-01,2100-01-02)'", "a delivery lies in the past"),
    ],
)
def test_the_database_refuses_an_impossible_delivery(db, change, rule):
    DeliveryFactory(amount=vnd(5))
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE exchanges_delivery SET {change}")


def test_a_slip_is_put_right_and_a_mistake_is_taken_back(officer):
    found, _receiver = promise()
    row = give(officer, commitment=found)
    facts = {"what": "Tiền mặt", "amount": vnd(50), "given": PartialDate.read("2026")}
    deliveries.revise(delivery=row, **facts, by=officer, today=TODAY)
    with refused("Say why"):
        deliveries.withdraw(delivery=row, reason=" ", by=officer)
    deliveries.withdraw(delivery=row, reason="Không phải của huyện này", by=officer)
    row.refresh_from_db()
    assert row.amount == vnd(50)
    for again in (
        lambda: deliveries.withdraw(delivery=row, reason="lần nữa", by=officer),
        lambda: deliveries.revise(delivery=row, **facts, by=officer, today=TODAY),
    ):
        with refused("taken back"):
            again()
    assert Delivery.objects.count() == 1
    assert row.events.count() == 3
