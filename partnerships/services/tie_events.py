"""What befalls a tie: established, suspended for a time, ended, carried over."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import PartnershipEventKind
from partnerships.models import Paper, Partnership, PartnershipEvent, Source
from partnerships.services.rules import (
    UNDATED,
    cite,
    require,
    require_kept,
    require_order_as_far_as_known,
)

Kind = PartnershipEventKind
EVENT = ("kind", "since", "until", "reason", "paper", "basis")


@transaction.atomic
def record(
    *,
    partnership: Partnership,
    kind: str,
    by: User,
    since: PartialDate = UNDATED,
    until: PartialDate = UNDATED,
    reason: str = "",
    paper: Paper | None = None,
    basis: str = Basis.REPORTED,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> PartnershipEvent:
    """Something befell the tie, in days as far as they are known.

    Raises RuleViolation if a suspension or an end gives no reason, anything but a suspension
    lasts, two suspensions overlap, or the days are out of order.
    """
    tie = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require_kept(tie)
    facts = dict(zip(EVENT, (kind, since, until, reason, paper, basis), strict=True))
    _require_event(tie, facts)
    event = PartnershipEvent.objects.create(uuid=uuid or uuid4(), partnership=tie, **facts)
    cite(event, sources)
    audit.record(action=f"partnership.{kind}", target=tie, by=by, reason=reason, since=str(since))
    return event


def _require_event(tie: Partnership, facts: dict, own: PartnershipEvent | None = None) -> None:
    kind, since, until = facts["kind"], facts["since"], facts["until"]
    must_say = kind in (Kind.SUSPENDED, Kind.ENDED)
    said = not must_say or facts["reason"].strip()
    require(said, _("Say why the tie was suspended or ended."), "reason")
    lasts = until.days is not None or bool(until.words)
    require(kind == Kind.SUSPENDED or not lasts, _("Only a suspension has an end."), "until")
    require_order_as_far_as_known(since, until)
    if kind != Kind.SUSPENDED:
        return
    for other in tie.changes.filter(kind=kind).exclude(pk=own and own.pk):
        begins_later = _known(other.until, "upper") and _known(since, "lower")
        ends_before = _known(until, "upper") and _known(other.since, "lower")
        apart = (begins_later and other.until.days.upper <= since.days.lower) or (
            ends_before and until.days.upper <= other.since.days.lower
        )
        require(apart, _("The tie is suspended already in that time."), "since")


def _known(day: PartialDate, end: str) -> bool:
    return day.days is not None and getattr(day.days, end) is not None


@transaction.atomic
def establish(*, partnership: Partnership, since: PartialDate, by: User, **more):
    """The tie begins; what was established twice is a correction of the first."""
    known = partnership.changes.filter(kind=Kind.ESTABLISHED).exists()
    require(not known, _("The tie was established already. Correct that entry instead."))
    return record(partnership=partnership, kind=Kind.ESTABLISHED, since=since, by=by, **more)


@transaction.atomic
def suspend(*, partnership: Partnership, since: PartialDate, reason: str, by: User, **more):
    """The tie rests for a time, from a day on and perhaps until one: the last of its rest.

    Raises RuleViolation if the tie has ended by then, or was surely not established yet.
    """
    tie = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require_in_its_life(tie, since)
    return record(partnership=tie, kind=Kind.SUSPENDED, since=since, reason=reason, by=by, **more)


@transaction.atomic
def resume(*, partnership: Partnership, on: PartialDate, by: User, reason: str = ""):
    """The tie goes on from that day. Raises RuleViolation if it is not suspended then."""
    tie = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require(on.days, _("Say from which day the tie goes on."), "on")
    event = _rest_at(tie, on)
    if event is None:
        raise RuleViolation(_("The tie is not suspended."), "on")
    before = on
    if on.is_full:  # its last day of rest is the day before
        before = PartialDate(DateRange(on.days.lower - timedelta(days=1), on.days.lower))
    require_order_as_far_as_known(event.since, before, "on")
    event.until = before
    event.save(update_fields=["until_days", "until_words"])
    audit.record(action="partnership.resumed", target=tie, by=by, reason=reason, on=str(on))
    return event


def _rest_at(tie: Partnership, on: PartialDate) -> PartnershipEvent | None:
    """The suspension that goes on then, as far as is known; the latest of them."""
    rests = tie.changes.filter(kind=Kind.SUSPENDED)
    lasting = [one for one in rests if not one.until.is_before(on)]
    return lasting[-1] if lasting else None


@transaction.atomic
def end(*, partnership: Partnership, since: PartialDate, reason: str, by: User, **more):
    """The tie is over from that day.

    Raises RuleViolation if it ended before, or was surely not established yet.
    """
    tie = Partnership.objects.select_for_update().get(pk=partnership.pk)
    require(not _ended(tie), _("The tie has ended."), "since")
    require_in_its_life(tie, since)
    return record(partnership=tie, kind=Kind.ENDED, since=since, reason=reason, by=by, **more)


def _ended(tie: Partnership) -> PartnershipEvent | None:
    return tie.changes.filter(kind=Kind.ENDED).first()


def require_in_its_life(tie: Partnership, since: PartialDate) -> None:
    """What is surely after the end, or surely before the beginning, befell no tie."""
    ended, begun = _ended(tie), tie.changes.filter(kind=Kind.ESTABLISHED).first()
    alive = ended is None or since.is_before(ended.since)
    require(alive, _("The tie has ended."), "since")
    require(
        begun is None or not since.is_before(begun.since),
        _("The tie was established later: %(day)s. Check the day.")
        % {"day": begun.since if begun else ""},
        "since",
    )


@transaction.atomic
def revise(*, partnership: Partnership, events: list[dict], by: User) -> None:
    """The events of a tie as they are now known; one not given any more was a mistake."""
    there = {event.uuid: event for event in partnership.changes.all()}
    kept = {row.get("uuid") for row in events}
    require(kept - {None} <= set(there), _("An event was taken out meanwhile. Open it again."))
    for uuid, event in there.items():
        if uuid not in kept:
            event.sources.clear()
            event.delete()
    for row in events:
        event = there.get(row.get("uuid"))
        facts = _facts(row, event)
        if event is None:
            record(partnership=partnership, by=by, **facts)
            continue
        _require_event(partnership, facts, own=event)
        for name, value in facts.items():
            setattr(event, name, value)
        event.save()


def _facts(row: dict, event: PartnershipEvent | None) -> dict:
    """A row of the form names no basis and may name no paper: those stay as they are."""
    before = {name: getattr(event, name) for name in EVENT} if event else {}
    given = {name: row[name] for name in EVENT if name in row}
    empty = {"since": UNDATED, "until": UNDATED, "reason": "", "paper": None}
    return empty | {"basis": Basis.REPORTED} | before | given
