"""Counts that stop where a list's own count stops, several of them in one query."""

from django.db.models import IntegerField, QuerySet, Subquery

from core.lists import COUNTED


class CappedCount(Subquery):
    """How many rows there are, counted up to one more than a list counts."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0  # of somebody whose reach is empty

    def __init__(self, rows: QuerySet):
        super().__init__(rows.order_by().values("pk")[: COUNTED + 1])


def capped(number: int) -> str:
    return f"{COUNTED}+" if number > COUNTED else str(number)


def counted(rows: QuerySet) -> str:
    """How many rows there are, in words, counted no further than a list counts."""
    return capped(rows.order_by().values("pk")[: COUNTED + 1].count())
