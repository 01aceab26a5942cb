"""Every write to Meeting but its attendance. A meeting is planned first, or entered as held."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.fields import PartialDate
from core.together import check
from core.workflow import require_transition
from exchanges.choices import MEETING_TRANSITIONS, LetterKind, MeetingKind, MeetingStatus
from exchanges.models import Meeting
from exchanges.services import letters
from exchanges.services.meeting_rules import (
    cadence_is_of,
    host_is_of,
    marker_lies_between,
    not_signed,
    past_day,
    reasoned,
    somebodys,
)
from exchanges.services.recording import enter, known, told_by_others
from partnerships.models import Partnership


@transaction.atomic
def plan(
    *, planned: date | None, partnerships: list[Partnership] = (), by: User, **facts
) -> Meeting:
    """A meeting that is to come. `facts` are fields of Meeting; a day need not be fixed yet.

    Raises RuleViolation if nobody would see it: it names neither a tie nor a unit.
    """
    return _entered(
        action="meeting.planned",
        by=by,
        partnerships=partnerships,
        planned=planned,
        status=MeetingStatus.PLANNED,
        basis=Basis.MADE_HERE,
        **facts,
    )


@transaction.atomic
def record_held(
    *,
    held: PartialDate,
    today: date,
    partnerships: list[Partnership] = (),
    by: User,
    **facts,
) -> Meeting:
    """A meeting of our own that was held already, entered by somebody who was there.

    Raises RuleViolation without a full day, for a day to come, or if it names nobody.
    """
    past_day(held, today)
    return _entered(
        action="meeting.held",
        by=by,
        partnerships=partnerships,
        held=held,
        status=MeetingStatus.HELD,
        basis=Basis.MADE_HERE,
        **facts,
    )


@transaction.atomic
def record_past(
    *,
    kind: MeetingKind,
    basis: Basis = Basis.REPORTED,
    status: MeetingStatus = MeetingStatus.HELD,
    partnerships: list[Partnership] = (),
    by: User,
    **facts,
) -> Meeting:
    """What others tell of a meeting, in the status it has. What they leave open stays empty.

    Raises RuleViolation for a meeting made here, or one that names neither a tie nor a unit.
    """
    told_by_others(basis, _("A meeting of our own is filed by somebody who was there."))
    return _entered(
        action="meeting.recorded",
        by=by,
        partnerships=partnerships,
        kind=kind,
        basis=basis,
        status=status,
        **facts,
    )


def _entered(
    *,
    action: str,
    by: User,
    partnerships,
    uuid: UUID | None = None,
    sources=(),
    title: str = "",
    **facts,
) -> Meeting:
    ties = list(partnerships)
    meeting = Meeting(**known(uuid=uuid), **facts)
    meeting.title = title or name_of(meeting, ties)
    _check(meeting, ties)
    naming = {"partnerships": ties}
    return enter(meeting, action=action, by=by, sources=sources, naming=naming, basis=meeting.basis)


@transaction.atomic
def change(*, meeting: Meeting, partnerships: list[Partnership], by: User, **facts) -> Meeting:
    """Put right what was entered of a meeting. Its status changes by the verbs below.

    Raises RuleViolation once minutes made here are signed: what they open with stays.
    """
    meeting = _locked(meeting)
    not_signed(meeting)
    ties = list(partnerships)
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.title = meeting.title or name_of(meeting, ties)
    _check(meeting, ties, host_named="host_party" in facts)
    check(meeting)
    meeting.save()
    _closed_on_its_day(meeting)
    meeting.partnerships.set(ties)
    # Whoever came for a party of a tie that did not meet after all came for nobody that is named.
    meeting.attendances.exclude(party=None).exclude(party__partnership__in=ties).update(party=None)
    audit.record(
        action="meeting.changed",
        target=meeting,
        by=by,
        ties=sorted(tie.code for tie in ties),
    )
    return meeting


@transaction.atomic
def invite(*, meeting: Meeting, letter: dict | None = None, by: User) -> Meeting:
    """The invitation has gone out or come in. `letter` has the facts of its Letter (direction,
    gist, number, day, addressee, answer due); without it the invitation was by word of mouth.

    Raises RuleViolation unless the meeting is planned, and what letters.record() raises.
    """
    invited = _moved(meeting, MeetingStatus.INVITED, action="meeting.invited", by=by)
    if letter is not None:
        letters.record(kind=LetterKind.INVITATION, meeting=invited, by=by, **letter)
    return invited


@transaction.atomic
def hold(*, meeting: Meeting, held: PartialDate, today: date, by: User, **facts) -> Meeting:
    """It took place on that day, perhaps elsewhere or later than planned (`facts`: place, host …).

    Raises RuleViolation without a full day, for a day to come, or from a status it cannot leave.
    """
    past_day(held, today)
    return _moved(
        meeting, MeetingStatus.HELD, action="meeting.held", by=by, held=held, reason="", **facts
    )


@transaction.atomic
def postpone(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Put off without a new day yet. Raises RuleViolation without a reason."""
    reasoned(reason, _("Say why the meeting was postponed or cancelled."))
    return _moved(
        meeting, MeetingStatus.POSTPONED, action="meeting.postponed", by=by, reason=reason
    )


@transaction.atomic
def plan_again(*, meeting: Meeting, planned: date | None, reason: str = "", by: User) -> Meeting:
    """A postponed meeting gets another day. Why that day is kept with the act, if anybody says."""
    return _moved(
        meeting,
        MeetingStatus.PLANNED,
        action="meeting.planned_again",
        by=by,
        why=reason,
        planned=planned,
        reason="",
    )


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """It will not take place. Raises RuleViolation without a reason."""
    reasoned(reason, _("Say why the meeting was postponed or cancelled."))
    return _moved(
        meeting, MeetingStatus.CANCELLED, action="meeting.cancelled", by=by, reason=reason
    )


def name_of(meeting: Meeting, ties: list[Partnership]) -> str:
    """What a meeting is called that nobody gave a name: kind, who met, the day; in Vietnamese."""
    with translation.override("vi"):
        kind = MeetingKind(meeting.kind).label if meeting.kind else ""
    who = "; ".join(tie.title for tie in ties) or str(meeting.unit or "")
    day = str(meeting.held) or (f"{meeting.planned:%d/%m/%Y}" if meeting.planned else "")
    said = " ".join(filter(None, [str(kind), who]))
    return ", ".join(filter(None, [said, day]))[:255]


def _closed_on_its_day(meeting: Meeting) -> None:
    """What the meeting closed was closed on the day that is known of it now."""
    if not meeting.held.is_full:
        return
    day = meeting.held.days.lower
    for item in meeting.closed_items.select_for_update().exclude(closed=day).order_by("pk"):
        item.closed = day
        item.save(update_fields=["closed"])


def _locked(meeting: Meeting) -> Meeting:
    """Whoever writes its minutes at the same time only names it, and need not wait."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=meeting.pk)


def _check(meeting: Meeting, ties: list[Partnership], *, host_named: bool = True) -> None:
    somebodys(meeting, ties)
    host_is_of(meeting, ties, named=host_named)
    marker_lies_between(meeting, ties)
    cadence_is_of(meeting, ties)


def _moved(
    meeting: Meeting, target: MeetingStatus, *, action: str, by: User, why: str = "", **facts
) -> Meeting:
    """Lock first, then check: two people acting at once must not both succeed."""
    meeting = _locked(meeting)
    before = MeetingStatus(meeting.status)
    require_transition(MEETING_TRANSITIONS, current=before, target=target)
    meeting.status = target
    for name, value in facts.items():
        setattr(meeting, name, value)
    if {"host", "place_marker"} & set(facts):
        ties = list(meeting.partnerships.all())
        _check(meeting, ties, host_named="host_party" in facts)
    check(meeting)
    meeting.save()
    reason = why or facts.get("reason", "")
    audit.record(action=action, target=meeting, by=by, reason=reason, before=before.value)
    return meeting
