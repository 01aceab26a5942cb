"""Rows written by the service of their kind: many together, or one alone.

Together costs a fraction: what the database checks anyway is left to it. Whoever is refused among
many is asked again alone, where every rule answers in its own words. So the findings are those of
rows tried alone, one after the other, as if no other row were there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.access import ScopedQuerySet, reach_kept
from core.errors import RuleViolation
from core.findings import Finding
from core.refusals import REFUSED, sentence
from core.together import written_together
from reports.imports.kinds import Kind, Writing
from reports.imports.rows import RowReading


@dataclass
class Trial:
    """A row that was read, and what the register may have of it already."""

    number: int
    words: dict[str, str]
    reading: RowReading
    values: dict[str, Any]
    known: Model | None = None
    key: int | None = None  # of the record it became for a moment


def tried(kind: Kind, rows: list[Trial], *, user: User, today: date) -> None:
    """Each row written by its service and rolled back: what the rules and the database say."""
    for one in _refused_together(kind, rows, user, today):
        _tried_alone(kind, one, user, today)
    for one in rows:
        if one.known and not one.reading.is_wrong:
            one.reading.findings.append(
                Finding(
                    _("The register may have it already: “%(record)s”.") % {"record": one.known},
                    suggestion=_("Open that one; accept the row only if it is another."),
                    caution=True,
                )
            )


def _refused_together(kind: Kind, rows: list[Trial], by: User, today: date) -> list[Trial]:
    """Those that have to be tried alone, for they may be refused. Nothing stays written."""
    try:
        with transaction.atomic():
            _search_waits()
            with many(kept=False):
                _look_for_the_same(kind, rows, by)
                _write_each(kind, rows, by, today)
            seen = visible(kind.model, [one.key for one in rows if one.key], by)
            checked_now()
            transaction.set_rollback(True)
    except REFUSED:
        if len(rows) == 1:
            return rows
        half = len(rows) // 2
        parts = (rows[:half], rows[half:])
        return [one for part in parts for one in _refused_together(kind, part, by, today)]
    return [one for one in rows if one.key not in seen]


def _look_for_the_same(kind: Kind, rows: list[Trial], by: User) -> None:
    near = {id(values) for values in kind.near([one.values for one in rows])}
    for one in rows:
        one.known = kind.same(one.values, by) if id(one.values) in near else None


def _write_each(kind: Kind, rows: list[Trial], by: User, today: date) -> None:
    """Whoever is refused gets no key, and leaves the others as they are."""
    with connection.cursor() as cursor:
        say = (lambda words: None) if kind.later else cursor.execute
        say("SAVEPOINT a_row")
        for one in rows:
            one.key = None
            try:
                one.key = kind.write(one.values, Writing(by, today, uuid4())).pk
            except REFUSED:
                transaction.set_rollback(False)  # for what follows undoes it
                say("ROLLBACK TO SAVEPOINT a_row")
            say("RELEASE SAVEPOINT a_row; SAVEPOINT a_row")


def _tried_alone(kind: Kind, one: Trial, by: User, today: date) -> None:
    try:
        with transaction.atomic():
            _search_waits()
            with reach_kept(), audit.gathered(kept=False):
                one.known = kind.same(one.values, by)
                record = kind.write(one.values, Writing(by, today, uuid4()))
            require_visible(kind.model, [record.pk], by)
            checked_now()
            transaction.set_rollback(True)
    except REFUSED as refused:
        for name, words in refusals(refused):
            one.reading.found(name, words)


@contextmanager
def many(*, kept: bool = True) -> Iterator[None]:
    """Within, the services write many rows. Not `kept`: it is only tried."""
    with written_together(), reach_kept(), audit.gathered(kept=kept):
        yield


def require_visible(model: type[Model], keys: list[int], user: User) -> None:
    """Nobody writes what they cannot see."""
    if len(visible(model, keys, user)) < len(keys):
        raise RuleViolation(_("The row lies outside your area."))


def visible(model: type[Model], keys: Iterable[int], user: User) -> set[int]:
    """Those of these records that the user sees."""
    rows = model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        return set(keys)
    return set(rows.visible_to(user).filter(pk__in=keys).values_list("pk", flat=True))


def checked_now() -> None:
    """What the database would check at the end, it checks of these rows now."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _search_waits() -> None:
    """What is rolled back need not be found by the search. Until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search.waits = 'on'")


def refusals(error: Exception) -> list[tuple[str, str]]:
    """Which column a refusal is about, as far as it says, and its words."""
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        return [
            ("" if name == NON_FIELD_ERRORS else name, words)
            for name, errors in error.error_dict.items()
            for each in errors
            for words in each.messages
        ]
    return [(getattr(error, "field", ""), words) for words in sentence(error)]
