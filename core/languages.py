"""One text in several languages: {"vi": {"text": "…", "state": "checked", "rev": 3}, "lo": {…}}."""

from dataclasses import dataclass

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.badges import Badge
from core.errors import RuleViolation
from core.forms import RowForm, ScopedForm

NOTHING = {"text": "", "state": "missing", "rev": 0}
NAMES = {  # in the language of the page, and in its own script
    "vi": (gettext_lazy("Vietnamese"), ""),
    "lo": (gettext_lazy("Lao"), "ພາສາລາວ"),
    "zh": (gettext_lazy("Chinese"), "中文"),
    "km": (gettext_lazy("Khmer"), "ភាសាខ្មែរ"),
    "en": (gettext_lazy("English"), ""),
}


class TextState(models.TextChoices):
    """How far a text is. Always chosen: typing never makes a text checked or agreed."""

    MISSING = "missing", gettext_lazy("missing")
    MACHINE = "machine", gettext_lazy("machine translation")
    UNCHECKED = "unchecked", gettext_lazy("unchecked")
    CHECKED = "checked", gettext_lazy("checked")
    AGREED = "agreed", gettext_lazy("agreed")


BADGES = {
    TextState.MISSING: ("ring", ""),
    TextState.MACHINE: ("triangle", "warn"),
    TextState.UNCHECKED: ("half", "warn"),
    TextState.CHECKED: ("tick", "ok"),
    TextState.AGREED: ("dot", "ok"),
}


def texts(value: dict, languages: list[str]) -> list[dict]:
    """A text per language beside each other, Vietnamese first, each with its state."""
    shown = []
    for code in sorted({*languages, *value}, key=lambda code: (code != "vi", code)):
        entry = value.get(code) or NOTHING
        state = TextState(entry["state"] if entry["text"] else TextState.MISSING)
        name, own_name = NAMES.get(code, (code, ""))
        shown.append(
            {
                "code": code,
                "name": name,
                "own_name": own_name,
                "text": entry["text"],
                "badge": Badge(state.label, *BADGES[state]),
            }
        )
    return shown


def merged(value: dict, changes: dict[str, dict]) -> dict:
    """The value with some languages written anew, the others as they are. Call it under a lock.

    Each change has the text, the state if one was chosen, and the revision the writer started
    from. Raises RuleViolation if somebody else wrote that language since.
    """
    for language, new in changes.items():
        old = value.get(language, NOTHING)
        if new["rev"] != old["rev"]:
            raise RuleViolation(_("Somebody else has changed this text: %s.") % language)
        kept = old["state"] if new["text"] == old["text"] else TextState.UNCHECKED
        state = (new["state"] or kept) if new["text"] else TextState.MISSING
        value = value | {language: {"text": new["text"], "state": state, "rev": old["rev"] + 1}}
    return value


@dataclass(frozen=True)
class Side:
    """One language of a text on the page: its box, its choice of state, its revision."""

    code: str
    name: str
    own_name: str
    state: str
    text: forms.BoundField
    choice: forms.BoundField
    rev: forms.BoundField


class Languages:
    """What a form with one box per language has beside its other fields."""

    languages: list[str] = []
    text_rows = 4

    def add_languages(self, languages: list[str], value: dict) -> None:
        """Vietnamese stands first, whatever the order of the paper."""
        self.languages = sorted(languages, key=lambda code: code != "vi")
        self.value = value
        states = [("", gettext_lazy("state as before, or unchecked")), *TextState.choices[1:]]
        for code in self.languages:
            entry = value.get(code, NOTHING)
            box = forms.Textarea(attrs={"lang": code, "rows": self.text_rows})
            label = NAMES.get(code, (code, ""))[0]
            added = {
                f"text_{code}": forms.CharField(
                    label=label,
                    initial=entry["text"],
                    required=False,
                    widget=box,
                    show_hidden_initial=True,  # what this window showed decides what was changed
                ),
                f"state_{code}": forms.ChoiceField(
                    label=gettext_lazy("State"), choices=states, required=False
                ),
                f"rev_{code}": forms.IntegerField(
                    initial=entry["rev"], required=False, widget=forms.HiddenInput
                ),
            }
            for field in added.values():
                self._prepare(field)
            self.fields |= added

    @property
    def revised_fields(self) -> list[str]:
        """They carry their own revision: two people may write two languages at once."""
        return [f"{part}_{code}" for code in self.languages for part in NOTHING]

    @property
    def sides(self) -> list[Side]:
        return [
            Side(
                code,
                *NAMES.get(code, (code, "")),
                TextState(self.value.get(code, NOTHING)["state"]).label,
                *(self[f"{part}_{code}"] for part in NOTHING),
            )
            for code in self.languages
        ]

    def changes(self) -> dict[str, dict]:
        """The languages written in this window, so that two people at work in two languages
        both keep what they wrote.
        """
        written = {}
        for code in self.languages:
            if {f"text_{code}", f"state_{code}"} & set(self.changed_data):
                new = {part: self.cleaned_data.get(f"{part}_{code}") for part in NOTHING}
                written[code] = new | {"text": new["text"] or "", "rev": new["rev"] or 0}
        return written


class SideBySideForm(Languages, ScopedForm):
    """One box per language, next to each other, each with its state and the revision it shows."""

    text_rows = 10

    def __init__(self, *args, languages: list[str], value: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.add_languages(languages, value)

    def clean(self) -> dict:
        return {"changes": self.changes()}


class SideBySideRow(Languages, RowForm):
    """A row that is a text in several languages: `initial["texts"]`, `languages` by row_kwargs.

    Cleans to its other fields and "changes", the languages written in this window.
    """

    layout = "box"

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.add_languages(languages, (self.initial or {}).get("texts") or {})

    @property
    def shown_fields(self):
        return [box for box in super().shown_fields if box.name not in self.revised_fields]

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        own = {name: value for name, value in data.items() if name not in self.revised_fields}
        return own | {"changes": self.changes()}


class RevisedRow(SideBySideRow):
    """A row of texts that somebody else may be writing too. `now` has the texts as they are in
    the register, by uuid of the row.
    """

    text_rows = 3

    def __init__(self, *args, now: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.now = now

    def _wrong_text(self) -> bool:
        """A box of text has its own complaint already."""
        return any(f"text_{code}" in self.errors for code in self.languages)

    def clean(self):
        data = super().clean()
        present = self.now.get(data.get("uuid"))
        if present is not None and not self.cleaned_data.get("DELETE"):
            tell_of_newer(self, present)
        return data


def tell_of_newer(form, now: dict) -> None:
    """Somebody else wrote the same language since this window was opened: say so at its box and
    show what it reads now. What was typed here stays, and the next save replaces the other.
    """
    for code, new in form.changes().items():
        entry = now.get(code, NOTHING)
        if new["rev"] == entry["rev"]:
            continue
        box = f"text_{code}"
        form.add_error(
            box,
            _(
                "Somebody else has written this text in the meantime. It now reads: “%(text)s”. "
                "Yours is still in the box; save again to put it in its place."
            )
            % {"text": entry["text"]},
        )
        form.data[form.add_prefix(f"rev_{code}")] = str(entry["rev"])
