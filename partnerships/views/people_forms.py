from django.utils.translation import gettext_lazy as _

from core.pages import FormPage, Group
from partnerships import permissions
from partnerships.forms import PersonForm, PostRow
from partnerships.models import Person, Post
from partnerships.services import people
from partnerships.services.people import POST
from partnerships.views import alike
from partnerships.views.organisation_forms import NAMES


class PersonPage(FormPage):
    """The form of a person: the name in every language, and the posts in time."""

    model = Person
    form_class = PersonForm
    rows = {"posts": PostRow}
    permission = permissions.EDIT_PERSON
    groups = (
        Group(
            _("The person"),
            ("name:12", *NAMES),
            note=_("Only name, post and unit: nothing else is kept of a person."),
        ),
        Group(
            _("Posts"),
            rows="posts",
            note=_(
                "A post that ended keeps its row, with its end. Take a row out only if it was "
                "entered by mistake."
            ),
        ),
    )


class PersonCreate(PersonPage):
    heading = _("A new person")

    def lookalikes(self, data):
        return alike.people(data, self.request.user)

    def perform(self, data):
        return people.propose(**data, uuid=self.submission, by=self.request.user)


class PersonEdit(PersonPage):
    def initial_rows(self, name):
        posts = Post.objects.visible_to(self.request.user).filter(person=self.object)
        rows = posts.select_related("unit", "organisation").in_time()
        return [{"uuid": row.uuid} | {name: getattr(row, name) for name in POST} for row in rows]

    def perform(self, data):
        return people.revise(person=self.object, **data, by=self.request.user)
