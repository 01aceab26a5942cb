"""Every write to Incident but its course; see incident_courses.py."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from core.together import check
from exchanges.choices import IncidentKind, IncidentStatus
from exchanges.models import Incident, IncidentMove, Meeting
from exchanges.services.recording import enter, known, told_by_others, unstamped
from exchanges.told import TOLD
from partnerships.choices import HOME_COUNTRY
from partnerships.services.borders import cite_passages
from partnerships.services.rules import require


@transaction.atomic
def record_past(
    *,
    kind: IncidentKind,
    title: str,
    basis: Basis = Basis.REPORTED,
    uuid: UUID | None = None,
    sources: list = (),
    meetings: Iterable[Meeting] = (),
    passages: Iterable[dict] = (),
    by: User,
    **facts,
) -> Incident:
    """What others tell of something that happened on the border, in the status it has.

    Raises RuleViolation if it is made here, names neither a tie nor a unit nor a marker, or
    carries the stamp of a state secret.
    """
    told_by_others(basis, _("This enters what others tell, not what is made here."))
    incident = Incident(kind=kind, title=title, basis=basis, filed_by=by, **known(uuid=uuid))
    for name, value in facts.items():
        setattr(incident, name, value)
    _check(incident)
    enter(incident, action="incident.recorded", by=by, sources=sources, basis=basis)
    return _with(incident, meetings, passages, by)


@transaction.atomic
def file(
    *,
    kind: IncidentKind,
    title: str,
    today: date,
    by: User,
    meetings: Iterable[Meeting] = (),
    passages: Iterable[dict] = (),
    uuid: UUID | None = None,
    **facts,
) -> Incident:
    """An incident that our own side reports; its day may be known in part. It begins as reported.

    Raises RuleViolation as record_past() does, and for a day to come or a unit of the other side
    that does not lie there.
    """
    incident = Incident(kind=kind, title=title, filed_by=by, **known(uuid=uuid), **facts)
    _check(incident)
    _check_day(incident, today)
    enter(incident, action="incident.filed", by=by)
    incident = _with(incident, meetings, passages, by)
    said = {"action": "incident.filed", "occasion": incident.uuid}
    notices.tell_by(**said, table=TOLD, target=incident, by=by)
    return incident


@transaction.atomic
def revise(
    *,
    incident: Incident,
    today: date,
    by: User,
    reason: str = "",
    meetings: Iterable[Meeting] | None = None,
    passages: Iterable[dict] | None = None,
    **facts,
) -> Incident:
    """A slip is put right, or more has become known; what stood before stays in the history.

    What was verified here changes for a reason only, which stands in the course of the incident.
    Raises RuleViolation without one, as file() does, once it was taken back, and if somebody who
    would lose sight of it marks it sensitive.
    """
    incident = locked(incident)
    before = incident.sensitive
    for name, value in facts.items():
        setattr(incident, name, value)
    if incident.sensitive and not before:
        may = by.sees_sensitive or incident.filed_by_id == by.pk
        words = _(
            "You would not see it any more. Whoever filed it, or somebody with the right to "
            "sensitive incidents, marks it."
        )
        require(may, words, "sensitive")
    words = _("It was verified. Say why it is changed.")
    require(not needs_a_reason(incident) or reason.strip(), words, "reason")
    unstamped(reason=reason)
    _check(incident)
    _check_day(incident, today)
    check(incident)
    incident.save()
    if meetings is not None:
        incident.meetings.set(meetings)
    if passages is not None:
        cite_passages(incident, passages, user=by)
    if reason.strip():
        IncidentMove.objects.create(
            incident=incident,
            before=incident.status,
            after=incident.status,
            happened=PartialDate.read(f"{today:%d/%m/%Y}"),
            words=reason.strip(),
        )
    audit.record(action="incident.revised", target=incident, by=by)
    return incident


@transaction.atomic
def withdraw(*, incident: Incident, reason: str, by: User) -> Incident:
    """It was entered by mistake: it stays to be read and counts no more.

    Raises RuleViolation without a reason, or if it was taken back already.
    """
    incident = locked(incident)
    require(reason.strip(), _("Say why."), "reason")
    unstamped(reason=reason)
    incident.withdrawn_reason = reason.strip()
    incident.save(update_fields=["withdrawn_reason"])
    audit.record(action="incident.withdrawn", target=incident, by=by)
    return incident


def _with(incident: Incident, meetings, passages, by: User) -> Incident:
    incident.meetings.set(meetings)
    if passages:
        cite_passages(incident, passages, user=by)
    return incident


def locked(incident: Incident) -> Incident:
    """The row for writing. Raises RuleViolation if it was taken back."""
    incident = Incident.objects.select_for_update().get(pk=incident.pk)
    words = _("This incident was taken back. Enter another one instead.")
    require(not incident.withdrawn_reason, words)
    return incident


def needs_a_reason(incident: Incident) -> bool:
    """Made here and past its report: somebody has relied on it."""
    return incident.basis == Basis.MADE_HERE and incident.status != IncidentStatus.REPORTED


def _check(incident: Incident) -> None:
    """Rules of every incident, whoever tells of it, each at its field."""
    require(incident.title.strip(), _("Say in a line what happened."), "title")
    if not (incident.partnership or incident.unit or incident.marker):
        raise RuleViolation(_("Name a tie, a unit or a marker."), "marker")
    unstamped(
        title=incident.title,
        place=incident.place,
        account=incident.account,
        outcome=incident.outcome,
    )
    _check_other_side(incident)


def _check_day(incident: Incident, today: date) -> None:
    first = incident.happened.days and incident.happened.days.lower
    words = _("This day is still to come. Give the day on which it was.")
    require(not first or first <= today, words, "happened")


def _check_other_side(incident: Incident) -> None:
    other, marker = incident.counterpart, incident.marker
    if other is None:
        return
    words = _("This unit lies in Vietnam. Choose the one across the border, or leave it empty.")
    require(other.country_id != HOME_COUNTRY, words, "counterpart")
    across = marker is None or other.country_id == marker.border.neighbour_id
    words = _("This unit does not lie across the border on which the marker stands.")
    require(across, words, "counterpart")
