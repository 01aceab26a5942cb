"""The forms of a text made here: its draft, its signing, the copy that is sent."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from partnerships.choices import Route, Side
from partnerships.forms.fields import Checks, DayField
from partnerships.forms.memoranda import PastTextForm, SignatoryRow, memorandum_choice
from partnerships.forms.ties import PAPER_LANGUAGES
from partnerships.models import Memorandum
from partnerships.services.text_rows import TREATY

ROUTES = [("", _("choose")), *Route.choices]
LAST_DAY = _("2026–2030, or 28/03/2026 – 27/03/2031; the last day still belongs to it.")


class DraftForm(PastTextForm):
    """What is drafted, for whom, and what Decree 64/2021/ND-CP, Article 3 asks of it."""

    route = forms.ChoiceField(
        label=_("Whose text it is"),
        choices=ROUTES,
        help_text=_("It decides who is asked before the text is signed."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages it is signed in, besides Vietnamese"),
        choices=PAPER_LANGUAGES,
        widget=Checks,
    )
    signed = ended = end_reason = end_paper = None  # of texts from before

    class Meta:
        model = Memorandum
        fields = ["title", "kind", "place", "cooperation", "mode", "not_binding"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["place"].label = _("Place of signing, as it is planned")
        self.fields["term"].help_text = LAST_DAY

    def clean_title(self):
        title = self.cleaned_data["title"]
        if TREATY.match(title):
            raise ValidationError(
                gettext(
                    "No local text may be called so (Law 70/2020/QH14, Article 6): Hiệp định, Hiệp "
                    "ước, Công ước and Định ước name treaties. Call it for example Thỏa thuận."
                )
            )
        return title


class DraftBeginForm(DraftForm):
    """The same when a text is begun: empty, or with the articles of an earlier one."""

    copy_from = memorandum_choice(_("Begin with the articles of the text"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["copy_from"]
        field.help_text = _(
            "Left empty, the text begins without articles. The words are copied in the languages "
            "of the new text; the earlier text stays as it is."
        )


class SignForm(ScopedForm):
    """What the signed paper says; the fields of Article 3 are asked once more."""

    signed = PartialDateFormField(label=_("Signed on"), full=True)
    place = forms.CharField(label=_("Place of signing"), max_length=120, required=False)
    term = PartialDateFormField(
        label=_("Term: from when to when"), required=False, help_text=LAST_DAY
    )
    term_words = forms.CharField(
        label=_("Term as the text says it"), max_length=120, required=False
    )
    cooperation = forms.CharField(
        label=_("Field and content"), max_length=2000, required=False, widget=forms.Textarea
    )
    mode = forms.CharField(
        label=_("How the parties work together"),
        max_length=2000,
        required=False,
        widget=forms.Textarea,
    )
    not_binding = forms.BooleanField(
        label=_("The text says that it is not legally binding"), required=False
    )

    clean_term = PastTextForm.clean_term

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("cooperation", "mode"):
            self.fields[name].widget.attrs["rows"] = 3


class SignWithCopyForm(SignForm):
    """The same while the signed copy is not there yet: it comes with the form."""

    signed_copy = forms.FileField(
        label=_("Signed copy (PDF or picture)"),
        required=False,
        help_text=_("It becomes the master copy; its bytes are kept as they are."),
    )
    declared = forms.BooleanField(
        label=_("The file contains nothing that is a state secret"), required=False
    )


class SigningRow(SignatoryRow):
    """Who signed for a side; whoever heads it today is offered."""

    side = forms.ChoiceField(label=_("Side"), choices=Side.choices, initial=Side.HOME)


class CopyForm(ScopedForm):
    on = DayField(label=_("Report and copy sent on"))
