"""Blocks of the home page that take longer to find: missed, vacant, ending, late."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from core.badges import Badge
from core.counting import capped
from exchanges.due_found import Found
from exchanges.dues import Standing
from partnerships import deadlines
from reports.overview import Overview
from reports.work import SHOWN, Line, Tile, Work, listed

Act = Callable[[str], str]  # the words of an act, if the user may do it


def missed(dues: Found, act: Act, numbers: list[Tile]) -> Work:
    """Who never met, and whose last round was missed; the page of due meetings begins with them."""
    rows = dues.waiting()
    return Work(
        "dues",
        _("Due meetings"),
        "triangle",
        [_due(one, act) for one in rows[:SHOWN]],
        _("No due meeting was missed."),
        str(len(rows)),
        listed("exchanges:due-list", "state=waiting"),
        numbers,
    )


def _due(one, act: Act) -> Line:
    if not isinstance(one, Standing):
        never = Badge(_("Never met"), "hole", "hole")
        return Line(one.title, one.get_absolute_url(), one.code, never, act(_("Plan")))
    about = one.cadence.partnership or one.cadence.unit
    if one.never:
        badge = Badge(_("Never met"), "hole", "hole")
    else:
        badge = Badge(
            _("missed on %(day)s") % {"day": f"{one.latest.day:%d/%m/%Y}"}, "triangle", "warn"
        )
    url = about.get_absolute_url()
    return Line(str(about), url, one.cadence.title, badge, act(_("Plan")))


def vacant(register: Overview, count: int, act: Act, numbers: list[Tile]) -> Work:
    rows = register.vacant_since.order_by("title", "pk")[:SHOWN] if count else []
    return Work(
        "vacant",
        _("A side is vacant"),
        "hole",
        [
            Line(tie.title, tie.get_absolute_url(), tie.code, _vacant_since(tie), act(_("Decide")))
            for tie in rows
        ],
        _("No side is vacant."),
        capped(count),
        listed("partnerships:partnership-list", "status=vacant"),
        numbers,
    )


def _vacant_since(tie) -> Badge:
    if tie.ended is None:
        return Badge(_("vacant"), "hole", "hole")
    words = _("vacant since %(day)s") % {"day": f"{tie.ended:%d/%m/%Y}"}
    return Badge(words, "hole", "hole")


def texts(groups: list[deadlines.Group], counts: dict[deadlines.Kind, int], act: Act) -> Work:
    """The days of texts that come first: what ends, what is due, what the law asks for. `counts`
    are all that the page of deadlines has.
    """
    rows = sorted((row for group in groups for row in group.rows), key=lambda row: row.due)
    lines = [
        Line(
            row.title,
            row.url,
            f"{row.due:%d/%m/%Y} · {row.kind.label}",
            row.badge,
            act(_("Renew")) if row.kind == deadlines.Kind.ENDING else "",
        )
        for row in rows[:SHOWN]
    ]
    return Work(
        "deadlines",
        _("Deadlines of texts"),
        "paper",
        lines,
        _("No day of a text is near."),
        str(sum(counts.values())),
        listed("partnerships:text-deadlines"),
        [
            Tile(str(n), str(kind.label), listed("partnerships:text-deadlines", f"kind={kind}"))
            for kind, n in counts.items()
        ],
    )


def late_items(register: Overview, count: int) -> Work:
    rows = register.overdue_items[:SHOWN] if count else []
    return Work(
        "overdue",
        _("Agreed items past their day"),
        "clock",
        [
            Line(
                item.title,
                item.get_absolute_url(),
                "",
                Badge(_("due %(day)s") % {"day": f"{item.due:%d/%m/%Y}"}, "clock", "bad"),
            )
            for item in rows
        ],
        _("No agreed item is past its day."),
        capped(count),
        listed("exchanges:agreed-item-open", "due=late"),
    )
