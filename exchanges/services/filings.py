"""What one form files at once: a meeting, who came, its minutes and what was agreed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.fields import PartialDate
from core.languages import merged
from exchanges.models import AgreedItem, Meeting, Minutes
from exchanges.services import agreed_items, attendances, meetings
from exchanges.services import minutes as texts
from partnerships.models import Partnership


@transaction.atomic
def file_meeting(
    *,
    facts: dict,
    held: PartialDate,
    today: date,
    partnerships: list[Partnership],
    attendance: list[dict],
    text: dict,
    submit: bool,
    uuid: UUID,
    by: User,
) -> Meeting:
    """A meeting that was held, whole: `text` has languages, outcome, items and agreed.

    Minutes are opened if anything of theirs was written or they are to be submitted. Raises what
    the services of each part raise; then nothing at all is written.
    """
    meeting = meetings.record_held(
        held=held, today=today, partnerships=partnerships, uuid=uuid, by=by, **facts
    )
    if attendance:
        attendances.write(meeting=meeting, rows=attendance, by=by)
    if submit or text["outcome"] or text["items"] or text["agreed"]:
        file_minutes(meeting=meeting, submit=submit, by=by, **text)
    return meeting


@transaction.atomic
def file_minutes(
    *,
    meeting: Meeting,
    languages: list[str],
    outcome: str,
    items: list[dict],
    agreed: list[dict],
    removed: list[UUID] = (),
    submit: bool = False,
    uuid: UUID | None = None,
    by: User,
) -> Minutes:
    """The minutes of a meeting that is in the register already."""
    made = texts.begin(meeting=meeting, languages=languages, outcome=outcome, uuid=uuid, by=by)
    return write_minutes(
        minutes=made,
        outcome=outcome,
        items=items,
        agreed=agreed,
        removed=removed,
        submit=submit,
        by=by,
    )


@transaction.atomic
def write_minutes(
    *,
    minutes: Minutes,
    outcome: str,
    items: list[dict],
    agreed: list[dict],
    removed: list[UUID] = (),
    submit: bool = False,
    by: User,
) -> Minutes:
    """Items and agreed items as one window has them; `removed` are the rows taken out there."""
    written = texts.write(minutes=minutes, outcome=outcome, items=items, removed=removed, by=by)
    here = {item.uuid: item for item in AgreedItem.objects.filter(meeting=written.meeting)}
    for gone in set(removed) & set(here):
        agreed_items.remove(item=here[gone], by=by)
    for row in agreed:
        _write_agreed(written.meeting, here.get(row.get("uuid")), row, by)
    return texts.submit(minutes=written, by=by) if submit else written


def _write_agreed(meeting: Meeting, item: AgreedItem | None, row: dict, by: User) -> None:
    facts = {"owner": row["owner"], "due": row["due"]}
    if item is None:
        text = merged({}, row["changes"])
        agreed_items.record(meeting=meeting, text=text, by=by, **facts)
    else:
        agreed_items.change(item=item, changes=row["changes"], by=by, **facts)
