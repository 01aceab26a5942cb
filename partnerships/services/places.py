"""Places as officers write them: entered and put right on one form, and renamed.

What is loaded or came out of a source goes through services/units.py, which asks for no area.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.choices import NameKind
from partnerships.models import Country, Paper, Unit
from partnerships.services import papers, place_rows, units
from partnerships.services.rules import cite, require, require_kept

GLOBE = (("latitude", 90), ("longitude", 180))


@transaction.atomic
def propose(
    *,
    name: str,
    level: str,
    country: Country,
    by: User,
    word: str = "",
    code: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    names: Iterable[dict] = (),
    parents: Iterable[dict] = (),
    successions: Iterable[dict] = (),
    uuid: UUID | None = None,
) -> Unit:
    """An officer enters a place of their own area, or one abroad. The rows are as in `revise`."""
    facts = _checked(
        Unit(country=country),
        name=name,
        word=word,
        level=level,
        code=code,
        valid_from=valid_from,
        valid_to=valid_to,
        latitude=latitude,
        longitude=longitude,
    )
    unit = units.record(country=country, uuid=uuid, by=by, **facts)
    _write_rows(unit, names, parents, successions, by)
    return unit


@transaction.atomic
def revise(
    *,
    unit: Unit,
    by: User,
    names: list[dict],
    parents: list[dict],
    successions: list[dict],
    **facts,
) -> Unit:
    """What is known of a place is put right: its own facts (as in `propose`), names, the units
    above it in time, and what became of it. Its country stays.

    Rows with a uuid are those there; a row that is not given any more was entered by mistake and
    goes (the row history keeps it). Raises RuleViolation with the field at fault if a day, code or
    position cannot be, the place goes round in a circle, or lies outside the area of `by`.
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    require_editable(unit, by)
    for field, value in _checked(unit, **facts).items():
        setattr(unit, field, value)
    unit.save(update_fields=list(facts))
    _write_rows(unit, names, parents, successions, by)
    audit.record(action="unit.revised", target=unit, by=by)
    return unit


@transaction.atomic
def rename(
    *, unit: Unit, name: str, on: date, today: date, by: User, paper: Paper | None = None
) -> Unit:
    """A place gets another name on a day and stays the same place.

    What it was called until then becomes a dated former name, so that a page or paper of an
    earlier day still finds it. No succession is written: that is between two units, where the
    authorities made a new one of the old (a new code, say). Raises RuleViolation if it is called
    so already, the day is to come, or lies before an earlier renaming or outside its time.
    """
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    require_editable(unit, by)
    require(name != unit.name, _("It is called so already."), "name")
    require(on <= today, _("Enter the new name from the day on which it holds."), "on")
    there = unit.valid_to is None or on < unit.valid_to
    require(there, _("The unit was no more on that day."), "on")
    _keep_former_name(unit, on, by)
    before, unit.name = unit.name, name
    unit.save(update_fields=["name"])
    if paper:
        whole = paper.passages.filter(paragraph=None, reference="").first()
        cite(unit, [whole or papers.passage(paper=paper, by=by)])
    audit.record(action="unit.renamed", target=unit, by=by, before=before, on=on.isoformat())
    return unit


def _keep_former_name(unit: Unit, until: date, by: User) -> None:
    """The name of today becomes a former one, from when it began."""
    former = unit.names.filter(language="vi", kind=NameKind.FORMER)
    last = former.filter(until__isnull=False).order_by("until").last()
    since = last.until if last else unit.valid_from
    require(
        since is None or since < until,
        _("It has its present name only since then or later. Give a later day."),
        "on",
    )
    known = former.filter(text=unit.name, until__isnull=True).first()
    if known:  # named as a former one before anybody said until when
        known.since, known.until = known.since or since, until
        known.save(update_fields=["since", "until"])
        return
    units.call(
        unit=unit,
        language="vi",
        text=unit.name,
        kind=NameKind.FORMER,
        checked=True,
        since=since,
        until=until,
        by=by,
    )


def require_editable(unit: Unit, user: User) -> None:
    """Nobody writes what they could not see afterwards, or what is a duplicate only."""
    require_kept(unit)
    require(
        Unit.objects.editable_by(user).filter(pk=unit.pk).exists(),
        _(
            "%(place)s lies outside your area. Name a unit of your own area above it, or leave it "
            "to the officer of that place."
        )
        % {"place": unit},
    )


def _checked(unit: Unit, **facts) -> dict:
    """The facts of a unit, if they can be: days in order, a position, a code of its own."""
    since, until = facts["valid_from"], facts["valid_to"]
    require(
        not (since and until) or since < until,
        _("The end comes after the beginning, as a day."),
        "valid_to",
    )
    for (one, most), (other, _most) in zip(GLOBE, reversed(GLOBE), strict=True):
        number = facts[one]
        require(
            number is not None or facts[other] is None,
            _("Give both latitude and longitude."),
            one,
        )
        require(
            number is None or -most <= number <= most,
            _("This lies between -%(most)s and %(most)s.") % {"most": most},
            one,
        )
    if facts["code"] and unit.merged_into_id is None:
        _require_code_of_its_own(unit, facts["code"], since, until)
    return facts


def _require_code_of_its_own(unit: Unit, code: str, since: date | None, until: date | None) -> None:
    """A code is used again only after its first unit has ended."""
    others = Unit.objects.kept().filter(country=unit.country_id, code=code).exclude(pk=unit.pk)
    if since:
        others = others.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=since))
    if until:
        others = others.filter(Q(valid_from__isnull=True) | Q(valid_from__lt=until))
    other = others.first()
    require(
        other is None,
        _(
            "%(unit)s has this official code in that time. Codes are used again only after the "
            "first unit has ended: check the days, or the code."
        )
        % {"unit": other},
        "code",
    )


def _write_rows(unit: Unit, names, parents, successions, by: User) -> None:
    place_rows.call(unit, list(names))
    place_rows.place(unit, list(parents), by)
    place_rows.follow(unit, list(successions), by)
    require_editable(unit, by)
    unit.refresh_from_db()  # a trigger copied the parent
