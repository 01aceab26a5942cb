"""Rows of the filing forms: who came, the items of minutes, what was agreed."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import RowForm
from core.languages import RevisedRow
from exchanges.choices import DelegationRole, ItemKind, ItemOwner
from exchanges.forms.boxes import DayField, PersonField
from exchanges.models import AgreedItem
from partnerships.choices import Side


class AttendanceRow(RowForm):
    """One person of a delegation. The first row is that of the head."""

    one = gettext_lazy("person")
    add = gettext_lazy("Add a person")

    person = PersonField(label=gettext_lazy("Full name"))
    post = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False)
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=DelegationRole)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        first = str(self.prefix).endswith("-0")
        self.fields["person"].error_messages["required"] = _("Enter the full name.")
        self.fields["role"].initial = DelegationRole.HEAD if first else DelegationRole.MEMBER

    def clean(self):
        data = super().clean() or self.cleaned_data
        if isinstance(data.get("person"), str) and not data.get("post"):
            self.add_error("post", _("Say the post of somebody who is new in the register."))
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

    owner = forms.ChoiceField(label=gettext_lazy("Who does it"), choices=ItemOwner, required=False)
    due = DayField(label=gettext_lazy("Due"), required=False)

    def clean(self):
        data = super().clean()
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
