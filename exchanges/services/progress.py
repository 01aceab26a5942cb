"""Every write to AgreedItemProgress: what a meeting finds of items that earlier ones left open."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from accounts.services import audit
from core.errors import RuleViolation
from core.languages import merged
from core.together import check
from core.workflow import require_transition
from exchanges.choices import AGREED_ITEM_TRANSITIONS, AgreedItemStatus
from exchanges.models import AgreedItem, AgreedItemProgress, Meeting
from exchanges.progress import CLOSED
from exchanges.services.agreed_items import still_written
from exchanges.services.recording import in_each_language, unstamped


@transaction.atomic
def write(
    *, meeting: Meeting, rows: list[dict], removed: list[UUID] = (), by: User
) -> list[AgreedItemProgress]:
    """What the meeting found. Each row has the uuid of the item, the status in which the meeting
    leaves it, `changes` per language (core.languages.merged) and `proof`: of a closed item what
    proves it, or the decision that drops it. `removed` are items it did not take up after all.

    Raises RuleViolation at its row, as "progress-0-proof", for an item that was closed before, a
    step that the table does not have, a closed item without proof, a meeting without a full day
    that closes one, or once minutes made here have been submitted; then nothing is written.
    """
    if not rows and not removed:
        return []
    still_written(meeting)
    named = [row["uuid"] for row in rows] + list(removed)
    # In one order for everybody, so that two windows wait for each other and do not lock up.
    found = AgreedItem.objects.select_for_update(of=("self",)).filter(uuid__in=named).order_by("pk")
    items = {item.uuid: item for item in found.select_related("meeting")}
    here = {
        one.item_id: one
        for one in AgreedItemProgress.objects.filter(meeting=meeting, item__in=found)
    }
    for item in (items[uuid] for uuid in removed if uuid in items):
        _left_alone(item, here.pop(item.pk, None), by)
    written = []
    for place, row in enumerate(rows):
        item = items.get(row["uuid"])
        if item and not here.get(item.pk) and _passes_by(item, meeting, row):
            continue
        try:
            _require_there(item)
            written.append(_found(item, meeting, here.get(item.pk), row, by))
        except RuleViolation as refused:
            field = f"progress-{place}-{refused.field}" if refused.field else ""
            raise RuleViolation(str(refused), field) from None
    return written


def _require_there(item: AgreedItem | None) -> None:
    if item is None:
        raise RuleViolation(_("Somebody else has taken out an item that you were writing."))


def _passes_by(item: AgreedItem, meeting: Meeting, row: dict) -> bool:
    """Nothing is written of an item that a meeting entered late could not know of, or that a
    later one has taken up already, where nobody wrote anything of it either.
    """
    if row["changes"] or row["status"] != item.status:
        return False
    days, agreed = meeting.held.days, item.meeting.held.days
    too_early = bool(days and agreed and days.lower <= agreed.lower)
    return too_early or _later(item, meeting) is not None


def _found(
    item: AgreedItem, meeting: Meeting, one: AgreedItemProgress | None, row: dict, by: User
) -> AgreedItemProgress:
    status = AgreedItemStatus(row["status"])
    before = before_it(item, one)
    if status != before:
        require_transition(AGREED_ITEM_TRANSITIONS, current=before, target=status)
    _nothing_later(item, meeting, status, now=one.status if one else before)
    text = merged(one.text if one else {}, row["changes"])
    unstamped(**in_each_language(text))
    proof = row.get("proof", "").strip()
    changed = status != (one.status if one else before)
    if one and status in CLOSED and item.closed_at_id == meeting.pk:
        changed = changed or proof != item.proof
    one = one or AgreedItemProgress(item=item, meeting=meeting)
    one.status, one.text = status, text
    check(one)
    one.save()
    if changed:  # else it is carried over as it was
        _leave(item, meeting, status, proof)
        audit.record(
            action="agreed_item.taken_up",
            target=item,
            by=by,
            reason=proof,
            before=before.value,
            after=status.value,
            meeting=str(meeting.uuid),
        )
    return one


def _leave(item: AgreedItem, meeting: Meeting, status: AgreedItemStatus, proof: str) -> None:
    """The item is from now on as this meeting leaves it."""
    item.status = status
    item.closed, item.proof, item.closed_at = None, "", None
    if status in CLOSED:
        if not proof:
            raise RuleViolation(_("Give the proof, or the decision that drops it."), "proof")
        if not meeting.held.is_full:
            raise RuleViolation(_("Give the day on which the meeting was held."))
        item.closed, item.proof, item.closed_at = meeting.held.days.lower, proof, meeting
    check(item)
    item.save()


def before_it(item: AgreedItem, one: AgreedItemProgress | None) -> AgreedItemStatus:
    """The state in which the meeting found it: that of the meeting before, where this one has
    written what it found already. For many items, prefetch `progress__meeting`.
    """
    if one is None:
        return AgreedItemStatus(item.status)
    day = one.meeting.held.days and one.meeting.held.days.lower
    earlier = [
        (other.meeting.held.days.lower, other.pk, other.status)
        for other in item.progress.all()
        if other.pk != one.pk and day and other.meeting.held.days
    ]
    earlier = sorted(found for found in earlier if found[0] < day)
    if earlier:
        return AgreedItemStatus(earlier[-1][2])
    if one.status != AgreedItemStatus.OPEN and _was_in_hand(item):
        return AgreedItemStatus.IN_HAND
    return AgreedItemStatus.OPEN


def _was_in_hand(item: AgreedItem) -> bool:
    """Entered as being in hand, or taken in hand between meetings, before this one spoke of it."""
    first = item.events.order_by("pgh_id").values_list("status", flat=True).first()
    if first == AgreedItemStatus.IN_HAND:
        return True
    return AuditEvent.objects.filter(target=item.uuid, action="agreed_item.in_hand").exists()


def _nothing_later(
    item: AgreedItem, meeting: Meeting, status: AgreedItemStatus, *, now: str
) -> None:
    """Minutes entered late do not overtake what a later meeting has found."""
    found = None if status == now else _later(item, meeting)
    if found:
        raise RuleViolation(
            _("A later meeting has found this item “%(status)s”: %(meeting)s. Change it there.")
            % {"status": found.get_status_display(), "meeting": found.meeting},
            "status",
        )


def _later(item: AgreedItem, meeting: Meeting) -> AgreedItemProgress | None:
    """What a later meeting has found of it, as far as their days are known."""
    if not meeting.held.days:
        return None
    others = item.progress.exclude(meeting=meeting).select_related("meeting")
    return others.filter(meeting__held_days__fully_gt=meeting.held.days).first()


def _left_alone(item: AgreedItem, one: AgreedItemProgress | None, by: User) -> None:
    """Taken out of the record of this meeting: the item is as the meeting found it."""
    if one is None:
        return
    before = before_it(item, one)
    changed = one.status != before and item.status == one.status
    meeting = one.meeting
    one.delete()
    if changed:
        _leave(item, meeting, before, "")
    audit.record(action="agreed_item.left_alone", target=item, by=by, meeting=str(meeting.uuid))
