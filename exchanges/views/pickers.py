"""Searches inside the filing forms."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from core.pages import PickerPage
from exchanges import permissions
from exchanges.views.delegations import typed_day
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
        return super().get_queryset().prefetch_related(Prefetch("posts", posts.in_time()))

    def search(self, rows, words):
        said = self.request.GET
        on = typed_day(said.get("held") or said.get("signed_on", ""))
        people = rows.named(words)[:21]
        return [Found(one.uuid, one.name, _post(one.posts.all(), on)) for one in people]


def _post(posts: list[Post], on: date) -> str:
    """The post held on that day; else the latest that is known, with its days."""
    held = [str(post) for post in posts if post.held_on(on)]
    if held or not posts:
        return "; ".join(held)
    return _("%(post)s (%(since)s – %(until)s)") % {
        "post": posts[0],
        "since": posts[0].since or "…",
        "until": posts[0].until or "…",
    }


class MeetingTiePicker(PickerPage):
    queryset = Partnership.objects.kept()
    permission = permissions.FILE_MINUTES

    @staticmethod
    def search(rows, words):
        return rows.named(words)
