from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import PartialDateFormField
from core.forms import RecordForm, RowForm
from partnerships.choices import PartnershipEventKind, Side
from partnerships.forms.fields import (
    Checks,
    DayField,
    organisation_choice,
    paper_choice,
    partnership_choice,
    unit_choice,
)
from partnerships.models import Partnership

PAPER_LANGUAGES = [
    ("lo", _("Lao")),
    ("zh", _("Chinese")),
    ("km", _("Khmer")),
    ("en", _("English")),
]


class PartnershipForm(RecordForm):
    frame = partnership_choice(_("Parent tie"))
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
