from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm, ScopedForm
from partnerships.forms.fields import DayField, partnership_choice, unit_choice
from partnerships.models import Border, BorderMarker, Charge


class ChargeForm(ScopedForm):
    """What an organisation gets charge of: a unit, a tie, or the border from one marker to another.

    Markers are typed by their number, as everybody at a station knows them.
    """

    unit = unit_choice()
    partnership = partnership_choice(_("or tie"))
    border = forms.ModelChoiceField(
        Border.objects.all(), label=_("or section of the border"), required=False
    )
    first = forms.CharField(
        label=_("From marker"), max_length=20, required=False, help_text=_("For example 320")
    )
    last = forms.CharField(
        label=_("To marker"), max_length=20, required=False, help_text=_("For example 331/2")
    )
    since = DayField(label=_("Since"), required=False)
    until = DayField(label=_("First day it is no more"), required=False)

    def clean(self):
        data = super().clean() or self.cleaned_data
        typed = [name for name in ("first", "last") if data.get(name)]
        if typed and not data.get("border"):
            self.add_error("border", gettext("Say on which border the markers stand."))
        for name in ("first", "last"):
            data[name] = self._marker(name, data) if data.get("border") else None
        return data

    def _marker(self, name: str, data: dict) -> BorderMarker | None:
        number = (data.get(name) or "").replace(" ", "")
        if not number:
            self.add_error(name, gettext("Name the first and the last marker of the section."))
            return None
        found = BorderMarker.objects.filter(border=data["border"], label=number).first()
        if found is None:
            words = gettext("No marker %(number)s is recorded on this border.")
            self.add_error(name, ValidationError(words % {"number": number}))
        return found


class ChargeEndForm(RecordForm):
    until = DayField(label=_("First day it is no more"))

    class Meta:
        model = Charge
        fields = ["until"]
