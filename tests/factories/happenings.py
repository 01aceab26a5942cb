import factory
from django.db import transaction

from core.fields import PartialDate
from exchanges import models
from partnerships.choices import Side
from tests.factories.borders import BorderMarkerFactory
from tests.factories.partnerships import BorderFactory, OrganisationFactory, PartnershipFactory


class PatrolFactory(factory.django.DjangoModelFactory):
    """A patrol of our own between two markers of its border, with a station of ours."""

    class Meta:
        model = models.Patrol
        skip_postgeneration_save = True

    partnership = factory.SubFactory(PartnershipFactory)
    border = factory.SubFactory(BorderFactory)
    from_marker = factory.SubFactory(BorderMarkerFactory, border=factory.SelfAttribute("..border"))
    to_marker = factory.SubFactory(BorderMarkerFactory, border=factory.SelfAttribute("..border"))
    happened = PartialDate.read("12/03/2025")

    @classmethod
    def _generate(cls, strategy, params):
        with transaction.atomic():  # a patrol without anybody of ours is refused at commit
            return super()._generate(strategy, params)

    @factory.post_generation
    def station(self, create, station, **facts):
        who = station or OrganisationFactory()
        PatrolPartyFactory(patrol=self, organisation=who, **facts)


class PatrolPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PatrolParty

    patrol = factory.SubFactory(PatrolFactory)
    side = Side.HOME
    organisation = factory.SubFactory(OrganisationFactory)


class PatrolFindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.PatrolFinding

    patrol = factory.SubFactory(PatrolFactory)
    what = factory.Sequence(lambda n: f"Mốc nguyên vẹn {n}")
