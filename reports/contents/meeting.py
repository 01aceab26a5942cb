"""What every paper of a meeting says: when, where, who comes, what it is to speak of."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Prefetch

from exchanges.choices import DelegationRole, MeetingPlace, MeetingStatus
from exchanges.clocks import HERE
from exchanges.models import AgendaItem, Attendance, Meeting
from partnerships.choices import Side
from partnerships.models import PartnershipParty
from reports.contents.common import BOTH, begun_on, side
from reports.figures.books import Books, person, post
from reports.figures.shapes import day, partial
from reports.figures.subject import country_across, side_of

ROLES = [
    DelegationRole.HEAD,
    DelegationRole.DEPUTY,
    DelegationRole.MEMBER,
    DelegationRole.MINUTE_TAKER,
    DelegationRole.INTERPRETER,
]
PARTIES = PartnershipParty.objects.select_related("unit", "organisation").order_by("pk")
PEOPLE = Attendance.objects.select_related("person", "post", "party__organisation")
OF_A_MEETING = (
    Prefetch("partnerships__parties", PARTIES),
    Prefetch("attendances", PEOPLE),
    Prefetch("agenda", AgendaItem.objects.order_by("position", "pk")),
)


def on_day(found: Meeting, today: date) -> date:
    """The day whose names are printed: the one it was held or is planned for, else today."""
    return own_day(found) or today


def own_day(found: Meeting) -> date | None:
    if found.held.days and found.held.days.lower:
        return found.held.days.lower
    return found.planned


def of_meeting(found: Meeting, books: Books) -> dict[str, Any]:
    """`found` comes with OF_A_MEETING."""
    return {
        "sides": sides(found, books),
        "meeting": facts(found, books),
        "delegations": delegations(found, books),
        "agenda": [
            {"text": said(one.text), "starts": moment(found, one.starts)}
            for one in found.agenda.all()
        ],
        "cut_off": (own_day(found) or begun_on(found)).isoformat(),
    }


def sides(found: Meeting, books: Books) -> dict:
    """The parties of its ties as they stood that day; of a meeting without a tie, its unit."""
    parties = [one for tie in found.partnerships.all() for one in tie.parties.all()]
    if not parties and found.unit:
        return alone(found, books)
    return {
        str(name): side(
            side_of([one for one in parties if one.side == name], books.on).shown,
            books,
            country="VN" if name == Side.HOME else "",
        )
        for name in BOTH
    }


def alone(found: Meeting, books: Books) -> dict:
    here = found.unit.country_id == "VN"
    own = {"country": found.unit.country_id, "parties": [books.unit(found.unit_id, wide=True)]}
    across = {"country": country_across([], found.unit) if here else "VN", "parties": []}
    return dict(zip(("home", "counterpart"), (own, across) if here else (across, own), strict=True))


def facts(found: Meeting, books: Books) -> dict:
    return {
        "kind": found.kind,
        "title": found.title,
        "is_held": found.status == MeetingStatus.HELD,
        "date": partial(found.held) or day(found.planned),
        "starts": moment(found, found.begins),
        "ends": moment(found, found.ends),
        "place": place(found, books),
        "marker": found.place_marker.label if found.place_marker else None,
        "on_line": found.place_kind == MeetingPlace.LINE,
        "host": found.host or None,
        "host_name": books.who(found.host_party, wide=True) if found.host_party else None,
        "years": [found.year_reviewed, found.year_planned],
    }


def place(found: Meeting, books: Books) -> dict | None:
    """The house and the unit it stands in, as far as each is known."""
    if not found.place:
        return books.unit(found.place_unit_id, wide=True)
    named = {"level": "", "vi": found.place}
    return named | ({"in": books.unit(found.place_unit_id)} if found.place_unit_id else {})


def moment(found: Meeting, at: time | None) -> str | None:
    """An hour of the meeting, with its day: clocks across the border may differ."""
    days = found.held.days
    on = days.lower if found.held.is_full else found.planned if not days else None
    return datetime.combine(on, at, HERE).isoformat() if on and at else None


def delegations(found: Meeting, books: Books) -> dict[str, list[dict]]:
    """Who comes on each side, or who came, in the order of the delegation."""
    held = found.status == MeetingStatus.HELD
    came = [one for one in found.attendances.all() if one.present or not held]
    return {str(name): [delegate(one, books) for one in ranked(came, name)] for name in BOTH}


def ranked(came: Iterable[Attendance], name: Side) -> list[Attendance]:
    own = [one for one in came if one.side == name]
    return sorted(own, key=lambda one: (ROLES.index(one.role), one.position, one.pk))


def delegate(one: Attendance, books: Books) -> dict:
    return {
        "name": person(one.person),
        "post": post(one.post),
        "role": one.role,
        "party": books.who(one.party) if one.party else None,
    }


def said(text: dict) -> dict:
    """A text in each language with how far it is, without the count of its versions."""
    return {
        code: {"text": entry.get("text") or "", "state": entry.get("state") or ""}
        for code, entry in text.items()
    }
