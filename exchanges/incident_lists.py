"""Columns of the list of incidents."""

from functools import partial

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.badges import Words
from core.lists import NONE_YET, NOT_STATED, Column
from exchanges.choices import IncidentKind, IncidentStatus
from exchanges.lists import dated, label, state


def titled(title: str, sensitive: bool) -> tuple:
    """Those who see a sensitive one are told that others do not."""
    return title, Words(gettext("sensitive"), quiet=True) if sensitive else None


def marker(number: int | None, suffix: str | None) -> str | None:
    return None if number is None else f"{number}{suffix}"


INCIDENTS = (
    Column("title", _("Incident"), ("title", "sensitive"), show=titled, order="title"),
    dated("happened", _("Happened")),
    Column("kind", _("Kind"), ("kind",), show=partial(label, IncidentKind)),
    Column("status", _("Status"), ("status",), show=partial(state, IncidentStatus), kind="short"),
    Column(
        "marker",
        _("Marker"),
        ("marker__number", "marker__suffix"),
        show=marker,
        missing=NONE_YET,
        kind="short",
    ),
    Column("unit", _("Unit"), ("unit__word", "unit__name"), show=lambda *name: name),
    Column(
        "counterpart",
        _("Other side"),
        ("counterpart__word", "counterpart__name"),
        show=lambda *name: name,
        missing=NOT_STATED,
    ),
    Column(
        "partnership",
        _("Tie"),
        ("tie",),
        missing=NONE_YET,
        link=("partnerships:partnership-detail", "tie_uuid"),
        hidden=True,
    ),
)
