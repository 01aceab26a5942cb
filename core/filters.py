"""Filters of lists, and the chips that say which of them are in use."""

from dataclasses import dataclass
from functools import partial

import django_filters
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.access import Reach, ScopedQuerySet
from core.forms import tidy_data
from core.search import Folded, fold

CHOICES = (django_filters.ChoiceFilter, django_filters.ModelChoiceFilter)


@dataclass(frozen=True)
class Chip:
    """One filter in use: what it says, and the address of the list without it."""

    label: str
    value: str
    url: str


def later(found: django_filters.Filter) -> django_filters.Filter:
    """A filter that waits behind "More filters" until it is used."""
    found.waits = True
    return found


class FoldedWords(django_filters.CharFilter):
    """Letters anywhere in a text, typed with or without tone marks; folded now, where the record
    keeps no folded copy.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, max_length=200, **kwargs)

    def filter(self, rows, value):
        if not value:
            return rows
        folded = f"{self.field_name}_folded".replace("__", "_")
        found = rows.alias(**{folded: Folded(F(self.field_name))})
        return found.filter(**{f"{folded}__contains": fold(value)})


@dataclass(frozen=True)
class Found:
    """Words, and the keys of the records that the search of the whole register finds for them."""

    words: str
    keys: frozenset[int]

    def __str__(self):
        return self.words


class FoundField(forms.CharField):
    """Words that the search of the whole register was asked for. More than it counts is refused:
    half of them in a list would look like all.
    """

    widget = forms.HiddenInput

    def __init__(self, *, look_up=None, **kwargs):
        self.look_up = look_up
        super().__init__(max_length=200, **kwargs)

    def clean(self, value):
        words = super().clean(value)
        if not words:
            return None
        keys = self.look_up(words=words)
        if keys is None:
            raise ValidationError(
                gettext("“%(words)s” finds too many records for a list. Add a word to find less.")
                % {"words": words}
            )
        return Found(words, keys)


class FoundFilter(django_filters.Filter):
    """What the search found, as a list: sorted, filtered on and taken away like any other."""

    field_class = FoundField

    def filter(self, rows, value):
        return rows.filter(pk__in=value.keys) if value else rows


class RecordFilter(django_filters.FilterSet):
    """Filters that offer only what the user may see, name it by uuid, and take tidy text.

    Those that are said `later` wait behind a button: a list draws only what is in use of them.
    The search of the register leads to a list with `found`; it is there only then.
    """

    found = FoundFilter(label=_("Found by the search"))

    def __init__(self, data=None, *args, **kwargs):
        super().__init__(tidy_data(data) if data is not None else None, *args, **kwargs)
        self._put_away()
        if self.data.get("found"):
            find = import_string(settings.LISTS_SEARCHED_BY)
            look_up = partial(find, model=self.queryset.model, by=self.who)
            self.filters["found"].extra["look_up"] = look_up
        else:
            del self.filters["found"]
        for choice in self.filters.values():
            if isinstance(choice, CHOICES):
                choice.extra.setdefault("empty_label", _("any"))
            rows = choice.extra.get("queryset")
            if isinstance(rows, ScopedQuerySet):
                choice.extra["queryset"] = rows.visible_to(self.who)
                choice.extra["to_field_name"] = "uuid"

    @cached_property
    def who(self) -> Reach:
        """The user, whose reach is looked up once for all that the filters offer."""
        return Reach(self.request.user)

    def _put_away(self) -> None:
        """What waits stands last, and only if it is in use or was asked for."""
        everything = bool(self.data.get("more"))
        waiting = [name for name, one in self.filters.items() if hasattr(one, "waits")]
        self.put_away = 0
        for name in waiting:
            found = self.filters.pop(name)
            if everything or any(self.data.get(key) for key in (name, f"{name}_q")):
                self.filters[name] = found
            else:
                self.put_away += 1

    def problems(self) -> list[tuple[str, str]]:
        """What is wrong with the values in use, label by label; nothing of words that are still
        being typed into the search of a box.
        """
        said = []
        for name, errors in self.form.errors.items():
            if name in self.form.fields and (self.data.get(name) or f"{name}_q" not in self.data):
                label = self.form.fields[name].label or name
                said += [(str(label), str(error)) for error in errors]
        return said


def chips(filterset, params: QueryDict) -> list[Chip]:
    """The filters in use, each with the way to drop it and keep the others."""
    found = []
    filterset.form.is_valid()
    for name, field in filterset.form.fields.items():
        keys = [key for key in params if key == name or key.startswith(f"{name}_")]
        value = getattr(filterset.form, "cleaned_data", {}).get(name)
        if not keys or value in (None, "", []) or not any(params.get(key) for key in keys):
            continue
        found.append(without(keys, field.label or name, said(field, value), params))
    return found


def without(keys, label, value: str, params: QueryDict) -> Chip:
    """What is in use, and the address of the list without it, from its start."""
    rest = params.copy()
    for key in [*keys, "after", "before", "from"]:
        rest.pop(key, None)
    return Chip(str(label), value, f"?{rest.urlencode()}")


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
