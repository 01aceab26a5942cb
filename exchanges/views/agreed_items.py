from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pages import DetailPage, FormPage, Group, ListPage
from exchanges import permissions
from exchanges.choices import AgreedItemStatus
from exchanges.filters import AgreedItemFilter
from exchanges.forms import AgreedItemForm
from exchanges.lists import AGREED_ITEMS, state
from exchanges.models import AgreedItem
from exchanges.services import agreed_items
from exchanges.views.parts import SOURCES, edit, languages_of, texts


class AgreedItemList(ListPage):
    model = AgreedItem
    heading = AgreedItem._meta.verbose_name_plural
    columns = AGREED_ITEMS
    detail = "exchanges:agreed-item-detail"
    filterset_class = AgreedItemFilter
    permission = permissions.VIEW_AGREED_ITEM
    tabs = (
        (_("All"), ""),
        (_("Still open"), "lacking=open"),
        (_("No due day"), "lacking=due"),
        (_("No owner"), "lacking=owner"),
    )


class AgreedItemDetail(DetailPage):
    queryset = AgreedItem.objects.select_related("meeting").prefetch_related(
        "parties__unit", "parties__organisation", SOURCES
    )
    permission = permissions.VIEW_AGREED_ITEM
    template_name = "exchanges/agreed_item_detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            status=state(AgreedItemStatus, self.object.status),
            texts=texts(self.object.text, []),
            missing=self.object.missing(),
            **kwargs,
        )

    def get_actions(self):
        if not self.may(permissions.EDIT_AGREED_ITEM):
            return []
        return [edit(reverse("exchanges:agreed-item-edit", args=[self.object.uuid]))]


class AgreedItemEdit(FormPage):
    model = AgreedItem
    form_class = AgreedItemForm
    permission = permissions.EDIT_AGREED_ITEM
    groups = (Group("", ("owner:4", "due:4", "status:4", "closed:4", "proof:8")),)

    def get_initial(self):
        item = self.object
        names = ("owner", "due", "status", "closed", "proof")
        return {name: getattr(item, name) for name in names}

    def get_form_kwargs(self):
        ties = list(self.object.meeting.partnerships.all())
        return super().get_form_kwargs() | {"item": self.object, "languages": languages_of(ties)}

    def perform(self, data):
        by, item = self.request.user, self.object
        item = agreed_items.change(
            item=item, changes=data["changes"], owner=data["owner"], due=data["due"], by=by
        )
        if data["status"] == item.status:
            return item
        return agreed_items.move(
            item=item,
            status=AgreedItemStatus(data["status"]),
            closed=data["closed"],
            proof=data["proof"],
            by=by,
        )
