"""Minutes as they are signed, and the unilateral record of our side."""

from datetime import date
from typing import Any

from django.db.models import Prefetch

from accounts.models import Office
from core.basis import Basis
from exchanges import turns
from exchanges.alternation import next_host
from exchanges.choices import MINUTES_SIGNED, DelegationRole, MinutesStatus, Outcome
from exchanges.models import (
    AgreedItem,
    AgreedItemParty,
    AgreedItemProgress,
    Meeting,
    Minutes,
    MinutesItem,
    MinutesSignature,
)
from reports.contents.common import sealed
from reports.contents.letter import head
from reports.contents.meeting import OF_A_MEETING, of_meeting, on_day, said
from reports.figures.books import Books, person, post
from reports.figures.shapes import day, in_languages, iso, partial

NOT_AGREED = {MinutesStatus.DRAFT, MinutesStatus.RETURNED, MinutesStatus.SUBMITTED}
NOT_FILED = {MinutesStatus.DRAFT, MinutesStatus.RETURNED}
SIGNED_BY = MinutesSignature.objects.select_related("person", "post")
OWNERS = AgreedItemParty.objects.select_related("organisation").order_by("pk")
AGREED = AgreedItem.objects.order_by("position", "pk").prefetch_related(Prefetch("parties", OWNERS))
TAKEN_UP = AgreedItemProgress.objects.select_related("item__meeting").order_by(
    "item__meeting__held_days", "item__position", "pk"
)
OF_MINUTES = (
    *OF_A_MEETING,
    Prefetch("agreed_items", AGREED),
    Prefetch("taken_up", TAKEN_UP),
    Prefetch("minutes__items", MinutesItem.objects.order_by("position", "pk")),
    Prefetch("minutes__signatures", SIGNED_BY),
)
ALONG = ("minutes", "unit", "place_marker", "host_party__organisation")


def meetings():
    """Meetings with all that their minutes are printed from."""
    return Meeting.objects.select_related(*ALONG).prefetch_related(*OF_MINUTES)


def minutes(
    found: Minutes,
    *,
    languages: list[str],
    mottos: bool,
    as_draft: bool,
    today: date,
    office: Office | None = None,
) -> dict[str, Any]:
    """`languages` begin with Vietnamese. A unilateral record is Vietnamese only, and issued by
    the office.
    """
    met = meetings().get(pk=found.meeting_id)
    found, alone = met.minutes, met.minutes.outcome == Outcome.UNILATERAL
    books = Books(on=on_day(met, today))
    content = {
        "schema": 1,
        "kind": "record" if alone else "minutes",
        "mark": mark(found, as_draft=as_draft),
        "title": met.title,
        "languages": ["vi"] if alone else languages,
        "mottos": mottos,
        **of_minutes(met, books),
        "next_host": following_host(met, books.on),
    }
    if alone:
        content["letter"] = head(office or Office()) | {"number": "", "date": None}
    books.fill()
    return sealed(content, record=found, prefix="BB")


def mark(found: Minutes, *, as_draft: bool) -> str:
    """Only a text that both sides agreed here is printed to be signed; a unilateral record, which
    nobody agrees to, once it is filed.
    """
    if found.basis != Basis.MADE_HERE or (as_draft and found.status in MINUTES_SIGNED):
        return "transcript"
    waiting = NOT_FILED if found.outcome == Outcome.UNILATERAL else NOT_AGREED
    return "draft" if as_draft or found.status in waiting else ""


def of_minutes(met: Meeting, books: Books) -> dict[str, Any]:
    """`met` comes from meetings(); its minutes may be missing."""
    found = getattr(met, "minutes", None)
    content = of_meeting(met, books)
    content["meeting"]["heads"] = heads(found, content["delegations"])
    return content | {
        "status": found.status if found else None,
        "outcome": found.outcome or None if found else None,
        "items": [
            {"kind": one.kind, "side": one.side or None, "text": said(one.text)}
            for one in (found.items.all() if found else [])
        ],
        "agreed_items": [agreed(one, books) for one in met.agreed_items.all()],
        "taken_up": [
            {
                "what": in_languages(said(one.item.text), one.item.title),
                "from_meeting": partial(one.item.meeting.held),
                "status": one.status,
                "text": said(one.text),
            }
            for one in met.taken_up.all()
        ],
    }


def heads(found: Minutes | None, delegations: dict) -> dict[str, dict]:
    """Who signs: whoever signed, else the head of the delegation."""
    known = {
        name: {"name": one["name"], "post": one["post"]}
        for name, people in delegations.items()
        for one in people
        if one["role"] == DelegationRole.HEAD
    }
    for one in found.signatures.all() if found else []:
        known[one.side] = {"name": person(one.person), "post": post(one.post)}
    return known


def agreed(one: AgreedItem, books: Books) -> dict:
    return {
        "what": in_languages(said(one.text), one.title),
        "owner": one.owner or None,
        "parties": [books.who(party) for party in one.parties.all()],
        "due": day(one.due),
    }


def ended(one: AgreedItem) -> dict:
    """What became of it; not a matter of the minutes it is from."""
    return {"status": one.status, "closed": iso(one.closed), "proof": one.proof or None}


def following_host(met: Meeting, on: date) -> str | None:
    """Who hosts after this meeting, as the turn stood when it ended; the ties must say the same."""
    said_by = set()
    for turn in turns.of_ties(met.partnerships.all(), on):
        past = [one.host for one in turn.held if one.uuid != met.uuid and before(one, met)]
        said_by.add(next_host([*past, met.host], turn.rule))
    return said_by.pop() or None if len(said_by) == 1 else None


def before(one: turns.Held, met: Meeting) -> bool:
    """Held earlier, as far as both days are known."""
    first, then = one.day.days, met.held.days
    return bool(first and then and first.lower and then.lower and first.lower < then.lower)
