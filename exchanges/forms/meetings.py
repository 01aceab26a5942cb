from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm, ScopedForm
from core.pickers import RecordChoices
from exchanges.choices import MeetingKind, MeetingStatus
from exchanges.forms.boxes import DayField
from exchanges.forms.minutes import outcome_field
from exchanges.models import Meeting
from partnerships.choices import Side
from partnerships.models import Partnership

TIMES = ["%H:%M", "%Hh%M", "%Hh", "%H.%M"]


def by_name(rows, words: str):
    return rows.kept().named(words)


def year_field(label):
    return forms.IntegerField(label=label, min_value=1945, max_value=2200, required=False)


class HeldInThePast:
    """A form with a day of the meeting. The day is told to be wrong at its own box."""

    def clean_held(self):
        held = self.cleaned_data["held"]
        if held.days and held.days.lower and held.days.lower > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still to come. A meeting that was held lies in the past.")
            )
        return held


class MeetingFacts(HeldInThePast, RecordForm):
    """What is entered of a meeting, whichever way it came into the register. `sides` names who
    stands on either side of the tie.
    """

    title = forms.CharField(
        label=gettext_lazy("Name of the meeting"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Left empty, it is made of the kind, the tie and the day."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=MeetingKind)
    begins = forms.TimeField(
        label=gettext_lazy("Begins, Vietnamese time"),
        input_formats=TIMES,
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter the time as 08:30 or 8h30.")},
    )
    year_reviewed = year_field(gettext_lazy("Year reviewed"))
    year_planned = year_field(gettext_lazy("Year planned"))
    other_ties = RecordChoices(
        Partnership.objects.all(),
        label=gettext_lazy("Other ties that met together"),
        search_url="exchanges:meeting-tie-picker",
        search=by_name,
        required=False,
    )

    class Meta:
        model = Meeting
        fields = ["kind", "title", "begins", "place", "host", "year_reviewed", "year_planned"]

    def __init__(self, *args, sides: dict | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        named = [
            (side, f"{Side(side).label}: {who}" if who else Side(side).label)
            for side, who in {**dict.fromkeys(Side.values, ""), **(sides or {})}.items()
        ]
        self.fields["host"] = forms.ChoiceField(
            label=_("Host"), choices=[("", _("not stated")), *named], required=False
        )


class MeetingForm(MeetingFacts):
    """A meeting that was held already, with the outcome of its minutes."""

    held = PartialDateFormField(label=gettext_lazy("Day of the meeting"), full=True)
    outcome = outcome_field()


class MeetingPlanForm(MeetingFacts):
    """A meeting that is to come."""

    planned = DayField(label=gettext_lazy("Planned for"), required=False)

    class Meta(MeetingFacts.Meta):
        fields = [*MeetingFacts.Meta.fields, "planned"]


class MeetingEditForm(MeetingFacts):
    """Of what others tell, the day may be known in part; a meeting to come has a planned day."""

    held = PartialDateFormField(label=gettext_lazy("Day of the meeting"))
    planned = DayField(label=gettext_lazy("Planned for"), required=False)

    class Meta(MeetingFacts.Meta):
        fields = [*MeetingFacts.Meta.fields, "planned"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other_ties"].label = _("Ties that met")
        if self.instance.status == MeetingStatus.HELD:
            of_our_own = self.instance.basis == Basis.MADE_HERE
            self.fields["held"].required = self.fields["held"].full = of_our_own
            del self.fields["planned"]
        else:
            del self.fields["held"]


class HoldForm(HeldInThePast, RecordForm):
    """A planned meeting took place."""

    held = PartialDateFormField(label=gettext_lazy("Day of the meeting"), full=True)

    class Meta:
        model = Meeting
        fields = ["place", "host"]


class PlanAgainForm(ScopedForm):
    planned = DayField(label=gettext_lazy("Planned for"), required=False)


class ReasonForm(ScopedForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
