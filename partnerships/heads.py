"""Who heads units and organisations on a day, as far as the register knows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from partnerships.models import Organisation, Post, Unit


@dataclass(frozen=True)
class Holder:
    """Somebody in a post, with both names in the script of the place, where they are known."""

    post: Post
    language: str

    @property
    def own_name(self) -> str:
        return self.post.person.other_names.get(self.language, "")

    @property
    def own_title(self) -> str:
        return self.post.other_titles.get(self.language, "")


@dataclass(frozen=True)
class Led:
    """A unit or organisation with its heads on a day; `last` was the last known before.

    What is no more on that day (`ended`) has no head, though no end of the post was told.
    """

    who: Unit | Organisation
    heads: list[Holder] = field(default_factory=list)
    last: Holder | None = None
    ended: date | None = None


def of_places(places: Iterable[Unit | Organisation], on: date, user) -> list[Led]:
    """The heads of each on that day, among the posts that the user may see."""
    places = list(dict.fromkeys(places))
    units = [one.pk for one in places if isinstance(one, Unit)]
    organisations = [one.pk for one in places if isinstance(one, Organisation)]
    posts = Post.objects.visible_to(user).filter(heads=True)
    posts = posts.filter(Q(unit__in=units) | Q(organisation__in=organisations))
    found = list(posts.select_related("person").in_time()) if places else []
    return [_led(who, [post for post in found if _is_of(post, who)], on) for who in places]


def _is_of(post: Post, who: Unit | Organisation) -> bool:
    return who.pk == (post.unit_id if isinstance(who, Unit) else post.organisation_id)


def _led(who, posts: list[Post], on: date) -> Led:
    """`posts` begin with the latest: of one post only its latest holder counts."""
    now: dict[str, Post] = {}
    for post in posts:
        if post.held_on(on):
            now.setdefault(post.title.casefold(), post)
    over = [post for post in posts if _ended(post) and _ended(post) <= on]
    last = max(over, key=_ended, default=None)
    language = who.country.paper_language
    ended = who.valid_to if isinstance(who, Unit) else who.until
    if ended and ended <= on:
        last = next(iter(now.values()), last)
        return Led(who, [], Holder(last, language) if last else None, ended)
    holders = [Holder(post, language) for post in now.values()]
    return Led(who, holders, Holder(last, language) if last and not now else None)


def _ended(post: Post) -> date | None:
    return post.until.days.upper if post.until.days else None
