from datetime import date

import factory

from core.basis import Basis
from core.fields import PartialDate
from partnerships import models
from partnerships.choices import ArticleKind, MemorandumStatus, Procedure, Route
from tests.factories.partnerships import CountryFactory, MemorandumFactory

SAID = {"text": "Hai bên hợp tác quản lý biên giới.", "state": "agreed", "rev": 1}
LAO = {"text": "ສອງຝ່າຍຮ່ວມມືກັນ", "state": "agreed", "rev": 1}


class DraftMemorandumFactory(MemorandumFactory):
    """A text that is drafted here, still without articles."""

    basis = Basis.MADE_HERE
    status = MemorandumStatus.DRAFT
    route = Route.COMMUNE
    signed = PartialDate()
    languages = ["vi", "lo"]
    title = factory.Sequence(lambda n: f"Thỏa thuận kết nghĩa {n}")


class ArticleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Article

    memorandum = factory.SubFactory(DraftMemorandumFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = ArticleKind.ARTICLE
    number = factory.Sequence(lambda n: str(n + 1))
    text = factory.LazyFunction(lambda: {"vi": SAID, "lo": LAO})


class StepRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.StepRule

    procedure = Procedure.MEMORANDUM_COMMUNE
    position = factory.Sequence(lambda n: n + 1)
    title = "Cho ý kiến về dự thảo"
    asked_of = "Công an tỉnh"
    limit_days = 7
    law = "NĐ 64/2021/NĐ-CP, Điều 7"


class DayOffFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.DayOff

    country = factory.SubFactory(CountryFactory)
    day = date(2026, 1, 2)
    words = "Thông báo hoán đổi ngày nghỉ"


class ClearanceFactory(factory.django.DjangoModelFactory):
    """A step of the first round; the round itself is set by hand or by `clearances.start`."""

    class Meta:
        model = models.Clearance

    memorandum = factory.SubFactory(DraftMemorandumFactory, clearance_round=1)
    position = factory.Sequence(lambda n: n + 1)
    title = "Cho ý kiến về dự thảo"
    asked_of = "Công an tỉnh"
    limit_days = 7
