from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import ScopedForm
from exchanges.choices import Outcome
from exchanges.forms.boxes import DayField, PersonField
from partnerships.choices import Side


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


class SignatureForm(ScopedForm):
    """Who signed for a side. The head of its delegation is offered; somebody else is searched, or
    typed with the post.
    """

    side = forms.ChoiceField(label=_("For which side"), widget=Radios)
    person = PersonField(label=_("Who signed"))
    post = forms.CharField(label=_("Post"), max_length=200, required=False)
    signed_on = DayField(label=_("Signed on"))

    def __init__(self, *args, sides: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["side"].choices = [(side, _named(side, who)) for side, who in sides.items()]
        self.fields["person"].error_messages["required"] = _("Enter the full name.")


def _named(side: str, who: str) -> str:
    return " · ".join(filter(None, [str(Side(side).label), who]))
