from django import forms
from django.utils.translation import gettext_lazy

from core.forms import ScopedForm
from core.languages import NAMES, NOTHING, Side, TextState
from reports.choices import INTERNAL_ONLY, Section

STATES = [("", gettext_lazy("state as before, or unchecked")), *TextState.choices[1:]]


class Part:
    """One section of the narrative on the page: its title and a box for each language."""

    def __init__(self, section: Section, sides: list, now: dict[str, str]):
        self.key, self.label, self.sides = section.value, section.label, sides
        self.internal = section in INTERNAL_ONLY
        self.now = [(NAMES[code][0], text, code) for code, text in now.items()]


class NarrativeForm(ScopedForm):
    """The narrative of a review, section by section, the languages side by side; what is for our
    own side has one box. `languages` of each section, Vietnamese first.

    Every text carries its own revision, so that officer and translator keep what each wrote.
    """

    def __init__(self, *args, languages: dict[Section, list[str]], value: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = languages
        self.value = value
        for section, codes in languages.items():
            for code in codes:
                self._add(section, code)

    def _entry(self, section: str, code: str) -> dict:
        return self.value.get(section, {}).get(code, NOTHING)

    def _add(self, section: Section, code: str) -> None:
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
                label=gettext_lazy("State"), choices=STATES, required=False
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
        return [
            Part(section, self._sides(section), self.overtaken(section))
            for section in self.languages
        ]

    def _sides(self, section: Section) -> list[Side]:
        return [
            Side(
                code,
                *NAMES[code],
                TextState(self._entry(section, code)["state"]).label,
                *(self[name_of(section, part, code)] for part in NOTHING),
            )
            for code in self.languages[section]
        ]

    def typed(self, section: Section, code: str) -> str:
        """What stands in a box now: typed in this window or kept in the register."""
        return str(self[name_of(section, "text", code)].value() or "")

    def overtaken(self, section: Section) -> dict[str, str]:
        """What somebody else wrote in the meantime, by language, for a form that was refused."""
        found = {}
        for code in self.languages[section] if self.is_bound else ():
            seen = self.data.get(name_of(section, "rev", code)) or "0"
            entry = self._entry(section, code)
            if seen != str(entry["rev"]):
                found[code] = entry["text"]
        return found

    def knows_now(self) -> None:
        """After a refusal the window has seen what is there: saving again may replace it."""
        self.data = self.data.copy()
        for section in self.languages:
            for code in self.overtaken(section):
                entry = self._entry(section, code)
                self.data[name_of(section, "rev", code)] = str(entry["rev"])
                self.data[f"initial-{name_of(section, 'text', code)}"] = entry["text"]

    def clean(self) -> dict:
        data = super().clean()
        changes = {}
        for section, codes in self.languages.items():
            for code in codes:
                names = [name_of(section, part, code) for part in ("text", "state")]
                if set(names) & set(self.changed_data):
                    rev = data.get(name_of(section, "rev", code)) or 0
                    text, state = (data.get(name) or "" for name in names)
                    new = {"text": text, "state": state, "rev": rev}
                    changes.setdefault(section.value, {})[code] = new
        return {"changes": changes}


def name_of(section: Section, part: str, code: str) -> str:
    return f"{section.value}-{part}-{code}"
