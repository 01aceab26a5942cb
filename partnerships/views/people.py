from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from core.languages import NAMES
from core.pages import DetailPage, PickerPage
from partnerships import lists, permissions
from partnerships.cited import with_sources
from partnerships.filters import PersonFilter
from partnerships.models import Person, Post, Signatory
from partnerships.views import parts
from partnerships.views.rows import WHO

PARTS = (("meetings", _("Meetings attended"), "exchanges:person-meetings"),)
ACTS = ((_("Edit"), "partnerships:person-edit"),)


class PersonList(parts.RecordList):
    model = Person
    columns = lists.PEOPLE
    detail = "partnerships:person-detail"
    filterset_class = PersonFilter
    permission = permissions.VIEW_PERSON
    brought_as = "people"
    create = ("partnerships:person-create", _("Add a person"), permissions.EDIT_PERSON)

    def get_queryset(self):
        seen = Post.objects.visible_to(self.request.user)
        posts = seen.filter(person=OuterRef("pk")).order_by("-pk")
        held = posts.values(held=Concat("title", Value(", "), WHO))
        return super().get_queryset().annotate(held=ArraySubquery(held))


class PersonPicker(PickerPage):
    model = Person
    permission = permissions.VIEW_PERSON

    @staticmethod
    def search(people, words):
        return people.named(words).order_by("name")


class PersonDetail(DetailPage):
    """Name, posts, and what the person signed, as far as the user may see them."""

    model = Person
    permission = permissions.VIEW_PERSON

    def get_queryset(self):
        self.queryset = with_sources(Person.objects.all())
        return super().get_queryset()

    def get_actions(self):
        return parts.acts(self.request.user, self.object, ACTS)

    def get_context_data(self, **kwargs):
        person = self.object
        posts = Post.objects.visible_to(self.request.user).filter(person=person)
        posts = with_sources(posts.select_related("unit", "organisation").in_time())
        signed = Signatory.objects.visible_to(self.request.user).filter(person=person)
        named = person.other_names.items()
        return super().get_context_data(
            names=[(code, NAMES.get(code, (code,))[0], name) for code, name in named],
            posts=posts,
            parts=parts.sections(self.request.user, person, PARTS),
            signed=signed.select_related("memorandum"),
            sources=parts.gathered([person], posts),
            **kwargs,
        )
