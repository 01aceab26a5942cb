"""Rows of the filing forms: who came, the items of minutes, what was agreed."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import RowForm
from core.languages import RevisedRow
from exchanges.choices import DelegationRole, ItemKind, ItemOwner
from exchanges.forms.boxes import DayField, PersonField
from exchanges.forms.meetings import one_of, time_field
from exchanges.models import AgreedItem
from partnerships.choices import Side
from partnerships.forms.fields import Checks
from partnerships.models import PartnershipParty


class AttendanceRow(RowForm):
    """One person of a delegation. The first row is that of the head. Where the side has several
    `parties`, it says for which of them somebody came.
    """

    one = gettext_lazy("person")
    add = gettext_lazy("Add a person")
    movable = True

    person = PersonField(label=gettext_lazy("Full name"))
    post = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=DelegationRole)
    absent = forms.BooleanField(label=gettext_lazy("Did not come"), required=False)

    def __init__(self, *args, parties: list[PartnershipParty] = (), **kwargs):
        super().__init__(*args, **kwargs)
        first = str(self.prefix).endswith("-0")
        self.fields["person"].error_messages["required"] = _("Enter the full name.")
        self.fields["role"].initial = DelegationRole.HEAD if first else DelegationRole.MEMBER
        if len(parties) > 1:
            self.fields["party"] = one_of(
                _("For the party"), {one: str(one.who) for one in parties}
            )

    def clean(self):
        data = super().clean() or self.cleaned_data
        if isinstance(data.get("person"), str) and not data.get("post"):
            self.add_error("post", _("Say the post of somebody who is new in the register."))
        return data


class AgendaRow(RevisedRow):
    """A point of the agenda, in the languages of the ties that meet."""

    one = gettext_lazy("point")
    add = gettext_lazy("Add a point")
    movable = True
    text_rows = 2
    widths = {"starts": 4}

    starts = time_field(gettext_lazy("From, Vietnamese time"))

    def clean(self):
        data = super().clean()
        new = data.get("uuid") is None
        written = any(said["text"].strip() for said in data["changes"].values())
        if new and not written and not self._wrong_text():
            self.add_error("text_vi", _("Write the point, in Vietnamese first."))
        return data


class ItemRow(RevisedRow):
    """An item of the minutes."""

    one = gettext_lazy("item")
    add = gettext_lazy("Add an item")

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of item"), choices=ItemKind, initial=ItemKind.REVIEW
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Side that reserves its opinion"),
        choices=[("", gettext_lazy("nobody reserves an opinion")), *Side.choices],
        required=False,
    )

    def clean(self):
        data = super().clean()
        if data.get("kind") == ItemKind.RESERVED and not data.get("side"):
            self.add_error("side", _("Say which side reserves its opinion."))
        if data.get("kind") not in (None, ItemKind.RESERVED) and data.get("side"):
            self.add_error("side", _("Only a reserved opinion belongs to one side."))
        new = data.get("uuid") is None
        if (
            new
            and not self._wrong_text()
            and not any(said["text"].strip() for said in data["changes"].values())
        ):
            self.add_error("text_vi", _("Write the item, in Vietnamese first."))
        return data


class AgreedRow(RevisedRow):
    """Something that was agreed: what in each language, who does it, until when."""

    one = gettext_lazy("agreed item")
    add = gettext_lazy("Add an agreed item")
    text_rows = 2
    widths = {"parties": 12}

    owner = forms.ChoiceField(label=gettext_lazy("Who does it"), choices=ItemOwner, required=False)
    due = DayField(label=gettext_lazy("Due"), required=False)
    parties = forms.MultipleChoiceField(
        label=gettext_lazy("Which party, if the minutes say"), widget=Checks, required=False
    )

    def __init__(self, *args, parties: dict, **kwargs):
        """`parties` are those of the ties that met, by uuid. Two, one on each side, are named by
        the owner already.
        """
        super().__init__(*args, **kwargs)
        self.parties = parties
        named = (self.initial or {}).get("parties", ())
        if len(parties) > 2 or named:
            self.fields["parties"].choices = [(key, str(who)) for key, who in parties.items()]
        else:
            del self.fields["parties"]

    def clean(self):
        data = super().clean()
        if "parties" in data:
            data["parties"] = [self.parties[key] for key in data["parties"]]
        if "vi" in data["changes"] or data.get("uuid") is None:
            require_title(self, data["changes"].get("vi", {}).get("text", ""))
        return data


def require_title(form, words: str) -> None:
    """The Vietnamese words of an agreed item are its title too."""
    longest = AgreedItem._meta.get_field("title").max_length
    if "text_vi" in form.errors:
        return
    if not words.strip():
        form.add_error("text_vi", _("Say in Vietnamese what was agreed."))
    elif len(words) > longest:
        form.add_error(
            "text_vi",
            _("At most %(longest)s letters. Put the rest in an item of the minutes.")
            % {"longest": longest},
        )
