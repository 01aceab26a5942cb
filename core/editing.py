"""Two people at one record: what a window showed, compared with what is there now."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _


def shown_values(form, rowsets: dict) -> dict[str, str]:
    """What an untouched form shows, field by field, in one spelling.

    Texts in several languages are left out: they carry a revision of their own per language.
    """
    values = {box.name: spelled(box.value()) for box in form if box.name not in _own(form)}
    for name, rows in rowsets.items():
        values[name] = json.dumps(
            [
                {box.name: spelled(box.value()) for box in row if box.name not in _own(row)}
                for row in rows.initial_forms
            ]
        )
    return values


def _own(form) -> set[str]:
    return set(getattr(form, "revised_fields", ()))


def spelled(value) -> str:
    if isinstance(value, (list, tuple, set)):
        return json.dumps(sorted(spelled(one) for one in value))
    if isinstance(value, Model):
        return str(getattr(value, "uuid", value.pk))
    return "" if value is None else str(value)


def version_of(values: dict[str, str]) -> str:
    """A short name for exactly these values, for the hidden field of the form."""
    return sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


@dataclass
class Conflict:
    """Somebody else saved first: who, when, and the form as it would open now."""

    who: str = ""
    when: datetime | None = None
    form: object = None
    rowsets: dict = field(default_factory=dict)

    def __str__(self):
        if not self.who:
            return _(
                "This record was changed by somebody else while you were writing. What you typed "
                "is still here; compare it with the present values and save again."
            )
        return _(
            "%(who)s changed this record at %(when)s while you were writing. What you typed is "
            "still here; compare it with the present values and save again."
        ) % {"who": self.who, "when": f"{timezone.localtime(self.when):%H:%M %d/%m/%Y}"}


def last_change(record) -> tuple[str, datetime | None]:
    """Who changed the row last and when, as the row history has it."""
    history = getattr(record, "events", None)
    event = history.order_by("-pgh_id").select_related("pgh_context").first() if history else None
    if event is None:
        return "", None
    context = event.pgh_context.metadata if event.pgh_context else {}
    user = get_user_model().objects.filter(pk=context.get("user")).first()
    name = user.name if user else _("Somebody else")
    return name, event.pgh_created_at
