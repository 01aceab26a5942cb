"""A letter to the other side: one of the register as it is written, or an invitation whose words
follow from the meeting it invites to.
"""

from datetime import date
from typing import Any

from accounts.models import Office
from exchanges.choices import LetterDirection, LetterKind
from exchanges.models import Letter, Meeting
from partnerships.choices import Side
from reports.contents.common import BOTH, begun_on, sealed, side, sides_of_ties
from reports.contents.letter import head
from reports.contents.meeting import OF_A_MEETING, of_meeting, on_day, said
from reports.figures.books import Books
from reports.figures.shapes import iso

TYPED = ("unit", "authority", "head", "post", "signer", "recipients")


def official(found: Letter, *, office: Office, typed: dict, today: date) -> dict[str, Any]:
    dated = found.dated.days.lower if found.dated.is_full else None
    books = Books(on=dated or today)
    content = of_letter(found, office=office, typed=typed) | {
        "sides": sides(found, books),
        "meeting": None,
        "cut_off": (dated or begun_on(found)).isoformat(),
    }
    books.fill()
    return sealed(content, record=found, prefix="TH")


def invitation(
    met: Meeting, sent: Letter | None, *, office: Office, typed: dict, today: date
) -> dict[str, Any]:
    """`met` comes with OF_A_MEETING. The words of the letter sent, where somebody wrote them."""
    books = Books(on=on_day(met, today))
    sent = sent or Letter(kind=LetterKind.INVITATION, gist=met.title)
    content = of_letter(sent, office=office, typed=typed) | of_meeting(met, books)
    content["title"] = met.title
    content["answer_due"] = iso(sent.answer_due)
    books.fill()
    return sealed(content, record=met, prefix="GM")


def invited_by(met: Meeting) -> Letter | None:
    """The invitation that the register has of this meeting; none about a sensitive incident."""
    found = Letter.objects.standing().filter(
        meeting=met, kind=LetterKind.INVITATION, direction=LetterDirection.OUT
    )
    return found.exclude(incident__sensitive=True).order_by("-pk").first()


def invitable():
    return Meeting.objects.select_related(
        "unit", "place_unit", "place_marker", "host_party__organisation"
    ).prefetch_related(*OF_A_MEETING)


def of_letter(found: Letter, *, office: Office, typed: dict) -> dict[str, Any]:
    dated = found.dated.days.lower if found.dated.is_full else typed.get("date")
    return {
        "schema": 1,
        "kind": "official",
        "mark": "draft" if typed["as_draft"] else "",
        "copy": "home",
        "layout": typed["layout"],
        "text_kind": found.kind,
        "title": found.gist,
        "languages": typed["languages"],
        "text": said(found.text),
        "addressee": found.addressee or None,
        "letter": head(office)
        | {key: typed[key] for key in TYPED}
        | {"number": found.number or typed.get("number") or "", "date": iso(dated)},
    }


def sides(found: Letter, books: Books) -> dict:
    """Those of its tie on the day of the letter; of a letter without one, our unit only."""
    if found.partnership_id:
        standing = sides_of_ties([found.partnership_id], on=books.on)
    else:
        standing = {Side.HOME: [], Side.COUNTERPART: []}
    known = {
        str(name): side(standing[name], books, country="VN" if name == Side.HOME else "")
        for name in BOTH
    }
    if found.unit_id and not known["home"]["parties"]:
        known["home"]["parties"] = [books.unit(found.unit_id, wide=True)]
    return known
