"""Forms of year plans and exchange rates."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import CURRENCIES, AmountFormField
from core.forms import RecordForm, RowForm
from core.pickers import RecordChoice
from core.reading import NotRead, read_amount
from exchanges.forms.aid import promise_choice
from exchanges.forms.boxes import DayField
from exchanges.models import AidProject, ExchangeRate, YearPlan
from partnerships.forms.fields import by_title, paper_choice, partnership_choice, unit_choice

COINS = [(code, code) for code in CURRENCIES]
DECIMALS = 6


class RateField(forms.CharField):
    """A rate as it is written here: 25.400 is twenty-five thousand four hundred, 1,15 is 1.15."""

    def __init__(self, **kwargs):
        super().__init__(max_length=40, help_text=_("For example 25.400 or 1,15"), **kwargs)

    def prepare_value(self, value):
        if not isinstance(value, Decimal):
            return value
        said = value.normalize()
        places = max(0, -said.as_tuple().exponent)
        return number_format(said, places, force_grouping=True)

    def clean(self, value) -> Decimal | None:
        words = super().clean(value)
        if not words:
            return None
        try:
            number = read_amount(words).number
        except NotRead:
            number = None
        if number is None:
            raise ValidationError(
                gettext("“%(typed)s” is not a number. Enter it as 25.400 or 1,15.")
                % {"typed": words}
            )
        if not number > 0:
            raise ValidationError(gettext("A rate is above zero."))
        if number != round(number, DECIMALS) or number >= Decimal(10) ** 12:
            raise ValidationError(gettext("At most six decimals are kept."))
        return number


class ExchangeRateForm(RecordForm):
    currency = forms.ChoiceField(label=_("One unit of"), choices=COINS, initial="USD")
    into = forms.ChoiceField(label=_("is worth in"), choices=COINS, initial="VND")
    on = DayField(label=_("Day"))
    rate = RateField(label=_("Rate"))
    paper = paper_choice(_("Paper"))

    class Meta:
        model = ExchangeRate
        fields = ("currency", "into", "on", "rate", "source", "paper")

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("currency") and data.get("currency") == data.get("into"):
            self.add_error("into", gettext("Choose two different currencies."))
        return data


class YearPlanForm(RecordForm):
    unit = unit_choice(_("Whose plan"))
    year = forms.IntegerField(
        label=_("Year"),
        min_value=1950,
        max_value=2100,
        error_messages={
            "invalid": _("Write the year in four digits."),
            "min_value": _("Write the year in four digits."),
            "max_value": _("Write the year in four digits."),
        },
    )

    class Meta:
        model = YearPlan
        fields = ("unit", "year", "direction", "note")
        widgets = {"note": forms.Textarea({"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = True


class PlanLineRow(RowForm):
    layout = "box"
    widths = {"what": 6, "partnership": 6, "commitment": 6, "project": 6, "estimate": 12}
    one = _("line")
    add = _("Add a line")

    what = forms.CharField(label=_("What is planned"), max_length=200)
    project = RecordChoice(
        AidProject.objects.all(),
        label=_("Aid project, if it is proposed"),
        search_url="exchanges:aid-picker",
        search=by_title,
        required=False,
    )
    commitment = promise_choice(_("or commitment"))
    partnership = partnership_choice(_("or tie"))
    estimate = AmountFormField(label=_("Estimate"), required=False)
