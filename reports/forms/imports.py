"""What is asked when a table is brought in: which file of what, and what its columns mean."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from reports.imports.kinds import KINDS
from reports.models import Import


def kinds_for(user) -> list[tuple[str, str]]:
    """The kinds of record that the user may enter."""
    return [(kind.code, kind.label) for kind in KINDS.values() if kind.permission.held_by(user)]


class ImportForm(ScopedForm):
    """A file, what its rows are, and the word of whoever brings it."""

    kind = forms.ChoiceField(label=_("What a row of the table is"))
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=None,
        help_text=_("An Excel workbook (XLSX), an OpenDocument table (ODS) or a CSV file."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv"}),
    )
    declared = forms.BooleanField(
        label=_("The file contains nothing that is a state secret."), required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("choose")), *kinds_for(self.user)]
        self.fields["file"].error_messages["required"] = _("Choose a file.")


class ColumnsForm(ScopedForm):
    """One box for each column of the table, named by its letters: what it means here."""

    def __init__(self, *args, brought: Import, **kwargs):
        super().__init__(*args, **kwargs)
        kind = KINDS[brought.kind]
        offered = [
            (column.name, f"{column.label} *" if column.required else column.label)
            for column in kind.columns
        ]
        for letters, words, first in brought.headings:
            self.fields[letters] = forms.ChoiceField(
                label=f"{letters}: {words}"[:120],
                choices=[("", _("not brought in")), *offered],
                required=False,
                initial=brought.matching.get(letters, ""),
                help_text=_("First value: %(value)s") % {"value": first} if first else "",
            )
            self.fields[letters].unmarked = True  # nothing that one may know or not
