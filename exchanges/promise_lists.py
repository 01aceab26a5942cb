"""Columns of the lists of instalments and of deliveries; how their states are shown."""

from datetime import timedelta
from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Badge, Words
from core.basis import Basis
from core.fields import Amount, PartialDate, earliest
from core.lists import NONE_YET, NOT_STATED, Column
from exchanges.choices import InstalmentState
from exchanges.figures import totals
from exchanges.kept import given_of

AMOUNT = ("amount_number", "amount_unit", "amount_bound", "amount_estimate", "amount_words")
SHAPES = {
    InstalmentState.EXPECTED: ("ring", ""),
    InstalmentState.PART: ("half", "warn"),
    InstalmentState.MET: ("tick", "ok"),
    InstalmentState.OVER: ("tick", "warn"),
    InstalmentState.MISSED: ("triangle", "bad"),
    InstalmentState.RELEASED: ("square", ""),
}


def state(kept: str) -> Badge:
    return Badge(InstalmentState(kept).label, *SHAPES[InstalmentState(kept)])


def state_and_time(kept: str, early: bool, late: bool) -> tuple:
    """The state, and whether something was surely given before or after its time."""
    said = [state(kept)]
    if early:
        said.append(Words(gettext("given early"), quiet=True))
    if late:
        said.append(Words(gettext("given late"), quiet=True))
    return tuple(said)


def period(days) -> str:
    """The days an instalment is for, as shortly as they can be said; a year as 2024."""
    return str(PartialDate(days)) if days else ""


def last_day(days) -> str:
    return f"{days.upper - timedelta(days=1):%d/%m/%Y}"


def given(rows: list[dict]) -> str:
    """What was given for an instalment: the exact part, nearly, over, each by itself."""
    amounts = given_of(rows)
    said = [str(part) for total in totals(amounts) for part in total.parts]
    return "; ".join([*said, *(one.words for one in amounts if one.number is None and one.words)])


def standing(reason: str) -> Badge:
    if reason:
        return Badge(gettext("taken back"), "square")
    return Badge(gettext("given"), "tick", "ok")


INSTALMENTS = (
    Column(
        "title",
        _("Commitment"),
        ("commitment__title",),
        order="commitment__title",
        link=("partnerships:commitment-detail", "commitment__uuid"),
    ),
    Column("period", _("For"), ("period",), show=period, order="period__startswith", kind="short"),
    Column("partner", _("Partner"), ("partner_name",), missing=NOT_STATED),
    Column("amount", _("Amount due"), AMOUNT, show=Amount, kind="number", missing=NOT_STATED),
    Column(
        "given", _("Given for it"), ("given_rows",), show=given, kind="number", missing=NONE_YET
    ),
    Column("state", _("State"), ("kept", "early", "late"), show=state_and_time),
    Column("until", _("Last day"), ("period",), show=last_day, kind="short", hidden=True),
)

DELIVERIES = (
    Column("what", _("What was given"), ("what",), order="pk", missing=_("a delivery")),
    Column(
        "given",
        _("Day"),
        ("given_days", "given_words"),
        show=PartialDate,
        order=partial(earliest, "given"),
        kind="day",
    ),
    Column("amount", _("Amount"), AMOUNT, show=Amount, kind="number", missing=NOT_STATED),
    Column(
        "receiver",
        _("Receiver"),
        ("unit__word", "unit__name", "organisation__name"),
        show=lambda word, name, body: body or f"{word or ''} {name or ''}".strip(),
        missing=NOT_STATED,
    ),
    Column(
        "commitment",
        _("Commitment"),
        ("commitment__title",),
        missing=NONE_YET,
        link=("partnerships:commitment-detail", "commitment__uuid"),
    ),
    Column(
        "project",
        _("Aid"),
        ("project__title",),
        missing=NONE_YET,
        link=("exchanges:aid-project-detail", "project__uuid"),
    ),
    Column(
        "instalment", _("For"), ("instalment__period",), show=period, missing=_("no instalment")
    ),
    Column("standing", _("Status"), ("withdrawn_reason",), show=standing, kind="short"),
    Column("basis", _("Basis"), ("basis",), lambda v: Basis(v).label, hidden=True),
)
