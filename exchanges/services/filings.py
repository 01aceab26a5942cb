"""What one form files at once: a meeting, who came, its minutes and what was agreed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from core.errors import RuleViolation
from core.fields import PartialDate
from core.languages import merged
from exchanges.models import AgreedItem, Meeting, Minutes
from exchanges.services import agreed_items, attendances, meetings, progress
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
    """A meeting that was held, whole: `text` has languages, outcome, items, agreed and found.

    Minutes are opened if anything of theirs was written or they are to be submitted. Raises what
    the services of each part raise; then nothing at all is written.
    """
    meeting = meetings.record_held(
        held=held, today=today, partnerships=partnerships, uuid=uuid, by=by, **facts
    )
    if attendance:
        attendances.write(meeting=meeting, rows=attendance, by=by)
    told = any(text.get(part) for part in ("outcome", "items", "agreed"))
    if submit or told or _found_anything(text.get("found", ())):
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
    found: list[dict] = (),
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
        found=found,
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
    found: list[dict] = (),
    removed: list[UUID] = (),
    submit: bool = False,
    by: User,
) -> Minutes:
    """Items, agreed items and what was found of earlier ones, as one window has them; `removed`
    are the rows taken out there.
    """
    written = texts.write(minutes=minutes, outcome=outcome, items=items, removed=removed, by=by)
    here = {item.uuid: item for item in AgreedItem.objects.filter(meeting=written.meeting)}
    for gone in set(removed) & set(here):
        agreed_items.remove(item=here[gone], by=by)
    for place, row in enumerate(agreed):
        try:
            _write_agreed(written.meeting, here.get(row.get("uuid")), row, by)
        except RuleViolation as refused:  # told at its row of the form
            field = f"agreed-{place}-{refused.field}" if refused.field else ""
            raise RuleViolation(str(refused), field) from None
    progress.write(meeting=written.meeting, rows=list(found), removed=removed, by=by)
    return texts.submit(minutes=written, by=by) if submit else written


def _found_anything(found: list[dict]) -> bool:
    """Items that are only carried over as they were do not make minutes by themselves."""
    return any(row["changes"] or row["moved"] for row in found)


def _write_agreed(meeting: Meeting, item: AgreedItem | None, row: dict, by: User) -> None:
    facts = {"owner": row["owner"], "due": row["due"]}
    if "parties" in row:
        facts["parties"] = row["parties"]
    if item is None:
        text = merged({}, row["changes"])
        agreed_items.record(meeting=meeting, text=text, by=by, **facts)
    else:
        agreed_items.change(item=item, changes=row["changes"], by=by, **facts)
