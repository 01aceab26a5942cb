"""Forms of aid: proposed in full or in short, entered as past, edited."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.form_fields import AmountFormField, PartialDateFormField
from core.forms import RecordForm
from core.pickers import RecordChoice
from exchanges.choices import AidModality, AidSector, AidStatus
from exchanges.forms.aid_rows import not_in_the_future
from exchanges.models import AidProject
from partnerships.forms.fields import (
    by_title,
    organisation_choice,
    partnership_choice,
    unit_choice,
)
from partnerships.models import Commitment, Memorandum

# Offered so that whoever looks for it is told why it is not kept here.
DEFENCE = "defence"
SECTORS = [*AidSector.choices, (DEFENCE, _("Defence or security"))]
KNOWN = [one for one in Basis.choices if one[0] != Basis.MADE_HERE]
SHORT = [one for one in AidModality.choices if one[0] in ("non_project", "emergency")]
# A choice between two boxes, a reason, a doubt: nothing that one may know or not.
NOT_ASKED_WHETHER_KNOWN = {
    *("commitment", "occasion", "doubt", "cancelled_reason"),
    *("giver_unit", "giver_organisation", "receiver_unit", "receiver_organisation"),
}
AIM = ("partnership", "memorandum", "commitment", "occasion", "funds_words", "place", "doubt")


def text_choice() -> RecordChoice:
    return RecordChoice(
        Memorandum.objects.all(),
        label=_("Memorandum"),
        search_url="partnerships:memorandum-picker",
        search=by_title,
        required=False,
    )


def promise_choice(label=None) -> RecordChoice:
    return RecordChoice(
        Commitment.objects.all(),
        label=label or _("Commitment it keeps"),
        search_url="exchanges:promise-picker",
        search=by_title,
        required=False,
    )


class AimForm(RecordForm):
    """What an approval leaves open: under which tie, to keep which promise, where."""

    partnership = partnership_choice(_("Tie"))
    memorandum = text_choice()
    commitment = promise_choice()

    class Meta:
        model = AidProject
        fields = AIM
        widgets = {"doubt": forms.Textarea({"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NOT_ASKED_WHETHER_KNOWN & set(self.fields):
            self.fields[name].unmarked = True


class AidForm(AimForm):
    """What is entered of aid, whichever way it comes into the register."""

    sector = forms.ChoiceField(label=_("Sector"), choices=SECTORS, initial=AidSector.OTHER)
    amount = AmountFormField(label=_("Amount"), required=False)

    class Meta(AimForm.Meta):
        fields = ("title", "direction", "sector", "modality", "form", "funds", *AIM)

    def clean_sector(self):
        sector = self.cleaned_data["sector"]
        if sector == DEFENCE:
            raise ValidationError(
                gettext(
                    "Aid of the defence or security sector does not belong here: Decree "
                    "305/2025/ND-CP leaves it out. Who gives does not matter, the sector does."
                )
            )
        return sector


class ProposalForm(AidForm):
    """What is made here says how much, and which promise it keeps or why it is given."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["amount"].required = True

    def clean(self):
        data = super().clean() or self.cleaned_data
        if (
            not data.get("commitment")
            and not data.get("occasion")
            and "commitment" not in self.errors
        ):
            self.add_error(
                "occasion", gettext("Name the commitment it keeps, or say why it is given.")
            )
        return data


class ShortForm(ProposalForm):
    """Non-project aid: one giver, one receiver, all on one screen."""

    giver_unit = unit_choice(_("Giver"))
    giver_organisation = organisation_choice()
    receiver_unit = unit_choice(_("Receiver"))
    receiver_organisation = organisation_choice()
    modality = forms.ChoiceField(
        label=_("Modality"), choices=SHORT, initial=AidModality.NON_PROJECT
    )

    class Meta(ProposalForm.Meta):
        fields = (
            *("title", "direction", "sector", "modality", "form", "funds"),
            *("partnership", "commitment", "occasion", "place"),
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["memorandum"]

    def clean(self):
        data = super().clean()
        for side in ("giver", "receiver"):
            boxes = [f"{side}_unit", f"{side}_organisation"]
            named = [data.pop(box, None) for box in boxes]
            if all(named):
                self.add_error(boxes[1], gettext("Name either a unit or an organisation."))
            data[f"{side}s"] = [who for who in named if who]
        return data


class PastAidForm(AidForm):
    """Aid of which others tell, in the state it has by now."""

    handed_over = PartialDateFormField(label=_("Handed over"), required=False, words_allowed=True)
    basis = forms.ChoiceField(label=_("Known from"), choices=KNOWN, initial=Basis.REPORTED)
    status = forms.ChoiceField(label=_("Status"), choices=AidStatus, initial=AidStatus.HANDED_OVER)

    class Meta(AidForm.Meta):
        fields = (*AidForm.Meta.fields, "basis", "status", "cancelled_reason")

    def clean_handed_over(self):
        return not_in_the_future(self.cleaned_data["handed_over"])
