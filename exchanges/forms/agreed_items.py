from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import ScopedForm
from core.languages import Languages, tell_of_newer
from exchanges.choices import AGREED_ITEM_TRANSITIONS, AgreedItemStatus, ItemOwner
from exchanges.forms.boxes import DayField
from exchanges.forms.rows import require_title

CLOSED = (AgreedItemStatus.DONE, AgreedItemStatus.DROPPED)


class AgreedItemForm(Languages, ScopedForm):
    """Owner, due day and progress of an agreed item, and its words in each language."""

    owner = forms.ChoiceField(label=gettext_lazy("Who does it"), choices=ItemOwner, required=False)
    due = DayField(label=gettext_lazy("Due"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=AgreedItemStatus)
    closed = DayField(label=gettext_lazy("Done or dropped on"), required=False)
    proof = forms.CharField(
        label=gettext_lazy("Proof, or the decision that dropped it"),
        max_length=500,
        required=False,
    )

    def __init__(self, *args, item, languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.item = item
        now = AgreedItemStatus(item.status)
        reachable = {now, *AGREED_ITEM_TRANSITIONS.get(now, ())}
        self.fields["status"].choices = [
            (value, words) for value, words in AgreedItemStatus.choices if value in reachable
        ]
        self.add_languages(languages, item.text)

    def clean(self):
        data = super().clean() or self.cleaned_data
        if data.get("status") in CLOSED:
            for name in ("closed", "proof"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Give the day and the proof, or the decision."))
        self._nothing_dropped(data)
        changes = self.changes()
        if "vi" in changes:
            require_title(self, changes["vi"]["text"])
        tell_of_newer(self, self.item.text)
        return data | {"changes": changes}

    def _nothing_dropped(self, data: dict) -> None:
        """A day and a proof are kept with the step that closes the item; typed without that step,
        or once it is closed, they are not passed over in silence.
        """
        item = self.item
        typed = [name for name in ("closed", "proof") if data.get(name)]
        changed = [name for name in typed if data[name] != getattr(item, name)]
        closes = data.get("status") in CLOSED and data["status"] != item.status
        if closes or not changed:
            return
        words = _("It is closed already: the day and the proof stay as they were recorded.")
        if item.status not in CLOSED:
            words = _("Choose “Done” or “Dropped” together with the day and the proof.")
        self.add_error(changed[0], words)
