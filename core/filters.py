"""Filters of lists, and the chips that say which of them are in use."""

from dataclasses import dataclass

import django_filters
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.forms import tidy_data

CHOICES = (django_filters.ChoiceFilter, django_filters.ModelChoiceFilter)


@dataclass(frozen=True)
class Chip:
    """One filter in use: what it says, and the address of the list without it."""

    label: str
    value: str
    url: str


class RecordFilter(django_filters.FilterSet):
    """Filters that offer only what the user may see, name it by uuid, and take tidy text."""

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(tidy_data(data) if data is not None else None, *args, **kwargs)
        for choice in self.filters.values():
            if isinstance(choice, CHOICES):
                choice.extra.setdefault("empty_label", _("any"))
            rows = choice.extra.get("queryset")
            if isinstance(rows, ScopedQuerySet):
                choice.extra["queryset"] = rows.visible_to(self.request.user)
                choice.extra["to_field_name"] = "uuid"


def chips(filterset, params: QueryDict) -> list[Chip]:
    """The filters in use, each with the way to drop it and keep the others."""
    found = []
    filterset.form.is_valid()
    for name, field in filterset.form.fields.items():
        keys = [key for key in params if key == name or key.startswith(f"{name}_")]
        value = getattr(filterset.form, "cleaned_data", {}).get(name)
        if not keys or value in (None, "", []) or not any(params.get(key) for key in keys):
            continue
        rest = params.copy()
        for key in [*keys, "after", "before", "from"]:
            rest.pop(key, None)
        found.append(Chip(str(field.label or name), said(field, value), f"?{rest.urlencode()}"))
    return found


def said(field, value) -> str:
    """A filter's value in words: the label of a choice, both ends of a range."""
    if isinstance(value, slice):
        return " – ".join(str(end) if end else "…" for end in (value.start, value.stop))
    values = value if isinstance(value, (list, tuple)) else [value]
    try:
        labels = dict(getattr(field, "choices", ()))
    except (TypeError, ValueError):  # choices in groups
        labels = {}
    return ", ".join(str(labels.get(one) or labels.get(str(one)) or one) for one in values)
