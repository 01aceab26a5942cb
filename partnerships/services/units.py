from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.choices import NameKind, SuccessionKind
from partnerships.models import (
    Country,
    Paper,
    Source,
    Unit,
    UnitName,
    UnitParent,
    UnitSuccession,
)
from partnerships.services.rules import cite, require, require_order

ENDS = {SuccessionKind.MERGED, SuccessionKind.DIVIDED, SuccessionKind.ABOLISHED}


@transaction.atomic
def record(
    *,
    name: str,
    level: str,
    country: Country,
    by: User,
    word: str = "",
    code: str = "",
    parent: Unit | None = None,
    parent_since: date | None = None,
    parent_until: date | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    names: Iterable[tuple] = (),
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Unit:
    """A place enters the register as it is known; `valid_to` is the first day it is no more.

    Each of `names` is (language, text), then the kind and whether a native reader checked it.
    Raises RuleViolation if days are out of order, the unit above lies in another country, or only
    half of the position is known.
    """
    require_order(valid_from, valid_to)
    require((latitude is None) == (longitude is None), _("Give both latitude and longitude."))
    unit = Unit.objects.create(
        uuid=uuid or uuid4(),
        word=word,
        name=name,
        level=level,
        country=country,
        code=code,
        valid_from=valid_from,
        valid_to=valid_to,
        latitude=latitude,
        longitude=longitude,
    )
    audit.record(action="unit.recorded", target=unit, by=by)
    for language, text, *more in names:
        call(unit=unit, **_named(language, text, *more), by=by)
    if parent is not None:
        belong(unit=unit, parent=parent, since=parent_since, until=parent_until, by=by)
    cite(unit, sources)
    return unit


def _named(language: str, text: str, kind: str = NameKind.OFFICIAL, checked: bool = False) -> dict:
    return {"language": language, "text": text, "kind": kind, "checked": checked}


@transaction.atomic
def call(
    *,
    unit: Unit,
    language: str,
    text: str,
    by: User,
    kind: str = NameKind.OFFICIAL,
    checked: bool = False,
    since: date | None = None,
    until: date | None = None,
) -> UnitName:
    """Write down a further name of a place: in another script, a former one, an alias."""
    require_order(since, until)
    known = unit.names.filter(language=language, text=text, since=since).exists()
    require(not known, _("The unit has this name already: %(name)s.") % {"name": text})
    name = UnitName.objects.create(
        unit=unit,
        language=language,
        text=text,
        kind=kind,
        checked=checked,
        since=since,
        until=until,
    )
    audit.record(action="unit.named", target=unit, by=by, language=language, name=text)
    return name


@transaction.atomic
def belong(
    *,
    unit: Unit,
    parent: Unit,
    by: User,
    since: date | None = None,
    until: date | None = None,
) -> UnitParent:
    """A unit belongs to another for a time; what it belonged to before ends when this begins."""
    require_order(since, until)
    Unit.objects.select_for_update().get(pk=unit.pk)
    require(unit.country_id == parent.country_id, _("A unit belongs to one of its own country."))
    require(
        not lies_above(unit, parent),
        _("A unit cannot belong to itself or to a unit below it."),
    )
    before = unit.parents.filter(until__isnull=True).first()
    if before and since and (before.since is None or before.since < since):
        before.until = since
        before.save(update_fields=["until"])
    place = UnitParent.objects.create(unit=unit, parent=parent, since=since, until=until)
    audit.record(action="unit.placed", target=unit, by=by, parent=str(parent.uuid))
    unit.refresh_from_db()  # the trigger copied the parent
    return place


def lies_above(unit: Unit, parent: Unit) -> bool:
    """Whether the parent is the unit itself or was ever below it."""
    seen, at = set(), {parent.pk}
    while at:
        seen |= at
        at = set(UnitParent.objects.filter(unit__in=at).values_list("parent", flat=True)) - seen
    return unit.pk in seen


@transaction.atomic
def succeed(
    *,
    predecessor: Unit,
    kind: str,
    on: date,
    by: User,
    successor: Unit | None = None,
    paper: Paper | None = None,
) -> UnitSuccession:
    """What became of a unit or a part of it on a day.

    Merged, divided and abolished units end on that day unless they ended before it was known.
    Raises RuleViolation if the successor goes back to the predecessor, stands there already, is
    missing or one too many, or the unit ended before that day.
    """
    predecessor = Unit.objects.select_for_update().get(pk=predecessor.pk)
    _require_step(predecessor, successor, kind, on)
    step = UnitSuccession.objects.create(
        predecessor=predecessor, successor=successor, kind=kind, on=on, paper=paper
    )
    if kind in ENDS and predecessor.valid_to is None:
        predecessor.valid_to = on
        predecessor.save(update_fields=["valid_to"])
    followed = str(successor.uuid) if successor else ""
    audit.record(action="unit.succeeded", target=predecessor, by=by, kind=kind, successor=followed)
    return step


def _require_step(predecessor: Unit, successor: Unit | None, kind: str, on: date) -> None:
    abolished = kind == SuccessionKind.ABOLISHED
    require(successor or abolished, _("Name the unit that succeeds it."))
    require(not (successor and abolished), _("An abolished unit has no successor."))
    require(
        predecessor.valid_to is None or on <= predecessor.valid_to,
        _("The unit was no more on that day."),
    )
    begun = predecessor.valid_from
    require(
        begun is None or begun < on or (begun == on and kind not in ENDS),
        _("The unit did not exist before that day. Check the day."),
    )
    known = predecessor.successions.filter(successor=successor).exists()
    require(not known, _("This succession is in the register already."))
    require(
        not goes_round(predecessor, successor),
        _("A unit cannot succeed itself or one of its own successors."),
    )


def goes_round(predecessor: Unit, successor: Unit | None) -> bool:
    """Whether the successor is the predecessor itself or led to it."""
    seen, at = set(), {successor.pk} if successor else set()
    while at:
        if predecessor.pk in at:
            return True
        seen |= at
        later = UnitSuccession.objects.filter(predecessor__in=at, successor__isnull=False)
        at = set(later.values_list("successor", flat=True)) - seen
    return False
