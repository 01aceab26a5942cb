"""Items of minutes as the service takes them."""

from datetime import date

from django.db import connection

from exchanges.choices import ItemKind, MinutesStatus, Outcome
from exchanges.models import Minutes, MinutesSignature
from exchanges.services import minutes, signatures
from tests.factories import MinutesFactory, PersonFactory


def row(words, uuid=None, rev=0, language="vi", **said):
    changes = {language: {"text": words, "state": "", "rev": rev}}
    return {"uuid": uuid, "kind": ItemKind.REVIEW, "side": "", "changes": changes} | said


def write(record, by, *rows, outcome=Outcome.AGREED, removed=()):
    return minutes.write(minutes=record, outcome=outcome, items=rows, removed=removed, by=by)


def sign(record, side, by, **facts):
    said = {"person": PersonFactory(), "signed_on": date(2025, 3, 28), "today": date(2025, 4, 1)}
    return signatures.sign(minutes=record, side=side, by=by, **said | facts)


def signed_minutes(
    meeting,
    status=MinutesStatus.SIGNED_BY_BOTH,
    sides=("home", "counterpart"),
    on=date(2025, 3, 28),
):
    """Minutes made here that were signed, as if long ago."""
    record = MinutesFactory(meeting=meeting, outcome=Outcome.AGREED)
    for side in sides:
        MinutesSignature.objects.create(
            minutes=record, side=side, person=PersonFactory(), signed_on=on
        )
    Minutes.objects.filter(pk=record.pk).update(status=status)
    record.refresh_from_db()
    return record


def in_sql(sql: str, *values) -> None:
    """As a script would write it, with what PostgreSQL checks at the end checked at once."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
