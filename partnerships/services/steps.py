"""What asking and answering a step means, whatever record the step belongs to."""

from datetime import date

from django.utils.translation import gettext as _

from partnerships.choices import Answer
from partnerships.clock import calendar_of, due
from partnerships.models import Organisation, Paper, Step, StepRule
from partnerships.services.rules import require


def planned(rule: StepRule) -> dict:
    """The facts of a step as the rule has them on the day the step is planned."""
    names = ("position", "title", "asked_of", "limit_days", "working_days", "required")
    return {"rule": rule} | {name: getattr(rule, name) for name in names}


def put_question(
    step: Step, *, on: date, today: date, asked_of: str, organisation: Organisation | None
) -> None:
    """Asked on that day, of whom; from then on it has a day by which the answer is due."""
    require(on <= today, _("It cannot have been asked on a day to come."), "on")
    require(step.answered_on is None, _("This step is answered already."))
    require(asked_of or organisation, _("Say who is asked."), "asked_of")
    step.asked_on, step.organisation = on, organisation
    step.asked_of = asked_of or str(organisation)
    step.due_on = due(on, step.limit_days, step.working_days, calendar_of())
    step.words = ""


def put_answer(
    step: Step, *, on: date, today: date, answer: str, words: str, paper: Paper | None
) -> None:
    """What was answered, and in which paper. An answer given anew takes the place of the one
    before, which stays in the history of the step.
    """
    require(step.asked_on, _("Enter first on which day it was asked."))
    require(on <= today, _("The answer cannot be of a day to come."), "on")
    require(on >= step.asked_on, _("The answer comes after the question."), "on")
    said = words.strip() or answer == Answer.AGREES
    require(said, _("Write what was said, in short."), "words")
    step.answered_on, step.answer, step.words, step.paper = on, answer, words, paper
