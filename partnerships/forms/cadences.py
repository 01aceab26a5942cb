import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import RecordForm, ScopedForm
from partnerships.choices import CadenceSubject, CadenceUnit, Festival, HostRule
from partnerships.forms.fields import DayField
from partnerships.models import Cadence

WEEKDAYS = (
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
)
ROUNDS = (
    (CadenceUnit.WEEK, _("weeks")),
    (CadenceUnit.MONTH, _("months")),
    (CadenceUnit.YEAR, _("years")),
)


class FixedDaysField(forms.CharField):
    """Days of the year as they are said, 2/9 and 1/10: a list of "MM-DD"."""

    def prepare_value(self, value):
        if not isinstance(value, (list, tuple)):
            return value
        return ", ".join("/".join(str(int(part)) for part in day.split("-")[::-1]) for day in value)

    def clean(self, value) -> list[str]:
        found = []
        for typed in filter(None, re.split(r"[,;\s]+", super().clean(value))):
            read = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})", typed)
            if not read:
                raise ValidationError(
                    gettext("“%(typed)s” is not a day. Enter day and month, such as 2/9, 1/10.")
                    % {"typed": typed}
                )
            day = f"{int(read[2]):02}-{int(read[1]):02}"
            if day not in found:
                found.append(day)
        return sorted(found)

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(self.prepare_value(data) or "")


class CadenceForm(RecordForm):
    """How often, on which days, and who is the host."""

    subject = forms.ChoiceField(
        label=_("What comes round"), choices=CadenceSubject, initial=CadenceSubject.MEETING
    )
    title = forms.CharField(label=_("What happens"), max_length=255)
    every = forms.IntegerField(label=_("Every"), min_value=1, max_value=120, initial=1)
    each = forms.ChoiceField(
        label=_("weeks, months or years"), choices=ROUNDS, initial=CadenceUnit.YEAR
    )
    weekday = forms.TypedChoiceField(
        label=_("On the day of the week"),
        choices=[("", _("any")), *WEEKDAYS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    days = FixedDaysField(
        label=_("On fixed days of the year"),
        max_length=200,
        required=False,
        help_text=_("Day and month, for example 2/9, 1/10"),
    )
    festival = forms.ChoiceField(label=_("Counted from a feast"), choices=Festival, required=False)
    offset = forms.IntegerField(
        label=_("Days after the feast"),
        min_value=-180,
        max_value=180,
        required=False,
        help_text=_("Negative: before it. -7 is a week before."),
    )
    starts = DayField(
        label=_("Counted from"),
        required=False,
        help_text=_("Left empty: from the first meeting known."),
    )
    host_rule = forms.ChoiceField(label=_("Host"), choices=HostRule, required=False)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    recommended = forms.BooleanField(
        label=_("Only recommended by a source, not yet a practice"), required=False
    )

    class Meta:
        model = Cadence
        fields = [
            "subject", "title", "every", "each", "weekday", "days", "festival", "offset",
            "starts", "host_rule", "place", "recommended",
        ]  # fmt: skip

    def clean_offset(self):
        return self.cleaned_data["offset"] or 0


class CadenceEndForm(ScopedForm):
    ends = DayField(label=_("First day it no longer holds"))
    reason = forms.CharField(
        label=_("Why it ended"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
