"""The course of aid after its approval: begun, in stages, closed, or cancelled."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, notices
from core.together import check
from core.workflow import require_transition
from exchanges.choices import AID_TRANSITIONS, AidStatus, LineKind
from exchanges.models import AidProject, AidStage
from exchanges.services.aid_rows import write_lines
from exchanges.told import TOLD
from partnerships.services.rules import require, require_amount


def moved(project: AidProject, target: AidStatus, **facts) -> AidProject:
    """The project in its new status, locked and saved. Raises RuleViolation for a step that
    AID_TRANSITIONS does not have.
    """
    project = AidProject.objects.select_for_update().get(pk=project.pk)
    require_transition(AID_TRANSITIONS, current=AidStatus(project.status), target=target)
    project.status = target
    for name, value in facts.items():
        setattr(project, name, value)
    check(project)
    project.save()
    return project


@transaction.atomic
def begin(*, project: AidProject, by: User) -> AidProject:
    """Work on what was approved has begun."""
    project = moved(project, AidStatus.UNDER_WAY)
    audit.record(action="aid.begun", target=project, by=by)
    return project


@transaction.atomic
def close(*, project: AidProject, by: User) -> AidProject:
    """Accepted by the receiver and with nothing left to do."""
    project = moved(project, AidStatus.CLOSED)
    audit.record(action="aid.closed", target=project, by=by)
    return project


@transaction.atomic
def cancel(*, project: AidProject, reason: str, by: User) -> AidProject:
    """Given up before it was handed over. Raises RuleViolation without a reason, or if something
    of it was delivered already: what was given was given.
    """
    require(reason.strip(), _("Say why the aid is cancelled."), "reason")
    project = moved(project, AidStatus.CANCELLED, cancelled_reason=reason.strip())
    require(
        not project.deliveries.standing().exists(),
        _("Something of this aid was delivered. Record its hand-over instead."),
    )
    event = audit.record(action="aid.cancelled", target=project, by=by, reason=reason)
    notices.tell_of(event=event, table=TOLD, target=project, by=by)
    return project


@transaction.atomic
def write_stages(*, project: AidProject, stages: Iterable[dict], by: User) -> AidProject:
    """The stages as a form shows them, in their order; a row with its uuid is the one there was.

    Raises RuleViolation for a stage that ends in the future, of cancelled aid, or closed aid.
    """
    project = AidProject.objects.select_for_update().get(pk=project.pk)
    ended = project.status in (AidStatus.CANCELLED, AidStatus.CLOSED)
    require(not ended, _("This aid is at its end. Its stages stay as they are."))
    there = {stage.uuid: stage for stage in project.stages.all()}
    for position, row in enumerate(stages, 1):
        stage = there.pop(row.get("uuid"), None) or AidStage(project=project)
        require_amount(row["amount"])
        stage.position, stage.what, stage.amount = position, row["what"], row["amount"]
        stage.planned, stage.done = row["planned"], row["done"]
        check(stage)
        stage.save()
    for stage in there.values():
        stage.delete()
    audit.record(action="aid.stages_written", target=project, by=by)
    return project


@transaction.atomic
def write_results(*, project: AidProject, results: Iterable[dict], by: User) -> AidProject:
    """What the aid came to: hectares, yield, people. Known at any time, often years later."""
    project = AidProject.objects.select_for_update().get(pk=project.pk)
    write_lines(project, LineKind.RESULT, results)
    audit.record(action="aid.results_written", target=project, by=by)
    return project
