from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.form_fields import PartialDateFormField
from core.forms import RecordForm, RowForm
from partnerships.forms.fields import OTHERS, NamedInLanguages, organisation_choice, unit_choice
from partnerships.models import Person


class PersonForm(NamedInLanguages, RecordForm):
    """Only the name: nothing else is kept of a person (Law 91/2025/QH15)."""

    class Meta:
        model = Person
        fields = ["name"]


class PostRow(NamedInLanguages, RowForm):
    """A post that the person holds or held."""

    layout = "box"
    one = _("post")
    add = _("Add a post")
    named = "other_titles"
    label = _("Post in %(language)s")
    widths = {f"other_titles_{code}": 3 for code in OTHERS}

    title = forms.CharField(label=_("Post"), max_length=200)
    unit = unit_choice()
    organisation = organisation_choice()
    heads = forms.BooleanField(
        label=_("Heads the unit or organisation: speaks and signs for it"), required=False
    )
    since = PartialDateFormField(label=_("Since"), required=False, words_allowed=True)
    until = PartialDateFormField(label=_("Until"), required=False, words_allowed=True)
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, initial=Basis.REPORTED)

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = [name for name in ("unit", "organisation") if data.get(name)]
        if len(named) != 1 and not {"unit", "organisation"} & set(self.errors):
            raise ValidationError(gettext("Name either a unit or an organisation."))
        return data
