"""Every write to Minutes and their items: filed by one person, checked by another."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import AuditEvent, User
from accounts.services import audit, notices
from core.basis import Basis
from core.errors import RuleViolation
from core.languages import merged
from core.together import check
from core.workflow import require_transition
from exchanges.choices import (
    MINUTES_TRANSITIONS,
    UNILATERAL_TRANSITIONS,
    WRITABLE,
    ItemKind,
    MeetingStatus,
    MinutesStatus,
    Outcome,
)
from exchanges.models import AgreedItem, Meeting, Minutes, MinutesItem
from exchanges.services import agreed_items
from exchanges.services.recording import (
    enter,
    in_each_language,
    in_languages,
    known,
    told_by_others,
    unstamped,
)
from exchanges.told import TOLD

WRITING = ("minutes.opened", "minutes.written", "minutes.submitted")


@transaction.atomic
def begin(
    *,
    meeting: Meeting,
    languages: list[str],
    outcome: str = "",
    uuid: UUID | None = None,
    by: User,
) -> Minutes:
    """Begin the minutes of a meeting that was held.

    Raises RuleViolation if it was not held, has minutes, or Vietnamese is not among the languages.
    """
    _ready(meeting, languages)
    minutes = Minutes(
        meeting=meeting, languages=languages, outcome=outcome, filed_by=by, **known(uuid=uuid)
    )
    return enter(minutes, action="minutes.opened", by=by, meeting=str(meeting.uuid))


@transaction.atomic
def record_past(
    *,
    meeting: Meeting,
    languages: list[str] = ("vi",),
    basis: Basis = Basis.REPORTED,
    status: MinutesStatus = MinutesStatus.SIGNED_BY_BOTH,
    outcome: str = "",
    items: list[dict] = (),
    agreed: list[dict] = (),
    uuid: UUID | None = None,
    sources: list = (),
    by: User,
) -> Minutes:
    """Minutes that others tell of, in the state they have. `items` have kind, side and text per
    language; `agreed` are the facts of agreed_items.record.

    Raises RuleViolation for minutes made here: those are written, submitted and checked.
    """
    told_by_others(basis, _("Minutes made here are written, submitted and checked."))
    _ready(meeting, languages)
    minutes = Minutes(
        meeting=meeting,
        languages=list(languages),
        basis=basis,
        outcome=outcome,
        **known(uuid=uuid),
    )
    check(minutes)
    minutes.save()  # still a draft: the items of signed minutes could not be added
    for position, item in enumerate(items, 1):
        _add(minutes, position, **item | {"text": in_languages(item["text"])})
    for item in agreed:
        agreed_items.record(meeting=meeting, by=by, **item)
    minutes.status = status
    return enter(minutes, action="minutes.recorded", by=by, sources=sources, basis=basis)


@transaction.atomic
def write(
    *,
    minutes: Minutes,
    outcome: str,
    items: list[dict] = (),
    removed: list[UUID] = (),
    languages: list[str] | None = None,
    by: User,
) -> Minutes:
    """Write items: each has kind, side, `changes` per language (core.languages.merged) and the
    uuid of the item it changes, or None for a new one. Items that are not named stay as they are.

    Raises RuleViolation unless the minutes are a draft or were returned, or if somebody else wrote
    the same language of an item since; then nothing is written.
    """
    minutes = locked(minutes)
    if minutes.status not in WRITABLE:
        raise RuleViolation(_("The minutes have been submitted. They must be returned first."))
    if languages is not None:
        _with_vietnamese(languages)
        minutes.languages = languages
    minutes.outcome = outcome
    check(minutes)
    minutes.save()
    minutes.items.filter(uuid__in=removed).delete()
    here = {item.uuid: item for item in minutes.items.select_for_update()}
    last = max((item.position for item in here.values()), default=0)
    for place, row in enumerate(items):
        _no_secret(row, place)
        said = {"kind": row["kind"], "side": row.get("side", "")}
        if row.get("uuid") is None:
            last += 1
            _add(minutes, last, text=merged({}, row["changes"]), **said)
        else:
            _change(here, row, said)
    audit.record(
        action="minutes.written", target=minutes, by=by, items=len(items), removed=len(removed)
    )
    return minutes


@transaction.atomic
def submit(*, minutes: Minutes, by: User) -> Minutes:
    """Hand the minutes to the office for checking; who submits is the filer from now on.

    Raises RuleViolation if they say nothing, lack the outcome or a Vietnamese text, or if outcome
    and reserved opinions contradict each other.
    """
    minutes = locked(minutes)
    _complete(minutes)
    return moved(
        minutes,
        MinutesStatus.SUBMITTED,
        action="minutes.submitted",
        user=by,
        filed_by=by,
        reason="",
    )


@transaction.atomic
def return_(*, minutes: Minutes, reason: str, by: User) -> Minutes:
    """Back to the filer, with what has to be put right. Raises RuleViolation without a reason."""
    _reasoned(reason)
    return moved(
        locked(minutes), MinutesStatus.RETURNED, action="minutes.returned", user=by, reason=reason
    )


@transaction.atomic
def agree_text(*, minutes: Minutes, by: User) -> Minutes:
    """The office finds that the text is the one both sides agreed.

    Raises RuleViolation for whoever filed or wrote it (the filer never accepts their own), or for
    a unilateral record, whose text nobody agreed.
    """
    minutes = locked(minutes)
    if minutes.outcome == Outcome.UNILATERAL:
        raise RuleViolation(_("A unilateral record has no text that both sides agreed."))
    if minutes.filed_by_id == by.pk or wrote(minutes, by):
        raise RuleViolation(_("Somebody else accepts what you filed."))
    return moved(
        minutes, MinutesStatus.TEXT_AGREED, action="minutes.text_agreed", user=by, checked_by=by
    )


@transaction.atomic
def reopen(*, minutes: Minutes, reason: str, by: User) -> Minutes:
    """An agreed text becomes a draft again, with the reason. Nobody has checked it any more."""
    _reasoned(reason)
    return moved(
        locked(minutes),
        MinutesStatus.DRAFT,
        action="minutes.reopened",
        user=by,
        reason=reason,
        checked_by=None,
    )


def _ready(meeting: Meeting, languages) -> None:
    if meeting.status != MeetingStatus.HELD:
        raise RuleViolation(_("Minutes are written of a meeting that was held."))
    if Minutes.objects.filter(meeting=meeting).exists():
        raise RuleViolation(_("This meeting has its minutes already."))
    _with_vietnamese(languages)


def _with_vietnamese(languages) -> None:
    """Law 70/2020/QH14, Article 7."""
    if "vi" not in languages:
        raise RuleViolation(_("Minutes have a Vietnamese text."))


def locked(minutes: Minutes) -> Minutes:
    return Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)


def moved(minutes: Minutes, target: MinutesStatus, *, action: str, user: User, **facts) -> Minutes:
    alone = minutes.outcome == Outcome.UNILATERAL
    before = MinutesStatus(minutes.status)
    table = UNILATERAL_TRANSITIONS if alone else MINUTES_TRANSITIONS
    require_transition(table, current=before, target=target)
    minutes.status = target
    for name, value in facts.items():
        setattr(minutes, name, value)
    check(minutes)
    minutes.save()
    reason = facts.get("reason", "")
    event = audit.record(action=action, target=minutes, by=user, reason=reason, before=before.value)
    notices.tell_of(event=event, table=TOLD, target=minutes, by=user)
    return minutes


def wrote(minutes: Minutes, user: User) -> bool:
    """In the minutes, or in the words of what was agreed, which have a page of their own."""
    acts = AuditEvent.objects.filter(by=user.get_username())
    if acts.filter(target=minutes.uuid, action__in=WRITING).exists():
        return True
    agreed = AgreedItem.objects.filter(meeting=minutes.meeting_id).values("uuid")
    worded = acts.filter(target__in=agreed, action="agreed_item.changed")
    return worded.exclude(details__languages=[]).exists()


def _reasoned(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation(_("Say what has to be put right."))


def _complete(minutes: Minutes) -> None:
    items = list(minutes.items.all())
    if not items and not minutes.meeting.agreed_items.exists():
        raise RuleViolation(_("Write at least one item, or one thing that was agreed."))
    if not minutes.outcome:
        raise RuleViolation(_("Say how the meeting ended: its outcome."))
    if not all(item.text.get("vi", {}).get("text", "").strip() for item in items):
        raise RuleViolation(_("Every item has a Vietnamese text."))
    reserved = any(item.kind == ItemKind.RESERVED for item in items)
    if reserved and minutes.outcome == Outcome.AGREED:
        raise RuleViolation(_("An opinion is reserved: the outcome says so too."))
    if not reserved and minutes.outcome == Outcome.WITH_RESERVATIONS:
        raise RuleViolation(_("Write down the opinion that is reserved, and whose it is."))


def _no_secret(row: dict, place: int) -> None:
    """Told at the row of the form."""
    try:
        unstamped(**in_each_language(row["changes"]))
    except RuleViolation as refused:
        raise RuleViolation(str(refused), f"items-{place}-{refused.field}") from None


def _add(minutes: Minutes, position: int, *, kind: str, text: dict, side: str = "") -> None:
    item = MinutesItem(minutes=minutes, position=position, kind=kind, side=side, text=text)
    check(item)
    item.save()


def _change(here: dict, row: dict, said: dict) -> None:
    item = here.get(row["uuid"])
    if item is None:
        raise RuleViolation(_("Somebody else has taken out an item that you were writing."))
    item.text = merged(item.text, row["changes"])
    for name, value in said.items():
        setattr(item, name, value)
    check(item)
    item.save()
