"""Who may see a record: the question of scope asked from the record's side."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet, Value
from django.db.models.functions import Concat

from accounts.models import User
from core.access import ScopedQuerySet, follow
from core.records import Kind, kind_of
from core.search import Folded, fold

NOBODY = 0  # no user has this key


@dataclass(frozen=True)
class Scope:
    """What decides which rows a user sees. Users alike in it see the same, but for what each of
    them filed.
    """

    role: str
    sees_all: bool
    sees_sensitive: bool
    organisation_id: int | None
    unit_ids: frozenset[int]
    pk: int = NOBODY
    is_authenticated = True

    @property
    def units(self) -> QuerySet:
        model = User._meta.get_field("units").related_model
        return model._default_manager.filter(pk__in=self.unit_ids)


def near(record: Model) -> QuerySet:
    """Users who can sign in, may open such a page, and in whose scope the record is: one query.
    `who_see` looks through them: of what is sensitive or in work not all of them are told.
    """
    kind = kind_of(record._meta.label_lower)
    users = User.objects.filter(is_active=True)
    if kind is None:
        return users.none()
    users = users.filter(role__in=kind.permission.roles)
    if _is_open(record, kind):
        return users
    places = User._meta.get_field("units").related_model._default_manager.all()
    around = User.objects.filter(places.who_reach(_ends(record, kind))).values("pk")
    return users.filter(Q(sees_all=True) | Q(pk__in=around))


def who_see(record: Model, users: Iterable[User]) -> list[User]:
    """Those of the users who may see the record now; in as many queries for one as for all."""
    users = list(users)
    if not users:
        return []
    around = near(record).filter(pk__in=[user.pk for user in users])
    around = set(around.values_list("pk", flat=True))
    return _shown(record, [user for user in users if user.pk in around])


def colleagues(record: Model, words: str) -> list[User]:
    """Who may see the record and is called so, tone marks or not; all of them, by name."""
    called = Concat("last_name", Value(" "), "first_name", Value(" "), "username")
    found = near(record).alias(called=Folded(called)).filter(called__contains=fold(words))
    return _shown(record, list(found.order_by("last_name", "first_name", "username")))


def _shown(record: Model, users: list[User]) -> list[User]:
    """Those to whom it is shown, of users in whose scope it is: sensitive or not, issued or not.
    First all are asked who are alike, then the others one by one, for who filed a sensitive
    record sees it. Two queries at most.
    """
    kind = kind_of(record._meta.label_lower)
    if not users or not isinstance(kind.model._default_manager.all(), ScopedQuerySet):
        return users
    shown = _asked(record, kind, {_alike(user) for user in users})
    rest = {user.pk: _alike(user, user.pk) for user in users if _alike(user) not in shown}
    own = _asked(record, kind, set(rest.values()))
    return [user for user in users if user.pk not in rest or rest[user.pk] in own]


def _alike(user: User, pk: int = NOBODY) -> Scope:
    """As somebody who sees all: no reach is looked up."""
    return Scope(user.role, True, user.sees_sensitive, None, frozenset(), pk)


def _asked(record: Model, kind: Kind, scopes: set[Scope]) -> set[Scope]:
    """Those of them that hold the record: one query, a branch for each."""
    every = list(scopes)
    branches = [
        kind.rows(one).order_by().filter(pk=record.pk).values_list(Value(number), flat=True)
        for number, one in enumerate(every)
    ]
    if not branches:
        return set()
    first, *others = branches
    return {every[number] for number in first.union(*others, all=True)}


def _is_open(record: Model, kind: Kind) -> bool:
    """Everybody may read it who may open such a page."""
    rows = kind.model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        return True
    opened = getattr(kind.model, "open_rows", None)
    return opened is not None and rows.filter(opened, pk=record.pk).exists()


def _ends(record: Model, kind: Kind) -> dict[str, list[int]]:
    """The ties, units, organisations and markers that the record belongs to: one query."""
    own = kind.model._base_manager.filter(pk=record.pk).order_by()
    ways = [
        own.values_list(Value(follow(kind.model, path)[0].__name__), path or "pk")
        for path in kind.model.scope_paths
    ]
    found = defaultdict(list)
    for end, key in ways[0].union(*ways[1:]):
        if key is not None:
            found[end].append(key)
    return found
