"""Texts of minutes written outside of their form: translated by Word, or restored from an earlier
version.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from exchanges.models import AgreedItem, AgreedItemProgress, Minutes
from exchanges.services import filings


@transaction.atomic
def hand_out(*, minutes: Minutes, language: str, by: User) -> None:
    """Somebody took the text out of the house to have it translated."""
    audit.record(action="minutes.word_out", target=minutes, by=by, language=language)


@transaction.atomic
def take_back(*, minutes: Minutes, changes: dict[str, dict], language: str, by: User) -> Minutes:
    """Write what came back: {uuid of an item or agreed item: changes by language}, as of
    core.languages.merged. Everything else of the items stays as it is.

    Raises RuleViolation if the minutes are not written any more, have no such item or language,
    or if somebody else wrote one of the texts since; then nothing is written.
    """
    minutes = _write(minutes, changes, by)
    audit.record(
        action="minutes.word_in", target=minutes, by=by, language=language, lines=len(changes)
    )
    return minutes


@transaction.atomic
def restore(*, minutes: Minutes, line: UUID, language: str, text: str, rev: int, by: User) -> None:
    """Put an earlier text of one language back, as a new revision: what it read until now stays in
    the history. `rev` is the revision that the writer saw last.

    Raises RuleViolation if the minutes are not written any more or if somebody else wrote that
    text since; then nothing is written.
    """
    change = {"text": text, "state": "", "rev": rev}
    minutes = _write(minutes, {str(line): {language: change}}, by)
    audit.record(
        action="minutes.restored", target=minutes, by=by, line=str(line), language=language
    )


@transaction.atomic
def put_back(*, minutes: Minutes, row: dict, agreed: bool, by: User) -> None:
    """A line that was taken out comes back as a new one: `row` is as filings.write_minutes takes
    it, of what was agreed or of the items.
    """
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    lines = {"agreed": [row], "items": []} if agreed else {"items": [row], "agreed": []}
    filings.write_minutes(minutes=minutes, outcome=minutes.outcome, by=by, **lines)
    audit.record(action="minutes.restored", target=minutes, by=by, line="", language="")


def _write(minutes: Minutes, changes: dict[str, dict], by: User) -> Minutes:
    """Each line with its changes by language; all else of it stays as it is."""
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    items = {str(item.uuid): item for item in minutes.items.all()}
    agreed = {str(one.uuid): one for one in AgreedItem.objects.filter(meeting=minutes.meeting_id)}
    found = {
        str(one.uuid): one
        for one in AgreedItemProgress.objects.filter(meeting=minutes.meeting_id).select_related(
            "item"
        )
    }
    if set(changes) - set(items) - set(agreed) - set(found):
        raise RuleViolation(_("Somebody else has taken out an item that the file translates."))
    if any(set(texts) - set(minutes.languages) for texts in changes.values()):
        raise RuleViolation(_("The minutes are not written in this language."))
    filings.write_minutes(
        minutes=minutes,
        outcome=minutes.outcome,
        items=[
            {"uuid": item.uuid, "kind": item.kind, "side": item.side, "changes": changes[key]}
            for key, item in items.items()
            if key in changes
        ],
        agreed=[
            {"uuid": one.uuid, "owner": one.owner, "due": one.due, "changes": changes[key]}
            for key, one in agreed.items()
            if key in changes
        ],
        found=[
            {
                "uuid": one.item.uuid,
                "status": one.status,
                "proof": one.item.proof,
                "changes": changes[key],
            }
            for key, one in found.items()
            if key in changes
        ],
        by=by,
    )
    return minutes
