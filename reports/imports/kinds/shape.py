"""What has to be said of a kind of record so that tables of it can be brought in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from accounts.models import User
from core.access import Permission
from core.search import fold
from reports.imports.columns import Column


@dataclass(frozen=True)
class Writing:
    """Who writes, on which day, and the name that the new record gets."""

    by: User
    today: date
    uuid: UUID


@dataclass(frozen=True)
class Kind:
    """`write` makes one record by the service of its app; `same` finds those that may be it.

    `identity` names the columns by which two rows of a table are held to be one record told twice.
    `near` picks those of many rows that may be there by their names, so that `same` is asked only
    of them; without it, of all. `later`: its service leaves the writing to core.together.save, so
    a row that is refused has left nothing behind.
    """

    code: str
    label: str
    model: type[Model]
    columns: tuple[Column, ...]
    permission: Permission
    write: Callable[[dict[str, Any], Writing], Model]
    identity: tuple[str, ...]
    same: Callable[[dict[str, Any], User], Any]
    near: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = list
    note: str = ""
    later: bool = False

    def column(self, name: str) -> Column | None:
        return next((one for one in self.columns if one.name == name), None)


def said(values: dict[str, Any], *names: str, **renamed: str) -> dict[str, Any]:
    """The facts that were given, as the service calls them; what is left open is left out."""
    pairs = {name: name for name in names} | renamed
    found = {to: values.get(name) for to, name in pairs.items()}
    return {to: value for to, value in found.items() if value not in (None, "", ())}


def called(model: type[Model], *names: str):
    """Picks the rows of which the register has one of these names, in any area, in one question
    each. A row that says none of them may be anything.
    """

    def near(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found = [row for row in rows if not any(row[name] for name in names)]
        for name in names:
            there = model._base_manager.filter(**{f"{name}__in": {row[name] for row in rows}})
            known = set(there.order_by().values_list(name, flat=True)) - {""}
            found += [row for row in rows if row[name] in known]
        return found

    return near


def called_alike(model: type[Model]):
    """All rows, if the register has the name of any of them, written with or without tone marks."""

    def near(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        names = [fold(row["name"]) for row in rows]
        return rows if model._base_manager.filter(folded__in=names).exists() else []

    return near
