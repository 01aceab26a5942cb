"""Searches inside the filing forms."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from core.pages import PickerPage
from exchanges import permissions
from partnerships.models import Partnership, Person, Post


@dataclass(frozen=True)
class Found:
    """A person as offered: with a post, or two of one name could not be told apart."""

    uuid: UUID
    name: str
    post: str

    def __str__(self):
        return " · ".join(filter(None, [self.name, self.post]))


class AttendeePicker(PickerPage):
    model = Person
    permission = permissions.FILE_MINUTES

    def get_queryset(self):
        posts = Post.objects.visible_to(self.request.user).select_related("unit", "organisation")
        return super().get_queryset().prefetch_related(Prefetch("posts", posts))

    @staticmethod
    def search(rows, words):
        people = rows.named(words)[:21]
        return [
            Found(one.uuid, one.name, next((str(post) for post in one.posts.all()), ""))
            for one in people
        ]


class MeetingTiePicker(PickerPage):
    model = Partnership
    permission = permissions.FILE_MINUTES

    @staticmethod
    def search(rows, words):
        return rows.named(words)
