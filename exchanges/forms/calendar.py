from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.choices import Reminders
from core.forms import ScopedForm
from core.pickers import RecordChoice
from exchanges.calendar_entries import EntryKind
from exchanges.due_found import NEVER, WAITING
from exchanges.dues import DueState
from exchanges.forms.boxes import DayField
from partnerships.models import Partnership

DUE_STATES = (
    ("", _("any")),
    (WAITING, _("Never met, or missed")),
    (NEVER, _("Never met")),
    (DueState.MISSED, DueState.MISSED.label),
    (DueState.DUE, DueState.DUE.label),
    (DueState.EARLY, DueState.EARLY.label),
    (DueState.HELD, DueState.HELD.label),
)


class DueFilterForm(ScopedForm):
    """What the page of due days is cut down by; `tie` and `unit` are named by links."""

    state = forms.ChoiceField(label=_("State"), choices=DUE_STATES, required=False)
    q = forms.CharField(label=_("Tie or unit"), max_length=200, required=False)
    tie = forms.UUIDField(required=False, widget=forms.HiddenInput)
    unit = forms.UUIDField(required=False, widget=forms.HiddenInput)


class CalendarFilterForm(ScopedForm):
    """What the calendar is cut down by; the month and the view are kept while one types."""

    kind = forms.ChoiceField(
        label=_("What"), choices=[("", _("everything")), *EntryKind.choices], required=False
    )
    q = forms.CharField(label=_("Tie"), max_length=200, required=False)
    tie = forms.UUIDField(required=False, widget=forms.HiddenInput)
    month = forms.CharField(max_length=7, required=False, widget=forms.HiddenInput)
    view = forms.ChoiceField(
        choices=[("", ""), ("list", "")], required=False, widget=forms.HiddenInput
    )


class MeetingDayForm(ScopedForm):
    """Which tie is to meet on a day of the calendar."""

    tie = RecordChoice(
        Partnership.objects.all(),
        label=_("Tie"),
        search_url="exchanges:meeting-tie-picker",
        search=lambda rows, words: rows.kept().named(words),
    )
    day = DayField(label=_("Day"))


class RemindersForm(ScopedForm):
    reminders = forms.ChoiceField(
        label=_("Reminders by e-mail"), choices=Reminders, widget=forms.RadioSelect
    )
