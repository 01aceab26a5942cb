"""What is said of several agreed items at once."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ScopedForm
from exchanges.choices import AgreedItemStatus, ItemOwner
from exchanges.forms.boxes import DayField

CLOSED = (AgreedItemStatus.DONE, AgreedItemStatus.DROPPED)
STEPS = (AgreedItemStatus.IN_HAND, *CLOSED)


class MoveChosenForm(ScopedForm):
    """Taken in hand, done, or dropped; the last two with the day and the proof they share."""

    status = forms.ChoiceField(
        label=gettext_lazy("What became of them"),
        choices=[("", "—"), *((step.value, step.label) for step in STEPS)],
    )
    closed = DayField(label=gettext_lazy("Done or dropped on"), required=False)
    proof = forms.CharField(
        label=gettext_lazy("Proof, or the decision that dropped it"),
        max_length=500,
        required=False,
    )

    def clean(self):
        data = super().clean() or self.cleaned_data
        for name in ("closed", "proof"):
            said, closes = data.get(name), data.get("status") in CLOSED
            if closes and not said and name not in self.errors:
                self.add_error(name, _("Give the day and the proof, or the decision."))
            if said and data.get("status") == AgreedItemStatus.IN_HAND:
                self.add_error(name, _("Leave this empty: what is in hand is not closed yet."))
        return data


class AssignChosenForm(ScopedForm):
    """Which side does them, and until when. A day left empty stays as it is on each."""

    owner = forms.ChoiceField(
        label=gettext_lazy("Who does it"), choices=[("", "—"), *ItemOwner.choices]
    )
    due = DayField(
        label=gettext_lazy("Due"),
        required=False,
        help_text=gettext_lazy("Left empty, each keeps the day it has."),
    )
