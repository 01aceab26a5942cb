"""Rows checked before they are written, in few questions; and many rows written together.

Among many rows, what the database checks of a row by itself is left to it, and a service that is
refused undoes all that was written together: whoever writes so has to ask again, row by row, to
hear why.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.core.exceptions import FieldError
from django.db import connection
from django.db.models import CheckConstraint, Model, Q

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


def check(record: Model, exclude: Iterable[str] = ()) -> None:
    """As `record.full_clean(exclude)`, with all of its check constraints asked at once. Among many
    rows it asks the database nothing beforehand: uniqueness, constraints and foreign keys refuse
    the row when it is written, or by the end.
    """
    if _waiting.get() is None:
        record.validate_constraints = partial(_ask_at_once, record)
        try:
            record.full_clean(exclude=exclude)
        finally:
            del record.validate_constraints
        return
    fields = record._meta.concrete_fields
    named = [one.name for one in fields if one.is_relation and getattr(record, one.attname)]
    named += exclude
    record.full_clean(exclude=named, validate_unique=False, validate_constraints=False)


def _ask_at_once(record: Model, exclude: Iterable[str]) -> None:
    """Django asks of each check constraint by itself, with all columns of the row: of a dozen only
    to learn that all hold. One by one they are asked only if they do not, to say which.
    """
    rules = record.get_constraints()
    checks = [one for _model, of in rules for one in of if isinstance(one, CheckConstraint)]
    if checks and _all_hold(checks, record, exclude):
        others = [(model, [one for one in of if one not in checks]) for model, of in rules]
        record.get_constraints = lambda: others
    try:
        type(record).validate_constraints(record, exclude=exclude)
    finally:
        record.__dict__.pop("get_constraints", None)


def _all_hold(checks: list[CheckConstraint], record: Model, exclude: Iterable[str]) -> bool:
    """As CheckConstraint.validate: one that is unknown, for a column is empty, holds too."""
    values = record._get_field_expression_map(meta=record._meta, exclude=exclude)
    try:
        return Q(*(one.condition for one in checks)).check(values)
    except FieldError:  # one is about a column that is left out
        return False


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
