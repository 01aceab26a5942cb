"""The rows of the form of a place: what it is called, what it belongs to, what became of it.

A refusal names the row at fault by its place among those given, so that the form shows it there.
"""

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleViolation
from partnerships.choices import SuccessionKind
from partnerships.models import Unit, UnitName, UnitParent, UnitSuccession
from partnerships.services import units
from partnerships.services.rules import require
from partnerships.services.units import ENDS

NAME = ("language", "text", "kind", "since", "until", "checked")
PLACE = ("parent", "since", "until")
STEP = ("kind", "successor", "on", "paper")


def call(unit: Unit, rows: list[dict]) -> None:
    """The names besides the Vietnamese one of today. Raises RuleViolation at a name given twice or
    one that ends before it begins.
    """
    _require_order("names", rows)
    seen = set()
    for number, row in enumerate(rows):
        key = (row["language"], row["text"], row["since"])
        words = _("The unit has this name already: %(name)s.") % {"name": row["text"]}
        require(key not in seen, words, f"names-{number}-text")
        seen.add(key)
    for one, facts in _kept(unit.names.all(), rows, NAME):
        _save(one or UnitName(unit=unit), facts)


def place(unit: Unit, rows: list[dict], user: User) -> None:
    """The units above, one at a time. Raises RuleViolation at one of another country, one below
    the unit, one outside the area of the user that was not there, or two at a time.
    """
    _require_order("parents", rows)
    for number, row in enumerate(rows):
        at = f"parents-{number}-parent"
        parent = row["parent"]
        same = unit.country_id == parent.country_id
        require(same, _("A unit belongs to one of its own country."), at)
        _require_area(parent, unit.parents.filter(parent=parent), user, at)
        for other in rows[:number]:
            require(
                _apart(row, other),
                _("The unit belongs to %(parent)s in that time already.")
                % {"parent": other["parent"]},
                f"parents-{number}-since",
            )
        require(
            not units.lies_above(unit, parent),
            _("A unit cannot belong to itself or to a unit below it."),
            at,
        )
    _save_in_turn(unit, _kept(unit.parents.all(), rows, PLACE))


def follow(unit: Unit, rows: list[dict], user: User) -> None:
    """What became of it. A unit that was merged, divided or abolished ends on that day, unless its
    end is known. Raises RuleViolation at a successor too many, missing, abroad, outside the area
    of the user, before the unit in time, or on a day that fits neither of the two.
    """
    seen = set()
    for number, row in enumerate(rows):
        _require_step(unit, row, f"successions-{number}", user)
        known = _("This succession is in the register already.")
        require(row["successor"] not in seen, known, f"successions-{number}-successor")
        seen.add(row["successor"])
    ended = [row["on"] for row in rows if row["kind"] in ENDS]
    if ended and unit.valid_to is None:
        unit.valid_to = max(ended)
        unit.save(update_fields=["valid_to"])
    for one, facts in _kept(unit.successions.all(), rows, STEP):
        _save(one or UnitSuccession(predecessor=unit), facts)
    require_in_time(unit, rows)


def _require_step(unit: Unit, row: dict, at: str, user: User) -> None:
    successor, abolished = row["successor"], row["kind"] == SuccessionKind.ABOLISHED
    at = f"{at}-successor"
    require(successor or abolished, _("Name the unit that succeeds it."), at)
    require(not (successor and abolished), _("An abolished unit has no successor."), at)
    if successor is None:
        return
    same = successor.country_id == unit.country_id
    require(same, _("A unit is succeeded by a unit of its own country."), at)
    _require_area(successor, unit.successions.filter(successor=successor), user, at)
    require(
        not units.goes_round(unit, successor),
        _("A unit cannot succeed itself or one of its own successors."),
        at,
    )


def require_in_time(unit: Unit, rows: list[dict]) -> None:
    """Every succession of the unit fits its days and those of the other unit, as the database
    sees it at the end.
    """
    places = {row["successor"]: number for number, row in enumerate(rows)}
    steps = unit.successions.select_related("successor")
    for step in steps:
        words = _fault_of(step)
        require(not words, words, f"successions-{places.get(step.successor, 0)}-on")
    for step in unit.precessions.select_related("predecessor"):
        words = _fault_of(step)
        if words:
            raise RuleViolation(
                _("%(unit)s became this unit on %(day)s: %(fault)s")
                % {"unit": step.predecessor, "day": f"{step.on:%d/%m/%Y}", "fault": words},
                "valid_from",
            )


def _fault_of(step: UnitSuccession) -> str:
    """What succession_fault() of the database, which the triggers ask too, finds wrong with it."""
    asked = [step.predecessor_id, step.successor_id, step.kind, step.on]
    with connection.cursor() as cursor:
        cursor.execute("SELECT succession_fault(%s, %s, %s, %s)", asked)
        fault = cursor.fetchone()[0]
    return str(UnitSuccession.refusals[fault]) if fault else ""


def _require_order(name: str, rows: list[dict]) -> None:
    for number, row in enumerate(rows):
        require(
            not (row["since"] and row["until"]) or row["since"] < row["until"],
            _("The end comes after the beginning, as a day."),
            f"{name}-{number}-until",
        )


def _require_area(other: Unit, there, user: User, at: str) -> None:
    """Whoever names a unit of another area would see it afterwards; what is named already stays."""
    seen = Unit.objects.editable_by(user).filter(pk=other.pk).exists() or there.exists()
    words = _("%(place)s lies outside your area: its own officer records this.")
    require(seen, words % {"place": other}, at)


def _apart(one: dict, other: dict) -> bool:
    """Whether one period ends before the other begins, or on that day."""
    first = one["until"] and other["since"] and one["until"] <= other["since"]
    return bool(first or (other["until"] and one["since"] and other["until"] <= one["since"]))


def _kept(there, rows: list[dict], names: Iterable[str]):
    """Each row with the record it stands for, if it does; records without a row are gone."""
    there = {one.uuid: one for one in there}
    kept = {row.get("uuid") for row in rows} - {None}
    require(kept <= set(there), _("A row is not in the register any more. Open the form again."))
    for uuid, one in there.items():
        if uuid not in kept:
            one.delete()
    return [(there.get(row.get("uuid")), {one: row[one] for one in names}) for row in rows]


def _save(record, facts: dict) -> None:
    """Only what differs is written, so that the history of a record tells its changes alone."""
    if record.pk and all(getattr(record, name) == value for name, value in facts.items()):
        return
    for name, value in facts.items():
        setattr(record, name, value)
    record.save()


def _save_in_turn(unit: Unit, kept: list[tuple]) -> None:
    """Where the end of one row is the beginning of the next, both move: the one that gives way
    first, because PostgreSQL looks after each.
    """
    waiting = [(one or UnitParent(unit=unit), facts) for one, facts in kept]
    while waiting:
        free = [pair for pair in waiting if _has_room(pair, waiting)]
        turn = (free or waiting)[0]
        _save(*turn)
        waiting.remove(turn)


def _has_room(pair: tuple, waiting: list[tuple]) -> bool:
    others = [one for one, _facts in waiting if one is not pair[0] and one.pk]
    stored = [{"since": one.since, "until": one.until} for one in others]
    return all(_apart(pair[1], days) for days in stored)
