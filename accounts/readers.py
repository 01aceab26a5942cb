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
    """Users who can sign in and may see the record, and perhaps a few who may not: one query, to
    be looked through by `who_see`.
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
    """Those of the users who may see the record now. Asked once for all who are alike."""
    kind = kind_of(record._meta.label_lower)
    users = list(users)
    if kind is None or not users:
        return []
    if not isinstance(kind.model._default_manager.all(), ScopedQuerySet):
        return [user for user in users if user.is_active and kind.permission.held_by(user)]
    alike = defaultdict(list)
    for user, scope in _scopes(users):
        alike[scope].append(user)
    seen = set()
    for scope, own in alike.items():
        # Alone, a user is asked for as they are: who filed a sensitive record sees it.
        asked = own[0] if len(own) == 1 else scope
        if own[0].is_active and kind.rows(asked).filter(pk=record.pk).exists():
            seen.update(user.pk for user in own)
    return [user for user in users if user.pk in seen]


def colleagues(record: Model, words: str) -> list[User]:
    """Who may see the record and is called so, tone marks or not; all of them, by name."""
    called = Concat("last_name", Value(" "), "first_name", Value(" "), "username")
    found = near(record).alias(called=Folded(called)).filter(called__contains=fold(words))
    return who_see(record, found.order_by("last_name", "first_name", "username"))


def _scopes(users: list[User]) -> list[tuple[User, Scope]]:
    between = User.units.through.objects.filter(user__in=users)
    units = defaultdict(set)
    for user, unit in between.values_list("user_id", "unit_id"):
        units[user].add(unit)
    return [
        (
            user,
            Scope(
                user.role if user.is_active else "",
                user.sees_all,
                user.sees_sensitive,
                None if user.sees_all else user.organisation_id,
                frozenset() if user.sees_all else frozenset(units[user.pk]),
            ),
        )
        for user in users
    ]


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
