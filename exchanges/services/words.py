"""Minutes that are translated by Word: taken out, and what came back written in."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from exchanges.models import AgreedItem, Minutes
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
    minutes = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    items = {str(item.uuid): item for item in minutes.items.all()}
    agreed = {str(one.uuid): one for one in AgreedItem.objects.filter(meeting=minutes.meeting_id)}
    if set(changes) - set(items) - set(agreed):
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
        by=by,
    )
    audit.record(
        action="minutes.word_in", target=minutes, by=by, language=language, lines=len(changes)
    )
    return minutes
