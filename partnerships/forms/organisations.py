from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm
from partnerships.forms.fields import DayField, NamedInLanguages, unit_choice
from partnerships.models import Organisation


class OrganisationForm(NamedInLanguages, RecordForm):
    """Name in Vietnamese and in other languages, where it sits, from when until when."""

    seat = unit_choice(label=_("Seat"))
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("First day it is no more"), required=False)

    class Meta:
        model = Organisation
        fields = ["name", "kind", "country", "seat", "since", "until"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["country"].required = False
        self.fields["country"].help_text = _("Left empty, it is the country of the seat.")

    def clean(self):
        data = super().clean() or self.cleaned_data
        if not {"country", "seat"} & set(self.errors) and not (
            data.get("country") or data.get("seat")
        ):
            raise forms.ValidationError(
                gettext("Name the seat of the organisation, or at least its country.")
            )
        since, until = data.get("since"), data.get("until")
        if since and until and until <= since:
            self.add_error("until", gettext("The end comes after the beginning, as a day."))
        return data
