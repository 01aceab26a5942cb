"""What waits for the person at the desk, by role: the first lines of lists, with their count."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.choices import Role
from core.badges import Badge
from core.counting import capped
from reports.numbers import NUMBERS
from reports.overview import Overview
from reports.work import SHOWN, Line, Work, listed, review_line

# Blocks of the page itself, in their order. What takes longer to find loads by itself.
BLOCKS = {
    Role.OFFICER: ("to_check", "reviews"),
    Role.HEAD: ("to_approve", "aid_proposed", "to_check"),
    Role.LIAISON: ("returned", "to_come", "ties"),
    Role.READER: ("issued",),
}
TITLES = {
    "to_check": (
        gettext_lazy("Minutes waiting for a check"),
        "half",
        gettext_lazy("No minutes wait. What stations file appears here."),
    ),
    "reviews": (gettext_lazy("Reviews in work"), "paper", gettext_lazy("No review is in work.")),
    "to_approve": (
        gettext_lazy("Waiting for approval"),
        "half",
        gettext_lazy("No review waits for your approval."),
    ),
    "aid_proposed": (
        gettext_lazy("Aid waiting for approval"),
        "half",
        gettext_lazy("No aid waits for your approval."),
    ),
    "returned": (
        gettext_lazy("Minutes that were returned"),
        "pencil",
        gettext_lazy("No minutes were returned."),
    ),
    "to_come": (
        gettext_lazy("Next meetings"),
        "clock",
        gettext_lazy("No meeting is planned. Due meetings say when the next one is due."),
    ),
    "ties": (gettext_lazy("My ties"), "ring", gettext_lazy("No tie is recorded yet.")),
    "issued": (gettext_lazy("New reviews"), "tick", gettext_lazy("No review was issued yet.")),
}


def block(key: str, seen: Overview, count: int) -> Work:
    """The first lines of a list of the register; `count` is how many the list has."""
    title, icon, empty = TITLES[key]
    lines = LINES[key](seen) if count else []
    number = NUMBERS[key]
    url = listed(number.page, number.query)
    return Work(key, str(title), icon, lines, str(empty), capped(count), url)


def _to_check(seen: Overview) -> list[Line]:
    return [
        Line(
            str(one.meeting),
            one.get_absolute_url(),
            str(one.meeting.held),
            Badge(one.get_status_display(), "half", "warn"),
            _("Check"),
        )
        for one in seen.waiting[:SHOWN]
    ]


def _returned(seen: Overview) -> list[Line]:
    return [
        Line(
            str(one.meeting),
            one.get_absolute_url(),
            one.reason,
            Badge(one.get_status_display(), "pencil", "warn"),
            _("Put right"),
        )
        for one in seen.returned[:SHOWN]
    ]


def _to_come(seen: Overview) -> list[Line]:
    return [
        Line(meeting.title, meeting.get_absolute_url(), meeting.place, _day(seen, meeting))
        for meeting in seen.next_meetings[:SHOWN]
    ]


def _day(seen: Overview, meeting) -> Badge:
    if meeting.planned is None:
        return Badge(_("no day yet"), "clock")
    late = meeting.planned < seen.on
    return Badge(f"{meeting.planned:%d/%m/%Y}", "clock", "warn" if late else "")


def _ties(seen: Overview) -> list[Line]:
    return [
        Line(tie.title, tie.get_absolute_url(), tie.get_level_display())
        for tie in seen.ties.order_by("title", "pk")[:SHOWN]
    ]


def _aid(seen: Overview) -> list[Line]:
    waiting = seen.aid_proposed.order_by("-pk")[:SHOWN]
    return [
        Line(one.title, one.get_absolute_url(), str(one.amount), None, _("Decide"))
        for one in waiting
    ]


def _reviews(rows: str, act: bool = True) -> Callable[[Overview], list[Line]]:
    return lambda seen: [review_line(one, act=act) for one in getattr(seen, rows)[:SHOWN]]


LINES = {
    "to_check": _to_check,
    "reviews": _reviews("reviews"),
    "to_approve": _reviews("to_approve"),
    "issued": _reviews("sent", act=False),
    "aid_proposed": _aid,
    "returned": _returned,
    "to_come": _to_come,
    "ties": _ties,
}
