"""Every write to Meeting but its attendance. A meeting is planned first, or entered as held."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from core.workflow import require_transition
from exchanges.choices import MEETING_TRANSITIONS, MINUTES_SIGNED, MeetingKind, MeetingStatus
from exchanges.models import Meeting
from exchanges.services.recording import enter, known, told_by_others
from partnerships.models import Partnership, PartnershipParty


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
    _past_day(held, today)
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
    _somebodys(meeting, ties)
    _host_is_of(meeting, ties)
    enter(meeting, action=action, by=by, sources=sources, basis=meeting.basis)
    meeting.partnerships.set(ties)
    return meeting


@transaction.atomic
def change(*, meeting: Meeting, partnerships: list[Partnership], by: User, **facts) -> Meeting:
    """Put right what was entered of a meeting. Its status changes by the verbs below.

    Raises RuleViolation once minutes made here are signed: what they open with stays.
    """
    meeting = _locked(meeting)
    minutes = getattr(meeting, "minutes", None)
    if minutes and minutes.basis == Basis.MADE_HERE and minutes.status in MINUTES_SIGNED:
        raise RuleViolation(_("The minutes are signed: the meeting stays as they say."))
    ties = list(partnerships)
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.title = meeting.title or name_of(meeting, ties)
    _somebodys(meeting, ties)
    _host_is_of(meeting, ties)
    meeting.full_clean()
    meeting.save()
    meeting.partnerships.set(ties)
    audit.record(
        action="meeting.changed",
        target=meeting,
        by=by,
        ties=sorted(tie.code for tie in ties),
    )
    return meeting


@transaction.atomic
def invite(*, meeting: Meeting, by: User) -> Meeting:
    """The invitation has gone out. Raises RuleViolation unless the meeting is planned."""
    return _moved(meeting, MeetingStatus.INVITED, action="meeting.invited", by=by)


@transaction.atomic
def hold(*, meeting: Meeting, held: PartialDate, today: date, by: User, **facts) -> Meeting:
    """It took place on that day, perhaps elsewhere or later than planned (`facts`: place, host …).

    Raises RuleViolation without a full day, for a day to come, or from a status it cannot leave.
    """
    _past_day(held, today)
    return _moved(
        meeting, MeetingStatus.HELD, action="meeting.held", by=by, held=held, reason="", **facts
    )


@transaction.atomic
def postpone(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """Put off without a new day yet. Raises RuleViolation without a reason."""
    _reasoned(reason, _("Say why the meeting was postponed or cancelled."))
    return _moved(
        meeting, MeetingStatus.POSTPONED, action="meeting.postponed", by=by, reason=reason
    )


@transaction.atomic
def plan_again(*, meeting: Meeting, planned: date | None, by: User) -> Meeting:
    """A postponed meeting gets another day."""
    return _moved(
        meeting,
        MeetingStatus.PLANNED,
        action="meeting.planned_again",
        by=by,
        planned=planned,
        reason="",
    )


@transaction.atomic
def cancel(*, meeting: Meeting, reason: str, by: User) -> Meeting:
    """It will not take place. Raises RuleViolation without a reason."""
    _reasoned(reason, _("Say why the meeting was postponed or cancelled."))
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


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def _moved(meeting: Meeting, target: MeetingStatus, *, action: str, by: User, **facts) -> Meeting:
    """Lock first, then check: two people acting at once must not both succeed."""
    meeting = _locked(meeting)
    before = MeetingStatus(meeting.status)
    require_transition(MEETING_TRANSITIONS, current=before, target=target)
    meeting.status = target
    for name, value in facts.items():
        setattr(meeting, name, value)
    meeting.full_clean()
    meeting.save()
    reason = facts.get("reason", "")
    audit.record(action=action, target=meeting, by=by, reason=reason, before=before.value)
    return meeting


def _reasoned(reason: str, words: str) -> None:
    if not reason.strip():
        raise RuleViolation(words)


def _past_day(held: PartialDate, today: date) -> None:
    if not held.is_full:
        raise RuleViolation(_("Give the day on which the meeting was held."))
    if held.days.lower > today:
        raise RuleViolation(_("A meeting that was held lies in the past."))


def _somebodys(meeting: Meeting, ties: list[Partnership]) -> None:
    if not ties and meeting.unit is None:
        raise RuleViolation(_("Name a tie or a unit, or nobody will find the meeting."))


def _host_is_of(meeting: Meeting, ties: list[Partnership]) -> None:
    """The host party belongs to a tie that met, and is the only one of its side if left out."""
    party = meeting.host_party
    if party is None and meeting.host and len(ties) == 1:
        day = meeting.held.days.lower if meeting.held.is_full else None
        of_side = PartnershipParty.objects.filter(partnership=ties[0], side=meeting.host)
        standing = list((of_side.standing(day) if day else of_side)[:2])
        meeting.host_party = standing[0] if len(standing) == 1 else None
        return
    if party and (party.partnership not in ties or party.side != meeting.host):
        raise RuleViolation(_("The host is a party of the ties that met, on the side that hosts."))
