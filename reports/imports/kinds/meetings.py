from django.utils.translation import gettext_lazy as _

from exchanges import permissions
from exchanges.choices import MeetingKind, MeetingStatus
from exchanges.models import Meeting
from exchanges.services import meetings
from partnerships.choices import Side
from reports.imports.columns import Column
from reports.imports.kinds.common import BASIS, TIE_NOTE, UNIT, title
from reports.imports.kinds.shape import Kind, Writing, called, said
from reports.imports.readers import Choice, Clock, Day, Named, Partial, Several, Text, Whole

YEAR = Whole(1945, 2200)


def write(values: dict, writing: Writing) -> Meeting:
    return meetings.record_past(
        by=writing.by,
        uuid=writing.uuid,
        partnerships=list(values["ties"]),
        **said(values, "unit", "kind", "title", "status", "reason", "planned", "held", "basis"),
        **said(values, "begins", "ends", "place", "host", "year_reviewed", "year_planned"),
    )


def same(values: dict, user):
    """A meeting of one of the ties on that day, or one called so."""
    rows = Meeting.objects.visible_to(user)
    held = values["held"]
    if values["ties"] and held.is_full:
        found = rows.filter(partnerships__in=values["ties"], held_days=held.days)
        if one := found.first():
            return one
    return rows.filter(title=values["title"]).first() if values["title"] else None


def near(rows: list[dict]) -> list[dict]:
    """Those of whose ties one met on that day, or whose name another meeting has."""
    dated = [row for row in rows if row["ties"] and row["held"].is_full]
    ties = {tie.pk for row in dated for tie in row["ties"]}
    met = Meeting.partnerships.through.objects.filter(
        partnership__in=ties, meeting__held_days__in={row["held"].days for row in dated}
    )
    known = {
        (tie, days.lower) for tie, days in met.values_list("partnership", "meeting__held_days")
    }
    on_a_day = [
        row for row in dated if known & {(tie.pk, row["held"].days.lower) for tie in row["ties"]}
    ]
    named = [row for row in rows if row["title"]]
    return on_a_day + called(Meeting, "title")(named)


MEETINGS = Kind(
    "meetings",
    _("Meetings"),
    Meeting,
    (
        Column(
            "ties",
            _("Ties that met"),
            Several(Named("tie")),
            note=TIE_NOTE,
            example="LA-001",
            also=("Cặp kết nghĩa", "Quan hệ kết nghĩa", "Tie", "Quan hệ"),
        ),
        UNIT,
        Column(
            "kind",
            _("Kind of meeting"),
            Choice(MeetingKind, (("hop giao ban", "briefing"), ("giao ban", "briefing"))),
            required=True,
            also=("Loại", "Loại cuộc gặp", "Hình thức", "Kind"),
        ),
        title(
            _("Name of the meeting"),
            "",
            _("Left empty, it is made of the kind, the tie and the day."),
            required=False,
            also=("Tên", "Nội dung", "Tên cuộc họp", "Title"),
        ),
        Column(
            "status",
            _("State"),
            Choice(MeetingStatus),
            note=_("Left empty: held."),
            also=("Tình trạng", "Trạng thái"),
        ),
        Column(
            "held",
            _("Day of the meeting"),
            Partial(),
            note=_("The day, or the month or year if no more is known."),
            example="28/03/2025",
            also=("Ngày", "Ngày họp", "Ngày tổ chức", "Thời gian", "Date"),
        ),
        Column("planned", _("Planned for"), Day(), note=_("Of a meeting that is to come.")),
        Column(
            "reason",
            _("Reason"),
            Text(300),
            note=_("Why it was postponed or cancelled."),
            also=("Lý do",),
        ),
        Column("begins", _("Begins, Vietnamese time"), Clock(), example="08:30"),
        Column("ends", _("Ends, Vietnamese time"), Clock(), example="11:00"),
        Column("place", _("Where they met"), Text(200), also=("Địa điểm", "Nơi họp", "Place")),
        Column("host", _("Host"), Choice(Side), also=("Bên chủ trì", "Chủ trì", "Đăng cai")),
        Column("year_reviewed", _("Year reviewed"), YEAR),
        Column("year_planned", _("Year planned"), YEAR),
        BASIS,
    ),
    permissions.EDIT_MEETING,
    write,
    ("ties", "unit", "kind", "title", "held", "planned"),
    same,
    near,
    later=True,
)
