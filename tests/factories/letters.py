import factory

from exchanges import models
from exchanges.choices import IncidentStatus, LetterDirection, LetterKind
from tests.factories.exchanges import IncidentFactory
from tests.factories.partnerships import PartnershipFactory


class LetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.Letter

    partnership = factory.SubFactory(PartnershipFactory)
    direction = LetterDirection.OUT
    kind = LetterKind.NOTICE
    gist = factory.Sequence(lambda n: f"Thông báo việc {n}")


class IncidentMoveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = models.IncidentMove

    incident = factory.SubFactory(IncidentFactory)
    before = IncidentStatus.REPORTED
    after = IncidentStatus.VERIFIED
