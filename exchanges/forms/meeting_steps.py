"""What is asked when a planned meeting goes on its way."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from exchanges.choices import LetterDirection
from exchanges.forms.boxes import DayField
from exchanges.forms.meetings import HeldInThePast, WhereAndWhen


class HoldForm(HeldInThePast, WhereAndWhen):
    """A planned meeting took place."""

    held = PartialDateFormField(label=gettext_lazy("Day of the meeting"), full=True)


class InviteForm(ScopedForm):
    """The letter of invitation, in the register of letters; or no letter at all."""

    direction = forms.ChoiceField(
        label=gettext_lazy("The letter was"),
        choices=[
            (LetterDirection.OUT, gettext_lazy("sent by our side")),
            (LetterDirection.IN, gettext_lazy("received from the other side")),
        ],
    )
    number = forms.CharField(label=gettext_lazy("Number"), max_length=60, required=False)
    dated = PartialDateFormField(label=gettext_lazy("Day of the letter"), full=True, required=False)
    answer_due = DayField(label=gettext_lazy("Answer due"), required=False)
    who = forms.CharField(
        label=gettext_lazy("Addressee; of a received letter, the sender"),
        max_length=200,
        required=False,
    )
    gist = forms.CharField(label=gettext_lazy("Gist"), max_length=500, required=False)
    without_letter = forms.BooleanField(
        label=gettext_lazy("Without a letter: invited by telephone or by word of mouth"),
        required=False,
    )

    def clean_dated(self):
        dated = self.cleaned_data["dated"]
        if dated.days and dated.days.lower > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return dated

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("without_letter"):
            return data
        if "dated" in data and not data["dated"].is_full:
            words = _("Enter the full day, month and year, for example 28/03/2025.")
            self.add_error("dated", words)
        if not data.get("gist") and "gist" not in self.errors:
            self.add_error("gist", _("Say in a line what the letter is about."))
        return data


class PlanAgainForm(ScopedForm):
    planned = DayField(label=gettext_lazy("Planned for"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why this day"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )


class ReasonForm(ScopedForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
