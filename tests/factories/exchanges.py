import factory
from django.db import transaction

from core.fields import Amount, PartialDate
from exchanges import models
from exchanges.choices import (
    ActivityKind,
    AidDirection,
    AidRole,
    DelegationRole,
    IncidentKind,
    ItemKind,
    MeetingKind,
    MeetingStatus,
)
from partnerships.choices import Side
from tests.factories.partnerships import PartnershipFactory, PersonFactory, UnitFactory


def said(words: str) -> dict:
    """A text in Vietnamese as minutes hold it."""
    return {"vi": {"text": words, "state": "unchecked", "rev": 1}}


class MeetingFactory(factory.django.DjangoModelFactory):
    """A meeting that was held; `partnerships=[…]` names the ties that met, else it has a tie of
    its own.
    """

    class Meta:
        model = models.Meeting
        skip_postgeneration_save = True

    kind = MeetingKind.BRIEFING
    title = factory.Sequence(lambda n: f"Hội nghị giao ban {n:03}")
    status = MeetingStatus.HELD
    held = PartialDate.read("28/03/2025")

    @classmethod
    def _generate(cls, strategy, params):
        with transaction.atomic():  # a meeting of nobody is refused at commit
            return super()._generate(strategy, params)

    @factory.post_generation
    def partnerships(self, create, partnerships):
        if partnerships is None and self.unit is None:
            partnerships = [PartnershipFactory()]
        self.partnerships.set(partnerships or [])


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Attendance

    meeting = factory.SubFactory(MeetingFactory)
    side = Side.HOME
    role = DelegationRole.MEMBER
    person = factory.SubFactory(PersonFactory)


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda n: n + 1)
    text = factory.LazyFunction(lambda: said("Đánh giá kết quả phối hợp năm 2025."))


class MinutesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Minutes

    meeting = factory.SubFactory(MeetingFactory)
    languages = ("vi", "lo")


class MinutesItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MinutesItem

    minutes = factory.SubFactory(MinutesFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = ItemKind.REVIEW
    text = factory.LazyFunction(lambda: said("Hai bên đánh giá kết quả năm 2024."))


class AgreedItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AgreedItem

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Tuần tra song phương {n}")
    text = factory.LazyAttribute(lambda item: said(item.title))


class AgreedItemPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AgreedItemParty

    item = factory.SubFactory(AgreedItemFactory)
    unit = factory.SubFactory(UnitFactory)


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Activity

    partnership = factory.SubFactory(PartnershipFactory)
    kind = ActivityKind.CULTURE
    title = factory.Sequence(lambda n: f"Giao lưu văn nghệ {n}")


class ActivityFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.ActivityFigure

    activity = factory.SubFactory(ActivityFactory)
    what = "Lượt người"
    amount = Amount(500, "người", "under")


class IncidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Incident

    partnership = factory.SubFactory(PartnershipFactory)
    kind = IncidentKind.ORDER
    title = factory.Sequence(lambda n: f"Vụ việc {n}")


class AidProjectFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AidProject

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Nhà văn hóa bản {n:02}")
    direction = AidDirection.OUTBOUND


class AidPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AidParty

    project = factory.SubFactory(AidProjectFactory)
    role = AidRole.GIVER
    unit = factory.SubFactory(UnitFactory)


class AidLineFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.AidLine

    project = factory.SubFactory(AidProjectFactory)
    what = "Diện tích trồng"
    amount = Amount(1, "ha")
