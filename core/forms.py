"""Forms of the house: tidy text, only rows the user may see, records named by uuid."""

import copy
from uuid import UUID

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.text import tidy

LONGEST = 100_000  # letters in one box; a paper of 30 pages has fewer
ROWS = 200  # rows of one kind in one form


class TidiedData(QueryDict):
    """What was typed, in one spelling; known by its type, so that 200 rows tidy it once."""


def tidy_data(data):
    """What was typed, in one spelling. Fields then judge what is kept, not what was pasted."""
    if isinstance(data, TidiedData):
        return data
    if not hasattr(data, "setlist"):
        return {key: tidy(one) if isinstance(one, str) else one for key, one in data.items()}
    tidied = TidiedData(mutable=True)
    for key, values in data.lists():
        tidied.setlist(key, [tidy(one) if isinstance(one, str) else one for one in values])
    return tidied


class TidyForm(forms.BaseForm):
    """What every form of ours does with its data and its boxes."""

    # Browsers would forbid what we explain better ourselves.
    use_required_attribute = False
    user = None

    def __init__(self, data=None, *args, user=None, scopes=None, **kwargs):
        super().__init__(tidy_data(data) if data is not None else None, *args, **kwargs)
        self.user = user
        self.scopes = {} if scopes is None else scopes  # shared by the rows of one kind
        for name, field in self.fields.items():
            self._prepare(field, name)
            if hasattr(field, "before"):
                field.before = self.get_initial_for_field(field, name)

    def _prepare(self, field, name: str = "") -> None:
        """Choices within the user's scope, known by uuid; an upper limit to every text."""
        chooses = isinstance(field, forms.ChoiceField) or hasattr(field, "queryset")
        field.error_messages["required"] = _("Choose one.") if chooses else _("Fill this in.")
        if isinstance(getattr(field, "queryset", None), ScopedQuerySet) and self.user:
            if not name or name not in self.scopes:  # the reach of a user is a query
                self.scopes[name] = field.queryset.visible_to(self.user)
            field.queryset = self.scopes[name].all()
        if hasattr(field, "queryset"):
            names = {one.name for one in field.queryset.model._meta.get_fields()}
            field.to_field_name = "uuid" if "uuid" in names else field.to_field_name
        _name_the_empty_choice(field)
        text = isinstance(field, forms.CharField) and not isinstance(field, forms.UUIDField)
        if text and field.max_length is None:
            field.max_length = LONGEST
            field.validators.append(forms.fields.validators.MaxLengthValidator(LONGEST))


def _name_the_empty_choice(field) -> None:
    """A row of dashes says nothing; the empty choice says what choosing nothing means."""
    words = _("choose") if field.required else _("not known")
    if getattr(field, "empty_label", None):
        field.empty_label = words
    elif isinstance(field, forms.ChoiceField) and not hasattr(field, "queryset"):
        dashes = BLANK_CHOICE_DASH[0]
        if dashes in list(field.choices):
            field.choices = [("", words) if one == dashes else one for one in field.choices]


class ScopedForm(TidyForm, forms.Form):
    """A form without a record of its own."""


class RecordForm(TidyForm, forms.ModelForm):
    """A form over a record. It never saves: the cleaned data goes to a service.

    Values of several columns (PartialDate, Amount) are declared as fields of the form under the
    name they have on the record, and are filled from it.
    """

    def __init__(self, *args, instance=None, **kwargs):
        # A copy: what was typed must not stay on the record if it is refused.
        super().__init__(*args, instance=copy.copy(instance) if instance else None, **kwargs)
        if instance is not None:
            columns = {field.name for field in instance._meta.get_fields()}
            for name in set(self.fields) - columns - set(self.initial):
                if hasattr(instance, name):
                    self.initial[name] = getattr(instance, name)

    def get_initial_for_field(self, field, field_name):
        """A record is known by its uuid, so a box begins with the record, never with its key."""
        value = super().get_initial_for_field(field, field_name)
        if value is not None and hasattr(field, "queryset"):
            key = getattr(self.instance, f"{field_name}_id", None)
            return getattr(self.instance, field_name) if key == value else value
        return value


class RowForm(ScopedForm):
    """One row of a table inside a form: an attendance, a party, an agreed item."""

    layout = "table"  # or "box": a block of its own
    movable = False  # a button takes the row above the one before it; the page answers `move_row`
    one = _("row")
    add = _("Add a row")
    widths: dict[str, int] = {}  # of the boxes of a block, in twelfths; half a line by itself

    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def has_changed(self):
        """A row of which nothing was sent, as after adding one without JavaScript, is empty."""
        return self._was_sent() and super().has_changed()

    def _was_sent(self) -> bool:
        return any(
            not field.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
            for name, field in self.fields.items()
            if not isinstance(field.widget, forms.CheckboxInput)
        )

    @property
    def shown_fields(self):
        return [box for box in self.visible_fields() if box.name != "DELETE"]


class BaseRows(forms.BaseFormSet):
    """The rows of one kind. Those taken out or left empty are not in `kept`."""

    deletion_widget = forms.HiddenInput

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.scopes = {}

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"scopes": self.scopes}

    def kept(self) -> list[dict]:
        return [
            {name: value for name, value in row.cleaned_data.items() if name != "DELETE"}
            for row in self.kept_forms()
        ]

    def kept_forms(self) -> list:
        return [
            row
            for row in self.forms
            if row.cleaned_data and not row.cleaned_data.get("DELETE") and self._says_something(row)
        ]

    @staticmethod
    def _says_something(row) -> bool:
        return row.has_changed() or bool(row.cleaned_data.get("uuid"))


def rows_of(row_form: type[RowForm], *, extra: int = 0):
    """The class of formset for one kind of row."""
    return forms.formset_factory(
        row_form,
        formset=BaseRows,
        extra=extra,
        can_delete=True,
        max_num=ROWS,
        absolute_max=ROWS,
        validate_max=True,
    )


def removed_rows(typed, name: str) -> list[UUID]:
    """The rows of one kind that were taken out in this window. Rows it never showed stay."""
    found = []
    for key in typed:
        if key.startswith(f"{name}-") and key.endswith("-DELETE") and typed[key]:
            said = typed.get(key.removesuffix("DELETE") + "uuid", "")
            found += [UUID(said)] if _is_uuid(said) else []
    return found


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
