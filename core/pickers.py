"""Choices out of thousands: one types a few letters and chooses from what is found.

With htmx the choices come while typing; without it the words are looked up when the form is
sent, and if they fit several records the form comes back with those to choose from.
"""

import copy
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

FOUND = 20


@dataclass(frozen=True)
class Picked:
    """What the browser sent: the uuids that are ticked, and the words in the search box."""

    uuids: tuple[str, ...] = ()
    words: str = ""

    def __bool__(self):
        return bool(self.uuids or self.words.strip())

    def __str__(self):
        return ",".join(self.uuids) or self.words


def by_name(rows, words: str):
    return rows.filter(name__icontains=words)


def read_uuids(texts) -> list[UUID]:
    found = []
    for text in texts:
        try:
            found.append(UUID(str(text)))
        except ValueError:
            continue
    return found


class Picker(forms.Widget):
    template_name = "core/widgets/picker.html"
    use_fieldset = True
    many = False
    field = None  # set by the field, whose rows and scope it shows

    def value_from_datadict(self, data, files, name):
        texts = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or ()
        texts = [texts] if isinstance(texts, str) else texts
        return Picked(tuple(filter(None, texts))[:200], (data.get(f"{name}_q") or "")[:200])

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_q" not in data

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        return context | {
            "name": name,
            "chosen": self.field.records(value),
            "found": self.field.offered,
            "words": value.words if isinstance(value, Picked) else "",
            "kind": "checkbox" if self.many else "radio",
            "url": self._address(),
            "required": self.field.required,
            "beside": self.field.beside,
            "takes_words": self.field.takes_words,
            "label": context["widget"]["attrs"].get("aria-label", ""),
        }

    def _address(self) -> str:
        """The name of a URL, or the address itself where it is that of one record."""
        named = self.field.search_url
        return named if not named or named.startswith("/") else reverse(named)

    def id_for_label(self, id_, index=None):
        return f"{id_}_q" if id_ else ""


class RecordChoice(forms.Field):
    """One record out of many. Choices are cut to what the user may see, like every queryset."""

    widget = Picker
    wide = False
    takes_words = False  # words that find nothing are taken too: somebody new
    beside = ""  # another box of the form whose value the search needs too
    before = None  # set by the form: what its record named when the page was opened

    def __init__(self, queryset, *, search_url="", search=by_name, **kwargs):
        self.queryset, self.search_url, self.search = queryset, search_url, search
        self.offered = []
        super().__init__(**kwargs)
        self.widget.field = self

    def __deepcopy__(self, memo):
        result = super().__deepcopy__(memo)
        result.queryset, result.offered = self.queryset.all(), []
        result.widget = copy.copy(result.widget)
        result.widget.field = result
        return result

    def records(self, value) -> list:
        """The records that a value names, whether typed, stored or at hand."""
        if isinstance(value, Picked):
            return (
                list(self.queryset.filter(uuid__in=read_uuids(value.uuids))) if value.uuids else []
            )
        values = value if isinstance(value, (list, tuple, set)) else [value]
        at_hand = [one for one in values if isinstance(one, Model)]
        if at_hand or value in (None, "", [], ()):
            return self._in_sight(at_hand)
        uuids = read_uuids(values)
        keys = [one for one in values if isinstance(one, int)]
        known = {"uuid__in": uuids} if uuids else {"pk__in": keys}
        return list(self.queryset.filter(**known))

    def _in_sight(self, records: list) -> list:
        """Those of the choices; nothing to ask where every row is one."""
        if not records or not self.queryset.query.where:
            return records
        keys = [one.pk for one in records]
        seen = set(self.queryset.filter(pk__in=keys).values_list("pk", flat=True))
        return [one for one in records if one.pk in seen]

    def _out_of_sight(self) -> list:
        """What the record names already and this user cannot see: it is not shown, and it stays.

        Only records at hand count, which the page itself put there; never what a browser sent.
        """
        before = self.before if isinstance(self.before, (list, tuple)) else [self.before]
        at_hand = [one for one in before if isinstance(one, Model)]
        seen = {one.pk for one in self._in_sight(at_hand)}
        return [one for one in at_hand if one.pk not in seen]

    def clean(self, value):
        found = [*self._found(value), *self._out_of_sight()]
        if not found and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return self._cleaned(found)

    def _cleaned(self, found):
        return found[0] if found else None

    def _found(self, value) -> list:
        if not isinstance(value, Picked) or not value:
            return []
        if value.uuids:
            found = self.records(value)
            if len(found) != len(set(value.uuids)):
                raise ValidationError(
                    _("What was chosen is not in the register, or not in your area. Choose again.")
                )
            self._require_no_duplicate(found)
            return found
        words = value.words.strip()
        found = list(self.search(self.queryset, words)[: FOUND + 1])
        if len(found) == 1:
            return found
        self.offered = found[:FOUND]
        if not found:
            raise ValidationError(_("Nothing is called “%(words)s”.") % {"words": words})
        raise ValidationError(
            _("Several are called like “%(words)s”. Choose one of them.") % {"words": words}
        )

    @staticmethod
    def _require_no_duplicate(found: list) -> None:
        """What was merged after the form was opened, or is named by a forged one."""
        for one in found:
            if getattr(one, "merged_into_id", None):
                raise ValidationError(
                    _("“%(record)s” was merged into another record meanwhile. Choose that one.")
                    % {"record": one}
                )

    def has_changed(self, initial, data):
        if isinstance(data, Picked) and not data.uuids and data.words.strip():
            return True
        before = {str(one.uuid) for one in self.records(initial)}
        after = {str(one) for one in read_uuids(data.uuids)} if isinstance(data, Picked) else set()
        return before != after

    def in_words(self, value) -> str:
        return ", ".join(str(one) for one in self.records(value))


class RecordChoices(RecordChoice):
    """Several records out of many: a list."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.widget.many = True

    def _cleaned(self, found):
        return found
