"""What was decided after a reform: who takes over from which day, who decided, by which paper."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.form_fields import PartialDateFormField
from core.forms import ScopedForm
from core.pickers import RecordChoices
from partnerships.forms.fields import (
    DayField,
    by_words,
    organisation_choice,
    paper_choice,
    unit_choice,
)
from partnerships.models import Organisation, Unit

PROVINCE, LAND, OTHER, NOBODY = "province", "land", "other", "nobody"


class Lines(forms.CheckboxSelectMultiple):
    """Boxes to tick, one under the other."""

    template_name = "partnerships/widgets/lines.html"


class OneOf(forms.RadioSelect):
    """The same with one answer."""

    template_name = Lines.template_name


class RulingForm(ScopedForm):
    """Who decided, and by which paper: one that is there, or a new one in three boxes."""

    decided_by = forms.CharField(
        label=_("Who decided"),
        max_length=200,
        required=False,
        help_text=_("A person or body. This or the paper is needed."),
    )
    paper = paper_choice(_("Deciding paper, if it is in the register"))
    paper_number = forms.CharField(
        label=_("or a new paper: number and symbol"), max_length=60, required=False
    )
    paper_dated = PartialDateFormField(label=_("Date of the new paper"), required=False)
    paper_gist = forms.CharField(label=_("Gist of the new paper"), max_length=300, required=False)
    reason = forms.CharField(label=_("Reason or note"), max_length=300, required=False)

    trying = False  # a preview does not wait for who decided

    @property
    def names_a_new_paper(self) -> bool:
        data = self.cleaned_data
        return bool(data.get("paper_number") or data.get("paper_gist"))

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("paper") and self.names_a_new_paper:
            self.add_error(
                "paper", gettext("Choose a paper or type a new one in, not both at once.")
            )
        dated = data.get("paper_dated")
        if dated and str(dated) and not self.names_a_new_paper:
            self.add_error("paper_number", gettext("Give the number or the gist of the new paper."))
        said = data.get("decided_by") or data.get("paper") or self.names_a_new_paper
        if not said and not self.trying and not {"decided_by", "paper"} & set(self.errors):
            self.add_error("decided_by", gettext("Say who decided, or name the deciding paper."))
        return data


class DatedForm(RulingForm):
    on = DayField(label=_("From which day"))


class DecideForm(DatedForm):
    """For a unit or organisation that ended: who takes over its ties, and which of them."""

    who = forms.ChoiceField(label=_("Who takes over?"), widget=OneOf)
    land = forms.MultipleChoiceField(
        label=_("Units on its land today"), widget=Lines, required=False
    )
    unit = unit_choice()
    organisation = organisation_choice()
    ties = forms.MultipleChoiceField(
        label=_("Applies to"),
        widget=Lines,
    )

    def __init__(self, *args, offer, works, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = _answers(offer)
        self.fields["land"].choices = [(str(unit.uuid), str(unit)) for unit in offer.land]
        self.fields["ties"].error_messages |= {
            "required": _("Tick at least one tie."),
            "invalid_choice": _("This was decided meanwhile. Open the work list again."),
        }
        self.fields["ties"].choices = [(work.party, work.title) for work in works]
        self.offer = offer
        if not offer.land:
            del self.fields["land"]

    def clean(self):
        data = super().clean()
        who = data.get("who")
        if who == LAND and not data.get("land"):
            self.add_error("land", gettext("Tick at least one unit."))
        if who == OTHER and not (data.get("unit") or data.get("organisation")):
            self.add_error("unit", gettext("Name the unit or organisation that takes over."))
        if who == NOBODY and not data.get("reason") and not self.trying:
            self.add_error("reason", gettext("Say why nobody carries the ties on."))
        return data

    def heirs(self) -> list[Unit | Organisation]:
        data = self.cleaned_data
        if data["who"] == PROVINCE:
            return [self.offer.province]
        if data["who"] == LAND:
            return [unit for unit in self.offer.land if str(unit.uuid) in data["land"]]
        return [one for one in (data["unit"], data["organisation"]) if one]


def _answers(offer) -> list[tuple[str, str]]:
    """The radio buttons: what the law says first."""
    found = []
    if offer.province:
        said = gettext("the people's committee of %(province)s (Decree 177/2025/NĐ-CP)")
        found.append((PROVINCE, said % {"province": offer.province}))
    if offer.land:
        said = (
            gettext("its successor, or several of them")
            if offer.succeeds
            else gettext("one or several of the units on its land today")
        )
        found.append((LAND, said))
    return [
        *found,
        (OTHER, gettext("another unit or organisation")),
        (NOBODY, gettext("nobody: the ties end, with a reason")),
    ]


class PlaceForm(DatedForm):
    """To which unit a village belongs now."""

    parent = forms.ChoiceField(label=_("Belongs now to"), widget=OneOf, required=False)
    unit = unit_choice()
    elsewhere = forms.BooleanField(
        label=_("It lies outside the land of the old unit; place it there all the same"),
        required=False,
    )

    def __init__(self, *args, successors, **kwargs):
        super().__init__(*args, **kwargs)
        self.successors = {str(unit.uuid): unit for unit in successors}
        self.fields["parent"].choices = [(key, str(one)) for key, one in self.successors.items()]
        self.fields["unit"].label = _("or another unit")
        if not self.successors:
            del self.fields["parent"]

    def clean(self):
        data = super().clean()
        named = [one for one in (data.get("parent"), data.get("unit")) if one]
        if len(named) != 1 and "unit" not in self.errors:
            raise ValidationError(gettext("Choose one unit to which the place belongs now."))
        return data

    def chosen(self) -> Unit:
        return self.cleaned_data["unit"] or self.successors[self.cleaned_data["parent"]]


class TextForm(DatedForm):
    """To whom an agreement passes, or under which names its parties go on."""

    units = RecordChoices(
        Unit.objects.all(),
        label=_("Units"),
        search_url="partnerships:unit-picker",
        search=by_words,
        required=False,
    )
    organisations = RecordChoices(
        Organisation.objects.all(),
        label=_("Organisations"),
        search_url="partnerships:organisation-picker",
        search=by_words,
        required=False,
    )

    def heirs(self) -> list[Unit | Organisation]:
        return [*self.cleaned_data["units"], *self.cleaned_data["organisations"]]


class TakeBackForm(DatedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        self.fields["reason"].label = _("Why the decision is taken back")
        self.fields["on"].label = _("Day of the taking back")


class ClearForm(RulingForm):
    """The rows that were ticked go with the form; each has its own day."""

    item = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput, required=False)

    def __init__(self, *args, works, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["item"].choices = [(work.key, work.key) for work in works]
