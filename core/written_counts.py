"""Several counts in one query, or the first rows of a list, written out once and asked again for
whoever comes.

Drawing up a dozen counts of scoped rows takes far longer than sending them. So their SQL is drawn
up for anyone of a role, with gaps where the reach and the key of the user belong, and kept; what
fills the gaps is looked up for each asking. Only SQL is kept, never a number and never a row.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from core.access import ENDS, NamedKeys, reach_of
from core.counting import Countable, count_of

KEPT = 64  # roles and days of each group of counts or rows
NOBODY = -90_617_243  # stands for the key of the user, which is never negative


@dataclass(frozen=True)
class Anyone:
    """Whoever has this role and these rights; what they reach is named, and sent when asked."""

    role: str
    sees_all: bool
    sees_sensitive: bool
    is_authenticated = True
    organisation_id = None
    pk = NOBODY

    @classmethod
    def like(cls, user) -> "Anyone":
        return cls(user.role, user.sees_all, user.sees_sensitive)

    @property
    def units(self) -> "Anyone":
        return self

    @staticmethod
    def reach(*, organisation=None) -> dict[str, NamedKeys]:
        return {end: NamedKeys(end) for end in ENDS}


class Written:
    """A query that `draw_up` writes for somebody of a day and, if it is asked for, of a kind; it
    may ask of them only what Anyone has.
    """

    def __init__(self, rows: Callable):
        self.rows = rows
        self._written = lru_cache(KEPT)(self.draw_up)

    def draw_up(self, who: Anyone, on: date, *kind) -> tuple[str, tuple, tuple[str, ...]]:
        """The SQL, what fills its gaps, and the names of its columns."""
        raise NotImplementedError

    def ask(self, user, on: date, *kind) -> tuple[tuple[str, ...], list[tuple]]:
        """The names of the columns, and the rows for this user."""
        sql, params, names = self._written(Anyone.like(user), on, *kind)
        values = [user.pk if value == NOBODY else value for value in params]
        if sql and not user.sees_all:
            reach = reach_of(user)
            gaps = ", ".join(f'%s::bigint[] AS "{end}"' for end in ENDS)
            # It begins with SELECT: what else begins a statement is taken for a change, and told
            # to the history who made it.
            sql = f"SELECT * FROM (WITH reach AS MATERIALIZED (SELECT {gaps}) {sql}) AS asked"
            values = [*(reach[end] for end in ENDS), *values]
        if not sql:
            return names, []
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return names, cursor.fetchall()


class WrittenCounts(Written):
    """Counts by their names; `rows` says what is counted."""

    rows: Callable[..., dict[str, Countable]]

    def draw_up(self, who: Anyone, on: date, *kind) -> tuple[str, tuple, tuple[str, ...]]:
        found = self.rows(who, on, *kind)
        counts = {f"n{n}": count_of(rows) for n, rows in enumerate(found.values())}
        anybody = get_user_model().objects.filter(pk=NOBODY).values(**counts)
        return *anybody.query.sql_with_params(), tuple(found)

    def of(self, user, on: date, *kind) -> dict[str, int]:
        """How many of each there are for this user, each up to one more than a list counts."""
        names, [numbers] = self.ask(user, on, *kind)
        return dict(zip(names, numbers, strict=True))


class WrittenRows(Written):
    """The first rows of a list, as plain values; `rows` are those that `values_list` gives."""

    rows: Callable[..., QuerySet]

    def draw_up(self, who: Anyone, on: date, *kind) -> tuple[str, tuple, tuple[str, ...]]:
        try:
            return *self.rows(who, on, *kind).query.sql_with_params(), ()
        except EmptyResultSet:  # of this role there is never any
            return "", (), ()

    def of(self, user, on: date, *kind) -> list[tuple]:
        return self.ask(user, on, *kind)[1]
