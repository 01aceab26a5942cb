"""What differs between two versions of a row, field by field, in the words of the pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.fields import Amount, PartialDate
from core.languages import NAMES

LONGEST = 400  # letters of one value; the page of versions has the whole of a text
# Not for readers: keys, order of rows, prints and places of files. Their change means nothing by
# itself.
SILENT = {
    *("id", "uuid", "position", "revision", "transaction", "batch", "target", "target_model"),
    *("sha256", "pdf_sha256", "size", "pdf", "file", "content", "content_hash", "figures_hash"),
}
PARTS = {  # the columns of one declared field, by the ends of their names
    PartialDate: ("days", "words"),
    Amount: ("number", "unit", "bound", "estimate", "words"),
}
# What Django would call by the name of its column.
LABELS = {
    "approved_by": gettext_lazy("approved by"),
    "drafted_by": gettext_lazy("drafted by"),
    "proposed_by": gettext_lazy("proposed by"),
}
LANGUAGES = {"language", "paper_language"}  # kept as codes
Names = dict[tuple[str, int], str]  # what records are called: by model and key


@dataclass(frozen=True)
class Cut:
    """What of its history a record tells somebody (`history_for`): nothing from before a moment,
    and some acts not at all.
    """

    since: datetime | None = None
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Facet:
    """A field as a reader knows it: an amount is one, though it is kept in five columns."""

    name: str
    label: str  # lazy: each reader has their own language
    columns: tuple[str, ...]
    field: models.Field
    value: type | None = None

    def raw(self, row):
        """What is compared: a plain value, the key of a record, a PartialDate or an Amount."""
        found = [getattr(row, column) for column in self.columns]
        return self.value(*found) if self.value else found[0]

    @property
    def rank(self) -> int:
        """How well it says which row of many this is: a record that it names, its words, others;
        where it is known from least of all.
        """
        if self.related:
            return 0
        code = self.name in LANGUAGES or self.field.flatchoices
        if isinstance(self.field, (models.CharField, models.JSONField)) and not code:
            return 1
        return 3 if self.name == "basis" else 2

    @property
    def related(self) -> str:
        """The record type that the field names; empty for a plain value."""
        to = self.field.related_model
        return to._meta.label_lower if to else ""


@dataclass(frozen=True)
class Differing:
    """A field that reads otherwise: both values are words, empty where nothing stood."""

    label: str
    before: str = ""
    now: str = ""
    told: bool = True  # else only that it was written anew


@cache
def facets(
    model: type[models.Model], kept: type[models.Model], column: str = ""
) -> tuple[Facet, ...]:
    """The fields of a record that its history keeps, in the order in which they are declared,
    without the column that names the record on whose page it is told.
    """
    columns = {f.name: f for f in model._meta.concrete_fields if _has(kept, f.name)}
    return tuple(_facets(columns, {*SILENT, column}))


def _has(kept: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in kept._meta.concrete_fields)


def _facets(columns: dict[str, models.Field], silent: set[str]) -> Iterator[Facet]:
    taken = set(silent)
    for name, field in columns.items():
        if name in taken:
            continue
        for value, ends in PARTS.items():
            stem, _line, end = name.rpartition("_")
            own = tuple(f"{stem}_{one}" for one in ends)
            if stem and end == ends[0] and all(one in columns for one in own):
                taken.update(own)
                yield Facet(stem, field.verbose_name, own, field, value)
                break
        else:
            yield Facet(name, LABELS.get(name, field.verbose_name), (field.attname,), field)


def differing(model, kept, before, now, column="") -> list[tuple[Facet, object, object]]:
    """The fields in which two versions differ; of None all that says something."""
    found = []
    for facet in facets(model, kept, column):
        was = facet.raw(before) if before is not None else None
        becomes = facet.raw(now) if now is not None else None
        if before is None and becomes == facet.field.default == 0:
            continue  # nobody entered it
        if was != becomes and not (is_nothing(was) and is_nothing(becomes)):
            found.append((facet, was, becomes))
    return found


def is_nothing(value) -> bool:
    if isinstance(value, (PartialDate, Amount)):
        return not str(value)
    return value is None or value is False or value in ("", [], {})


def in_words(
    changes: Iterable[tuple[Facet, object, object]], names: Names, texts: bool = True
) -> list[Differing]:
    """One line a field; of a text one line a language, if its versions may be read."""
    found = []
    for facet, was, becomes in changes:
        label = str(facet.label)
        label = f"{label[:1].upper()}{label[1:]}"
        if isinstance(facet.field, models.JSONField) and not texts:
            found.append(Differing(label, told=False))
        elif isinstance(facet.field, models.JSONField):
            found += _of_languages(label, was or {}, becomes or {})
        else:
            said = (said_of(facet, was, names), said_of(facet, becomes, names))
            if said[0] != said[1]:
                found.append(Differing(label, *said))
    return found


def _of_languages(label: str, was, becomes) -> list[Differing]:
    """A text in several languages line by line; other such data only says that it changed."""
    if not all(isinstance(one, dict) and set(one) <= set(NAMES) for one in (was, becomes)):
        return [Differing(label, told=False)]
    found = []
    for code, (name, _own) in NAMES.items():
        before, now = _text(was.get(code)), _text(becomes.get(code))
        if before != now:
            found.append(Differing(f"{label} ({name})", *_around(before, now)))
    return found


def _text(entry) -> str:
    return str(entry.get("text", "") if isinstance(entry, dict) else entry or "")


def _around(before: str, now: str) -> tuple[str, str]:
    """Of two long texts the part where they begin to differ."""
    if max(len(before), len(now)) <= LONGEST:
        return before, now
    same = next(
        (n for n, pair in enumerate(zip(before, now, strict=False)) if pair[0] != pair[1]),
        min(len(before), len(now)),
    )
    start = max(0, same - 40)
    lead = "…" if start else ""
    return tuple(
        f"{lead}{Truncator(text[start:]).chars(LONGEST)}" if text else "" for text in (before, now)
    )


def said_of(facet: Facet, value, names: Names) -> str:
    """A value in the language in force; empty where nothing is known."""
    if facet.related and value is not None:
        return names.get((facet.related, value), _("a record that is not shown to you"))
    if isinstance(facet.field, models.BooleanField) and value is not None:
        return _("yes") if value else _("no")
    if is_nothing(value):
        return ""
    own = getattr(facet.field.model, "said_as", {}).get(facet.name)
    if own is not None:
        return str(own(value))
    choices = dict(facet.field.flatchoices or ())
    if isinstance(value, (str, int)) and value in choices:
        return str(choices[value])
    if facet.name in LANGUAGES:
        return _language(value)
    return Truncator(_plain(value, facet.field)).chars(LONGEST)


def _plain(value, field) -> str:
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, DateRange):
        return _days(value)
    if isinstance(value, Decimal):
        return number_format(value.normalize() if value % 1 else value.to_integral_value())
    if isinstance(value, list):
        base = getattr(field, "base_field", None)
        choices = dict(getattr(base, "flatchoices", None) or ())
        return ", ".join(str(choices.get(one) or _language(one)) for one in value)
    return str(value)


def _language(code) -> str:
    return str(NAMES[code][0]) if code in NAMES else str(code)


def _days(value: DateRange) -> str:
    last = value.upper and value.upper - timedelta(days=1)
    ends = [f"{day:%d/%m/%Y}" if day else "…" for day in (value.lower, last)]
    return " – ".join(dict.fromkeys(ends))
