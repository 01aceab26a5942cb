"""Several counts in one query, written out once and asked again for whoever comes.

Drawing up a dozen counts of scoped rows takes far longer than sending them. So their SQL is drawn
up for anyone of a role, with gaps where the reach and the key of the user belong, and kept; what
fills the gaps is looked up for each asking. Only SQL is kept, never a number.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.contrib.auth import get_user_model
from django.db import connection

from core.access import ENDS, NamedKeys
from core.counting import Countable, count_of

KEPT = 64  # roles and days of each group of counts
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


class WrittenCounts:
    """Counts by their names. `rows` draws up what is counted for somebody of a day and, if it is
    asked for, of a kind; it may ask of them only what Anyone has.
    """

    def __init__(self, rows: Callable[..., dict[str, Countable]]):
        self.rows = rows
        self._written = lru_cache(KEPT)(self._write)

    def _write(self, who: Anyone, on: date, *kind) -> tuple[str, tuple, tuple[str, ...]]:
        found = self.rows(who, on, *kind)
        counts = [count_of(rows) for rows in found.values()]
        sql, params = (
            get_user_model().objects.filter(pk=NOBODY).values_list(*counts).query.sql_with_params()
        )
        return sql, params, tuple(found)

    def of(self, user, on: date, *kind) -> dict[str, int]:
        """How many of each there are for this user, each up to one more than a list counts."""
        sql, params, names = self._written(Anyone.like(user), on, *kind)
        values = [user.pk if value == NOBODY else value for value in params]
        if not user.sees_all:
            reach = user.units.reach(organisation=user.organisation_id)
            gaps = ", ".join(f'%s::bigint[] AS "{end}"' for end in ENDS)
            sql = f"WITH reach AS MATERIALIZED (SELECT {gaps}) {sql}"
            values = [*(reach[end] for end in ENDS), *values]
        with connection.cursor() as cursor:
            cursor.execute(sql, values)
            return dict(zip(names, cursor.fetchone(), strict=True))
