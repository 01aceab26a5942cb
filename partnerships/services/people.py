from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.models import Organisation, Person, Post, Source, Unit
from partnerships.services.areas import require_area
from partnerships.services.rules import (
    UNDATED,
    cite,
    require,
    require_just_one,
    require_order_as_far_as_known,
)

POST = ("title", "other_titles", "unit", "organisation", "heads", "since", "until", "basis")


@transaction.atomic
def record(
    *,
    name: str,
    by: User,
    other_names: dict[str, str] | None = None,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Person:
    """Somebody who holds or held a post; only the name is kept (Law 91/2025/QH15)."""
    person = Person.objects.create(uuid=uuid or uuid4(), name=name, other_names=other_names or {})
    cite(person, sources)
    audit.record(action="person.recorded", target=person, by=by)
    return person


@transaction.atomic
def hold_post(
    *,
    person: Person,
    title: str,
    by: User,
    unit: Unit | None = None,
    organisation: Organisation | None = None,
    heads: bool = False,
    since: PartialDate = UNDATED,
    until: PartialDate = UNDATED,
    basis: str = Basis.REPORTED,
    other_titles: dict[str, str] | None = None,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Post:
    """The person heads, chairs or serves a unit or an organisation, as far as known from when.
    `heads` says that they speak for it.
    """
    _require_post(unit, organisation, since, until)
    post = Post.objects.create(
        uuid=uuid or uuid4(),
        person=person,
        title=title,
        other_titles=other_titles or {},
        unit=unit,
        organisation=organisation,
        heads=heads,
        basis=basis,
        since=since,
        until=until,
    )
    cite(post, sources)
    audit.record(action="person.held_post", target=person, by=by, post=str(post.uuid))
    return post


def _require_post(unit, organisation, since: PartialDate, until: PartialDate) -> None:
    require_just_one(_("Name either a unit or an organisation."), unit, organisation)
    require_order_as_far_as_known(since, until)


@transaction.atomic
def propose(
    *,
    name: str,
    by: User,
    posts: list[dict],
    other_names: dict[str, str] | None = None,
    uuid: UUID | None = None,
) -> Person:
    """An officer enters somebody with their posts, each in the officer's area or abroad.

    Raises RuleViolation without a post: nobody would see the person.
    """
    _require_posts(posts)
    person = record(name=name, other_names=other_names, uuid=uuid, by=by)
    for row in posts:
        _enter(person, row, by)
    return person


@transaction.atomic
def revise(
    *, person: Person, name: str, by: User, posts: list[dict], other_names: dict[str, str]
) -> Person:
    """Name and posts are put right. Rows with a uuid are those there; a post of those the officer
    sees that is not given any more was entered by mistake and goes (the row history keeps it).
    """
    _require_posts(posts)
    person = Person.objects.select_for_update().get(pk=person.pk)
    there = {post.uuid: post for post in Post.objects.visible_to(by).filter(person=person)}
    kept = {row.get("uuid") for row in posts}
    require(kept - {None} <= set(there), _("A post is not there any more. Open the page again."))
    for uuid, post in there.items():
        if uuid not in kept:
            _take_out(post, by)
    for row in posts:
        _enter(person, row, by, there.get(row.get("uuid")))
    person.name, person.other_names = name, other_names
    person.save()
    audit.record(action="person.revised", target=person, by=by)
    return person


def _require_posts(posts: list[dict]) -> None:
    require(posts, _("Name at least one post: a person is seen through the place of a post."))


def _enter(person: Person, row: dict, by: User, post: Post | None = None) -> None:
    """One row of the form: a new post, or one that is there as it should read."""
    facts = {name: row[name] for name in POST if name in row}
    if post and all(_same(getattr(post, name), value) for name, value in facts.items()):
        return  # perhaps of a place that is seen, but not written to
    _require_post(facts.get("unit"), facts.get("organisation"), facts["since"], facts["until"])
    require_area(facts.get("unit") or facts.get("organisation"), by)
    if post is None:
        hold_post(person=person, by=by, **facts)
        return
    require_area(post.who, by)
    for name, value in facts.items():
        setattr(post, name, value)
    post.save()


def _same(one: object, other: object) -> bool:
    spelled = isinstance(one, PartialDate)  # a form reads back what it showed
    return str(one) == str(other) if spelled else one == other


def _take_out(post: Post, by: User) -> None:
    require_area(post.who, by)
    try:
        post.delete()
    except ProtectedError as used:
        raise RuleViolation(
            _("“%(post)s” is named in a delegation. Give the post an end instead.") % {"post": post}
        ) from used
