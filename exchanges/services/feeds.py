"""The secret address under which a calendar program reads the calendar of a user."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from exchanges.models import CalendarFeed

BYTES = 32  # of the secret: 256 bits, not to be guessed
NOTED_EVERY = timedelta(hours=1)


def hash_of(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def make(*, user: User, on: datetime, by: User) -> str:
    """A new secret, told here once: only its hash is kept. The address there was ends with it."""
    _require_own(user, by)
    User.objects.select_for_update().get(pk=user.pk)  # of two windows the second comes later
    CalendarFeed.objects.filter(user=user, revoked_at=None).update(revoked_at=on)
    secret = token_urlsafe(BYTES)
    feed = CalendarFeed.objects.create(user=user, secret_hash=hash_of(secret))
    audit.record(action="feed.made", target=feed, by=by)
    return secret


@transaction.atomic
def revoke(*, user: User, on: datetime, by: User) -> None:
    """From now on nothing is told under the address. Without one nothing happens."""
    _require_own(user, by)
    feed = CalendarFeed.objects.select_for_update().filter(user=user, revoked_at=None).first()
    if feed is None:
        return
    feed.revoked_at = on
    feed.save(update_fields=["revoked_at"])
    audit.record(action="feed.revoked", target=feed, by=by)


def _require_own(user: User, by: User) -> None:
    if user.pk != by.pk:
        raise RuleViolation(_("Everybody makes and revokes their own calendar address."))


def found(secret: str) -> CalendarFeed | None:
    """The living address of that secret, with its user."""
    feeds = CalendarFeed.objects.select_related("user")
    return feeds.filter(secret_hash=hash_of(secret), revoked_at=None).first()


def note_read(feed: CalendarFeed, *, on: datetime) -> None:
    """When it was last read, to the hour: so that its owner sees whether it is in use."""
    before = Q(read_at=None) | Q(read_at__lt=on - NOTED_EVERY)
    CalendarFeed.objects.filter(before, pk=feed.pk).update(read_at=on)
