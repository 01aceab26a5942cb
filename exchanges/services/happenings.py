"""What the services of activities and patrols check alike, each in a sentence at its field."""

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import PartialDate
from exchanges.models import Activity, Patrol
from exchanges.models.days import IN_THE_PAST
from exchanges.services.recording import unstamped
from partnerships.services.rules import require


def require_past(happened: PartialDate, today: date) -> None:
    """What is recorded has happened, as far as its day is known."""
    first = happened.days and happened.days.lower
    words = str(IN_THE_PAST["happened_not_in_the_future"])
    require(not first or first <= today, words, "happened")


def require_standing(record: Activity | Patrol) -> None:
    """Raise RuleViolation for what was taken back: it only stays to be read."""
    require(
        not record.withdrawn_reason,
        _("This record was taken back. Enter another one instead."),
    )


def require_in_sight(record: Activity | Patrol, user: User) -> None:
    """Nobody enters what they could not see afterwards."""
    seen = type(record).objects.visible_to(user).filter(pk=record.pk).exists()
    require(
        seen,
        _("Name a tie, a unit or an organisation of your own area, or nobody here would find it."),
        "partnership",
    )


def taken_back(record: Activity | Patrol, *, reason: str, user: User, action: str):
    """It was entered by mistake: it stays to be read and counts no more.

    Raises RuleViolation without a reason, or if it was taken back already.
    """
    record = type(record).objects.select_for_update().get(pk=record.pk)
    require_standing(record)
    require(reason.strip(), _("Say why."), "reason")
    unstamped(reason=reason)
    record.withdrawn_reason = reason.strip()
    record.save(update_fields=["withdrawn_reason"])
    audit.record(action=action, target=record, by=user, reason=reason)
    return record
