"""Counts that stop where a list's own count stops, several of them in one query."""

from dataclasses import dataclass
from functools import reduce
from operator import add

from django.db.models import Expression, IntegerField, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Least

from core.lists import COUNTED


@dataclass(frozen=True)
class Tallied:
    """Rows of a summary, and what each of them adds to a count. `beside` are records that the
    summary does not know.
    """

    rows: QuerySet
    number: Combinable
    beside: QuerySet | None = None


@dataclass(frozen=True)
class Whole:
    """Rows of several kinds, all of them counted: of a list that is shown whole."""

    parts: tuple[QuerySet, ...]


@dataclass(frozen=True)
class AtMost:
    """Rows of a list that never shows more than so many."""

    rows: QuerySet
    most: int


Countable = QuerySet | Tallied | Whole | AtMost


def count_of(found: Countable) -> Expression:
    """Up to one more than a list counts."""
    if isinstance(found, QuerySet):
        return CappedCount(found)
    if isinstance(found, AtMost):
        return CappedCount(found.rows, found.most)
    if isinstance(found, Whole):
        return reduce(add, (CappedCount(rows, None) for rows in found.parts))
    number = SummedUp(found.rows.order_by().values(n=found.number))
    if found.beside is not None:
        number = number + CappedCount(found.beside)
    return Least(number, Value(COUNTED + 1))


class SummedUp(Subquery):
    """The sum of the one column `n`, nought where there are no rows."""

    template = "(SELECT coalesce(sum(n), 0)::int FROM (%(subquery)s) AS summed)"
    output_field = IntegerField()
    empty_result_set_value = 0


class CappedCount(Subquery):
    """How many rows there are, counted up to one more than a list counts, or to `most`."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0  # of somebody whose reach is empty

    def __init__(self, rows: QuerySet, most: int | None = COUNTED + 1):
        super().__init__(rows.order_by().values("pk")[:most])


def capped(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def counted(rows: QuerySet) -> str:
    """How many rows there are, in words, counted no further than a list counts."""
    return capped(rows.order_by().values("pk")[: COUNTED + 1].count())
