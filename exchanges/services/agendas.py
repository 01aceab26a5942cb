"""Every write to AgendaItem: what a meeting is to speak of, point by point, in each language."""

from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.languages import merged
from core.together import check
from exchanges.models import AgendaItem, Meeting
from exchanges.services.recording import in_each_language, unstamped


@transaction.atomic
def write(
    *, meeting: Meeting, rows: list[dict], removed: list[UUID] = (), by: User
) -> list[AgendaItem]:
    """The agenda in the order of `rows`. Each has changes (a text per language), starts, and the
    uuid of the point it changes.

    Raises RuleViolation for a stamp of secrecy, and if somebody else wrote a text since; then
    nothing is written.
    """
    meeting = Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)
    meeting.agenda.filter(uuid__in=removed).delete()
    here = {one.uuid: one for one in meeting.agenda.all()}
    written = []
    for place, row in enumerate(rows):
        item = here.get(row.get("uuid")) or AgendaItem(meeting=meeting)
        item.text = _text(item, row, place)
        item.starts, item.position = row.get("starts"), place + 1
        check(item)
        item.save()
        written.append(item)
    audit.record(
        action="meeting.agenda_written",
        target=meeting,
        by=by,
        points=len(written),
        removed=len(removed),
    )
    return written


def _text(item: AgendaItem, row: dict, place: int) -> dict:
    text = merged(item.text, row["changes"])
    try:
        unstamped(**in_each_language(text))
    except RuleViolation as refused:  # at its row of the form
        raise RuleViolation(str(refused), f"agenda-{place}-{refused.field}") from None
    return text
