"""Forms of incidents: entered, put right, and each step of their course."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import reach_of
from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm, ScopedForm
from core.pickers import RecordChoices
from exchanges.choices import IncidentStatus
from exchanges.models import Incident, Meeting
from partnerships.forms.borders import marker_choice
from partnerships.forms.fields import by_title, partnership_choice, unit_choice

WHO_SEES = gettext_lazy(
    "Only you, who file it, and users of this area with the right to sensitive incidents will see "
    "it: in lists, searches, counts, exports, letters and files alike. It never goes on a paper "
    "for the other side."
)


def in_the_area(user, *, unit=None, marker=None) -> bool:
    """Whether a record of that place is found again by the user who enters it."""
    if user.sees_all:
        return True
    reach = reach_of(user)
    places = {unit and unit.pk, marker and marker.unit_id} - {None}
    return bool(places & set(reach["Unit"])) or bool(marker and marker.pk in reach["BorderMarker"])


def not_to_come(words):
    """A check of a partial day for the form's own box."""

    def clean(day):
        first = day.days and day.days.lower
        if first and first > timezone.localdate():
            raise forms.ValidationError(words)
        return day

    return clean


def meetings_choice(label) -> RecordChoices:
    return RecordChoices(
        Meeting.objects.all(),
        label=label,
        search_url="exchanges:incident-meeting-picker",
        search=by_title,
        required=False,
    )


class IncidentFacts(RecordForm):
    """What is known of an incident, however it came into the register."""

    happened = PartialDateFormField(label=gettext_lazy("When"), required=False, words_allowed=True)
    marker = marker_choice(gettext_lazy("At the marker"))
    unit = unit_choice(gettext_lazy("Unit where it happened"))
    counterpart = unit_choice(gettext_lazy("Unit of the other side"))
    partnership = partnership_choice(gettext_lazy("Tie"))
    meetings = meetings_choice(gettext_lazy("Meetings about it"))

    class Meta:
        model = Incident
        fields = ["kind", "title", "place", "account", "sensitive", "outcome"]
        widgets = {
            "account": forms.Textarea({"rows": 6}),
            "outcome": forms.Textarea({"rows": 3}),
        }
        help_texts = {"sensitive": WHO_SEES}
        labels = {
            "title": gettext_lazy("What happened, in a line"),
            "account": gettext_lazy("What happened"),
            "place": gettext_lazy("Place in words"),
        }

    def clean_happened(self):
        words = _("This day is still to come. Give the day on which it was.")
        return not_to_come(words)(self.cleaned_data["happened"])

    def clean(self):
        data = super().clean() or self.cleaned_data
        if {"partnership", "unit", "marker"} & set(self.errors):
            return data
        tie, unit, marker = data["partnership"], data["unit"], data["marker"]
        if not (tie or unit or marker):
            self.add_error("marker", _("Name a marker, a unit or a tie: one of them is enough."))
        elif tie is None and not in_the_area(self.user, unit=unit, marker=marker):
            self.add_error(
                "unit" if unit else "marker",
                _("This place lies outside your area. Choose one of your area, or name the tie."),
            )
        return data


class IncidentForm(IncidentFacts):
    """A new one. What our own side reports begins as reported; what others tell has the state
    it has.
    """

    basis = forms.ChoiceField(
        label=gettext_lazy("Known from"), choices=Basis.choices, initial=Basis.MADE_HERE
    )
    status = forms.ChoiceField(
        label=gettext_lazy("State it has"),
        choices=IncidentStatus,
        initial=IncidentStatus.REPORTED,
    )

    def clean(self):
        data = super().clean()
        ours = data.get("basis") == Basis.MADE_HERE
        if ours and data.get("status") not in (None, IncidentStatus.REPORTED):
            self.add_error(
                "status",
                _("What our own side reports begins as reported. The steps follow on its page."),
            )
        if ours and data.get("outcome"):
            self.add_error(
                "outcome", _("The outcome is entered when the incident is settled or closed.")
            )
        return data


class IncidentEditForm(IncidentFacts):
    """What is verified here is changed with a reason; the outcome is there once it has one."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is changed"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, asks_why: bool, has_outcome: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not asks_why:
            del self.fields["reason"]
        if not has_outcome:
            del self.fields["outcome"]


class StepForm(ScopedForm):
    """A step in the course of an incident: its day and words. Of what others tell the day may be
    known in part.
    """

    on = PartialDateFormField(label=gettext_lazy("Day"))
    words = forms.CharField(
        label=gettext_lazy("In which way, or why"),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args, incident: Incident, **kwargs):
        super().__init__(*args, **kwargs)
        day = self.fields["on"]
        day.full = day.required = incident.basis == Basis.MADE_HERE

    def clean_on(self):
        return not_to_come(_("This day is still to come."))(self.cleaned_data["on"])


class RaiseForm(StepForm):
    meetings = meetings_choice(gettext_lazy("Meeting at which it was raised"))


class EndForm(StepForm):
    """Settled or closed: how it ended."""

    outcome = forms.CharField(
        label=gettext_lazy("Outcome"), max_length=2000, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args, incident: Incident, **kwargs):
        super().__init__(*args, incident=incident, **kwargs)
        self.fields["outcome"].required = incident.basis == Basis.MADE_HERE


class ReopenForm(StepForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].required = True
        self.fields["words"].label = _("Why it begins again")
