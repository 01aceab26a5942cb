"""Forms of a delivery: what was given, to whom, when, for which instalment."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.basis import Basis
from core.form_fields import AmountFormField, PartialDateFormField
from core.forms import ScopedForm
from exchanges.models import Delivery
from exchanges.promise_lists import period, state
from partnerships.forms.fields import organisation_choice, unit_choice
from partnerships.models import Instalment, Organisation, Unit


class DeliveryForm(ScopedForm):
    """One delivery to one receiver. `receivers` are those whom the promise or the aid names; where
    they name nobody, anybody may be chosen. `instalments` are offered with their states.
    """

    what = forms.CharField(label=_("What was given"), max_length=200, required=False)
    given = PartialDateFormField(label=_("When"), required=False, words_allowed=True)
    amount = AmountFormField(label=_("Amount"), required=False)
    receiver = forms.ChoiceField(label=_("Receiver"), required=False)
    unit = unit_choice(label=_("Receiver, a unit"))
    organisation = organisation_choice()
    instalment = forms.ChoiceField(label=_("Instalment it meets"), required=False)
    over_reason = forms.CharField(
        label=_("Why more than was approved"), max_length=300, required=False
    )
    basis = forms.ChoiceField(label=_("Basis"), choices=Basis.choices, initial=Basis.MADE_HERE)

    def __init__(
        self,
        *args,
        receivers: list[Unit | Organisation],
        instalments: list[Instalment],
        delivery: Delivery | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.receivers = {str(one.uuid): one for one in receivers}
        self.due = {str(one.uuid): one for one in instalments}
        self._ask_for_receiver()
        for name in {"unit", "organisation", "instalment", "over_reason"} & set(self.fields):
            self.fields[name].unmarked = True  # a choice, and a reason where one is asked for
        if self.due:
            self.fields["instalment"].choices = [
                ("", gettext("none of them")),
                *((key, _named(one)) for key, one in self.due.items()),
            ]
        else:
            del self.fields["instalment"]
        if delivery is not None:
            self._fill(delivery)

    def _ask_for_receiver(self) -> None:
        if not self.receivers:
            del self.fields["receiver"]
            return
        del self.fields["unit"], self.fields["organisation"]
        self.fields["receiver"].choices = [
            ("", gettext("not stated")),
            *((key, str(one)) for key, one in self.receivers.items()),
        ]

    def _fill(self, delivery: Delivery) -> None:
        for name in ("what", "given", "amount", "over_reason", "basis", "unit", "organisation"):
            self.initial[name] = getattr(delivery, name)
        self.initial["receiver"] = str(delivery.who.uuid) if delivery.who else ""
        due = delivery.instalment
        self.initial["instalment"] = str(due.uuid) if due else ""

    def clean_instalment(self) -> Instalment | None:
        return self.due.get(self.cleaned_data["instalment"])

    def clean(self):
        data = super().clean() or self.cleaned_data
        data.setdefault("instalment", None)
        if self.receivers:
            who = self.receivers.get(data.pop("receiver", ""))
            data["unit"] = who if isinstance(who, Unit) else None
            data["organisation"] = who if isinstance(who, Organisation) else None
        elif data.get("unit") and data.get("organisation"):
            self.add_error("unit", gettext("Name either a unit or an organisation."))
        return data


def _named(due: Instalment) -> str:
    """2024 · bản Pa Hốc · 500.000.000 VND · missed"""
    who = due.receiver.who if due.receiver_id else ""
    said = [period(due.period), str(who), str(due.amount), str(state(due.kept).words)]
    return " · ".join(filter(None, said))


class WithdrawForm(ScopedForm):
    """Why a delivery does not count: entered twice, given to somebody else."""

    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea({"rows": 3}))
