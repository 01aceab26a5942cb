"""What has to be said of a kind of record so that tables of it can be brought in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from accounts.models import User
from core.access import Permission
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
    """

    code: str
    label: str
    model: type[Model]
    columns: tuple[Column, ...]
    permission: Permission
    write: Callable[[dict[str, Any], Writing], Model]
    identity: tuple[str, ...]
    same: Callable[[dict[str, Any], User], Any]
    note: str = ""

    def column(self, name: str) -> Column | None:
        return next((one for one in self.columns if one.name == name), None)


def said(values: dict[str, Any], *names: str, **renamed: str) -> dict[str, Any]:
    """The facts that were given, as the service calls them; what is left open is left out."""
    pairs = {name: name for name in names} | renamed
    found = {to: values.get(name) for to, name in pairs.items()}
    return {to: value for to, value in found.items() if value not in (None, "", ())}
