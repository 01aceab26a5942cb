"""What several pages of this app share: rows of their forms, texts as shown, actions."""

from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.forms import removed_rows
from core.languages import texts
from core.pages import Action, Group
from exchanges.choices import AgreedItemStatus
from exchanges.forms import AgreedRow, AttendanceRow, ItemRow
from exchanges.lists import state
from exchanges.models import AgreedItem, Meeting
from partnerships.choices import Side
from partnerships.models import Partnership, PartnershipParty, Source

DELEGATIONS = {"home": AttendanceRow, "counterpart": AttendanceRow}
TEXTS = {"items": ItemRow, "agreed": AgreedRow}
SOURCES = Prefetch("sources", Source.objects.select_related("paper"))


def seen_tie(user) -> Prefetch:
    """The tie of a record, or None where the record is in the user's area and the tie is not."""
    return Prefetch("partnership", Partnership.objects.visible_to(user))


def with_tie(rows: QuerySet, user) -> QuerySet:
    """Adds `tie` and `tie_uuid`: the title and the name of the same in a list."""
    seen = Partnership.objects.visible_to(user).filter(pk=OuterRef("partnership")).order_by()
    return rows.annotate(
        tie=Subquery(seen.values("title")[:1]), tie_uuid=Subquery(seen.values("uuid")[:1])
    )


def languages_of(ties: list[Partnership]) -> list[str]:
    """In which languages the minutes of these ties are written: those of their papers, else
    Vietnamese and what the other side writes.
    """
    found = {"vi", *(code for tie in ties for code in tie.paper_languages)}
    if found == {"vi"}:
        parties = PartnershipParty.objects.filter(partnership__in=ties, side=Side.COUNTERPART)
        named = parties.values_list(
            "unit__country__paper_language", "organisation__country__paper_language"
        )
        found |= {code for pair in named for code in pair if code}
    return sorted(found, key=lambda code: (code != "vi", code))


def sides_of(ties: list[Partnership]) -> dict[str, str]:
    """Who stands on each side, for the choice of the host."""
    parties = PartnershipParty.objects.filter(partnership__in=ties).select_related(
        "unit", "organisation"
    )
    named = {side: [] for side in Side.values}
    for party in parties:
        if str(party.who) not in named[party.side]:
            named[party.side].append(str(party.who))
    return {side: ", ".join(who) for side, who in named.items()}


def delegation_groups(sides: dict[str, str]) -> tuple[Group, Group]:
    """The rows of both delegations, under the names of who sent them."""
    note = _(
        "Only name, post and unit. No passport number, ethnicity or religion. A name that is "
        "not in the register yet is added to it."
    )
    titles = [_("2. Delegation of the home side"), _("Delegation of the counterpart side")]
    named = [
        " · ".join(filter(None, [title, sides.get(side)]))
        for title, side in zip(titles, DELEGATIONS, strict=True)
    ]
    return Group(named[0], rows="home", note=note), Group(named[1], rows="counterpart")


def crumbs(*records) -> list[tuple[str, str]]:
    """The way to a form: the list of meetings, then the records it is about."""
    first = (_("Meetings"), reverse("exchanges:meeting-list"))
    return [first, *((str(record), record.get_absolute_url()) for record in records)]


class Filing:
    """A form page with rows of delegations and texts."""

    autosave = True

    @property
    def meeting(self) -> Meeting | None:
        """The meeting whose rows are shown; None while it is being entered."""
        return None

    @property
    def languages(self) -> list[str]:
        return ["vi"]

    def removed(self, name: str) -> list[UUID]:
        """The rows that were taken out in this window. Rows it never showed stay."""
        return removed_rows(self.request.POST, name)

    def initial_rows(self, name):
        if self.meeting is None:
            return []
        if name in DELEGATIONS:
            came = self.meeting.attendances.filter(side=name).select_related("person", "post")
            return [
                {
                    "uuid": one.uuid,
                    "person": one.person,
                    "post": one.post.title if one.post else "",
                    "role": one.role,
                }
                for one in came
            ]
        return [self._text_row(record) for record in self._texts(name)]

    def _texts(self, name: str) -> list:
        if name == "agreed":
            return list(self.meeting.agreed_items.all())
        minutes = getattr(self.meeting, "minutes", None)
        return list(minutes.items.all()) if minutes else []

    @staticmethod
    def _text_row(record) -> dict:
        row = {"uuid": record.uuid, "texts": record.text}
        if hasattr(record, "owner"):
            return row | {"owner": record.owner, "due": record.due}
        return row | {"kind": record.kind, "side": record.side}

    def row_kwargs(self, name):
        if name in DELEGATIONS:
            return {}
        now = {} if self.meeting is None else {one.uuid: one.text for one in self._texts(name)}
        return {"languages": self.languages, "now": now}

    @property
    def submits(self) -> bool:
        """Sent by the button that submits too, not only saves."""
        return "submit" in self.request.POST

    @staticmethod
    def delegations(data: dict) -> list[dict]:
        return [row | {"side": side} for side in DELEGATIONS for row in data[side]]


def agreed_row(item: AgreedItem, languages: list[str]) -> dict:
    """One line of a table of agreed items."""
    return {
        "record": item,
        "texts": texts(item.text, languages),
        "status": state(AgreedItemStatus, item.status),
    }


def edit(url: str) -> Action:
    return Action(_("Edit"), url)
