from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from exchanges.choices import Outcome


class Radios(forms.RadioSelect):
    """Choices under each other, each with its words beside it."""

    template_name = "exchanges/widgets/radios.html"


def outcome_field():
    """How the meeting ended (Circular 02/2012/TT-BQP, Article 4); open while one is writing."""
    return forms.ChoiceField(
        label=_("How the meeting ended"),
        choices=[
            (Outcome.AGREED, _("Agreed: both heads of delegation sign")),
            (Outcome.WITH_RESERVATIONS, _("Agreed, with reserved opinions of a side")),
            (Outcome.UNILATERAL, _("Not agreed: unilateral record")),
        ],
        widget=Radios,
        required=False,
    )


class MinutesForm(ScopedForm):
    """What minutes have beside their rows."""

    outcome = outcome_field()
