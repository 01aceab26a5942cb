from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import PartialDateFormField
from core.forms import RecordForm, RowForm
from core.pickers import RecordChoice
from partnerships.choices import PartnershipEventKind, Side
from partnerships.models import Organisation, Paper, Partnership, Unit

PAPER_LANGUAGES = [
    ("lo", _("Lao")),
    ("zh", _("Chinese")),
    ("km", _("Khmer")),
    ("en", _("English")),
]


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


def by_words(rows, words: str):
    return rows.named(words)


def by_title(rows, words: str):
    return rows.filter(title__icontains=words)


def unit_choice(**more) -> RecordChoice:
    return RecordChoice(
        Unit.objects.all(),
        label=_("Unit"),
        search_url="partnerships:unit-picker",
        search=by_words,
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


def paper_choice(label) -> RecordChoice:
    return RecordChoice(
        Paper.objects.all(),
        label=label,
        search_url="partnerships:paper-picker",
        search=by_title,
        required=False,
    )


class PartnershipForm(RecordForm):
    frame = RecordChoice(
        Partnership.objects.all(),
        label=_("Parent tie"),
        search_url="partnerships:partnership-picker",
        search=by_words,
        required=False,
    )
    paper_languages = forms.MultipleChoiceField(
        label=_("Languages of papers, besides Vietnamese"),
        choices=PAPER_LANGUAGES,
        widget=Checks,
        required=False,
    )

    class Meta:
        model = Partnership
        fields = ["title", "kind", "level", "fields_of_work", "frame", "paper_languages"]

    def clean_paper_languages(self):
        """A paper always has a Vietnamese text, so nobody is asked for it."""
        return ["vi", *self.cleaned_data["paper_languages"]]


class PartnershipCreateForm(PartnershipForm):
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        required=False,
        help_text=_("Left empty, the tie gets the next code of its country."),
    )

    class Meta(PartnershipForm.Meta):
        fields = [*PartnershipForm.Meta.fields, "code", "basis"]


class PartyRow(RowForm):
    layout = "box"
    one = _("party")
    add = _("Add a party")

    side = forms.ChoiceField(label=_("Side"), choices=[("", "—"), *Side.choices])
    unit = unit_choice()
    organisation = organisation_choice()
    since = DayField(label=_("Joined on"), required=False)
    until = DayField(label=_("First day it is no more a party"), required=False)
    carried_over_by = paper_choice(_("Carried over by (decision)"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = [name for name in ("unit", "organisation") if data.get(name)]
        if len(named) != 1 and not {"unit", "organisation"} & set(self.errors):
            raise ValidationError(gettext("Name either a unit or an organisation."))
        since, until = data.get("since"), data.get("until")
        if since and until and until <= since:
            self.add_error("until", gettext("A party leaves the tie after it joined it."))
        return data


class EventRow(RowForm):
    layout = "box"
    one = _("event")
    add = _("Add an event")

    kind = forms.ChoiceField(
        label=_("What happened"), choices=[("", "—"), *PartnershipEventKind.choices]
    )
    since = PartialDateFormField(label=_("From when"), required=False, words_allowed=True)
    until = PartialDateFormField(
        label=_("Until when (only a suspension)"), required=False, words_allowed=True
    )
    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)
    paper = paper_choice(_("Paper"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        kind = data.get("kind")
        told = kind in (PartnershipEventKind.SUSPENDED, PartnershipEventKind.ENDED)
        if told and not data.get("reason"):
            self.add_error("reason", gettext("Say why the tie was suspended or ended."))
        until = data.get("until")
        if kind and kind != PartnershipEventKind.SUSPENDED and until and str(until):
            self.add_error("until", gettext("Only a suspension has an end."))
        return data
