"""Notices of what falls due and what is overdue: one for each thing and person, once."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

import structlog

from accounts.choices import Reminders
from accounts.models import Notice, User
from accounts.services import notices
from exchanges import permissions
from exchanges.due_told import Item, items

PORTION = 1000  # things that are looked up among what was told, at once
log = structlog.get_logger(__name__)


def tell(*, on: date) -> int:
    """Tells what was not told yet, to who is named for it or keeps the register of that place;
    says of how many things. Safe to call again.
    """
    return sum(_told_or_logged(one, on) for one in _news(on))


def _news(on: date) -> Iterator[Item]:
    """What is in sight on that day and was told to nobody. Only these things are looked up: what
    was told of others in all the years before is not read.
    """
    found = items(on)
    while some := list(islice(found, PORTION)):
        told = Notice.objects.told_of([_occasion(one, on) for one in some])
        yield from (one for one in some if _occasion(one, on) not in told)


def _occasion(one: Item, on: date) -> str:
    return f"{one.kind(on)}:{one.occasion}"


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
