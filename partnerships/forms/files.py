from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from core.languages import NAMES
from partnerships.choices import FileKind
from partnerships.files.kinds import EXTENSIONS
from partnerships.models import Document

ACCEPT = ",".join(f".{end}" for ends in EXTENSIONS.values() for end in ends)


def language_choices() -> list:
    return [("", _("not known")), *((code, words) for code, (words, _own) in NAMES.items())]


class FileFactsForm(ScopedForm):
    """What is said of a file, besides what it is."""

    kind = forms.ChoiceField(label=_("What it is"))
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args, kinds=FileKind.values, **kwargs):
        super().__init__(*args, **kwargs)
        names = dict(FileKind.choices)
        self.fields["kind"].choices = [("", _("choose")), *((one, names[one]) for one in kinds)]


class FileForm(FileFactsForm):
    """A file and what is said of it. What the file may be is for the service to say."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=None,
        help_text=_("PDF, JPEG, PNG, WebP, Word (DOCX) or Excel (XLSX)."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    replaces = forms.ModelChoiceField(
        label=_("New version of"),
        queryset=Document.objects.none(),
        required=False,
    )
    is_master = forms.BooleanField(label=_("This is the master copy"), required=False)
    declared = forms.BooleanField(
        label=_("The file contains nothing that is a state secret."), required=False
    )
    field_order = ["file", "kind", "language", "note", "replaces", "is_master", "declared"]

    def __init__(self, *args, earlier, has_master=False, **kwargs):
        super().__init__(*args, scopes={"replaces": earlier}, **kwargs)
        self.fields["file"].error_messages["required"] = _("Choose a file.")
        self.fields["replaces"].empty_label = _("no, a file of its own")
        if not has_master:
            del self.fields["is_master"]
        if not earlier.exists():
            del self.fields["replaces"]


class FileWithdrawForm(ScopedForm):
    reason = forms.CharField(
        label=_("Why the file is withdrawn"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class KeptOutsideForm(ScopedForm):
    number = forms.CharField(
        label=_("Number it has there"),
        required=False,
        max_length=120,
        help_text=_("The number of the paper or of the folder, nothing of what it says."),
    )
