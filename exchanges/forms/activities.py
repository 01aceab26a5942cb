"""The short form of an activity, and its figures."""

from contextlib import suppress

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import CURRENCIES, AmountFormField, AmountWidget, PartialDateFormField
from core.forms import RecordForm, RowForm
from core.reading import NotRead, read_amount
from exchanges.choices import DoneBy, Measure
from exchanges.forms.aid_rows import not_in_the_future
from exchanges.forms.deliveries import WithdrawForm
from exchanges.models import Activity
from partnerships.forms.fields import organisation_choice, partnership_choice, unit_choice

USUAL = {  # the unit of a figure where none is typed; kept in Vietnamese like all units
    Measure.PEOPLE: "người",
    Measure.PATIENTS: "lượt",
    Measure.SESSIONS: "buổi",
    Measure.GIFTS: "phần quà",
    Measure.TEAMS: "đội",
    Measure.STALLS: "gian hàng",
    Measure.MONEY: "VND",
}
MEASURES = [*((one.value, one.label) for one in USUAL), (Measure.OTHER.value, Measure.OTHER.label)]
NUMBER, UNIT = 1, 2  # places in the parts of an amount

TakeBackForm = WithdrawForm


class FigureWidget(AmountWidget):
    """Without reading back while one types: the unit may follow from the measure."""

    def __init__(self):
        super().__init__(units=("", *USUAL.values(), *CURRENCIES[1:]))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs) | {"url": ""}
        parts = value if isinstance(value, list) else self.decompress(value)
        return context if parts[UNIT] else context | {"reading": ""}


class FigureField(AmountFormField):
    """An amount; a number without a unit is in the usual one of what is counted."""

    usual = ""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.widget = FigureWidget()

    def compress(self, parts):
        parts = list(parts)
        if parts[NUMBER] and not parts[UNIT]:
            with suppress(NotRead):  # what is no number is told as everywhere
                parts[UNIT] = "" if read_amount(parts[NUMBER]).unit else self.usual
        return super().compress(parts)


class FigureRow(RowForm):
    """How much of what."""

    layout = "box"
    widths = {"measure": 6, "what": 6, "amount": 12}
    one = _("figure")
    add = _("Add a figure")

    measure = forms.ChoiceField(
        label=_("What is counted"), choices=MEASURES, required=False, initial=Measure.PEOPLE
    )
    what = forms.CharField(
        label=_("In a word"),
        max_length=120,
        required=False,
        help_text=_("Needed only for something else: flags, saplings."),
    )
    amount = FigureField(
        label=_("How much"),
        required=False,
        help_text=_("Without a unit it is the usual one: người, lượt, buổi, phần quà, VND."),
    )

    def __init__(self, *args, first: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        if first and first in Measure.values:  # what the activity before it counted
            self.fields["measure"].initial = first
        measure = self.data.get(self.add_prefix("measure"), "") if self.is_bound else ""
        self.fields["amount"].usual = USUAL.get(measure, "")

    def clean(self):
        data = super().clean() or self.cleaned_data
        amount = data.get("amount")
        in_money = amount and amount.number is not None and amount.unit in CURRENCIES
        if data.get("measure") == Measure.MONEY and amount and amount.number and not in_money:
            self.add_error(
                "amount", gettext("Money is in a currency: VND, LAK, CNY, KHR or another one.")
            )
        return data


class ActivityForm(RecordForm):
    title = forms.CharField(
        label=_("Name of the activity"),
        max_length=255,
        required=False,
        help_text=_("Left empty, it is called after its kind, its tie and its day."),
    )
    partnership = partnership_choice(_("Tie"))
    unit = unit_choice(label=_("or unit"))
    organiser = organisation_choice()
    happened = PartialDateFormField(label=_("When"), required=False, words_allowed=True)
    done_by = forms.ChoiceField(label=_("Done by"), choices=DoneBy, required=False)
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 2})
    )

    class Meta:
        model = Activity
        fields = [
            "kind",
            "partnership",
            "unit",
            "organiser",
            "place",
            "done_by",
            "title",
            "note",
            "basis",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organiser"].label = gettext("or organiser")

    def clean_happened(self):
        return not_in_the_future(self.cleaned_data["happened"])

    def clean(self):
        data = super().clean() or self.cleaned_data
        named = {"partnership", "unit", "organiser"}
        if not named & set(self.errors) and not any(data.get(name) for name in named):
            self.add_error("partnership", gettext("Name a tie, a unit or an organiser."))
        return data
