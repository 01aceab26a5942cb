"""The articles of a text, a row each, all languages beside each other."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from core.languages import NAMES, RevisedRow
from partnerships.choices import ArticleKind
from partnerships.forms.fields import Checks


class ArticlesForm(ScopedForm):
    renumber = forms.BooleanField(
        label=_("Number the articles anew: 1, 2, 3 … in their order"), required=False
    )
    agreed = forms.MultipleChoiceField(
        label=_("Both sides agree on every line in"),
        required=False,
        widget=Checks,
        help_text=_("Marks every line of the language as agreed. A text is cleared when all are."),
    )

    def __init__(self, *args, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"].unmarked = True  # nothing that one may know or not
        self.fields["agreed"].choices = [(code, NAMES.get(code, (code,))[0]) for code in languages]


class ArticleRow(RevisedRow):
    """A line of the text. Its place in the order may be typed over to move it."""

    one = _("line")
    add = _("Add a line")
    widths = {"kind": 4, "number": 4, "position": 4}
    text_rows = 4

    kind = forms.ChoiceField(
        label=_("Kind of line"), choices=ArticleKind, initial=ArticleKind.ARTICLE
    )
    number = forms.CharField(
        label=_("Number in the text"),
        max_length=20,
        required=False,
        help_text=_("Only the number, for example 5: each language has its own word for it."),
    )
    position = forms.IntegerField(
        label=_("Place in the order"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Type 3 to move the line to the third place. Left empty, it comes last."),
    )

    def clean(self):
        data = super().clean()
        said = any(new["text"].strip() for new in data["changes"].values())
        if data.get("uuid") is None and not said and not self._wrong_text():
            self.add_error("text_vi", gettext("Write the line, in Vietnamese first."))
        return data
