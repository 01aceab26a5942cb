from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.form_fields import PartialDateFormField
from core.forms import RecordForm, ScopedForm
from core.languages import NAMES, NOTHING, Side, TextState
from core.pickers import RecordChoice, RecordChoices
from partnerships.models import Partnership, Unit
from reports.choices import PaperCopy, PaperKind, PaperLayout, PeriodPreset, Section
from reports.models import ReviewSeries

OTHER_LANGUAGES = [(code, NAMES[code][0]) for code in ("lo", "zh", "km", "en")]


def search_named(rows, words: str):
    return rows.kept().named(words).order_by("pk")


def search_places(rows, words: str):
    return rows.offered(words)


class AnnualReviewForm(ScopedForm):
    """What is reviewed, over which days, in which languages."""

    ties = RecordChoices(
        Partnership.objects.all(),
        label=gettext_lazy("Ties"),
        required=False,
        search_url="reports:tie-picker",
        search=search_named,
        help_text=gettext_lazy("One tie, or several that are reviewed together."),
    )
    unit = RecordChoice(
        Unit.objects.all(),
        label=gettext_lazy("Or a unit with all its ties"),
        required=False,
        search_url="reports:unit-picker",
        search=search_places,
    )
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
    language = forms.ChoiceField(
        label=gettext_lazy("Language beside Vietnamese"),
        choices=[("", gettext_lazy("as the tie has it")), *OTHER_LANGUAGES],
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.user.sees_all:
            reach = self.user.units.reach(organisation=self.user.organisation_id)
            self.fields["unit"].queryset = Unit.objects.filter(pk__in=reach["Unit"])

    def clean(self):
        data = super().clean()
        if bool(data.get("ties")) == bool(data.get("unit")):
            raise ValidationError(_("Choose either ties or a unit."))
        data["period"] = self._period(data)
        return data

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
        return DateRange(date(year, 1, 1), date(year + 1, 1, 1))

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


class ReturnForm(ScopedForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReviewSeriesForm(RecordForm):
    class Meta:
        model = ReviewSeries
        fields = ["title"]


class PaperForm(ScopedForm):
    kind = forms.ChoiceField(label=gettext_lazy("Printed paper"), choices=PaperKind.choices)
    copy = forms.ChoiceField(
        label=gettext_lazy("Whose copy"),
        choices=PaperCopy.choices,
        required=False,
        help_text=gettext_lazy("The keeper of a copy comes first everywhere in it."),
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Languages"), choices=PaperLayout.choices, required=False
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language beside Vietnamese"), choices=OTHER_LANGUAGES, required=False
    )
    number = forms.IntegerField(
        label=gettext_lazy("Document number"),
        required=False,
        min_value=1,
        max_value=99999,
        help_text=gettext_lazy("Of the internal report, once the registry has given it."),
    )

    def clean(self) -> dict:
        data = super().clean()
        joint = data.get("kind") == PaperKind.JOINT
        if joint and not data.get("language"):
            self.add_error("language", _("Choose the language of the other side."))
        return {
            "kind": data.get("kind"),
            "copy": data.get("copy") or PaperCopy.HOME,
            "layout": data.get("layout") or PaperLayout.COLUMNS,
            "languages": ["vi", data.get("language")] if joint else ["vi"],
            "number": str(data["number"]) if data.get("number") else "",
        }


class Part:
    """One section of the narrative on the page: its title and a box for each language."""

    def __init__(self, section: Section, sides: list, now: dict[str, str]):
        self.key, self.label, self.sides = section.value, section.label, sides
        self.now = [(NAMES[code][0], text, code) for code, text in now.items()]


class NarrativeForm(ScopedForm):
    """The narrative of a review, section by section, the languages side by side.

    Every text carries its own revision, so that officer and translator keep what each wrote.
    """

    def __init__(self, *args, languages: list[str], value: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = sorted(languages, key=lambda code: code != "vi")
        self.value = value
        states = [("", gettext_lazy("state as before, or unchecked")), *TextState.choices[1:]]
        for section in Section:
            for code in self.languages:
                self._add(section, code, states)

    def _entry(self, section: str, code: str) -> dict:
        return self.value.get(section, {}).get(code, NOTHING)

    def _add(self, section: Section, code: str, states: list) -> None:
        entry = self._entry(section, code)
        label = f"{section.label}, {NAMES[code][0]}"
        box = forms.Textarea(attrs={"lang": code, "rows": 4})
        added = {
            name_of(section, "text", code): forms.CharField(
                label=label,
                initial=entry["text"],
                required=False,
                widget=box,
                show_hidden_initial=True,  # what this window showed decides what was changed
            ),
            name_of(section, "state", code): forms.ChoiceField(
                label=gettext_lazy("State"), choices=states, required=False
            ),
            name_of(section, "rev", code): forms.IntegerField(
                initial=entry["rev"], required=False, widget=forms.HiddenInput
            ),
        }
        for field in added.values():
            self._prepare(field)
        self.fields |= added

    @property
    def revised_fields(self) -> list[str]:
        return list(self.fields)

    @property
    def parts(self) -> list[Part]:
        return [Part(section, self._sides(section), self.overtaken(section)) for section in Section]

    def _sides(self, section: Section) -> list[Side]:
        return [
            Side(
                code,
                *NAMES[code],
                TextState(self._entry(section, code)["state"]).label,
                *(self[name_of(section, part, code)] for part in NOTHING),
            )
            for code in self.languages
        ]

    def overtaken(self, section: Section) -> dict[str, str]:
        """What somebody else wrote in the meantime, by language, for a form that was refused."""
        found = {}
        for code in self.languages if self.is_bound else ():
            seen = self.data.get(name_of(section, "rev", code)) or "0"
            entry = self._entry(section, code)
            if seen != str(entry["rev"]):
                found[code] = entry["text"]
        return found

    def knows_now(self) -> None:
        """After a refusal the window has seen what is there: saving again may replace it."""
        self.data = self.data.copy()
        for section in Section:
            for code in self.overtaken(section):
                entry = self._entry(section, code)
                self.data[name_of(section, "rev", code)] = str(entry["rev"])
                self.data[f"initial-{name_of(section, 'text', code)}"] = entry["text"]

    def clean(self) -> dict:
        data = super().clean()
        changes = {}
        for section in Section:
            for code in self.languages:
                names = [name_of(section, part, code) for part in ("text", "state")]
                if set(names) & set(self.changed_data):
                    rev = data.get(name_of(section, "rev", code)) or 0
                    text, state = (data.get(name) or "" for name in names)
                    new = {"text": text, "state": state, "rev": rev}
                    changes.setdefault(section.value, {})[code] = new
        return {"changes": changes}


def name_of(section: Section, part: str, code: str) -> str:
    return f"{section.value}-{part}-{code}"
