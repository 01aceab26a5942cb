"""The rows of one page of a list: few are put in order by their keys, many are walked in order."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, Exists, Q, QuerySet, Value, When
from django.db.models.sql.where import WhereNode

from core.access import SOME, Within, row_by_row

PAGE = 50
COUNTED = 1000  # a list of more says "1000+"
WALKED = 3000  # rows that are asked one by one whether the user sees them


class Found:
    """What core.lists.Table looks up. `given` are the rows as the page gave them, `queryset` the
    same with `sort_key`; `reached` is what cuts them down to the user's reach, if its keys may be
    very many, and `edge` the sort key and the key where the page before ended.
    """

    given: QuerySet
    queryset: QuerySet
    reached: Within | None
    few: list[int] | None
    edge: tuple[Any, int] | None

    def _few(self) -> list[int] | None:
        """The keys of all rows in the order of the list; None if there are more than counted.

        Few rows are put in order by their keys alone, and only those of a page are then looked
        up. Many are walked in order: asked to walk for few, PostgreSQL may pass a million rows.
        """
        sign = "-" if self.descending else ""
        some = self.queryset.order_by().values("pk", "sort_key")[: COUNTED + 1]
        in_order = ArrayAgg("pk", order_by=(f"{sign}sort_key", f"{sign}pk"))
        if self.reached is None:
            found = some.aggregate(keys=in_order)["keys"] or []
        else:
            found = self._out_of_some(some, in_order)
        return found if len(found) <= COUNTED else None

    def _out_of_some(self, some: QuerySet, in_order: ArrayAgg) -> list[int]:
        """All keys of the reach are gathered only where so many do not show that there are many."""
        more = Exists(self.reached.keys[SOME : SOME + 1])
        left = Case(When(more, then=Count("pk")), default=Value(-1))
        with self.reached.cut():
            told = some.aggregate(keys=in_order, left=left)
        found = told["keys"] or []
        if told["left"] < 0 or len(found) > COUNTED:
            return found
        return some.aggregate(keys=in_order)["keys"] or []

    def _walked(self) -> tuple[list[dict], bool]:
        """The rows beyond the edge, the nearest first, and whether there are more than a page."""
        descending = self.descending != self.backwards
        rows = self._beyond_the_edge(self.queryset, descending)
        asked = rows.values("uuid", *self._lookups())
        if self.reached is not None:
            far = self._far_row(descending)
            near = _on_one_side(far, "gt" if descending else "lt") if far else ()
            with row_by_row():
                found = list(asked.filter(*near)[: PAGE + 1])
            if len(found) > PAGE or not far:
                return found[:PAGE], len(found) > PAGE
        found = list(asked[: PAGE + 1])
        return found[:PAGE], len(found) > PAGE

    def _far_row(self, descending: bool) -> tuple[Any, int] | None:
        """The sort key and the key of a row some thousand further on, of whosever rows: before it,
        each row is asked whether it is the user's. Who sees a good part of all has a page by then.
        """
        every = self.given.model._base_manager.annotate(
            sort_key=self.sorted_by.sort_key(self.descending)
        )
        rows = self._beyond_the_edge(every, descending).values_list("sort_key", "pk")
        return next(iter(rows[WALKED : WALKED + 1]), None)

    def _beyond_the_edge(self, rows: QuerySet, descending: bool) -> QuerySet:
        sign, beyond = ("-", "lt") if descending else ("", "gt")
        if self.edge:
            rows = rows.filter(*_on_one_side(self.edge, beyond))
        return rows.order_by(f"{sign}sort_key", f"{sign}pk")

    def _of_few(self) -> tuple[list[dict], bool]:
        """The same out of the keys of all rows: what the page shows is looked up by its keys."""
        keys = self.few[::-1] if self.backwards else self.few
        if self.edge and self.edge[1] in keys:
            keys = keys[keys.index(self.edge[1]) + 1 :]
        rows = self._by_keys(keys[:PAGE]).values("pk", "uuid", *self._lookups())
        known = {row["pk"]: row for row in rows}
        return [known[key] for key in keys[:PAGE] if key in known], len(keys) > PAGE

    def _by_keys(self, keys: list[int]) -> QuerySet:
        if not self.given.query.annotations:
            return self.given.model._base_manager.filter(pk__in=keys)
        rows = self.given.order_by()  # what the queryset computed is shown by its columns
        if len(rows.query.alias_map) <= 1:
            # The keys say it all. Keys asked for twice PostgreSQL looks for in the whole table.
            rows.query.where = WhereNode()
        return rows.filter(pk__in=keys)


def _on_one_side(of: tuple[Any, int], beyond: str) -> tuple[Q, Q]:
    """The first half alone can walk an index."""
    key, pk = of
    return (
        Q(**{f"sort_key__{beyond}e": key}),
        Q(**{f"sort_key__{beyond}": key}) | Q(**{f"pk__{beyond}": pk}),
    )
