from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.badges import Badge, Words
from core.lists import NONE_YET, Column
from reports.choices import ImportState, PaperKind, ReviewStatus
from reports.imports.kinds import KINDS

BADGES = {
    ReviewStatus.DRAFT: ("pencil", ""),
    ReviewStatus.FROZEN: ("half", "warn"),
    ReviewStatus.APPROVED: ("half", "ok"),
    ReviewStatus.SENT: ("tick", "ok"),
    ReviewStatus.ARCHIVED: ("square", ""),
}


def status_badge(status: str) -> Badge:
    icon, tone = BADGES[ReviewStatus(status)]
    return Badge(ReviewStatus(status).label, icon, tone)


def state(status: str, superseded: bool):
    """The state, and whether a later edition took its place."""
    badge = status_badge(status)
    return (badge, Words(_("superseded"), quiet=True)) if superseded else badge


def period(days) -> str:
    """ "2024", or both days of any other span."""
    first, last = days.lower, days.upper - timedelta(days=1)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return str(first.year)
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def day(value) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def moment(value) -> str:
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"


ANNUAL_REVIEWS = (
    Column("series", _("Review of"), ("series__title",), order="series__title"),
    Column(
        "period", _("Period"), ("period",), show=period, order="period__startswith", kind="short"
    ),
    Column("edition", _("Edition"), ("edition",), order="edition", kind="number"),
    Column("status", _("Status"), ("status", "superseded"), show=state, order="status"),
    Column("cut_off", _("Cut-off day"), ("cut_off",), show=day, kind="day", missing=NONE_YET),
    Column("languages", _("Languages"), ("languages",), show=lambda codes: ", ".join(codes)),
    Column("code", _("Code"), ("series__code",), order="series__code", hidden=True),
)
# Beside them for those who comment.
OPEN_COMMENTS = Column(
    "comments",
    _("Open comments"),
    ("open_comments",),
    show=lambda count: str(count) if count else "",
    kind="number",
    missing=NONE_YET,
)
REVIEW_SERIES = (
    Column("title", _("Review of"), ("title",), order="title"),
    Column("code", _("Code"), ("code",), order="code", kind="short"),
    Column("reviews", _("Reviews"), ("reviews_made",), kind="number", missing=NONE_YET),
    Column(
        "latest",
        _("Last period"),
        ("last_period",),
        show=lambda d: d and period(d),
        missing=NONE_YET,
    ),
)
BATCHES = (
    Column("unit", _("Place"), ("unit__name",), order="unit__name"),
    Column(
        "period", _("Period"), ("period",), show=period, order="period__startswith", kind="short"
    ),
    Column("kind", _("Printed paper"), ("kind",), show=lambda kind: PaperKind(kind).label),
    Column("ties", _("Ties"), ("ties",), kind="number"),
    Column("built", _("built"), ("built",), show=str, kind="number"),
    Column("failed", _("failed"), ("failed",), show=str, kind="number"),
    Column("ordered_at", _("Ordered"), ("ordered_at",), show=moment, order="ordered_at"),
    Column(
        "by",
        _("By"),
        ("ordered_by__last_name", "ordered_by__first_name", "ordered_by__username"),
        show=lambda last, first, login: f"{last} {first}".strip() or login,
    ),
)
IMPORTS = (
    Column("name", _("File"), ("name",), order="name"),
    Column(
        "kind", _("What a row is"), ("kind",), show=lambda kind: KINDS[kind].label, order="kind"
    ),
    Column("state", _("State"), ("state",), show=lambda s: ImportState(s).label, order="state"),
    Column("total", _("Rows"), ("total",), show=str, kind="number"),
    Column("brought_at", _("Brought"), ("brought_at",), show=moment, order="brought_at"),
    Column(
        "by",
        _("By"),
        ("brought_by__last_name", "brought_by__first_name", "brought_by__username"),
        show=lambda last, first, login: f"{last} {first}".strip() or login,
    ),
)
