from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import PartialDate
from partnerships.models import Organisation, Person, Post, Source, Unit
from partnerships.services.rules import (
    UNDATED,
    cite,
    require_just_one,
    require_order_as_far_as_known,
)


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
    since: PartialDate = UNDATED,
    until: PartialDate = UNDATED,
    basis: str = Basis.REPORTED,
    other_titles: dict[str, str] | None = None,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Post:
    """The person heads, chairs or serves a unit or an organisation, as far as known from when."""
    require_just_one(_("Name either a unit or an organisation."), unit, organisation)
    require_order_as_far_as_known(since, until)
    post = Post.objects.create(
        uuid=uuid or uuid4(),
        person=person,
        title=title,
        other_titles=other_titles or {},
        unit=unit,
        organisation=organisation,
        basis=basis,
        since=since,
        until=until,
    )
    cite(post, sources)
    audit.record(action="person.held_post", target=person, by=by, post=str(post.uuid))
    return post
