import factory

from reports.models import ListExport
from tests.factories.accounts import UserFactory


class ListExportFactory(factory.django.DjangoModelFactory):
    """The list of meetings, waiting to be built."""

    class Meta:
        model = ListExport

    user = factory.SubFactory(UserFactory, sees_all=True)
    page = "/meetings/"
    heading = "meetings"
    kind = "xlsx"
