"""Fields that the forms of several records share."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from core.form_fields import PartialDateFormField
from core.languages import NAMES
from core.pickers import RecordChoice
from partnerships.models import Organisation, Paper, Partnership, Unit

OTHERS = {code: name for code, (name, _own_name) in NAMES.items() if code != "vi"}


class Checks(forms.CheckboxSelectMultiple):
    """Boxes to tick, next to each other."""

    template_name = "partnerships/widgets/checks.html"


class DayField(PartialDateFormField):
    """A full day, or nothing; typed the way days are written here."""

    def __init__(self, **kwargs):
        super().__init__(full=True, **kwargs)

    def prepare_value(self, value):
        return f"{value:%d/%m/%Y}" if isinstance(value, date) else super().prepare_value(value)

    def clean(self, value) -> date | None:
        found = super().clean(value)
        return found.days.lower if found.days else None


class NamedInLanguages:
    """A form with one box per language besides Vietnamese. Together they are one value, kept under
    `named`; names in languages that have no box stay as they are.
    """

    named = "other_names"
    label = _("Name in %(language)s")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kept = getattr(getattr(self, "instance", None), self.named, None)
        self.known = dict(kept or self.initial.get(self.named) or {})
        for code, language in OTHERS.items():
            name = f"{self.named}_{code}"
            said = self.label % {"language": language}
            self.fields[name] = forms.CharField(label=said, max_length=200, required=False)
            self.fields[name].widget.attrs["lang"] = code
            self.initial[name] = self.known.get(code, "")

    def clean(self):
        data = super().clean() or self.cleaned_data
        typed = {code: data.pop(f"{self.named}_{code}", "").strip() for code in OTHERS}
        data[self.named] = {code: text for code, text in (self.known | typed).items() if text}
        return data


def by_words(rows, words: str):
    """Among those that stand by themselves: nobody chooses a record merged into another."""
    return rows.kept().named(words)


def by_name(people, words: str):
    """People are not merged: all of them stand by themselves."""
    return people.named(words)


def by_place(rows, words: str):
    """The same for units, today's first, each read with the unit above it."""
    return rows.offered(words)


def by_title(rows, words: str):
    return rows.filter(title__icontains=words)


def unit_choice(label=None, **more) -> RecordChoice:
    return RecordChoice(
        Unit.objects.select_related("parent"),
        label=label or _("Unit"),
        search_url="partnerships:unit-picker",
        search=by_place,
        required=False,
        **more,
    )


def organisation_choice(**more) -> RecordChoice:
    return RecordChoice(
        Organisation.objects.all(),
        label=_("or organisation"),
        search_url="partnerships:organisation-picker",
        search=by_words,
        required=False,
        **more,
    )


def partnership_choice(label) -> RecordChoice:
    return RecordChoice(
        Partnership.objects.all(),
        label=label,
        search_url="partnerships:partnership-picker",
        search=by_words,
        required=False,
    )


def paper_choice(label) -> RecordChoice:
    return RecordChoice(
        Paper.objects.all(),
        label=label,
        search_url="partnerships:paper-picker",
        search=by_title,
        required=False,
    )
