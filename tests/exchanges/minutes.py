"""Items of minutes as the service takes them."""

from exchanges.choices import ItemKind, Outcome
from exchanges.services import minutes


def row(words, uuid=None, rev=0, language="vi", **said):
    changes = {language: {"text": words, "state": "", "rev": rev}}
    return {"uuid": uuid, "kind": ItemKind.REVIEW, "side": "", "changes": changes} | said


def write(record, by, *rows, outcome=Outcome.AGREED, removed=()):
    return minutes.write(minutes=record, outcome=outcome, items=rows, removed=removed, by=by)
