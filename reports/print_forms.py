"""What is chosen or typed before a text, a hand-over record or a letter is printed.

These forms are asked by GET: a print changes nothing, and its address can be kept.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from core.languages import NAMES
from reports.choices import Authority, PaperLayout

OTHER_LANGUAGES = [(code, NAMES[code][0]) for code in ("lo", "zh", "km", "en")]


class PrintForm(ScopedForm):
    """Languages and how they stand on the page. Vietnamese is always one of them."""

    widths = {"languages": 6, "layout": 6}

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages beside Vietnamese"),
        choices=OTHER_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Layout"),
        choices=PaperLayout.choices,
        help_text=gettext_lazy("Two columns hold two languages."),
    )

    def clean(self):
        data = super().clean()
        several = len(data.get("languages", [])) > 1
        if several and data.get("layout") == PaperLayout.COLUMNS:
            self.add_error(
                "layout",
                _("Two columns hold two languages. Print three of them one after the other."),
            )
        data["languages"] = ["vi", *data.get("languages", [])]
        return data


class TextPrintForm(PrintForm):
    widths = {"languages": 6, "layout": 6, "mottos": 6, "as_draft": 6}

    mottos = forms.BooleanField(
        label=gettext_lazy("Names and mottos of both states on top"),
        required=False,
        help_text=gettext_lazy("Printed where both are known in the languages of the text."),
    )
    as_draft = forms.BooleanField(
        label=gettext_lazy("With a watermark"),
        required=False,
        help_text=gettext_lazy("A text that is not cleared yet is always printed so."),
    )


class LinesField(forms.CharField):
    """Several lines in one box; cleans to the lines that are not empty, without their dashes."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value) -> list[str]:
        lines = [line.strip(" \t-–;") for line in super().clean(value).splitlines()]
        return [line for line in lines if line]


class LetterForm(ScopedForm):
    """What the registry and the head add to a letter; what stays empty is left in dots."""

    widths = {"number": 3, "date": 5, "unit": 4, "enclosures": 12, "authority": 4, "head": 8}

    number = forms.CharField(label=gettext_lazy("Number"), max_length=20, required=False)
    date = PartialDateFormField(label=gettext_lazy("Date of the letter"), full=True, required=False)
    unit = forms.CharField(
        label=gettext_lazy("Code of the section that drafts it"), max_length=20, required=False
    )
    addressees = LinesField(
        label=gettext_lazy("To whom"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("One body a line. Empty: who answers this step."),
    )
    recipients = LinesField(
        label=gettext_lazy("Copies go to"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("One a line; the line of the archive is added."),
    )
    enclosures = LinesField(
        label=gettext_lazy("Enclosed"),
        required=False,
        max_length=4000,
        help_text=gettext_lazy("One a line. Empty: the drafts and files of this text."),
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Signs"), choices=Authority.choices, required=False
    )
    head = forms.CharField(
        label=gettext_lazy("For whom: the body or the post"), max_length=200, required=False
    )
    post = forms.CharField(label=gettext_lazy("Post of who signs"), max_length=200, required=False)
    signer = forms.CharField(
        label=gettext_lazy("Name of who signs"), max_length=120, required=False
    )

    def clean(self):
        data = super().clean()
        if data.get("authority") and not data.get("head") and "head" not in self.errors:
            raise ValidationError({"head": _("Say for whom: KT. GIÁM ĐỐC, TM. ỦY BAN NHÂN DÂN.")})
        day = data.get("date")
        data["date"] = day.days.lower if day and day.days else None
        return data


class MinutesPrintForm(TextPrintForm):
    as_draft = forms.BooleanField(
        label=gettext_lazy("With a watermark"),
        required=False,
        help_text=gettext_lazy("Minutes that are not agreed yet are always printed so."),
    )


class RecordPrintForm(ScopedForm):
    """A unilateral record is Vietnamese: nothing to choose but whether it is a draft."""

    widths = {"as_draft": 6}

    as_draft = forms.BooleanField(label=gettext_lazy("With a watermark"), required=False)

    def clean(self):
        return super().clean() | {"languages": ["vi"], "layout": "", "mottos": False}


class OfficialForm(PrintForm):
    """What is added to a letter to the other side; number and day as the register has them."""

    widths = {"languages": 6, "layout": 6, "authority": 4, "head": 8, "unit": 4, "as_draft": 4}

    unit = forms.CharField(
        label=gettext_lazy("Code of the section that drafts it"), max_length=20, required=False
    )
    recipients = LinesField(
        label=gettext_lazy("Copies go to"),
        required=False,
        max_length=2000,
        help_text=gettext_lazy("One a line; the line of the archive is added."),
    )
    authority = forms.ChoiceField(
        label=gettext_lazy("Signs"), choices=Authority.choices, required=False
    )
    head = forms.CharField(
        label=gettext_lazy("For whom: the body or the post"), max_length=200, required=False
    )
    post = forms.CharField(label=gettext_lazy("Post of who signs"), max_length=200, required=False)
    signer = forms.CharField(
        label=gettext_lazy("Name of who signs"), max_length=120, required=False
    )
    as_draft = forms.BooleanField(label=gettext_lazy("With a watermark"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("authority") and not data.get("head") and "head" not in self.errors:
            self.add_error("head", _("Say for whom: KT. GIÁM ĐỐC, TM. ỦY BAN NHÂN DÂN."))
        return data


class InvitationForm(OfficialForm):
    widths = OfficialForm.widths | {"number": 4, "date": 6}
    field_order = ("languages", "layout", "number", "date")

    number = forms.CharField(label=gettext_lazy("Number"), max_length=20, required=False)
    date = PartialDateFormField(label=gettext_lazy("Date of the letter"), full=True, required=False)

    def clean(self):
        data = super().clean()
        day = data.get("date")
        data["date"] = day.days.lower if day and day.days else None
        return data


class SeriesForm(ScopedForm):
    """Which meetings of a tie go into one document."""

    widths = {"since": 3, "until": 3, "languages": 6}

    since = PartialDateFormField(label=gettext_lazy("From the day"), full=True)
    until = PartialDateFormField(label=gettext_lazy("Up to and with"), full=True)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages beside Vietnamese"),
        choices=OTHER_LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("One at most: the two stand side by side."),
    )

    def clean(self):
        data = super().clean()
        since, until = (self._day(data, name) for name in ("since", "until"))
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first. Change one of them."))
        if len(data.get("languages", [])) > 1:
            self.add_error("languages", _("Choose one language beside Vietnamese, or none."))
        data["languages"] = ["vi", *data.get("languages", [])]
        return data | {"since": since, "until": until}

    def _day(self, data: dict, name: str):
        found = data.get(name)
        return found.days.lower if found and found.days else None
