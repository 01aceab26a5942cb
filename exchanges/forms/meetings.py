"""Forms of meetings: to come, held, put right. Their steps are in forms/meeting_steps.py."""

from datetime import time

from django import forms
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm
from core.pickers import RecordChoices
from exchanges import clocks
from exchanges.choices import MeetingKind, MeetingPlace, MeetingStatus
from exchanges.forms.boxes import DayField
from exchanges.forms.minutes import outcome_field
from exchanges.models import Meeting
from partnerships.choices import Side
from partnerships.forms.borders import marker_choice
from partnerships.models import Cadence, Partnership, PartnershipParty

TIMES = ["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H.%M"]
MORNING = time(8, 30)


def by_name(rows, words: str):
    return rows.kept().named(words)


def year_field(label):
    return forms.IntegerField(label=label, min_value=1945, max_value=2200, required=False)


def time_field(label):
    return forms.TimeField(
        label=label,
        input_formats=TIMES,
        required=False,
        widget=forms.TimeInput(format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Enter the time as 08:30 or 8h30.")},
    )


def by_side(parties: list[PartnershipParty]) -> dict[Side, list[str]]:
    """The names of who stands on each side, each once."""
    return {
        side: list(dict.fromkeys(str(one.who) for one in parties if one.side == side))
        for side in Side
    }


def several(parties: list[PartnershipParty]) -> bool:
    """A side has more than one party: it is asked which of them hosts."""
    return any(len(names) > 1 for names in by_side(parties).values())


def one_of(label, words: dict[Model, str], now: Model | None = None) -> forms.TypedChoiceField:
    """A choice of a few records, known by uuid; `now` is the one chosen already. If it is none of
    them, as one of a tie that this user does not see, it stays until another is chosen.
    """
    known = {str(one.uuid): one for one in words}
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("not stated")), *((str(one.uuid), said) for one, said in words.items())],
        coerce=known.get,
        empty_value=None if now in words else now,
        required=False,
        initial=str(now.uuid) if now in words else "",
    )


class HeldInThePast:
    """A form with a day of the meeting. The day is told to be wrong at its own box."""

    def clean_held(self):
        held = self.cleaned_data["held"]
        if held.days and held.days.lower and held.days.lower > timezone.localdate():
            raise forms.ValidationError(
                _("This day is still to come. A meeting that was held lies in the past.")
            )
        return held


class WhereAndWhen(RecordForm):
    """Place, times and host of a meeting. `parties` are those of the ties that meet; `turn` are
    the words that tell whose turn it is to host.
    """

    begins = time_field(gettext_lazy("Begins, Vietnamese time"))
    ends = time_field(gettext_lazy("Ends, Vietnamese time"))
    place_kind = forms.ChoiceField(
        label=gettext_lazy("They meet"), choices=MeetingPlace, required=False
    )
    place_marker = marker_choice(gettext_lazy("At which marker"))
    host_reason = forms.CharField(
        label=gettext_lazy("Reason, if it is not their turn"), max_length=300, required=False
    )

    class Meta:
        model = Meeting
        fields = [
            "begins", "ends", "place_kind", "place", "place_marker", "host", "host_reason",
        ]  # fmt: skip

    def __init__(self, *args, parties: list[PartnershipParty] = (), turn: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        named = by_side(parties)
        sides = [
            (side, ": ".join(filter(None, [str(side.label), ", ".join(who)])))
            for side, who in named.items()
        ]
        self.fields["host"] = forms.ChoiceField(
            label=_("Host"),
            choices=[("", _("not stated")), *sides],
            required=False,
            help_text=turn,
        )
        if several(parties):
            self._choose_the_host_party(parties)
        self._tell_the_other_clocks(parties)

    def _choose_the_host_party(self, parties: list[PartnershipParty]) -> None:
        """Where a side has several parties, which of them is the host."""
        now = self.instance.host_party if self.instance.pk else None
        words = {one: f"{one.get_side_display()}: {one.who}" for one in parties}
        self.fields["host_party"] = one_of(_("Which of them"), words, now)

    def _tell_the_other_clocks(self, parties: list[PartnershipParty]) -> None:
        day = (self.instance.day if self.instance.pk else None) or timezone.localdate()
        countries = [one.who.country for one in parties if one.side == Side.COUNTERPART]
        for name in ("begins", "ends"):
            moment = (self.instance.pk and getattr(self.instance, name)) or MORNING
            self.fields[name].help_text = " ".join(
                _("%(here)s here is %(there)s in %(country)s.")
                % {"here": f"{moment:%H:%M}", "there": f"{there:%H:%M}", "country": country.name}
                for country, there in clocks.elsewhere(moment, day, countries)
            )

    def clean(self):
        data = super().clean() or self.cleaned_data
        begins, ends = data.get("begins"), data.get("ends")
        if ends and not begins and "begins" not in self.errors:
            self.add_error("begins", _("Say when it begins too."))
        if begins and ends and ends <= begins:
            self.add_error("ends", _("The meeting ends after it begins."))
        if data.get("place_marker") and data.get("place_kind") != MeetingPlace.MARKER:
            words = _("Choose “At a marker” for a meeting at a marker, or take the marker out.")
            self.add_error("place_kind", words)
        party = data.get("host_party")
        if party and party.side != data.get("host"):
            if party == self.fields["host_party"].empty_value:
                return data | {"host_party": None}
            self.add_error("host_party", _("This party is not of the side that hosts."))
        return data


class MeetingFacts(HeldInThePast, WhereAndWhen):
    """What is entered of a meeting, whichever way it came into the register."""

    title = forms.CharField(
        label=gettext_lazy("Name of the meeting"),
        max_length=255,
        required=False,
        help_text=gettext_lazy("Left empty, it is made of the kind, the tie and the day."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=MeetingKind)
    year_reviewed = year_field(gettext_lazy("Year reviewed"))
    year_planned = year_field(gettext_lazy("Year planned"))
    other_ties = RecordChoices(
        Partnership.objects.all(),
        label=gettext_lazy("Other ties that met together"),
        search_url="exchanges:meeting-tie-picker",
        search=by_name,
        required=False,
    )

    class Meta(WhereAndWhen.Meta):
        fields = ["kind", "title", *WhereAndWhen.Meta.fields, "year_reviewed", "year_planned"]

    def __init__(self, *args, cadences: list[Cadence] = (), **kwargs):
        super().__init__(*args, **kwargs)
        if cadences:
            now = self.instance.cadence if self.instance.pk else None
            words = {one: one.title for one in cadences}
            self.fields["cadence"] = one_of(_("Meets the cadence"), words, now)


class MeetingForm(MeetingFacts):
    """A meeting that was held already, with the outcome of its minutes."""

    held = PartialDateFormField(label=gettext_lazy("Day of the meeting"), full=True)
    outcome = outcome_field()


class MeetingPlanForm(MeetingFacts):
    """A meeting that is to come."""

    planned = DayField(label=gettext_lazy("Planned for"), required=False)

    class Meta(MeetingFacts.Meta):
        fields = [*MeetingFacts.Meta.fields, "planned"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other_ties"].label = _("Other ties that meet together")


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
