from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pages import Action, DetailPage, FormPage, Group, ListPage
from exchanges import permissions, progress
from exchanges.agreed_lists import OPEN_ITEMS, OpenItemFilter
from exchanges.choices import AgreedItemStatus
from exchanges.filters import AgreedItemFilter
from exchanges.forms import AgreedItemForm, ReasonForm
from exchanges.lists import AGREED_ITEMS, state
from exchanges.models import AgreedItem, Meeting
from exchanges.models.agreed_item import STILL_OPEN
from exchanges.services import agreed_items
from exchanges.views.aid_parts import InReach
from exchanges.views.parts import DOERS, edit, found_row, languages_of, seen_sources, texts
from partnerships.models import Partnership

SEVERAL = (
    ("exchanges:agreed-item-move-chosen", _("Note the progress"), permissions.EDIT_AGREED_ITEM),
    ("exchanges:agreed-item-assign-chosen", _("Say who does it"), permissions.EDIT_AGREED_ITEM),
)


class AgreedItemList(ListPage):
    model = AgreedItem
    heading = AgreedItem._meta.verbose_name_plural
    columns = AGREED_ITEMS
    detail = "exchanges:agreed-item-detail"
    filterset_class = AgreedItemFilter
    permission = permissions.VIEW_AGREED_ITEM
    empty = _("They are entered with the minutes of a meeting.")
    brought_as = "agreed"
    on_chosen = SEVERAL

    tabs = (
        (_("All"), ""),
        (_("Still open"), "lacking=open"),
        (_("No due day"), "lacking=due"),
        (_("No owner"), "lacking=owner"),
    )

    def get_actions(self):
        return [Action(_("Still open, by owner and age"), reverse("exchanges:agreed-item-open"))]


class AgreedItemOpen(ListPage):
    """All that is still to be done, the oldest first, cut down to one owner by a click."""

    heading = _("Agreed items still open")
    columns = OPEN_ITEMS
    detail = "exchanges:agreed-item-detail"
    filterset_class = OpenItemFilter
    permission = permissions.VIEW_AGREED_ITEM
    empty = _("What meetings agree to do stands here until it is done or dropped.")
    default_sort = "age"
    labelled = True
    on_chosen = SEVERAL
    tabs = (
        (_("All"), ""),
        (_("Home side"), "owner=home"),
        (_("Counterpart side"), "owner=counterpart"),
        (_("Both sides"), "owner=both"),
        (_("No owner"), "owner=none"),
        (_("Overdue"), "due=late"),
        (_("No due day"), "due=none"),
    )
    model = AgreedItem

    def get_queryset(self):
        seen = Partnership.objects.visible_to(self.request.user)
        met = seen.filter(meetings=OuterRef("meeting")).order_by("pk")
        return (
            super()
            .get_queryset()
            .open()
            .annotate(
                tie=Subquery(met.values("title")[:1]), tie_uuid=Subquery(met.values("uuid")[:1])
            )
        )


class AgreedItemDetail(InReach, DetailPage):
    queryset = AgreedItem.objects.select_related("meeting", "closed_at")
    permission = permissions.VIEW_AGREED_ITEM
    template_name = "exchanges/agreed_item_detail.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related(DOERS, seen_sources(self.reach))

    def get_context_data(self, **kwargs):
        item = self.object
        seen = Meeting.objects.visible_to(self.request.user)
        today = timezone.localdate()
        return super().get_context_data(
            status=state(AgreedItemStatus, item.status),
            late=item.status in STILL_OPEN and item.due and item.due < today,
            texts=texts(item.text, []),
            through=[found_row(one, []) for one in progress.through(item, seen)],
            files=self._files(),
            missing=item.missing(),
            **kwargs,
        )

    def _files(self) -> str:
        if not self.may(permissions.VIEW_FILE):
            return ""
        return reverse("exchanges:agreed-item-files", args=[self.object.uuid])

    def get_actions(self):
        item = self.object
        if not self.may(permissions.EDIT_AGREED_ITEM):
            return []
        found = [edit(reverse("exchanges:agreed-item-edit", args=[item.uuid]))]
        if item.status not in STILL_OPEN and item.closed_at_id is None:
            again = reverse("exchanges:agreed-item-reopen", args=[item.uuid])
            found.append(Action(_("Open it again"), again))
        return found


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


class AgreedItemReopen(FormPage):
    """Closed by mistake between meetings; what a meeting closed is put right in its minutes."""

    model = AgreedItem
    form_class = ReasonForm
    permission = permissions.EDIT_AGREED_ITEM
    heading = _("Open the agreed item again")
    submit = _("Open it again")

    def perform(self, data):
        return agreed_items.reopen(item=self.object, by=self.request.user, **data)
