"""The course of an incident: verified, raised with the other side, settled, closed, begun again.

Each step is an IncidentMove with its day and words. Of sensitive incidents the audit trail keeps
the act, not the words: those who read it need not have the right.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.basis import Basis
from core.fields import PartialDate
from core.together import check
from core.workflow import require_transition
from exchanges.choices import INCIDENT_TRANSITIONS, IncidentStatus
from exchanges.models import Incident, IncidentMove, Meeting
from exchanges.services.incidents import locked
from exchanges.services.recording import unstamped
from exchanges.told import TOLD
from partnerships.services.rules import require

ENDED = (IncidentStatus.SETTLED, IncidentStatus.CLOSED)


@transaction.atomic
def verify(
    *, incident: Incident, on: PartialDate, today: date, words: str = "", by: User
) -> Incident:
    """Somebody else than the filer has found it to be true.

    Raises RuleViolation for the filer, out of turn, or for a day to come or before it happened.
    """
    incident = locked(incident)
    _verified_by(incident, by)
    return _move(incident, IncidentStatus.VERIFIED, on, today, words, by, "incident.verified")


@transaction.atomic
def raise_(
    *,
    incident: Incident,
    on: PartialDate,
    today: date,
    words: str = "",
    meetings: Iterable[Meeting] = (),
    by: User,
) -> Incident:
    """Taken up with the other side: at a meeting, by a letter, or as the words say.

    Raises RuleViolation as verify() does, and if nothing tells in which way.
    """
    incident = locked(incident)
    meetings = list(meetings)
    told = words.strip() or meetings or incident.meetings.exists()
    told = told or incident.letters.standing().exists()
    said = _("Say in which way, name the meeting, or enter the letter first.")
    require(told, said, "words")
    incident.meetings.add(*meetings)
    return _move(incident, IncidentStatus.RAISED, on, today, words, by, "incident.raised")


@transaction.atomic
def settle(
    *, incident: Incident, on: PartialDate, today: date, outcome: str, words: str = "", by: User
) -> Incident:
    """Both sides have settled it; `outcome` says how. Raises RuleViolation as close() does."""
    incident = locked(incident)
    _ended(incident, outcome)
    return _move(incident, IncidentStatus.SETTLED, on, today, words, by, "incident.settled")


@transaction.atomic
def close(
    *, incident: Incident, on: PartialDate, today: date, outcome: str, words: str = "", by: User
) -> Incident:
    """Nothing more is to be done about it; a mere report too, if it came to nothing.

    Raises RuleViolation as verify() does, without an outcome of what is made here, and if the
    filer closes a report that nobody has verified.
    """
    incident = locked(incident)
    if incident.status == IncidentStatus.REPORTED:
        _not_their_own(incident, by)
    _ended(incident, outcome)
    return _move(incident, IncidentStatus.CLOSED, on, today, words, by, "incident.closed")


@transaction.atomic
def reopen(*, incident: Incident, on: PartialDate, today: date, words: str, by: User) -> Incident:
    """What was settled or closed begins again as verified; `words` say why.

    Raises RuleViolation as verify() does, and without words.
    """
    incident = locked(incident)
    require(incident.status in ENDED, _("Only what was settled or closed begins again."))
    require(words.strip(), _("Say why it begins again."), "words")
    if incident.verified_by_id is None and incident.basis == Basis.MADE_HERE:
        _verified_by(incident, by)
    return _move(incident, IncidentStatus.VERIFIED, on, today, words, by, "incident.reopened")


def _verified_by(incident: Incident, by: User) -> None:
    _not_their_own(incident, by)
    incident.verified_by = by


def _not_their_own(incident: Incident, by: User) -> None:
    own = incident.filed_by_id == by.pk
    require(not own, _("Somebody else verifies what you filed."))


def _ended(incident: Incident, outcome: str) -> None:
    incident.outcome = outcome.strip()
    unstamped(outcome=incident.outcome)
    needed = incident.basis == Basis.MADE_HERE
    require(incident.outcome or not needed, _("Say how it ended."), "outcome")


def _move(
    incident: Incident,
    target: IncidentStatus,
    on: PartialDate,
    today: date,
    words: str,
    by: User,
    action: str,
) -> Incident:
    before = IncidentStatus(incident.status)
    require_transition(INCIDENT_TRANSITIONS, current=before, target=target)
    unstamped(words=words)
    _in_order(incident, on, today)
    incident.status = target
    check(incident)
    incident.save()
    move = IncidentMove(
        incident=incident, before=before, after=target, happened=on, words=words.strip()
    )
    check(move)
    move.save()
    event = audit.record(
        action=action,
        target=incident,
        by=by,
        reason="" if incident.sensitive else words.strip(),
        before=before.value,
    )
    notices.tell_of(event=event, table=TOLD, target=incident, by=by)
    return incident


def _in_order(incident: Incident, on: PartialDate, today: date) -> None:
    """After it happened and after the steps before, as far as the days are known."""
    first, last = (on.days.lower, on.days.upper) if on.days else (None, None)
    require(not first or first <= today, _("This day is still to come."), "on")
    began = incident.happened.days and incident.happened.days.lower
    words = _("This is before the incident happened. One of the two days is wrong.")
    require(not (began and last) or began < last, words, "on")
    earlier = incident.moves.order_by("-pk").first()
    since = earlier and earlier.happened.days and earlier.happened.days.lower
    words = _("The step before was on %(day)s. This one comes after it.") % {
        "day": earlier.happened if earlier else ""
    }
    require(not (since and last) or since < last, words, "on")
