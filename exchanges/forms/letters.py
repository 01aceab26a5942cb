"""Forms of letters: the entry in the register, and the text in the languages of the tie."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm
from core.languages import SideBySideForm, tell_of_newer
from core.pickers import RecordChoice
from exchanges.choices import LetterDirection
from exchanges.forms.boxes import DayField
from exchanges.forms.incidents import in_the_area, not_to_come
from exchanges.models import Incident, Letter, Meeting
from partnerships.forms.fields import by_title, partnership_choice, unit_choice


def by_gist(rows, words: str):
    return rows.standing().called(words)


def record_choice(model, label, name: str, search) -> RecordChoice:
    return RecordChoice(
        model.objects.all(),
        label=label,
        search_url=f"exchanges:{name}-picker",
        search=search,
        required=False,
    )


class LetterForm(RecordForm):
    """The entry of a letter. Its place is a tie or, where none covers it, a unit."""

    dated = PartialDateFormField(label=gettext_lazy("Day of the letter"), required=False)
    arrived = DayField(label=gettext_lazy("Arrived on"), required=False)
    answer_due = DayField(label=gettext_lazy("Answer due by"), required=False)
    partnership = partnership_choice(gettext_lazy("Tie"))
    unit = unit_choice(gettext_lazy("or unit, if no tie covers it"))
    answers = record_choice(Letter, gettext_lazy("Answers the letter"), "letter", by_gist)
    incident = record_choice(Incident, gettext_lazy("About the incident"), "incident", by_title)
    meeting = record_choice(
        Meeting, gettext_lazy("About the meeting"), "incident-meeting", by_title
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Known from"), choices=Basis.choices, initial=Basis.MADE_HERE
    )

    class Meta:
        model = Letter
        fields = [
            "direction", "kind", "number", "arrived", "sender", "addressee", "gist",
            "answer_due", "basis",
        ]  # fmt: skip
        labels = {
            "gist": gettext_lazy("What it is about, in a line"),
            "number": gettext_lazy("Number of the letter"),
        }

    def clean_dated(self):
        words = _("This day is still to come. Give the day that stands on the letter.")
        return not_to_come(words)(self.cleaned_data["dated"])

    def clean_arrived(self):
        day = self.cleaned_data["arrived"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("arrived") and data.get("direction") == LetterDirection.OUT:
            self.add_error("arrived", _("Only a letter that was received has arrived."))
        if {"partnership", "unit"} & set(self.errors):
            return data
        tie, unit = data["partnership"], data["unit"]
        borrowed = [data.get(name) for name in ("answers", "incident", "meeting")]
        if not (tie or unit or any(borrowed)):
            self.add_error("partnership", _("Name the tie, or the unit if no tie covers it."))
        if tie is None and unit is not None and not in_the_area(self.user, unit=unit):
            self.add_error(
                "unit",
                _("This place lies outside your area. Choose one of your area, or name the tie."),
            )
        return data


class LetterEditForm(LetterForm):
    """Where no answer was thought to be needed, the reason can be put right or taken out."""

    no_answer = forms.CharField(
        label=gettext_lazy("Why no answer is needed"), max_length=300, required=False
    )

    class Meta(LetterForm.Meta):
        fields = [*LetterForm.Meta.fields, "no_answer"]

    def __init__(self, *args, asks_why: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["no_answer"]


class LetterTextForm(SideBySideForm):
    """The text, as far as it is kept here. Two people may write two languages at once."""

    text_rows = 14

    def clean(self):
        tell_of_newer(self, self.value)
        return super().clean()
