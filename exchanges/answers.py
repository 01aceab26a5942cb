"""Whether a letter is answered: a state that follows from other letters and the day."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.badges import Badge
from exchanges.models import Letter


class AnswerState(models.TextChoices):
    WAITING = "waiting", _("waiting for the answer")
    OVERDUE = "overdue", _("answer overdue")
    ANSWERED = "answered", _("answered")
    NOT_NEEDED = "not_needed", _("no answer needed")


SHAPES = {
    AnswerState.WAITING: ("clock", ""),
    AnswerState.OVERDUE: ("triangle", "bad"),
    AnswerState.ANSWERED: ("tick", "ok"),
    AnswerState.NOT_NEEDED: ("square", ""),
}


def answer_state(
    answered: bool, due: date | None, no_answer: str, today: date
) -> AnswerState | None:
    """None where nobody asked for an answer and none came."""
    if answered:
        return AnswerState.ANSWERED
    if no_answer:
        return AnswerState.NOT_NEEDED
    if due is None:
        return None
    return AnswerState.OVERDUE if due < today else AnswerState.WAITING


def badge(state: AnswerState | None) -> Badge | None:
    return Badge(state.label, *SHAPES[state]) if state else None


def state_of(letter: Letter, today: date) -> Badge | None:
    """Of a letter out of Letter.objects.with_answers()."""
    return badge(answer_state(letter.answered, letter.answer_due, letter.no_answer, today))


def letters_due(user, until: date):
    """Letters that the user may see and whose answer is due by that day or overdue, the oldest
    first. `user` may be a Reach.
    """
    rows = Letter.objects.visible_to(user).unanswered().filter(answer_due__lte=until)
    return rows.order_by("answer_due", "pk")
