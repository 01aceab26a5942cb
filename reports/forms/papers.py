from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from reports.choices import PaperCopy, PaperKind, PaperLayout
from reports.forms.annual_review import OTHER_LANGUAGES


class PaperForm(ScopedForm):
    """Which paper is made. Number and day are asked of the final internal report alone, and only
    where the registry clerk gives them; `joint` says whether there is a joint paper at all.
    """

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
        help_text=gettext_lazy(
            "As the registry clerk gave it. Leave it empty where the registry writes it on the "
            "paper by hand."
        ),
    )
    day = PartialDateFormField(label=gettext_lazy("Day of the paper"), required=False, full=True)

    def __init__(self, *args, joint: bool, numbered: bool, **kwargs):
        super().__init__(*args, **kwargs)
        gone = () if numbered else ("number", "day")
        if not joint:
            self.fields["kind"].choices = [
                one for one in PaperKind.choices if one[0] != PaperKind.JOINT
            ]
            gone += ("copy", "layout", "language")
        for name in gone:
            del self.fields[name]
        for name in {"copy", "layout", "language"} - set(gone):
            self.fields[name].unmarked = True  # of the joint paper; nothing one may know or not

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
            **({} if joint else self._numbered(data)),
        }

    def _numbered(self, data: dict) -> dict:
        number, day = data.get("number"), data.get("day")
        day = day.days.lower if day and day.is_full else None
        if number and not day and "day" not in self.errors:
            self.add_error("day", _("Enter the day of the paper that goes with its number."))
        if day and not number and "number" not in self.errors:
            self.add_error("number", _("Enter the number that the registry clerk gave."))
        return {"number": number, "day": day} if number and day else {}
