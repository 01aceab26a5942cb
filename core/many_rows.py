"""Transactions that fill tables."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def planned_for_full_tables() -> Iterator[None]:
    """Within, in a transaction, every statement is planned as for tables that are full already.

    The triggers of each row keep the plan of the first ones: that of tables with hardly a row,
    which they would read from end to end for each of the thousands that follow. PostgreSQL counts
    what a transaction has written only when it has ended.
    """
    with connection.cursor() as cursor:
        # A session that has worked on small tables keeps the plans of those.
        cursor.execute("SET LOCAL enable_seqscan = off; DISCARD PLANS")
    yield
    if connection.needs_rollback:  # it was only tried: what was set goes with it
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = DEFAULT; DISCARD PLANS")
