from datetime import date

import factory
from django.db.backends.postgresql.psycopg_any import DateRange

from core.basis import Basis
from exchanges.models import Delivery
from partnerships.models import Instalment
from tests.factories.partnerships import CommitmentFactory


class InstalmentFactory(factory.django.DjangoModelFactory):
    """The year 2024 of a promise made for every year."""

    class Meta:
        model = Instalment

    commitment = factory.SubFactory(CommitmentFactory, interval_months=12)
    period = DateRange(date(2024, 1, 1), date(2025, 1, 1))
    amount = factory.SelfAttribute("commitment.amount")


class DeliveryFactory(factory.django.DjangoModelFactory):
    """Towards a promise; `project=` of aid instead."""

    class Meta:
        model = Delivery

    basis = Basis.REPORTED
    commitment = factory.SubFactory(CommitmentFactory)
    what = factory.Sequence(lambda n: f"Tiền mặt đợt {n}")
