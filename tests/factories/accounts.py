from datetime import date

import factory

from accounts.choices import Language, NoticeKind, Role, Telling
from accounts.models import (
    Comment,
    Draft,
    MailChoice,
    Notice,
    NoticeChoice,
    NoticeMail,
    Office,
    SavedView,
    User,
)


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


class CommentFactory(factory.django.DjangoModelFactory):
    """A remark on the office; `target=` any other record."""

    class Meta:
        model = Comment
        skip_postgeneration_save = True

    class Params:
        record = factory.SubFactory(OfficeFactory)

    target_model = factory.LazyAttribute(lambda made: made.record._meta.label_lower)
    target = factory.LazyAttribute(lambda made: made.record.uuid)
    author = factory.SubFactory(UserFactory)
    text = "Xem lại mốc 1088/2."


class NoticeFactory(factory.django.DjangoModelFactory):
    """That somebody returned a record; `record=` says which."""

    class Meta:
        model = Notice

    class Params:
        record = factory.SubFactory(OfficeFactory)

    recipient = factory.SubFactory(UserFactory)
    actor = factory.SubFactory(UserFactory)
    kind = NoticeKind.RETURNED
    target_model = factory.LazyAttribute(lambda made: made.record._meta.label_lower)
    target = factory.LazyAttribute(lambda made: made.record.uuid)
    occasion = factory.Sequence(lambda n: f"act-{n}")


class NoticeChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NoticeChoice

    user = factory.SubFactory(UserFactory)
    kind = NoticeKind.RETURNED
    telling = Telling.HERE


class MailChoiceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MailChoice

    user = factory.SubFactory(UserFactory)


class NoticeMailFactory(factory.django.DjangoModelFactory):
    """The mail of a day, waiting for a worker; `notices=[…]` are in it."""

    class Meta:
        model = NoticeMail
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory, email="canbo@example.vn")
    on = date(2026, 4, 13)

    @factory.post_generation
    def notices(self, create, notices):
        self.notices.set(notices or [])
