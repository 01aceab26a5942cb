"""Small forms along the course of aid: steps, approval, hand-over, acceptance, cancelling."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from core.pickers import RecordChoice
from exchanges.choices import Acceptance
from exchanges.forms.aid_rows import not_in_the_future
from exchanges.forms.boxes import DayField
from partnerships.choices import Answer
from partnerships.forms.fields import by_words, paper_choice
from partnerships.models import Organisation


class PaperBoxes(ScopedForm):
    """A paper of the register, or a new one in three boxes. `paper_needed` asks for either."""

    paper_needed = True

    paper = paper_choice(_("Paper, if it is in the register"))
    paper_number = forms.CharField(
        label=_("or a new paper: number and symbol"), max_length=60, required=False
    )
    paper_dated = PartialDateFormField(label=_("Date of the new paper"), required=False)
    paper_gist = forms.CharField(label=_("Gist of the new paper"), max_length=300, required=False)

    @property
    def names_a_new_paper(self) -> bool:
        return bool(self.cleaned_data.get("paper_number") or self.cleaned_data.get("paper_gist"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("paper") and self.names_a_new_paper:
            self.add_error(
                "paper", gettext("Choose a paper or type a new one in, not both at once.")
            )
        dated = data.get("paper_dated")
        if dated and str(dated) and not self.names_a_new_paper:
            self.add_error("paper_number", gettext("Give the number or the gist of the new paper."))
        said = data.get("paper") or self.names_a_new_paper
        if self.paper_needed and not said and "paper" not in self.errors:
            self.add_error("paper", gettext("Name the paper of the approval."))
        return data


class ApproveForm(PaperBoxes):
    on = DayField(label=_("Approved on"))


class AskForm(ScopedForm):
    on = DayField(label=_("Asked on"))
    organisation = RecordChoice(
        Organisation.objects.all(),
        label=_("Who answers, from the register"),
        search_url="partnerships:organisation-picker",
        search=by_words,
        required=False,
    )


class AnswerForm(PaperBoxes):
    paper_needed = False

    on = DayField(label=_("Answered on"))
    answer = forms.ChoiceField(label=_("Answer"), choices=[("", "—"), *Answer.choices])
    words = forms.CharField(
        label=_("What was answered"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class HandOverForm(ScopedForm):
    """Who stood for each side, as in the record that both sign. `basis` is that of the aid."""

    handed_over = PartialDateFormField(label=_("Day of the hand-over"), full=True)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    giver_name = forms.CharField(label=_("Who handed over"), max_length=120, required=False)
    giver_post = forms.CharField(label=_("Post of who handed over"), max_length=200, required=False)
    receiver_name = forms.CharField(label=_("Who received"), max_length=120, required=False)
    receiver_post = forms.CharField(label=_("Post of who received"), max_length=200, required=False)
    condition = forms.CharField(
        label=_("In what condition"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, basis: str, **kwargs):
        super().__init__(*args, **kwargs)
        ours = basis == Basis.MADE_HERE
        day = self.fields["handed_over"]
        day.full = day.required = ours
        if not ours:
            day.help_text = _("21/11/2026, 12/2015, 2015 or “from 2014”")

    def clean_handed_over(self):
        return not_in_the_future(self.cleaned_data["handed_over"])


class AcceptForm(ScopedForm):
    acceptance = forms.ChoiceField(label=_("Acceptance"), choices=[("", "—"), *Acceptance.choices])
    accepted_on = DayField(label=_("Accepted on"))
    remarks = forms.CharField(
        label=_("Remarks"),
        max_length=2000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_accepted_on(self):
        day = self.cleaned_data["accepted_on"]
        if day and day > timezone.localdate():
            raise ValidationError(gettext("This day is still to come."))
        return day

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("acceptance") == Acceptance.WITH_REMARKS and not data.get("remarks"):
            self.add_error("remarks", gettext("Write the remarks."))
        return data


class NothingForm(ScopedForm):
    """A form of rows only."""
