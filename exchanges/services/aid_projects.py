"""Every write to AidProject up to its approval; what happens then is in aid_courses."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount
from core.together import check
from core.workflow import require_transition
from exchanges.choices import (
    AID_TRANSITIONS,
    GIVEN,
    AidDirection,
    AidRole,
    AidSector,
    AidStatus,
    LineKind,
)
from exchanges.models import AidProject
from exchanges.services import aid_steps
from exchanges.services.aid_rows import (
    Who,
    as_rows,
    require_in_sight,
    require_parties,
    write_lines,
    write_parties,
)
from exchanges.services.recording import enter, known, told_by_others
from exchanges.told import TOLD
from partnerships.models import Paper
from partnerships.services.borders import cite_passages
from partnerships.services.rules import require, require_amount

# What an approval does not fix: said of aid made here at any time until it is closed.
ALWAYS_OPEN = ("partnership", "memorandum", "commitment", "occasion", "funds_words", "place")


@transaction.atomic
def record_past(
    *,
    title: str,
    direction: AidDirection,
    basis: Basis = Basis.REPORTED,
    status: AidStatus = AidStatus.HANDED_OVER,
    givers: Iterable[Who] = (),
    receivers: Iterable[Who] = (),
    lines: Iterable[tuple[str, Amount]] = (),
    uuid: UUID | None = None,
    sources: Iterable = (),
    by: User,
    **facts,
) -> AidProject:
    """What others tell of aid, in the status it has by now. Givers and receivers are units and
    organisations; a side that the source leaves open stays empty and is named by `missing()`.

    Raises RuleViolation if it is made here, if it names nobody, or if somebody would give to
    themselves.
    """
    told_by_others(basis, _("What is made here is proposed, not recorded as past."))
    project = AidProject(
        title=title, direction=direction, basis=basis, status=status, **known(uuid=uuid), **facts
    )
    _check(project, givers := list(givers), receivers := list(receivers))
    enter(project, action="aid.recorded", by=by, sources=sources, basis=basis)
    write_parties(project, AidRole.GIVER, givers)
    write_parties(project, AidRole.RECEIVER, receivers)
    write_lines(project, LineKind.ITEM, as_rows(lines))
    return project


@transaction.atomic
def enter_past(
    *,
    items: Iterable[dict] = (),
    results: Iterable[dict] = (),
    passages: Iterable[dict] = (),
    by: User,
    **facts,
) -> AidProject:
    """An officer enters past aid of their area, with what it came to and the papers it is in."""
    project = record_past(by=by, **facts)
    require_in_sight(project, by)
    write_lines(project, LineKind.ITEM, items)
    write_lines(project, LineKind.RESULT, results)
    cite_passages(project, passages, user=by)
    return project


@transaction.atomic
def propose(
    *,
    title: str,
    direction: AidDirection,
    on: date,
    givers: Iterable[Who] = (),
    receivers: Iterable[Who] = (),
    items: Iterable[dict] = (),
    uuid: UUID | None = None,
    by: User,
    **facts,
) -> AidProject:
    """The office proposes aid. It gets the steps of its procedure as they stand on that day.

    Raises RuleViolation for aid of the defence or security sector, without an amount, in figures
    or words, without a promise or a reason, of nobody, or of nobody in the user's area.
    """
    project = AidProject(
        title=title,
        direction=direction,
        basis=Basis.MADE_HERE,
        status=AidStatus.PROPOSED,
        proposed_by=by,
        **known(uuid=uuid),
        **facts,
    )
    _check(project, givers := list(givers), receivers := list(receivers))
    _require_what_a_proposal_says(project)
    enter(project, action="aid.proposed", by=by)
    write_parties(project, AidRole.GIVER, givers)
    write_parties(project, AidRole.RECEIVER, receivers)
    write_lines(project, LineKind.ITEM, items)
    require_in_sight(project, by)
    aid_steps.lay_out(project, on)
    said = {"action": "aid.proposed", "occasion": project.uuid}
    notices.tell_by(**said, table=TOLD, target=project, by=by)
    return project


@transaction.atomic
def revise(
    *,
    project: AidProject,
    on: date,
    givers: Iterable[Who] | None = None,
    receivers: Iterable[Who] | None = None,
    items: Iterable[dict] | None = None,
    results: Iterable[dict] | None = None,
    passages: Iterable[dict] | None = None,
    by: User,
    **facts,
) -> AidProject:
    """What is known of aid is put right, or added. What is not given stays as it is.

    Of aid made here, what was approved stays: raises RuleViolation for anything but the tie, the
    text, the promise or reason, the place, and results.
    """
    project = AidProject.objects.select_for_update().get(pk=project.pk)
    ours = project.basis == Basis.MADE_HERE
    fixed = ours and project.status != AidStatus.PROPOSED
    rows = any(one is not None for one in (givers, receivers, items))
    if fixed and (rows or set(facts) - {*ALWAYS_OPEN, "doubt"}):
        raise RuleViolation(
            _("What was approved stays as it was approved. Cancel the aid and propose it anew.")
        )
    for name, value in facts.items():
        setattr(project, name, value)
    if ours:
        _require_what_a_proposal_says(project)
    sides = {AidRole.GIVER: givers, AidRole.RECEIVER: receivers}
    _check(project, *(_side(project, role, given) for role, given in sides.items()))
    check(project)
    project.save()
    _write_rows(project, sides, {LineKind.ITEM: items, LineKind.RESULT: results})
    if passages is not None:
        cite_passages(project, passages, user=by)
    require_in_sight(project, by)
    if ours and not fixed:
        aid_steps.lay_out(project, on)
    audit.record(action="aid.revised", target=project, by=by)
    return project


def _write_rows(project: AidProject, sides: dict, lines: dict) -> None:
    """Those that were given; None leaves them as they are."""
    for role, parties in sides.items():
        if parties is not None:
            write_parties(project, role, parties)
    for kind, rows in lines.items():
        if rows is not None:
            write_lines(project, kind, rows)


@transaction.atomic
def approve(
    *, project: AidProject, on: date, today: date, paper: Paper | None, by: User
) -> AidProject:
    """The head approves, by a paper, what somebody else proposed; every needed step is answered.

    Raises RuleViolation otherwise, if a second head was quicker, or if the memorandum is not in
    force on that day. The last rule is the office's own, no decree asks for it.
    """
    # Lock first, then check: two heads at once must not both succeed.
    project = AidProject.objects.select_for_update(of=["self"]).get(pk=project.pk)
    require(project.basis == Basis.MADE_HERE, _("Only aid that was proposed here is approved."))
    if project.status == AidStatus.APPROVED:
        raise RuleViolation(
            _("%(name)s approved this aid already, on %(day)s.")
            % {"name": project.approved_by.name, "day": f"{project.approved_on:%d/%m/%Y}"}
        )
    require_transition(
        AID_TRANSITIONS, current=AidStatus(project.status), target=AidStatus.APPROVED
    )
    require(project.proposed_by_id != by.pk, _("Somebody else approves what you proposed."))
    require(on <= today, _("The day of the approval is still to come."), "on")
    require(paper, _("Name the paper of the approval."), "paper")
    waiting = [step.title for step in aid_steps.needed(project)]
    require(not waiting, _("Record the answer first: %(steps)s.") % {"steps": "; ".join(waiting)})
    text = project.memorandum
    require(
        text is None or text.is_in_force(on),
        _("The memorandum is not in force on the day of approval."),
        "on",
    )
    project.status = AidStatus.APPROVED
    project.approved_on, project.approved_by, project.approval = on, by, paper
    project.save(update_fields=["status", "approved_on", "approved_by", "approval"])
    event = audit.record(action="aid.approved", target=project, by=by, on=on.isoformat())
    notices.tell_of(event=event, table=TOLD, target=project, by=by)
    return project


def _side(project: AidProject, role: AidRole, given: Iterable[Who] | None) -> list[Who]:
    """Who stands on a side: as given, else as it is."""
    if given is not None:
        return list(given)
    parties = project.parties.filter(role=role).select_related("unit", "organisation")
    return [party.who for party in parties]


def _check(project: AidProject, givers: list[Who], receivers: list[Who]) -> None:
    require(
        project.sector in AidSector.values,
        _(
            "Aid of the defence or security sector does not belong here: Decree "
            "305/2025/ND-CP leaves it out. Who gives does not matter, the sector does."
        ),
        "sector",
    )
    require_amount(project.amount)
    require_parties(project, givers, receivers)
    held = project.commitment is None or project.commitment.memorandum_id is None
    same = held or project.memorandum_id in (None, project.commitment.memorandum_id)
    require(same, _("This commitment stands in another memorandum."), "commitment")


def _require_what_a_proposal_says(project: AidProject) -> None:
    require(str(project.amount), _("Enter the amount, or say it in words."), "amount")
    require(
        project.commitment or project.occasion.strip(),
        _("Name the commitment it keeps, or say why it is given."),
        "occasion",
    )
    undated = project.status in GIVEN or not str(project.handed_over)
    require(undated, _("What is proposed is not handed over yet."))
