"""Warnings before a text ends, to the person named for it: one for each of three days, once."""

from datetime import date, timedelta
from functools import partial

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from partnerships import permissions
from partnerships.models import ExpiryWarning, Memorandum

DAYS = (30, 90, 180)  # calendar days before the first day on which the text no longer holds
log = structlog.get_logger(__name__)


def warn(*, on: date) -> int:
    """Sends what is due on that day and was not sent yet; says how many went out.

    A text that another renews needs none. One that was entered late gets the nearest warning, not
    all that were missed. Where nobody can be told, the text stands on the list of deadlines alone.
    """
    ending = Memorandum.objects.ending(on, within=max(DAYS)).without_successor()
    return sum(_told(text, on) for text in ending.select_related("owner").order_by("pk"))


def days_before(ends_on: date, on: date) -> int:
    """Which of the warnings is due: the one of the shortest time that is not over."""
    return next(days for days in DAYS if ends_on - on <= timedelta(days=days))


def can_be_told(text: Memorandum) -> bool:
    """The owner can sign in, has an address, and may still see the text."""
    owner = text.owner
    reachable = owner is not None and owner.is_active and bool(owner.email)
    if not reachable or not permissions.VIEW_MEMORANDUM.held_by(owner):
        return False
    return Memorandum.objects.visible_to(owner).filter(pk=text.pk).exists()


def _told(text: Memorandum, on: date) -> bool:
    ends_on = text.term.upper
    due = {"memorandum": text, "ends_on": ends_on, "days_before": days_before(ends_on, on)}
    if ExpiryWarning.objects.filter(**due).exists() or not can_be_told(text):
        return False
    try:
        with transaction.atomic():
            # The row first: of two workers the second waits here, and is refused.
            warning = ExpiryWarning.objects.create(**due, sent_to=text.owner)
            transaction.on_commit(partial(_send, warning, text, text.owner, on))
    except IntegrityError:
        return False
    return True


def _send(warning: ExpiryWarning, text: Memorandum, owner: User, on: date) -> None:
    """The letter names the text and where it is: no more leaves the house."""
    with translation.override(owner.language):
        last = warning.ends_on - timedelta(days=1)
        named = {
            "text": text.title,
            "day": f"{last:%d/%m/%Y}",
            "days": (last - on).days,
            "url": f"{settings.SITE_URL}{text.get_absolute_url()}",
        }
        subject = _("A text ends on %(day)s: %(text)s") % named
        body = (
            _(
                "“%(text)s” holds until %(day)s, %(days)s days from now.\n\n"
                "Renew it, or record its end:\n%(url)s\n"
            )
            % named
        )
    try:
        send_mail(" ".join(subject.split()), body, None, [owner.email])
    except Exception as fault:  # a refused address, a mail server that is gone, whatever it was
        warning.delete()  # nothing left the house: the next run tries again
        log.error("warning.not_sent", memorandum=str(text.uuid), fault=type(fault).__name__)
