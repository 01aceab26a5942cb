"""A form laid out for the page: numbered groups, boxes with their widths, rows under each other."""

from dataclasses import dataclass, field

from django.forms import BoundField, Textarea
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import gettext as _

from core.editing import spelled

HALF, WHOLE = 6, 12


@dataclass(frozen=True)
class Box:
    """One field on the page. `now` is what another person has put there in the meantime."""

    field: BoundField
    width: int = HALF
    now: str = ""


@dataclass(frozen=True)
class ShownRow:
    form: object
    number: int | str
    boxes: list[Box]
    gone: bool = False

    @property
    def sides(self):
        return getattr(self.form, "sides", [])


@dataclass(frozen=True)
class ShownRows:
    """One kind of row: those there, an empty one to copy, and the words of its buttons."""

    name: str
    formset: object
    rows: list[ShownRow]
    blank: ShownRow
    now: list[str] = field(default_factory=list)

    @property
    def layout(self):
        return self.formset.form.layout

    @property
    def one(self):
        return self.formset.form.one

    @property
    def add(self):
        return self.formset.form.add


@dataclass(frozen=True)
class ShownGroup:
    title: str = ""
    note: str = ""
    boxes: list[Box] = field(default_factory=list)
    rows: ShownRows | None = None
    sides: list = field(default_factory=list)


def laid_out(form, rowsets: dict, groups, conflict=None) -> list[ShownGroup]:
    """The groups as declared; then whatever field or kind of row no group names."""
    named = {name.partition(":")[0] for group in groups for name in group.fields}
    named |= set(getattr(form, "revised_fields", ()))
    rest = tuple(box.name for box in form.visible_fields() if box.name not in named)
    shown = [_group(group.title, group.note, group, form, rowsets, conflict) for group in groups]
    if rest:
        boxes = [_box(form, name, conflict) for name in rest]
        shown.append(ShownGroup(boxes=boxes))
    if getattr(form, "sides", None):
        shown.append(ShownGroup(sides=form.sides))
    drawn = {group.rows for group in groups}
    shown += [
        ShownGroup(rows=_rows(name, rowsets[name], conflict))
        for name in rowsets
        if name not in drawn
    ]
    return shown


def _group(title, note, group, form, rowsets, conflict) -> ShownGroup:
    boxes = [_box(form, name, conflict) for name in group.fields]
    rows = _rows(group.rows, rowsets[group.rows], conflict) if group.rows else None
    return ShownGroup(title, note, boxes, rows)


def _box(form, said: str, conflict) -> Box:
    name, _colon, width = said.partition(":")
    bound = form[name]
    wide = isinstance(bound.field.widget, Textarea) or getattr(bound.field, "wide", False)
    now = ""
    if conflict and name in conflict.form.fields:
        theirs = conflict.form[name]
        if bound.field.has_changed(theirs.initial, bound.data):
            now = human(theirs) or _("empty")
    return Box(bound, int(width) if width else WHOLE if wide else HALF, now)


def _rows(name: str, formset, conflict) -> ShownRows:
    rows = [_row(form, number) for number, form in enumerate(formset.forms, 1)]
    theirs = conflict.rowsets[name].initial_forms if conflict else []
    if not formset.has_changed() and formset.initial_form_count() == len(theirs):
        theirs = []  # what was typed is what is there
    now = [" · ".join(filter(None, map(human, form.shown_fields))) for form in theirs]
    return ShownRows(name, formset, rows, _row(formset.empty_form, "__number__"), now)


def _row(form, number) -> ShownRow:
    gone = form.is_bound and form["DELETE"].value() in ("on", "True", "true", True)
    boxes = [Box(box, form.widths.get(box.name, HALF)) for box in form.shown_fields]
    return ShownRow(form, number, boxes, bool(gone))


def human(bound: BoundField) -> str:
    """A box's value in words, as a person would read it off the screen."""
    value = bound.value()
    value = value() if callable(value) else value
    if hasattr(bound.field, "in_words"):
        return bound.field.in_words(value)
    chosen = value if isinstance(value, (list, tuple)) else [value]
    if hasattr(bound.field, "choices"):
        labels = {str(key): str(label) for key, label in bound.field.choices}
        return ", ".join(labels.get(str(one), str(one)) for one in chosen if one not in (None, ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return spelled(bound.field.prepare_value(value))


@dataclass(frozen=True)
class Problem:
    """A line of the summary on top: where to go, and what to do there."""

    anchor: str
    words: str


def problems(form, rowsets: dict) -> list[Problem]:
    found = [Problem("", words) for words in form.non_field_errors()]
    for box in form:
        found += [Problem(_anchor(box), f"{_label(box)}: {words}") for words in box.errors]
    for formset in rowsets.values():
        found += [Problem("", words) for words in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, 1):
            place = f"{row.one} {number}".capitalize()
            found += [Problem("", f"{place}: {words}") for words in row.non_field_errors()]
            for box in row:
                found += [
                    Problem(_anchor(box), f"{place}, {_label(box)}: {words}")
                    for words in box.errors
                ]
    return found


def _label(box: BoundField) -> str:
    """The label of a box to tick is a whole sentence; its full stop gives way to the colon."""
    return str(box.label).removesuffix(".")


def _anchor(box: BoundField) -> str:
    return box.id_for_label or box.auto_id


def without_errors(form, rowsets: dict):
    """A form as typed, shown again before anybody asked whether it is right."""
    form._errors = ErrorDict()
    for formset in rowsets.values():
        formset._errors = [{} for _form in formset.forms]
        formset._non_form_errors = ErrorList()
        for row in formset.forms:
            row._errors = ErrorDict()
    return form, rowsets
