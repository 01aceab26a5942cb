from datetime import date
from decimal import Decimal

import factory

from core.fields import Amount, PartialDate
from partnerships import models
from partnerships.choices import (
    CadenceSubject,
    CommitmentForm,
    DecisionKind,
    Level,
    Measure,
    MemorandumKind,
    MemorandumStatus,
    NameKind,
    OrganisationKind,
    PaperKind,
    PartnershipEventKind,
    PartnershipKind,
    Side,
    SuccessionKind,
)

LANGUAGES = {"VN": "vi", "LA": "lo", "CN": "zh", "KH": "km"}


class CountryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Country
        django_get_or_create = ["code"]

    code = "VN"
    name = factory.SelfAttribute("code")
    paper_language = factory.LazyAttribute(lambda country: LANGUAGES.get(country.code, "en"))


class BorderFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Border
        django_get_or_create = ["code"]

    code = factory.LazyAttribute(lambda border: f"VN-{border.neighbour.code}")
    name = factory.LazyAttribute(lambda border: f"Việt Nam – {border.neighbour.name}")
    neighbour = factory.SubFactory(CountryFactory, code="LA")


class UnitFactory(factory.django.DjangoModelFactory):
    """A village; `parent=` puts it below another unit, by a row of its own."""

    class Meta:
        model = models.Unit
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"bản {n}")
    level = Level.VILLAGE
    country = factory.SubFactory(CountryFactory)

    @factory.post_generation
    def parent(self, create, parent):
        if parent is not None:
            models.UnitParent.objects.create(unit=self, parent=parent)
            self.refresh_from_db()


class UnitNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.UnitName

    unit = factory.SubFactory(UnitFactory)
    language = "lo"
    text = factory.Sequence(lambda n: f"ບ້ານ {n}")
    kind = NameKind.OFFICIAL


class UnitParentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.UnitParent

    unit = factory.SubFactory(UnitFactory)
    parent = factory.SubFactory(UnitFactory, level=Level.COMMUNE)


class UnitSuccessionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.UnitSuccession

    predecessor = factory.SubFactory(UnitFactory)
    successor = factory.SubFactory(UnitFactory)
    kind = SuccessionKind.MERGED
    on = date(2025, 7, 1)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Organisation

    name = factory.Sequence(lambda n: f"Đồn Biên phòng {n}")
    kind = OrganisationKind.BORDER_GUARD
    seat = factory.SubFactory(UnitFactory)
    country = factory.LazyAttribute(
        lambda one: one.seat.country if one.seat else CountryFactory(code="VN")
    )


class ChargeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Charge

    organisation = factory.SubFactory(OrganisationFactory)
    unit = factory.SubFactory(UnitFactory)


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Person

    name = factory.Sequence(lambda n: f"Lương Thị Hạnh {n}")


class PostFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Post

    person = factory.SubFactory(PersonFactory)
    title = "Chủ tịch Ủy ban nhân dân"
    unit = factory.SubFactory(UnitFactory)


class PaperFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Paper

    kind = PaperKind.ARTICLE
    title = factory.Sequence(lambda n: f"Điểm sáng đối ngoại {n}")
    published = True


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Source

    paper = factory.SubFactory(PaperFactory)
    paragraph = 9
    reference = factory.Sequence(lambda n: f"T0-{n:02}")


class PartnershipPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PartnershipParty

    partnership = factory.SubFactory(
        "tests.factories.partnerships.PartnershipFactory", home=None, counterpart=None
    )
    side = Side.HOME
    unit = factory.SubFactory(UnitFactory)


class PartnershipFactory(factory.django.DjangoModelFactory):
    """A tie with both its sides; `home__unit=` puts it into the reach of that unit's users."""

    class Meta:
        model = models.Partnership
        skip_postgeneration_save = True

    code = factory.Sequence(lambda n: f"T-{n:03}")
    title = factory.Sequence(lambda n: f"bản Việt {n} – bản Lào {n}")
    kind = PartnershipKind.TWINNING
    level = Level.VILLAGE
    home = factory.RelatedFactory(PartnershipPartyFactory, "partnership")
    counterpart = factory.RelatedFactory(
        PartnershipPartyFactory,
        "partnership",
        side=Side.COUNTERPART,
        unit__country__code="LA",
    )


class PartnershipEventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PartnershipEvent

    partnership = factory.SubFactory(PartnershipFactory)
    kind = PartnershipEventKind.ESTABLISHED
    since = PartialDate.read("12/2015")


class MemorandumFactory(factory.django.DjangoModelFactory):
    """A reported text in force; `partnerships=[…]` binds it to ties."""

    class Meta:
        model = models.Memorandum
        skip_postgeneration_save = True

    kind = MemorandumKind.MEMORANDUM
    status = MemorandumStatus.SIGNED
    title = factory.Sequence(lambda n: f"Bản ghi nhớ {n}")
    signed = PartialDate.read("01/01/2020")

    @factory.post_generation
    def partnerships(self, create, partnerships):
        self.partnerships.set(partnerships or [])


class MemorandumPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.MemorandumParty

    memorandum = factory.SubFactory(MemorandumFactory)
    side = Side.HOME
    unit = factory.SubFactory(UnitFactory)


class SignatoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Signatory

    memorandum = factory.SubFactory(MemorandumFactory)
    side = Side.HOME
    post = "Chủ tịch Ủy ban nhân dân"


class CommitmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Commitment

    title = factory.Sequence(lambda n: f"Hỗ trợ tiền mặt {n}")
    partnership = factory.SubFactory(PartnershipFactory)
    giver = factory.SubFactory(UnitFactory)
    form = CommitmentForm.CASH
    amount = Amount(Decimal(500_000_000), "VND")


class CommitmentReceiverFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.CommitmentReceiver

    commitment = factory.SubFactory(CommitmentFactory)
    unit = factory.SubFactory(UnitFactory, country__code="LA")


class StatedFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.StatedFigure

    partnership = factory.SubFactory(PartnershipFactory)
    measure = Measure.VILLAGE_TIES
    title = factory.Sequence(lambda n: f"Cặp bản toàn tuyến {n}")
    value = Amount(Decimal(26), "cặp")


class NoteFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Note

    partnership = factory.SubFactory(PartnershipFactory)
    topic = factory.Sequence(lambda n: f"Tiếng nói chung {n}")
    text = "Người dân hai bên nói cùng một thứ tiếng."


class CadenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Cadence

    partnership = factory.SubFactory(PartnershipFactory)
    subject = CadenceSubject.MEETING
    title = "Gặp gỡ lãnh đạo"


class DecisionFactory(factory.django.DjangoModelFactory):
    """The province takes over a side; nothing of the tie itself changes."""

    class Meta:
        model = models.Decision

    kind = DecisionKind.CARRIED_OVER
    partnership = factory.SubFactory(PartnershipFactory)
    side = Side.HOME
    on = date(2025, 7, 1)
    decided_by = "Ủy ban nhân dân tỉnh"
