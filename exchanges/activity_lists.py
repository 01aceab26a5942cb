"""Columns of the lists of activities and of patrols."""

from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Badge, Words
from core.basis import Basis
from core.lists import NONE_YET, NOT_STATED, Column
from exchanges.choices import ActivityKind, DoneBy
from exchanges.happened import figures_of
from exchanges.lists import dated, label


def counts(reason: str) -> Badge:
    """Whether a record counts, or was taken back."""
    if reason:
        return Badge(gettext("taken back"), "square")
    return Badge(gettext("counts"), "tick", "ok")


def figures(rows: list[dict]) -> str:
    """What was counted: "Patients: 120 lượt"; each by itself."""
    return "; ".join(f"{what}: {amount}" for what, amount in figures_of(rows))


def leg(first: str | None, last: str | None) -> str:
    """From which marker to which."""
    if not (first or last):
        return gettext("Patrol, markers not known")
    named = {"first": first or "…", "last": last or "…"}
    return gettext("Patrol from marker %(first)s to %(last)s") % named


def side(names: str | None, people: int | None):
    """Who went, and how many they were."""
    if not names:
        return None
    return (names, Words(f"({people})", quiet=True)) if people else names


TIE = Column(
    "partnership",
    _("Tie"),
    ("tie",),
    missing=NONE_YET,
    link=("partnerships:partnership-detail", "tie_uuid"),
)
LAST = (
    Column("place", _("Place"), ("place",), missing=NOT_STATED, hidden=True),
    Column("basis", _("Basis"), ("basis",), lambda v: Basis(v).label, hidden=True),
    Column("standing", _("Status"), ("withdrawn_reason",), show=counts, hidden=True),
)

ACTIVITIES = (
    Column("title", _("Activity"), ("title",), order="title"),
    dated("happened", _("Happened")),
    Column("kind", _("Kind"), ("kind",), show=partial(label, ActivityKind)),
    TIE,
    Column(
        "unit",
        _("Unit"),
        ("unit__word", "unit__name"),
        show=lambda *name: name,
        missing=NONE_YET,
    ),
    Column("organiser", _("Organiser"), ("organiser__name",), missing=NOT_STATED),
    Column("figures", _("Figures"), ("figure_rows",), show=figures, missing=NONE_YET),
    Column(
        "done_by",
        _("Done by"),
        ("done_by",),
        show=lambda value: DoneBy(value).label if value else None,
        missing=NOT_STATED,
        hidden=True,
    ),
    *LAST,
)

PATROLS = (
    Column("leg", _("Patrol"), ("from_marker__label", "to_marker__label"), show=leg),
    dated("happened", _("Day")),
    Column("border", _("Border"), ("border__name",), order="border__name", kind="short"),
    Column("home", _("Home side"), ("home_names", "home_people"), show=side, missing=NOT_STATED),
    Column(
        "counterpart",
        _("Counterpart side"),
        ("counterpart_names", "counterpart_people"),
        show=side,
        missing=NOT_STATED,
    ),
    Column("findings", _("Findings"), ("finding_count",), kind="number", missing=NONE_YET),
    TIE,
    *LAST[1:],
)
