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
