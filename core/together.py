"""Many rows written one after the other, each by its service, in much less time.

What the database checks of a row by itself is left to it, and a service that is refused undoes all
that was written together: whoever writes so has to ask again, row by row, to hear why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.models import Model

_left: ContextVar[bool] = ContextVar("left_to_the_database", default=False)


def check(record: Model) -> None:
    """As `record.full_clean()`. Among many rows it asks the database nothing beforehand:
    uniqueness, constraints and foreign keys refuse the row when it is written, or by the end.
    """
    if not _left.get():
        record.full_clean()
        return
    fields = record._meta.concrete_fields
    named = [one.name for one in fields if one.is_relation and getattr(record, one.attname)]
    record.full_clean(exclude=named, validate_unique=False, validate_constraints=False)


@contextmanager
def written_together() -> Iterator[None]:
    """Within a transaction: `check` asks nothing beforehand, services make no savepoints."""
    features, before = connection.features, _left.set(True)
    features.uses_savepoints = False
    try:
        yield
    finally:
        del features.uses_savepoints
        _left.reset(before)
