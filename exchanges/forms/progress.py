"""Rows of what a meeting finds of the agreed items that earlier ones left open."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import RevisedRow
from exchanges.choices import AGREED_ITEM_TRANSITIONS, AgreedItemStatus
from exchanges.progress import CLOSED


class FoundRow(RevisedRow):
    """An open item: the state in which the meeting leaves it, what was said, what proves it.

    `about` has the items on the table by uuid, each with the state in which the meeting found it.
    Cleans to "moved" beside its fields: whether the meeting leaves it in another state.
    """

    one = gettext_lazy("open item")
    add = ""  # nobody adds one: they come by themselves
    removing = gettext_lazy("Not taken up")
    text_rows = 2
    about_template = "exchanges/_open_item.html"
    widths = {"status": 4, "proof": 8}

    status = forms.ChoiceField(label=gettext_lazy("After this meeting"), choices=AgreedItemStatus)
    proof = forms.CharField(
        label=gettext_lazy("Proof, or the decision that drops it"), max_length=500, required=False
    )

    def __init__(self, *args, about: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.tables = about
        table = self.about
        if table:
            now = AgreedItemStatus(table.before)
            reachable = {now, *AGREED_ITEM_TRANSITIONS.get(now, ())}
            self.fields["status"].choices = [
                one for one in AgreedItemStatus.choices if one[0] in reachable
            ]

    @property
    def about(self):
        """The item of this row, whatever its place: other items may have been added since."""
        said = self["uuid"].value()
        return self.tables.get(str(said)) if said else None

    def clean(self):
        data = super().clean()
        table = self.about
        if table is None and not self.cleaned_data.get("DELETE"):
            raise forms.ValidationError(
                _("This item was closed or taken out in the meantime. Take the row out.")
            )
        closes = data.get("status") in CLOSED
        if closes and not data.get("proof") and "proof" not in self.errors:
            self.add_error("proof", _("Give the proof, or the decision that drops it."))
        return data | {"moved": bool(table) and data.get("status") != table.before}
