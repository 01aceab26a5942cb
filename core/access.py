"""Who may do what (Permission) and on which rows (ScopedQuerySet). Nothing else decides access."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import In

SOME = 5_000  # keys that tell that there are many rows
FEW = 1000  # rows that are gathered by their keys before they are sorted
ENDS = ("Partnership", "Unit", "Organisation", "BorderMarker")  # where scope paths end


@dataclass(frozen=True)
class Permission:
    """One action and the roles that hold it. Each app declares its own in permissions.py."""

    code: str
    roles: frozenset[str]

    def held_by(self, user) -> bool:
        return user.is_authenticated and user.role in self.roles


def permission(code: str, *roles: str) -> Permission:
    return Permission(code, frozenset(roles))


@dataclass(frozen=True)
class NamedKeys:
    """The keys of a reach that the query is sent with, under their name (core.written_counts).

    PostgreSQL plans without looking at them, so that hundreds of keys cost nothing to plan.
    """

    name: str

    def __str__(self):
        return f'(SELECT "{self.name}" FROM reach)::bigint[]'


@models.Field.register_lookup
class OneOf(models.Lookup):
    """As `__in` with a list of keys, sent as one array: a list of hundreds, used in several places
    of a query, costs more to write out than the query takes to run. PostgreSQL plans both alike.
    """

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        if isinstance(self.rhs, NamedKeys):
            left, params = self.process_lhs(compiler, connection)
            return f"{left} = ANY({self.rhs})", params
        if not self.rhs:
            raise EmptyResultSet
        left, params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::bigint[])", [*params, list(self.rhs)]


_row_by_row: ContextVar[bool] = ContextVar("row_by_row", default=False)
_cut: ContextVar[object] = ContextVar("cut", default=None)


@contextmanager
def row_by_row() -> Iterator[None]:
    """Within, each row is asked whether it lies in the reach, as a list is walked: for queries that
    pass some thousand rows at most.
    """
    before = _row_by_row.set(True)
    try:
        yield
    finally:
        _row_by_row.reset(before)


@models.Field.register_lookup
class Within(In):
    """As `__in` with a query for keys. PostgreSQL gathers all of them first, a hundred thousand for
    the fifty rows of a page, unless it is told otherwise.
    """

    lookup_name = "within"

    def __init__(self, lhs, rhs):
        super().__init__(lhs, rhs)
        self.name = object()  # kept by copies, which a query makes of it

    @property
    def keys(self) -> models.QuerySet:
        return models.QuerySet(query=self.rhs.chain())

    @contextmanager
    def cut(self) -> Iterator[None]:
        """Only so many of these keys are gathered, to tell that there are many. Of a reach that
        another condition of the query speaks of, all.
        """
        before = _cut.set(self.name)
        try:
            yield
        finally:
            _cut.reset(before)

    def as_sql(self, compiler, connection):
        is_cut = _cut.get() is self.name
        if not is_cut and not _row_by_row.get():
            return super().as_sql(compiler, connection)
        row, params = self.process_lhs(compiler, connection)
        keys, values = self.process_rhs(compiler, connection)
        if is_cut:
            return f"{row} IN (SELECT * FROM {keys} AS reached LIMIT {SOME})", [*params, *values]
        asked = f"EXISTS (SELECT FROM {keys} AS reached(key) WHERE reached.key = {row} OFFSET 0)"
        return asked, [*values, *params]


def reached_by(rows: models.QuerySet) -> Within | None:
    """What cuts these rows down to the user's reach, if it can be asked `row_by_row`."""
    found = [child for child in rows.query.where.children if isinstance(child, Within)]
    return found[0] if len(found) == 1 else None


def follow(model, path: str) -> tuple[type[models.Model], bool]:
    """Where a scope path ends, and whether one row may get there in several ways."""
    several = False
    for step in filter(None, path.split("__")):
        field = model._meta.get_field(step)
        several = several or field.many_to_many or field.one_to_many
        model = field.related_model
    return model, several


class Asked(models.Exists):
    """Of each row by itself, while a list is walked. PostgreSQL would otherwise gather beforehand
    all rows for which it is true, for the fifty that a page shows; OFFSET says not to.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


def belonging(rows: models.QuerySet, paths, reach: dict) -> models.QuerySet:
    """Rows from which one of the paths leads to these ties, units or organisations: ids, or a
    query for them, by the name of the model where a path ends.

    Few are gathered by their keys out of each index. Of many each is asked while the list is
    walked, for a page needs only the first of them: it costs the same however long the list is.
    """
    base = rows.model._base_manager.order_by()
    ends = [(path, reach.get(follow(rows.model, path)[0].__name__)) for path in paths]
    ways = [Q(**{f"{path or 'pk'}__in": ids}) for path, ids in ends if ids is not None]
    if not ways:
        return rows.none()
    first, *others = (base.filter(way).values_list("pk", flat=True) for way in ways)
    found = list(first.union(*others, all=True)[: FEW + 1])
    if len(found) <= FEW:
        return rows.filter(pk__in=set(found))
    asked = (Q(Asked(base.filter(way, pk=OuterRef("pk")))) for way in ways)
    return rows.filter(reduce(or_, asked))


_kept: ContextVar[dict | None] = ContextVar("reach_kept", default=None)


@contextmanager
def reach_kept() -> Iterator[None]:
    """Within, the reach of a user is looked up once: while a page is read, and for many rows
    written one after the other. What these add to the reach themselves is not in it. Who has no
    key is asked anew each time: scopes that stand for several users.
    """
    before = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(before)


def reach_of(user) -> dict[str, list[int]]:
    """Ids of the ties, units, organisations and markers that the user may see, in one query."""
    kept = _kept.get()
    if kept is None or not getattr(user, "pk", None):
        return user.units.reach(organisation=user.organisation_id)
    if user.pk not in kept:
        kept[user.pk] = user.units.reach(organisation=user.organisation_id)
    return kept[user.pk]


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to a tie, a unit or an organisation.

    The model declares `scope_paths`, the lookups that lead there; the path of a tie itself is
    empty. A row is visible if any of them ends in the user's reach, or if it is one of the
    model's `open_rows`: what is said of a whole border or country, or was published.
    """

    def visible_to(self, user):
        """What the user may see. The reach is fetched at once: three small sets, one query."""
        if not user.is_authenticated:
            return self.none()
        if user.sees_all:
            return self
        reach = reach_of(user)
        ways = [self._within(path, reach) for path in self.model.scope_paths]
        if self._has_open_rows:
            ways.append(self.model.open_rows)
        if len(ways) == 1 or not any(follow(self.model, p)[1] for p in self.model.scope_paths):
            return self.filter(reduce(or_, ways))
        # A path through several rows and an "or": PostgreSQL would read the whole table. As one
        # set of ids out of several indexes, no row is listed twice either.
        found = [self._keys(path, reach) for path in self.model.scope_paths]
        if self._has_open_rows:
            rows = self.model._base_manager.order_by()
            found.append(rows.filter(self.model.open_rows).values("pk"))
        first, *others = found
        return self.filter(pk__within=first.union(*others, all=True))

    def _keys(self, path: str, reach: dict[str, list[int]]) -> models.QuerySet:
        """Keys of the rows from which this path leads into the reach. Where it begins with rows
        that name this one, those alone are asked.
        """
        step, _, rest = path.partition("__")
        field = self.model._meta.get_field(step) if step else None
        if isinstance(field, models.ManyToManyField):
            links, key = field.remote_field.through, f"{field.m2m_field_name()}_id"
            rest = "__".join(filter(None, (field.m2m_reverse_field_name(), rest)))
        elif isinstance(field, models.ManyToOneRel):
            links, key = field.related_model, field.field.attname
        else:
            rows = self.model._base_manager.order_by()
            return rows.filter(self._within(path, reach)).values("pk")
        ids = reach[follow(self.model, path)[0].__name__]
        return links._base_manager.order_by().filter(**{f"{rest}__pk__one_of": ids}).values(key)

    def each_visible_to(self, user):
        """The same rows as `visible_to`, but each is asked: for rows that an index finds among
        very many and that are few, such as what waits to be checked, whoever's it is.
        """
        more = type(self).visible_to is not ScopedQuerySet.visible_to or self._has_open_rows
        if more or not user.is_authenticated or user.sees_all:
            return self.visible_to(user)
        reach = reach_of(user)
        ways = (self._within(path, reach) for path in self.model.scope_paths)
        rows = self.model._base_manager.order_by().filter(pk=OuterRef("pk"))
        return self.filter(reduce(or_, (Q(Exists(rows.filter(way))) for way in ways)))

    @property
    def _has_open_rows(self) -> bool:
        return hasattr(self.model, "open_rows")

    def _within(self, path: str, reach: dict[str, list[int]]) -> Q:
        end, several = follow(self.model, path)
        key = f"{path}__pk" if path else "pk"
        found = Q(**{f"{key}__one_of": reach[end.__name__]})
        if several and len(self.model.scope_paths) == 1:  # as a subquery: each row once
            found = Q(pk__within=self.model._base_manager.filter(found).values("pk"))
        return found


class Reach:
    """The user with their reach looked up once, for several `visible_to` on one page."""

    def __init__(self, user):
        self._user = user
        self.units = self

    def __getattr__(self, name):
        return getattr(self._user, name)

    @cached_property
    def _reached(self):
        return reach_of(self._user)

    def reach(self, *, organisation=None):
        return self._reached
