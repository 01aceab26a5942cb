"""Rows of the forms of aid: who gives, who receives, items, results, stages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import CURRENCIES, AmountFormField, PartialDateFormField
from core.forms import RowForm
from partnerships.forms.fields import organisation_choice, unit_choice

MEASURES = ("", "người", "ha", "km", "tạ/ha", "tấn", "bộ", "phòng", "m²", *CURRENCIES)


def one_of_both(form, data: dict) -> None:
    """A party is a unit or an organisation. Raises ValidationError otherwise."""
    named = [name for name in ("unit", "organisation") if data.get(name)]
    if len(named) != 1 and not {"unit", "organisation"} & set(form.errors):
        raise ValidationError(gettext("Name either a unit or an organisation."))


class PartyRow(RowForm):
    layout = "box"

    unit = unit_choice()
    organisation = organisation_choice()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("unit", "organisation"):
            self.fields[name].unmarked = True  # one of the two

    def clean(self):
        data = super().clean() or self.cleaned_data
        one_of_both(self, data)
        return data


class GiverRow(PartyRow):
    one = _("giver")
    add = _("Add a giver")


class ReceiverRow(PartyRow):
    one = _("receiver")
    add = _("Add a receiver")


class LineRow(RowForm):
    """What was given, or what it came to, in a quantity or in words."""

    layout = "box"
    widths = {"what": 6, "amount": 12}
    one = _("item")
    add = _("Add an item")

    what = forms.CharField(label=_("Item or result"), max_length=200)
    amount = AmountFormField(label=_("How much"), units=MEASURES, required=False)


class ResultRow(LineRow):
    one = _("result")
    add = _("Add a result")


class StageRow(RowForm):
    layout = "box"
    widths = {"what": 6, "planned": 3, "done": 3, "amount": 12}
    one = _("stage")
    add = _("Add a stage")

    what = forms.CharField(label=_("What is done"), max_length=200)
    planned = PartialDateFormField(label=_("Planned for"), required=False)
    done = PartialDateFormField(label=_("Done"), required=False)
    amount = AmountFormField(label=_("What it cost"), required=False)

    def clean_done(self):
        return not_in_the_future(self.cleaned_data["done"])


def not_in_the_future(day):
    """What has happened lies in the past, as far as the day is known."""
    if day.days and day.days.lower and day.days.lower > timezone.localdate():
        raise ValidationError(gettext("This day is still to come."))
    return day
