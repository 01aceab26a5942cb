from datetime import date
from decimal import Decimal

import factory

from core.fields import Amount
from exchanges import models
from exchanges.choices import AidDirection
from tests.factories.exchanges import AidProjectFactory
from tests.factories.partnerships import UnitFactory


class AidStepFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AidStep

    project = factory.SubFactory(AidProjectFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Cho ý kiến về nguồn vốn"
    asked_of = "Sở Tài chính"


class AidStageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AidStage

    project = factory.SubFactory(AidProjectFactory)
    what = "Đổ móng"


class HandOverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.HandOver

    project = factory.SubFactory(AidProjectFactory)
    place = "bản Na Cay"


class ExchangeRateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ExchangeRate

    currency = "USD"
    on = date(2024, 1, 2)
    rate = Decimal(24350)
    source = "Ngân hàng Nhà nước"


class YearPlanFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.YearPlan

    unit = factory.SubFactory(UnitFactory)
    year = 2025
    direction = AidDirection.OUTBOUND


class YearPlanLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.YearPlanLine

    plan = factory.SubFactory(YearPlanFactory)
    what = factory.Sequence(lambda n: f"Quà Tết {n}")
    estimate = Amount(Decimal(50_000_000), "VND")
