"""Every write to AidStep: the procedure of one project, laid out, asked and answered."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.together import check
from exchanges.choices import AidStatus
from exchanges.models import AidProject, AidStep
from exchanges.procedures import procedure_of
from partnerships import clock
from partnerships.choices import Answer
from partnerships.models import Organisation, Paper, StepRule
from partnerships.services.procedures import rules_on
from partnerships.services.rules import require


def lay_out(project: AidProject, on: date) -> None:
    """The steps of its procedure as they stand on that day. Those already asked stay; the others
    are those of the procedure that the direction and modality now call for.
    """
    procedure = procedure_of(project.direction, project.modality)
    wanted = rules_on(procedure, on) if procedure else []
    steps = list(project.steps.all())
    unasked = [step for step in steps if step.asked_on is None]
    if [step.rule_id for step in steps] == [rule.pk for rule in wanted]:
        return
    for step in unasked:
        step.delete()
    asked = {step.rule_id for step in steps if step.asked_on}
    after = project.steps.aggregate(last=Max("position"))["last"] or 0
    for number, rule in enumerate((one for one in wanted if one.pk not in asked), 1):
        AidStep.objects.create(project=project, position=after + number, **_copied(rule))


def _copied(rule: StepRule) -> dict:
    """A step keeps the words and the limit it was laid out with, whatever the rule becomes."""
    names = ("title", "asked_of", "limit_days", "working_days", "required")
    return {"rule": rule} | {name: getattr(rule, name) for name in names}


def needed(project: AidProject) -> list[AidStep]:
    """What must still be answered before the aid is approved."""
    return list(project.steps.filter(required=True, answered_on__isnull=True))


@transaction.atomic
def ask(
    *, step: AidStep, on: date, today: date, organisation: Organisation | None = None, by: User
) -> AidStep:
    """The question was sent that day. The last day to answer is counted from it and then stays.

    Raises RuleViolation if the aid is past its proposal, the step was asked already, or the day
    is still to come.
    """
    step = _locked(step)
    require(step.asked_on is None, _("This was asked already, on %(day)s.") % _day(step.asked_on))
    require(on <= today, _("This day is still to come."), "on")
    step.asked_on, step.organisation = on, organisation
    step.due_on = clock.due(on, step.limit_days, step.working_days, clock.calendar_of())
    check(step)
    step.save()
    audit.record(action="aid.step_asked", target=step.project, by=by, step=step.title)
    return step


@transaction.atomic
def answer(
    *,
    step: AidStep,
    on: date,
    today: date,
    answer: Answer,
    words: str = "",
    paper: Paper | None = None,
    by: User,
) -> AidStep:
    """What was answered that day, with its paper if there is one.

    Raises RuleViolation if nothing was asked, or the answer lies before the question.
    """
    step = _locked(step)
    require(step.asked_on, _("Record first on which day it was asked."))
    require(
        step.answered_on is None,
        _("This was answered already, on %(day)s.") % _day(step.answered_on),
    )
    require(on >= step.asked_on, _("The answer comes after the question."), "on")
    require(on <= today, _("This day is still to come."), "on")
    if answer == Answer.DISAGREES and not words.strip():
        raise RuleViolation(_("Write what was answered."), "words")
    step.answered_on, step.answer, step.words, step.paper = on, answer, words, paper
    check(step)
    step.save()
    audit.record(
        action="aid.step_answered", target=step.project, by=by, step=step.title, answer=answer
    )
    return step


def _day(day: date | None) -> dict:
    return {"day": f"{day:%d/%m/%Y}" if day else ""}


def _locked(step: AidStep) -> AidStep:
    """The aid first, then its step: so an approval and an answer never pass each other."""
    project = AidProject.objects.select_for_update().get(pk=step.project_id)
    if project.status != AidStatus.PROPOSED:
        raise RuleViolation(_("Steps are asked and answered before the aid is approved."))
    return AidStep.objects.select_for_update(of=["self"]).select_related("project").get(pk=step.pk)
