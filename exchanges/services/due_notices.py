"""Notices of what falls due and what is overdue: one for each thing and person, once."""

from datetime import date

import structlog

from accounts.choices import NoticeKind, Reminders
from accounts.models import Notice, User
from accounts.services import notices
from exchanges import permissions
from exchanges.due_told import Item, items

KINDS = (NoticeKind.DUE, NoticeKind.OVERDUE)
log = structlog.get_logger(__name__)


def tell(*, on: date) -> int:
    """Tells what was not told yet, to who is named for it or keeps the register of that place;
    says of how many things. Safe to call again.
    """
    told = set(Notice.objects.filter(kind__in=KINDS).values_list("occasion", flat=True).distinct())
    news = (one for one in items(on) if f"{one.kind(on)}:{one.occasion}" not in told)
    return sum(_told_or_logged(one, on) for one in news)


def _told_or_logged(one: Item, on: date) -> bool:
    """What goes wrong with one thing must not keep the others from being told."""
    try:
        return _told(one, on)
    except Exception as fault:
        log.error("due.not_told", target=str(one.target.uuid), fault=type(fault).__name__)
        return False


def _told(one: Item, on: date) -> bool:
    people = [one.owner] if one.owner else notices.checkers(target=one.target, roles=one.roles)
    told = notices.tell(
        kind=one.kind(on),
        target=one.target,
        to=people,
        occasion=one.occasion,
        by=None,
        mailed_already=lambda user: _is_written_to(one, user),
    )
    return bool(told)


def _is_written_to(one: Item, user: User) -> bool:
    """Another letter of the register tells the user of it: the reminder, or the warning before a
    text ends, which its owner gets.
    """
    if one.in_reminders:
        reminded = user.reminders != Reminders.NEVER
        return reminded and permissions.VIEW_CALENDAR.held_by(user)
    return one.owner is not None
