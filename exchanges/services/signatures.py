"""Minutes that are signed: who signed for which side, and the scan that is the master copy."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.together import check
from exchanges.choices import DelegationRole, MinutesStatus, Outcome
from exchanges.models import Attendance, Minutes, MinutesSignature
from exchanges.permissions import CHECK_MINUTES
from exchanges.services.attendances import who_came
from exchanges.services.minutes import locked, moved, wrote
from exchanges.services.recording import known
from partnerships.choices import Side
from partnerships.models import Person, Post


@transaction.atomic
def sign(
    *,
    minutes: Minutes,
    side: Side,
    person: Person | str,
    post: str = "",
    signed_on: date,
    today: date,
    uuid: UUID | None = None,
    by: User,
) -> MinutesSignature:
    """Record that a side signed (Decree 89/2009/ND-CP, Article 8): the one side, then the other,
    in any order. `person` is somebody of the register, or the name of somebody new with the title
    of the post.

    A unilateral record is signed by our side alone; as nobody else agrees its text, the office
    checks it with that, and never whoever filed or wrote it. Raises RuleViolation at "side",
    "person", "post" or "signed_on"; then nothing is written.
    """
    minutes = locked(minutes)
    alone = minutes.outcome == Outcome.UNILATERAL
    _side_is_free(minutes, side, alone=alone)
    if alone:
        _checked_by_another(minutes, by)
    _in_time(minutes, signed_on, today)
    who, held = _signatory(minutes, side, person, post, by)
    first = not minutes.signatures.exists()
    target = MinutesStatus.SIGNED_BY_ONE if first else MinutesStatus.SIGNED_BY_BOTH
    facts = {"checked_by": by} if alone else {}
    moved(minutes, target, action=f"minutes.{target}", user=by, **facts)
    signature = MinutesSignature(
        minutes=minutes, side=side, person=who, post=held, signed_on=signed_on, **known(uuid=uuid)
    )
    check(signature)
    signature.save()
    audit.record(
        action="minutes.signature_recorded",
        target=minutes,
        by=by,
        side=side,
        person=str(who.uuid),
        on=signed_on.isoformat(),
    )
    return signature


@transaction.atomic
def archive(*, minutes: Minutes, by: User) -> Minutes:
    """Put them away once they are signed and their scan is here as the master copy.

    Raises RuleViolation while a signature or the scan is missing.
    """
    minutes = locked(minutes)
    needed = 1 if minutes.outcome == Outcome.UNILATERAL else 2
    if minutes.basis == Basis.MADE_HERE and minutes.signatures.count() < needed:
        raise RuleViolation(_("Record first who signed for that side, and on which day."))
    if not minutes.has_signed_scan():
        raise RuleViolation(_("Add the scan of the signed minutes as the master copy first."))
    return moved(minutes, MinutesStatus.ARCHIVED, action="minutes.archived", user=by)


def head_of(minutes: Minutes, side: str) -> Attendance | None:
    """Who signs for a side as a rule: the head of its delegation, else its deputy head."""
    came = minutes.meeting.attendances.filter(side=side).select_related("person", "post")
    led = {one.role: one for one in came}
    return led.get(DelegationRole.HEAD) or led.get(DelegationRole.DEPUTY)


def _checked_by_another(minutes: Minutes, by: User) -> None:
    """No other side agrees to a unilateral record: the office checks it as it is signed."""
    if not CHECK_MINUTES.held_by(by):
        raise RuleViolation(_("The office checks a unilateral record before it is signed."))
    if minutes.filed_by_id == by.pk or wrote(minutes, by):
        raise RuleViolation(_("Somebody else accepts what you filed."))


def _side_is_free(minutes: Minutes, side: str, *, alone: bool) -> None:
    if minutes.signatures.filter(side=side).exists():
        raise RuleViolation(_("This side has signed already."), "side")
    if alone and side != Side.HOME:
        raise RuleViolation(_("A unilateral record is signed by our side alone."), "side")


def _in_time(minutes: Minutes, signed_on: date, today: date) -> None:
    if signed_on > today:
        raise RuleViolation(_("A signature lies in the past."), "signed_on")
    held = minutes.meeting.held.days
    if held and signed_on < held.lower:
        raise RuleViolation(
            _("The minutes are signed on the day of the meeting or later."), "signed_on"
        )


def _signatory(
    minutes: Minutes, side: str, person: Person | str, post: str, by: User
) -> tuple[Person, Post | None]:
    """Somebody of that side's delegation as a rule; never of the other side's."""
    if isinstance(person, str) and not post.strip():
        raise RuleViolation(_("Say the post of somebody who is new in the register."), "post")
    who, held = who_came(minutes.meeting, {"side": side, "person": person, "post": post}, by)
    came = minutes.meeting.attendances.filter(person=who).first()
    if came and came.side != side:
        words = _("%(name)s came with the other side's delegation.") % {"name": who}
        raise RuleViolation(words, "person")
    if minutes.signatures.filter(person=who).exists():
        raise RuleViolation(_("%(name)s has signed for the other side.") % {"name": who}, "person")
    return who, (came.post if came and not post.strip() else held)
