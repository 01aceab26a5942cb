"""Many rows written one after the other, each by its service, in much less time.

What the database checks of a row by itself is left to it, and a service that is refused undoes all
that was written together: whoever writes so has to ask again, row by row, to hear why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.models import Model

KEYS = 100  # taken at once


class Waiting:
    """New records of many rows that have their keys already."""

    def __init__(self):
        self._records: dict[type[Model], list[Model]] = defaultdict(list)
        self._named: dict[type[Model], list[Model]] = defaultdict(list)
        self._keys: dict[type[Model], list[int]] = defaultdict(list)

    def add(self, record: Model, several: dict[str, Iterable[Model]]) -> None:
        model = type(record)
        record.pk = self._key(model)
        self._records[model].append(record)
        for name, others in several.items():
            field = model._meta.get_field(name)
            ends = (f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id")
            through = field.remote_field.through
            for other in dict.fromkeys(others):
                pair = dict(zip(ends, (record.pk, other.pk), strict=True))
                self._named[through].append(through(**pair))

    def write(self) -> None:
        """Each kind in one statement, then whom they name."""
        for rows in (self._records, self._named):
            for model, records in rows.items():
                model._base_manager.bulk_create(records)

    def _key(self, model: type[Model]) -> int:
        keys = self._keys[model]
        if not keys:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                    [f'"{model._meta.db_table}"', model._meta.pk.column, KEYS],
                )
                keys += [key for (key,) in reversed(cursor.fetchall())]
        return keys.pop()


_waiting: ContextVar[Waiting | None] = ContextVar("many_rows", default=None)
_answers: ContextVar[dict[tuple, list] | None] = ContextVar("asked_once", default=None)


def check(record: Model) -> None:
    """As `record.full_clean()`. Among many rows it asks the database nothing beforehand:
    uniqueness, constraints and foreign keys refuse the row when it is written, or by the end.
    """
    if _waiting.get() is None:
        record.full_clean()
        return
    fields = record._meta.concrete_fields
    named = [one.name for one in fields if one.is_relation and getattr(record, one.attname)]
    record.full_clean(exclude=named, validate_unique=False, validate_constraints=False)


def save(record: Model, **several: Iterable[Model]) -> None:
    """Save a new record, and the records of which it names several (`sources=…`).

    Among many rows it gets its key now, and is written with the others at the end, so the service
    that calls this must not ask the database for it afterwards.
    """
    waiting = _waiting.get()
    if waiting is not None:
        waiting.add(record, several)
        return
    record.save()
    for name, others in several.items():
        getattr(record, name).add(*others)


def once(key: tuple, ask: Callable[[], Iterable]) -> list:
    """What is asked of the register; within `asked_once` the same is asked once."""
    answers = _answers.get()
    if answers is None:
        return list(ask())
    if key not in answers:
        answers[key] = list(ask())
    return answers[key]


@contextmanager
def asked_once() -> Iterator[None]:
    """A table of many rows: what `once` asks of the register, none of them changes."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


@contextmanager
def written_together() -> Iterator[None]:
    """Within a transaction: `check` asks nothing beforehand, `save` waits for the end, services
    make no savepoints.
    """
    waiting = Waiting()
    features, before = connection.features, _waiting.set(waiting)
    features.uses_savepoints = False
    try:
        yield
        waiting.write()
    finally:
        del features.uses_savepoints
        _waiting.reset(before)
