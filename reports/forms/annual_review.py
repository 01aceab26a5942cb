"""What is reviewed, over which days, in which languages; and why a review goes back."""

from datetime import date, timedelta

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.access import reach_of
from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from core.languages import NAMES
from core.pickers import RecordChoice, RecordChoices
from exchanges.models import Meeting
from partnerships.models import Partnership, Unit
from reports.choices import PeriodPreset, Section
from reports.forms.series import search_meetings, search_named, search_places

OTHER_LANGUAGES = [(code, NAMES[code][0]) for code in ("lo", "zh", "km", "en")]
ALONE = ("vi", gettext_lazy("none: for our own side"))
MONTHS = {  # the first month of a preset, and how many it has
    PeriodPreset.YEAR: (1, 12),
    PeriodPreset.HALF_1: (1, 6),
    PeriodPreset.HALF_2: (7, 6),
    PeriodPreset.QUARTER_1: (1, 3),
    PeriodPreset.QUARTER_2: (4, 3),
    PeriodPreset.QUARTER_3: (7, 3),
    PeriodPreset.QUARTER_4: (10, 3),
}


def meeting_choice(**more) -> RecordChoice:
    return RecordChoice(
        Meeting.objects.all(),
        label=gettext_lazy("Review meeting"),
        required=False,
        search_url="reports:review-meeting-picker",
        search=search_meetings,
        help_text=gettext_lazy("The yearly meeting that the review begins and ends with."),
        **more,
    )


def one_text_choice() -> forms.BooleanField:
    return forms.BooleanField(
        label=gettext_lazy("The joint paper is the minutes of the meeting"),
        required=False,
        help_text=gettext_lazy(
            "Where the yearly meeting signs one text. Its minutes are written here."
        ),
    )


def first_of_month(year: int, month: int) -> date:
    """Month 13 is January of the year after."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


class PeriodForm(ScopedForm):
    """A preset of a year, or free days."""

    preset = forms.ChoiceField(label=gettext_lazy("Period"), choices=PeriodPreset.choices)
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        required=False,
        min_value=1945,
        max_value=2200,
        help_text=gettext_lazy("The year in which the period ends."),
    )
    first = PartialDateFormField(label=gettext_lazy("First day"), required=False, full=True)
    last = PartialDateFormField(label=gettext_lazy("Last day"), required=False, full=True)
    asked = ("year", "first", "last")  # a year or two days, nothing that one may know or not

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.asked:
            self.fields[name].unmarked = True

    def _period(self, data: dict) -> DateRange | None:
        preset, year = data.get("preset"), data.get("year")
        if preset == PeriodPreset.FREE:
            return self._free_period(data)
        if not year:
            if "year" not in self.errors:
                self.add_error("year", _("Enter the year."))
            return None
        if preset == PeriodPreset.REPORT:
            return DateRange(date(year - 1, 11, 15), date(year, 11, 15))
        if preset not in MONTHS:
            return None
        month, length = MONTHS[PeriodPreset(preset)]
        return DateRange(first_of_month(year, month), first_of_month(year, month + length))

    def _free_period(self, data: dict) -> DateRange | None:
        first, last = (data.get(name) for name in ("first", "last"))
        for name, found in (("first", first), ("last", last)):
            if name not in self.errors and not (found and found.is_full):
                self.add_error(name, _("Enter the day."))
        if {"first", "last"} & set(self.errors):
            return None
        if last.days.lower < first.days.lower:
            self.add_error("last", _("The last day comes before the first."))
            return None
        return DateRange(first.days.lower, last.days.lower + timedelta(days=1))

    def _cut_to_reach(self) -> None:
        """Names of units are public; reviewed is only what lies in the user's area."""
        if not self.user.sees_all:
            reach = reach_of(self.user)
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=reach["Unit"])


class AnnualReviewForm(PeriodForm):
    """What is reviewed, over which days, in which languages."""

    ties = RecordChoices(
        Partnership.objects.all(),
        label=gettext_lazy("Ties"),
        required=False,
        search_url="reports:tie-picker",
        search=search_named,
        help_text=gettext_lazy("One tie, or several that are reviewed together."),
    )
    below = forms.BooleanField(
        label=gettext_lazy("With all ties that stand under them"),
        required=False,
        help_text=gettext_lazy("A frame and its ties are then reviewed in one paper."),
    )
    unit = RecordChoice(
        Unit.objects.all(),
        label=gettext_lazy("Or a unit with all its ties"),
        required=False,
        search_url="reports:unit-picker",
        search=search_places,
        help_text=gettext_lazy("A commune, a district, a province."),
    )
    meeting = meeting_choice()
    one_text = one_text_choice()
    language = forms.ChoiceField(
        label=gettext_lazy("Language beside Vietnamese"),
        choices=[("", gettext_lazy("as the tie has it")), *OTHER_LANGUAGES, ALONE],
        required=False,
    )
    asked = (*PeriodForm.asked, "ties", "unit", "language")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._cut_to_reach()

    def clean(self):
        data = super().clean()
        both_or_none = bool(data.get("ties")) == bool(data.get("unit"))
        if both_or_none and not {"ties", "unit"} & set(self.errors):
            self.add_error(None, _("Choose either ties or a unit."))
        if data.get("below") and data.get("ties"):
            data["ties"] = self._with_those_below(data["ties"])
        if data.get("one_text") and not data.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", _("Choose the meeting whose minutes the paper is."))
        data["period"] = self._period(data)
        return data

    def _with_those_below(self, ties: list) -> list:
        frames = Partnership.objects.filter(pk__in=[tie.pk for tie in ties])
        found = Partnership.objects.visible_to(self.user).kept().under(frames)
        return list(found.order_by("code"))


class AgreementsForm(PeriodForm):
    """The report on the agreements of a unit: whose, and over which days."""

    unit = RecordChoice(
        Unit.objects.all(),
        label=gettext_lazy("Whose agreements"),
        search_url="reports:unit-picker",
        search=search_places,
        help_text=gettext_lazy("The province or unit that reports."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._cut_to_reach()

    def clean(self):
        data = super().clean()
        data["period"] = self._period(data)
        return {"unit": data.get("unit"), "period": data["period"]}


class ReviewChangeForm(ScopedForm):
    """What a draft was prepared with. `one_text` is asked where a meeting has minutes of ours."""

    meeting = meeting_choice()
    one_text = one_text_choice()
    language = forms.ChoiceField(
        label=gettext_lazy("Language beside Vietnamese"),
        choices=[*OTHER_LANGUAGES, ALONE],
        required=False,
    )

    def __init__(self, *args, meetings, with_minutes: bool, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["meeting"]
        field.queryset = field.queryset.filter(pk__in=meetings.values("pk"))
        if not with_minutes:
            del self.fields["one_text"]

    def clean(self):
        data = super().clean()
        if data.get("one_text") and not data.get("meeting") and "meeting" not in self.errors:
            self.add_error("meeting", _("Choose the meeting whose minutes the paper is."))
        other = data.get("language")
        return {
            "meeting": data.get("meeting"),
            "one_text": bool(data.get("one_text")),
            "languages": ["vi", other] if other and other != "vi" else ["vi"],
        }


class ReturnForm(ScopedForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class CommentForm(ScopedForm):
    """A remark on one part of the review, or on the whole of it."""

    section = forms.ChoiceField(
        label=gettext_lazy("Part"),
        choices=[("", gettext_lazy("the whole review")), *Section.choices],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
