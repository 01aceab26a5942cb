"""Two deliveries at once that together exceed what was exactly approved."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from exchanges.choices import AidStatus
from exchanges.models import AidProject, Delivery
from exchanges.services import deliveries
from tests.factories import (
    AidProjectFactory,
    DeliveryFactory,
    PaperFactory,
    UserFactory,
)

TODAY = date(2026, 11, 22)
MILLION = Decimal(1_000_000)


def vnd(millions, bound=Bound.EXACT):
    return Amount(millions * MILLION, "VND", bound)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


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


LONG_ENOUGH = 0.3  # that both have written before either commits, if nothing keeps them apart


def two_at_once(project, write):
    start, users = Barrier(2), [UserFactory(sees_all=True) for _user in range(2)]

    def deliver(user):
        start.wait()
        try:
            return write(project, user)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        return sorted(pool.map(deliver, users))


def by_service(project, user):
    try:
        with transaction.atomic():
            give(user, project=AidProject.objects.get(pk=project.pk))
            time.sleep(LONG_ENOUGH)
    except RuleViolation as told:
        return f"refused: {told.field}"
    return "given"


def by_sql(project, user):
    """Past every service: only the trigger and its lock are left."""
    try:
        with transaction.atomic():
            DeliveryFactory(basis=Basis.MADE_HERE, commitment=None, project=project, amount=vnd(60))
            time.sleep(LONG_ENOUGH)
    except IntegrityError as told:
        return f"refused: {told.__cause__.diag.constraint_name}"
    return "given"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("write", "refusal"),
    [
        (by_service, "refused: over_reason"),
        (by_sql, "refused: over_the_approval_with_a_reason"),
    ],
)
def test_of_two_that_together_exceed_the_approval_the_second_is_refused(write, refusal):
    project = approved()
    assert two_at_once(project, write) == ["given", refusal]
    assert Delivery.objects.count() == 1
