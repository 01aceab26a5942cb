from decimal import Decimal

import factory

from core.fields import Amount
from partnerships import models
from partnerships.choices import GateKind
from tests.factories.partnerships import BorderFactory, UnitFactory


class BorderProfileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BorderProfile

    border = factory.SubFactory(BorderFactory)
    unit = factory.SubFactory(UnitFactory)
    length = Amount(Decimal(64), "km")


class BorderMarkerFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.BorderMarker

    border = factory.SubFactory(BorderFactory)
    number = factory.Sequence(lambda n: n + 1)
    place = factory.LazyAttribute(lambda marker: marker.number * 2000)


class GateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Gate

    border = factory.SubFactory(BorderFactory)
    kind = GateKind.MAIN
    name = factory.Sequence(lambda n: f"Chiềng Khương {n}")
