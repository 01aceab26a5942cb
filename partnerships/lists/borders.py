from dataclasses import replace
from functools import partial

from django.utils.translation import gettext_lazy as _

from core.badges import Badge
from core.fields import PartialDate, earliest
from core.lists import Column
from partnerships.choices import GateKind
from partnerships.lists.places import called


def closed(days, words: str):
    """A gate that is open no more, and since when."""
    said = str(PartialDate(days, words))
    return Badge(_("closed since %(date)s") % {"date": said}, "square") if said else None


UNIT = Column(
    "unit",
    _("Unit in Vietnam"),
    ("unit__word", "unit__name"),
    show=called,
    link=("partnerships:unit-detail", "unit__uuid"),
)
COUNTERPART = Column(
    "counterpart",
    _("Unit of the neighbour"),
    ("counterpart__word", "counterpart__name"),
    show=called,
    link=("partnerships:unit-detail", "counterpart__uuid"),
)
HIDDEN = replace(COUNTERPART, hidden=True)
BORDER = Column("border", _("Border"), ("border__name",), kind="short")

BORDER_MARKERS = (
    Column("marker", _("Marker"), ("label",), order="place", kind="short"),
    BORDER,
    UNIT,
    COUNTERPART,
)
GATES = (
    Column("name", _("Name"), ("name",), order="name"),
    Column("kind", _("Kind"), ("kind",), lambda v: GateKind(v).label, "kind", "short"),
    Column("counterpart_name", _("Name on the other side"), ("counterpart_name",), hidden=True),
    BORDER,
    UNIT,
    HIDDEN,
    Column(
        "marker",
        _("Nearest marker"),
        ("marker__label",),
        kind="short",
        link=("partnerships:border-marker-detail", "marker__uuid"),
    ),
    Column(
        "since",
        _("Open since"),
        ("since_days", "since_words"),
        show=PartialDate,
        order=partial(earliest, "since"),
        kind="day",
    ),
    Column(
        "until",
        _("State"),
        ("until_days", "until_words"),
        show=closed,
        kind="short",
        missing=_("open, as far as known"),
    ),
)
