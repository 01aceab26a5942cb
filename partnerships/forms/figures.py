from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import CURRENCIES, AmountFormField, PartialDateFormField
from core.forms import RecordForm
from core.pickers import RecordChoice
from partnerships.forms.fields import by_words, organisation_choice, unit_choice
from partnerships.models import Border, Country, Partnership, StatedFigure
from partnerships.models.figure import SUBJECTS

COUNTED_IN = ("cặp", "cụm", "cuộc", "văn bản", "dự án", "lượt người", *CURRENCIES)


class StatedFigureForm(RecordForm):
    """A published number, said the way it was published: with its bound, its time, its author."""

    partnership = RecordChoice(
        Partnership.objects.all(),
        label=_("Of the tie"),
        search_url="partnerships:partnership-picker",
        search=by_words,
        required=False,
    )
    unit = unit_choice()
    organisation = organisation_choice()
    border = forms.ModelChoiceField(Border.objects.all(), label=_("or border"), required=False)
    country = forms.ModelChoiceField(Country.objects.all(), label=_("or country"), required=False)
    value = AmountFormField(label=_("Value"), units=COUNTED_IN)
    when = PartialDateFormField(label=_("Period, or as of"), required=False, words_allowed=True)

    class Meta:
        model = StatedFigure
        fields = ["measure", "title", *SUBJECTS, "stated_by"]

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = [name for name in SUBJECTS if data.get(name)]
        if len(named) != 1 and not set(SUBJECTS) & set(self.errors):
            raise ValidationError(
                gettext("Name one subject: a tie, a unit, an organisation, a border or a country.")
            )
        return data
