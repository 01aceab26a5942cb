from datetime import date
from functools import partial

from django.utils.translation import gettext_lazy as _

from core.badges import Badge, Words
from core.fields import Amount, PartialDate, earliest
from core.lists import NONE_YET, NOT_STATED, Column
from exchanges.choices import (
    GIVEN,
    AgreedItemStatus,
    AidDirection,
    AidForm,
    AidModality,
    AidSector,
    AidStatus,
    IncidentStatus,
    ItemOwner,
    MeetingKind,
    MeetingStatus,
    MinutesStatus,
)
from exchanges.models import ExchangeRate
from partnerships.choices import Side

AMOUNT = ("amount_number", "amount_unit", "amount_bound", "amount_estimate", "amount_words")

MEETING_BADGES = {
    MeetingStatus.PLANNED: ("clock", ""),
    MeetingStatus.INVITED: ("half", ""),
    MeetingStatus.HELD: ("tick", "ok"),
    MeetingStatus.POSTPONED: ("pause", "warn"),
    MeetingStatus.CANCELLED: ("square", ""),
}
MINUTES_BADGES = {
    MinutesStatus.DRAFT: ("pencil", ""),
    MinutesStatus.SUBMITTED: ("half", "warn"),
    MinutesStatus.RETURNED: ("triangle", "bad"),
    MinutesStatus.TEXT_AGREED: ("tick", "ok"),
    MinutesStatus.SIGNED_BY_ONE: ("half", "ok"),
    MinutesStatus.SIGNED_BY_BOTH: ("tick", "ok"),
    MinutesStatus.ARCHIVED: ("square", ""),
}
AGREED_BADGES = {
    AgreedItemStatus.OPEN: ("ring", "warn"),
    AgreedItemStatus.IN_HAND: ("half", "warn"),
    AgreedItemStatus.DONE: ("tick", "ok"),
    AgreedItemStatus.DROPPED: ("square", ""),
}
INCIDENT_BADGES = {
    IncidentStatus.REPORTED: ("ring", "warn"),
    IncidentStatus.VERIFIED: ("half", "warn"),
    IncidentStatus.RAISED: ("half", "warn"),
    IncidentStatus.SETTLED: ("tick", "ok"),
    IncidentStatus.CLOSED: ("square", ""),
}
AID_BADGES = {
    AidStatus.PROPOSED: ("pencil", ""),
    AidStatus.APPROVED: ("half", ""),
    AidStatus.UNDER_WAY: ("half", "warn"),
    AidStatus.HANDED_OVER: ("tick", "ok"),
    AidStatus.ACCEPTED: ("tick", "ok"),
    AidStatus.CLOSED: ("square", ""),
    AidStatus.CANCELLED: ("square", ""),
}
BADGES = {
    MeetingStatus: MEETING_BADGES,
    MinutesStatus: MINUTES_BADGES,
    AgreedItemStatus: AGREED_BADGES,
    IncidentStatus: INCIDENT_BADGES,
    AidStatus: AID_BADGES,
}


def state(choices, value: str | None) -> Badge | None:
    """A status with its shape; nothing where there is no record that could have one."""
    return Badge(choices(value).label, *BADGES[choices][choices(value)]) if value else None


def label(choices, value: str | None):
    return choices(value).label if value else None


def day(value: date | None) -> str | None:
    return f"{value:%d/%m/%Y}" if value else None


def held_or_planned(days, words, planned, status) -> object:
    """The day it was held; of a meeting to come the planned day, and that it is planned."""
    if status == MeetingStatus.HELD:
        return PartialDate(days, words)
    return Words(_("planned for %(day)s") % {"day": day(planned)}, quiet=True) if planned else None


def handed_over(days, words, status) -> object:
    """The day, if it is known; of what is not handed over, that it is not."""
    found = PartialDate(days, words)
    return found if str(found) or status in GIVEN else Words(_("not yet"), quiet=True)


def worth(rate, into: str) -> str:
    return ExchangeRate(rate=rate, into=into).worth


def dated(name: str, heading) -> Column:
    return Column(
        name,
        heading,
        (f"{name}_days", f"{name}_words"),
        show=PartialDate,
        order=partial(earliest, name),
        kind="day",
        missing=_("time not known"),
    )


MEETINGS = (
    Column("title", _("Meeting"), ("title",), order="title"),
    Column(
        "held",
        _("Held"),
        ("held_days", "held_words", "planned", "status"),
        show=held_or_planned,
        order=partial(earliest, "held"),
        kind="day",
    ),
    Column("ties", _("Ties"), ("ties",), missing=NONE_YET),
    Column("kind", _("Kind"), ("kind",), show=partial(label, MeetingKind)),
    Column("host", _("Host"), ("host",), show=partial(label, Side)),
    Column("status", _("Status"), ("status",), show=partial(state, MeetingStatus), kind="short"),
    Column(
        "minutes",
        _("Minutes"),
        ("minutes__status",),
        show=partial(state, MinutesStatus),
        missing=NONE_YET,
        kind="short",
        link=("exchanges:minutes-detail", "minutes__uuid"),
    ),
    Column("place", _("Place"), ("place",), hidden=True),
    Column("unit", _("Unit"), ("unit__name",), hidden=True, missing=NOT_STATED),
    Column("year_reviewed", _("Year reviewed"), ("year_reviewed",), kind="number", hidden=True),
    Column("year_planned", _("Year planned"), ("year_planned",), kind="number", hidden=True),
)

TIES_TO_MEET = (
    Column("title", _("Tie"), ("title",), order="title"),
    Column("code", _("Code"), ("code",), order="code", kind="short"),
    Column(
        "plan",
        _("Not held yet?"),
        ("uuid",),
        show=lambda uuid: _("Plan a meeting"),
        link=("exchanges:tie-meeting-plan", "uuid"),
        kind="short",
    ),
)

AGREED_ITEMS = (
    Column("title", _("What was agreed"), ("title",), order="title"),
    Column("owner", _("Owner"), ("owner",), show=partial(label, ItemOwner), missing=NOT_STATED),
    Column("due", _("Due"), ("due",), show=day, missing=NOT_STATED, kind="day"),
    Column("status", _("Status"), ("status",), show=partial(state, AgreedItemStatus), kind="short"),
    Column(
        "meeting",
        _("Agreed at"),
        ("meeting__title",),
        link=("exchanges:meeting-detail", "meeting__uuid"),
    ),
    Column("closed", _("Closed"), ("closed",), show=day, missing=NONE_YET, kind="day", hidden=True),
    Column("proof", _("Proof or decision"), ("proof",), missing=NONE_YET, hidden=True),
)

AID_PROJECTS = (
    Column("title", _("Aid"), ("title",), order="title"),
    Column("givers", _("Giver"), ("givers",), missing=NOT_STATED),
    Column("receivers", _("Receiver"), ("receivers",), missing=NOT_STATED),
    Column("amount", _("Amount"), AMOUNT, show=Amount, kind="number", missing=NOT_STATED),
    Column(
        "handed_over",
        _("Handed over"),
        ("handed_over_days", "handed_over_words", "status"),
        show=handed_over,
        order=partial(earliest, "handed_over"),
        kind="short",
        missing=_("time not known"),
    ),
    Column("status", _("Status"), ("status",), show=partial(state, AidStatus), kind="short"),
    Column(
        "direction", _("Direction"), ("direction",), show=partial(label, AidDirection), hidden=True
    ),
    Column("sector", _("Sector"), ("sector",), show=partial(label, AidSector), hidden=True),
    Column(
        "modality",
        _("Modality"),
        ("modality",),
        show=partial(label, AidModality),
        missing=NOT_STATED,
        hidden=True,
    ),
    Column(
        "form",
        _("Form"),
        ("form",),
        show=partial(label, AidForm),
        missing=NOT_STATED,
        hidden=True,
    ),
    Column(
        "occasion",
        _("Reason, if nothing was promised"),
        ("occasion",),
        missing=NOT_STATED,
        hidden=True,
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

YEAR_PLANS = (
    Column("unit", _("Whose plan"), ("unit__word", "unit__name"), show=lambda *name: name),
    Column("year", _("Year"), ("year",), order="year", kind="number"),
    Column("direction", _("Direction"), ("direction",), show=partial(label, AidDirection)),
    Column("lines", _("Lines"), ("line_count",), kind="number"),
    Column("note", _("Note"), ("note",), missing=NONE_YET, hidden=True),
)

EXCHANGE_RATES = (
    Column("currency", _("One unit of"), ("currency",), order="currency"),
    Column("on", _("Day"), ("on",), show=day, order="on", kind="day"),
    Column("rate", _("Rate"), ("rate", "into"), show=worth, kind="number"),
    Column("source", _("Source of the rate"), ("source",)),
)
