"""Columns of the list of letters."""

from datetime import date
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Words
from core.basis import Basis
from core.lists import NONE_YET, NOT_STATED, Column
from exchanges.answers import AnswerState, answer_state, badge
from exchanges.choices import LetterDirection, LetterKind
from exchanges.lists import dated, day, label


def direction_and_kind(direction: str, kind: str) -> tuple:
    return LetterKind(kind).label, Words(LetterDirection(direction).label, quiet=True)


def answer(answered: bool, due: date | None, no_answer: str, by: str | None, withdrawn: str):
    """Answered by which letter, waiting, overdue, not needed; of one taken back, that."""
    if withdrawn:
        return Words(gettext("taken back"), quiet=True)
    found = answer_state(answered, due, no_answer, timezone.localdate())
    if found == AnswerState.ANSWERED and by:
        return badge(found), Words(by, quiet=True)
    return badge(found)


LETTERS = (
    Column("gist", _("Gist"), ("gist",), order="gist"),
    Column("kind", _("Kind"), ("direction", "kind"), show=direction_and_kind),
    dated("dated", _("Day of the letter")),
    Column("number", _("Number"), ("number",), missing=NOT_STATED, kind="short"),
    Column(
        "partnership",
        _("Tie"),
        ("tie",),
        missing=NONE_YET,
        link=("partnerships:partnership-detail", "tie_uuid"),
    ),
    Column("answer_due", _("Answer due"), ("answer_due",), show=day, missing="—", kind="day"),
    Column(
        "answer",
        _("Answer"),
        ("answered", "answer_due", "no_answer", "answer_number", "withdrawn_reason"),
        show=answer,
        missing=_("none asked for"),
    ),
    Column("arrived", _("Arrived"), ("arrived",), show=day, missing="—", kind="day", hidden=True),
    Column("sender", _("Sender"), ("sender",), missing=NOT_STATED, hidden=True),
    Column("addressee", _("Addressee"), ("addressee",), missing=NOT_STATED, hidden=True),
    Column("unit", _("Unit"), ("unit__word", "unit__name"), show=lambda *name: name, hidden=True),
    Column("basis", _("Basis"), ("basis",), show=partial(label, Basis), hidden=True),
)
