"""Every write to AgreedItem."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.languages import merged
from core.together import check
from core.workflow import require_transition
from exchanges.choices import (
    AGREED_ITEM_TRANSITIONS,
    MINUTES_SIGNED,
    WRITABLE,
    AgreedItemStatus,
)
from exchanges.models import AgreedItem, AgreedItemParty, Meeting, Minutes
from exchanges.models.agreed_item import STILL_OPEN
from exchanges.services.recording import (
    enter,
    in_each_language,
    in_languages,
    known,
    unit_or_organisation,
    unstamped,
)


@transaction.atomic
def record(
    *,
    meeting: Meeting,
    title: str = "",
    text: dict | None = None,
    position: int | None = None,
    parties: list = (),
    uuid: UUID | None = None,
    sources: list = (),
    by: User,
    **facts,
) -> AgreedItem:
    """What a meeting agreed to do, in the state it has. `text` is per language; the Vietnamese
    words are the title too, and the title alone becomes the Vietnamese text.

    Raises RuleViolation without Vietnamese words, or once minutes made here have been submitted.
    """
    still_written(meeting)
    text = in_languages(text or {"vi": title})
    title = title or _title(text)
    _has_words(title)
    unstamped(**in_each_language(text))
    last = meeting.agreed_items.aggregate(last=Max("position"))["last"] or 0
    item = AgreedItem(
        meeting=meeting,
        title=title,
        text=text,
        position=position or last + 1,
        **known(uuid=uuid),
        **facts,
    )
    enter(item, action="agreed_item.recorded", by=by, sources=sources)
    _name(item, parties)
    return item


record_past = record  # a reported item is entered in the state it has, like every other


@transaction.atomic
def change(
    *,
    item: AgreedItem,
    changes: dict | None = None,
    parties: list | None = None,
    by: User,
    **facts,
) -> AgreedItem:
    """Word it anew in some languages (`changes`, as of core.languages.merged), or put right its
    owner, due day and the `parties` that are to do it (None leaves them as they are).

    Raises RuleViolation if somebody else wrote that language since, if no Vietnamese words are
    left, or if words change after minutes made here were submitted: what is checked stays.
    """
    if changes:  # the minutes are locked before the item, as their own form does
        still_written(item.meeting)
    item = AgreedItem.objects.select_for_update().get(pk=item.pk)
    if changes:
        item.text = merged(item.text, changes)
        unstamped(**in_each_language(changes))
        item.title = _title(item.text) if "vi" in changes else item.title
        _has_words(item.title)
    for name, value in facts.items():
        setattr(item, name, value)
    check(item)
    item.save()
    if parties is not None:
        _name(item, parties)
    audit.record(action="agreed_item.changed", target=item, by=by, languages=sorted(changes or {}))
    return item


@transaction.atomic
def move(
    *, item: AgreedItem, status: AgreedItemStatus, closed: date | None, proof: str, by: User
) -> AgreedItem:
    """Taken in hand, done with a proof, or dropped by a later decision.

    Raises RuleViolation for a step the table does not have, or a closed item without day or
    proof.
    """
    item = AgreedItem.objects.select_for_update().get(pk=item.pk)
    before, status = AgreedItemStatus(item.status), AgreedItemStatus(status)
    require_transition(AGREED_ITEM_TRANSITIONS, current=before, target=status)
    is_closed = status in (AgreedItemStatus.DONE, AgreedItemStatus.DROPPED)
    if is_closed and not (closed and proof.strip()):
        raise RuleViolation(_("Give the day and the proof, or the decision."))
    item.status = status
    item.closed, item.proof = (closed, proof) if is_closed else (None, "")
    check(item)
    item.save()
    audit.record(
        action=f"agreed_item.{status}", target=item, by=by, reason=proof, before=before.value
    )
    return item


@transaction.atomic
def reopen(*, item: AgreedItem, reason: str, by: User) -> AgreedItem:
    """It was closed by mistake: open again, or in hand, as it was before.

    Raises RuleViolation without a reason, for an item that is not closed, and for one that a
    meeting closed: that is put right in the minutes of the meeting.
    """
    item = AgreedItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if not reason.strip():
        raise RuleViolation(_("Say why it is opened again."), "reason")
    if item.status in STILL_OPEN:
        raise RuleViolation(_("This item is still open."))
    if item.closed_at_id:
        raise RuleViolation(str(AgreedItem.refusals["an_item_is_as_it_was_found"]))
    before, was = item.status, item.events.filter(status__in=STILL_OPEN).order_by("pgh_id").last()
    item.status = was.status if was else AgreedItemStatus.OPEN
    item.closed, item.proof = None, ""
    check(item)
    item.save()
    audit.record(action="agreed_item.open", target=item, by=by, reason=reason, before=before)
    return item


@transaction.atomic
def remove(*, item: AgreedItem, by: User) -> None:
    """Take out a row of minutes that are still being written; its versions stay in the history.

    Raises RuleViolation once the minutes have been submitted, or if the item is in hand or closed.
    """
    still_written(item.meeting)
    item = AgreedItem.objects.select_for_update().get(pk=item.pk)
    if item.status != AgreedItemStatus.OPEN or item.progress.exists():
        raise RuleViolation(_("Something was done about this item already: it stays."))
    audit.record(action="agreed_item.removed", target=item, by=by, title=item.title)
    item.parties.all().delete()
    item.sources.clear()
    item.delete()


def _name(item: AgreedItem, parties: list) -> None:
    """Who is to do it: those named now, and nobody else."""
    there = {one.who: one for one in item.parties.select_related("unit", "organisation")}
    for who, one in there.items():
        if who not in parties:
            one.delete()
    for who in parties:
        if who not in there:
            AgreedItemParty.objects.create(item=item, **unit_or_organisation(who))


def _title(text: dict) -> str:
    """One line out of the Vietnamese text."""
    return " ".join(text.get("vi", {}).get("text", "").split())


def _has_words(title: str) -> None:
    if not title.strip():
        raise RuleViolation(_("Say in Vietnamese what was agreed."))
    if len(title) > 500:
        raise RuleViolation(_("An agreed item has at most 500 letters. Put the rest in an item."))


def still_written(meeting: Meeting) -> None:
    """Raise RuleViolation once minutes made here have been submitted. Until the words are written
    nobody submits or signs them: the lock tells how they are now.
    """
    minutes = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting).first()
    if not minutes or minutes.basis != Basis.MADE_HERE or minutes.status in WRITABLE:
        return
    if minutes.status in MINUTES_SIGNED:
        raise RuleViolation(_("The minutes are signed: what they agreed stays as it is worded."))
    raise RuleViolation(_("The minutes have been submitted. They must be returned first."))
