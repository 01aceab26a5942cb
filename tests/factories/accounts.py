import factory

from accounts.choices import Language, Role
from accounts.models import Draft, Office, SavedView, User


class OfficeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Office

    name = factory.Sequence(lambda n: f"Sở Ngoại vụ {n}")
    place = "Thanh Hóa"


class UserFactory(factory.django.DjangoModelFactory):
    """An English-reading officer; `units=[…]` gives the scope."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"canbo{n}")
    role = Role.OFFICER
    language = Language.ENGLISH

    @factory.post_generation
    def units(self, create, units):
        self.units.set(units or [])


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    page = factory.Sequence(lambda n: f"/meetings/new/{n}/")
    data = "title=Họp"


class SavedViewFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedView

    owner = factory.SubFactory(UserFactory)
    page = "partnerships:partnership-list"
    name = factory.Sequence(lambda n: f"Việc của tôi {n}")
    query = "status=vacant"
