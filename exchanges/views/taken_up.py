"""The part of the filing forms that opens with what earlier meetings left open."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.badges import Badge
from core.pages import Group
from exchanges import progress
from exchanges.choices import AgreedItemStatus
from exchanges.forms.progress import FoundRow
from exchanges.lists import state
from exchanges.models import AgreedItem, AgreedItemProgress
from exchanges.services.progress import before_it
from exchanges.views.parts import DOERS
from partnerships.models import Partnership, PartnershipParty

FOUND = {"progress": FoundRow}
FOUND_GROUP = Group(
    _("Items still open from earlier meetings"),
    rows="progress",
    note=_(
        "Each stays open until it is done or dropped. Leave a row as it is to carry the item over."
    ),
)


@dataclass(frozen=True)
class OnTheTable:
    """An open item before the meeting, with what the meeting has written of it so far."""

    item: AgreedItem
    before: AgreedItemStatus
    written: AgreedItemProgress | None
    badge: Badge
    late: bool

    @property
    def row(self) -> dict:
        one, item = self.written, self.item
        closed_here = one and item.closed_at_id == one.meeting_id
        return {
            "uuid": item.uuid,
            "status": one.status if one else self.before,
            "proof": item.proof if closed_here else "",
            "texts": one.text if one else {},
        }


class TakesUp:
    """A filing form with the open items of the ties that meet. It knows `ties` and `meeting`."""

    @cached_property
    def on_the_table(self) -> dict[str, OnTheTable]:
        """By the uuid of the item, in their order."""
        meeting = self.meeting
        items = progress.to_take_up(
            ties=self.meeting_ties,
            unit=meeting.unit if meeting else self.meeting_unit,
            meeting=meeting,
            before=self.first_day,
            among=AgreedItem.objects.visible_to(self.request.user),
        )
        written = {}
        if meeting is not None:
            rows = AgreedItemProgress.objects.filter(meeting=meeting).select_related("meeting")
            written = {one.item_id: one for one in rows}
        return {str(item.uuid): self._table(item, written.get(item.pk)) for item in items}

    @staticmethod
    def _table(item: AgreedItem, one: AgreedItemProgress | None) -> OnTheTable:
        before = before_it(item, one)
        late = bool(item.due and item.due < timezone.localdate())
        return OnTheTable(item, before, one, state(AgreedItemStatus, before), late)

    @property
    def meeting_ties(self) -> list[Partnership]:
        return list(self.meeting.partnerships.all()) if self.meeting else self.ties

    @property
    def meeting_unit(self):
        """The unit of a meeting that no tie covers, while it is being entered."""
        return None

    @property
    def first_day(self) -> date | None:
        """What was agreed on this day or later is not taken up."""
        days = self.meeting.held.days if self.meeting else None
        return days.lower if days else None

    def with_found(self, rows: dict) -> dict:
        """The kinds of rows of the form; the open items first, if there are any."""
        return FOUND | rows if self.takes_up else rows

    def with_found_group(self, groups: tuple) -> tuple:
        return (FOUND_GROUP, *groups) if self.takes_up else groups

    @property
    def takes_up(self) -> bool:
        """There are open items, or this window showed some: what was typed of them is told, not
        dropped.
        """
        return bool(self.on_the_table) or "progress-TOTAL_FORMS" in self._typed

    def initial_rows(self, name):
        if name == "progress":
            return [one.row for one in self.on_the_table.values()]
        return super().initial_rows(name)

    def row_kwargs(self, name):
        if name == "progress":
            tables = self.on_the_table
            now = {one.item.uuid: one.written.text for one in tables.values() if one.written}
            return {"languages": self.languages, "now": now, "about": tables}
        kwargs = super().row_kwargs(name)
        return kwargs | {"parties": self.who_may_do_it} if name == "agreed" else kwargs

    @cached_property
    def who_may_do_it(self) -> dict:
        """Who may be named as the one that does it, by uuid: the parties of the ties that met,
        and whoever is named already.
        """
        rows = PartnershipParty.objects.filter(partnership__in=self.meeting_ties)
        rows = rows.select_related("unit", "organisation").order_by("-side", "pk")
        found = {str(one.who.uuid): one.who for one in rows}
        if self.meeting is not None:
            for item in self.meeting.agreed_items.prefetch_related(DOERS):
                found |= {str(one.who.uuid): one.who for one in item.parties.all()}
        return found
