"""What several pages of this app share: rows of their forms, texts as shown, actions."""

from uuid import UUID

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from core.forms import removed_rows
from core.languages import texts
from core.pages import Action, Group
from exchanges.choices import AgreedItemStatus
from exchanges.forms import AgreedRow, AttendanceRow, ItemRow
from exchanges.lists import state
from exchanges.models import AgreedItem, AgreedItemParty, Meeting
from exchanges.progress import Found
from partnerships.choices import CadenceSubject, Side
from partnerships.models import Cadence, Partnership, PartnershipParty, Source, TieReach, Unit

DELEGATIONS = {"home": AttendanceRow, "counterpart": AttendanceRow}
TEXTS = {"items": ItemRow, "agreed": AgreedRow}
DOERS = Prefetch("parties", AgreedItemParty.objects.select_related("unit", "organisation"))


def seen_sources(user) -> Prefetch:
    """Sources of a record, of papers that are published or in the user's area."""
    return Prefetch("sources", Source.objects.visible_to(user).select_related("paper"))


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


def languages_around(unit: Unit) -> list[str]:
    """The languages of what no tie covers: those of the ties in and around the unit."""
    around = TieReach.objects.filter(unit=unit).values("tie")
    return languages_of(list(Partnership.objects.filter(pk__in=around)[:50]))


def parties_of(ties: list[Partnership]) -> list[PartnershipParty]:
    """Who stands on both sides of the ties that meet, each once, with their countries."""
    found = PartnershipParty.objects.filter(partnership__in=ties).select_related(
        "unit__country", "organisation__country"
    )
    once = {(one.side, one.unit_id, one.organisation_id): one for one in found.order_by("-pk")}
    return sorted(once.values(), key=lambda one: one.pk)


def sides_of(ties: list[Partnership]) -> dict[str, str]:
    """Who stands on each side of these ties, in words."""
    return names_of(parties_of(ties))


def cadences_of(ties: list[Partnership], unit: Unit | None = None) -> list[Cadence]:
    """How often these ties or this unit meet, for the choice of what a meeting answers."""
    whose = Q(partnership__in=ties) | (Q(unit=unit) if unit else Q())
    found = Cadence.objects.filter(whose, subject=CadenceSubject.MEETING, recommended=False)
    return list(found.order_by("pk")) if ties or unit else []


def names_of(parties: list[PartnershipParty]) -> dict[str, str]:
    """Who stands on each side, in words."""
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

    @property
    def parties(self) -> list[PartnershipParty]:
        """Those of the ties that meet."""
        return []

    def removed(self, name: str) -> list[UUID]:
        """The rows that were taken out in this window. Rows it never showed stay."""
        return removed_rows(self.request.POST, name)

    def initial_rows(self, name):
        if self.meeting is None:
            return []
        if name in DELEGATIONS:
            came = self.meeting.attendances.filter(side=name)
            return [
                {
                    "uuid": one.uuid,
                    "person": one.person,
                    "post": one.post.title if one.post else "",
                    "role": one.role,
                    "absent": not one.present,
                    "party": str(one.party.uuid) if one.party else "",
                }
                for one in came.select_related("person", "post", "party")
            ]
        return [self._text_row(record) for record in self._texts(name)]

    def _texts(self, name: str) -> list:
        if name == "agreed":
            return list(self.meeting.agreed_items.prefetch_related(DOERS))
        minutes = getattr(self.meeting, "minutes", None)
        return list(minutes.items.all()) if minutes else []

    @staticmethod
    def _text_row(record) -> dict:
        row = {"uuid": record.uuid, "texts": record.text}
        if hasattr(record, "owner"):
            parties = [str(one.who.uuid) for one in record.parties.all()]
            return row | {"owner": record.owner, "due": record.due, "parties": parties}
        return row | {"kind": record.kind, "side": record.side}

    def row_kwargs(self, name):
        if name in DELEGATIONS:
            return {"parties": [one for one in self.parties if one.side == name]}
        now = {} if self.meeting is None else {one.uuid: one.text for one in self._texts(name)}
        return {"languages": self.languages, "now": now}

    @property
    def submits(self) -> bool:
        """Sent by the button that submits too, not only saves."""
        return "submit" in self.request.POST

    @staticmethod
    def delegations(data: dict) -> list[dict]:
        return [
            row | {"side": side, "present": not row["absent"]}
            for side in DELEGATIONS
            for row in data[side]
        ]


def agreed_row(item: AgreedItem, languages: list[str]) -> dict:
    """One line of a table of agreed items."""
    return {
        "record": item,
        "texts": texts(item.text, languages),
        "status": state(AgreedItemStatus, item.status),
    }


def found_row(found: Found, languages: list[str]) -> dict:
    """What a meeting found of an item that an earlier one left open, as a page shows it."""
    return {
        "found": found,
        "texts": texts(found.text, languages) if found.text else [],
        "status": state(AgreedItemStatus, found.status),
    }


def edit(url: str) -> Action:
    return Action(_("Edit"), url)
