"""Letters that say what is coming and what is due: one a user and day, whatever is restarted."""

from datetime import date
from functools import partial

import structlog
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.choices import Reminders
from accounts.models import User
from accounts.services import audit
from exchanges import permissions, reminding
from exchanges.models import Reminder

log = structlog.get_logger(__name__)


@transaction.atomic
def choose(*, user: User, reminders: str, by: User) -> User:
    """How often a letter says to the user what falls due."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.reminders = Reminders(reminders)
    user.save(update_fields=["reminders"])
    audit.record(action="reminders.chosen", target=user, by=by, reminders=user.reminders)
    return user


def remind(*, on: date) -> int:
    """Sends what is to be told on that day and was not sent yet; says to how many.

    Only to those who can sign in, have an address and may open the calendar.
    """
    asked = User.objects.filter(is_active=True).exclude(email="")
    asked = asked.exclude(reminders=Reminders.NEVER)
    if on.isoweekday() != 1:
        asked = asked.filter(reminders=Reminders.DAILY)
    readers = (user for user in asked.order_by("pk") if permissions.VIEW_CALENDAR.held_by(user))
    return sum(_told_or_logged(user, on) for user in readers)


def _told_or_logged(user: User, on: date) -> bool:
    """What goes wrong with one user's letter must not keep the others from theirs."""
    try:
        return _told(user, on)
    except Exception as fault:
        log.error("reminder.not_made", user=str(user.uuid), fault=type(fault).__name__)
        return False


def _told(user: User, on: date) -> bool:
    if Reminder.objects.filter(user=user, on=on).exists():
        return False
    with translation.override(user.language):
        found = reminding.told(user, on)
        if not reminding.is_day_for(user, on, found):
            return False
        letter = reminding.letter(user, on, found)
    try:
        with transaction.atomic():
            # The row first: of two workers the second waits here, and is refused.
            row = Reminder.objects.create(user=user, on=on, entries=letter.entries)
            transaction.on_commit(partial(_send, row, letter, user.email))
    except IntegrityError:
        return False
    return True


def _send(row: Reminder, letter: reminding.Letter, address: str) -> None:
    try:
        send_mail(letter.subject, letter.body, None, [address])
    except Exception as fault:  # a refused address, a mail server that is gone, whatever it was
        row.delete()  # nothing left the house: the next run tries again
        log.error("reminder.not_sent", fault=type(fault).__name__)
