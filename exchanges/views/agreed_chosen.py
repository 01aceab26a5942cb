"""Progress and owner of several agreed items at once, from their lists."""

from django.utils.translation import gettext_lazy as _

from core.pages import ChosenPage, Group
from exchanges import permissions
from exchanges.choices import AgreedItemStatus
from exchanges.forms.agreed_chosen import AssignChosenForm, MoveChosenForm
from exchanges.models.agreed_item import STILL_OPEN
from exchanges.services import agreed_items
from exchanges.views.agreed_items import AgreedItemList


class ChosenItems(ChosenPage):
    listed = AgreedItemList
    back = "exchanges:agreed-item-list"
    begins = tuple(AgreedItemStatus(value) for value in STILL_OPEN)
    permission = permissions.EDIT_AGREED_ITEM


class AgreedItemMoveChosen(ChosenItems):
    form_class = MoveChosenForm
    heading = _("Progress of several agreed items")
    submit = _("Note it for all that are ticked")
    groups = (Group("", ("status:4", "closed:4", "proof:12")),)

    def perform(self, item, data):
        status = AgreedItemStatus(data["status"])
        agreed_items.move(
            item=item,
            status=status,
            closed=data["closed"],
            proof=data["proof"],
            by=self.request.user,
        )


class AgreedItemAssignChosen(ChosenItems):
    form_class = AssignChosenForm
    heading = _("Who does several agreed items")
    submit = _("Say it of all that are ticked")
    groups = (Group("", ("owner:6", "due:6")),)

    def perform(self, item, data):
        facts = {name: value for name, value in data.items() if value}
        agreed_items.change(item=item, by=self.request.user, **facts)
