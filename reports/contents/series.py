"""The minutes of a tie over a period, a chapter for each meeting held in it."""

from datetime import timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from core.basis import Basis
from exchanges.choices import MINUTES_SIGNED, MinutesStatus
from exchanges.models import Meeting
from partnerships.choices import Side
from partnerships.models import Partnership, PartnershipParty
from reports.contents.common import BOTH, sealed, side
from reports.contents.minutes import ended, meetings, of_minutes
from reports.figures.books import Books, Memory
from reports.figures.shapes import iso
from reports.figures.subject import side_of

AGREED_TEXT = {MinutesStatus.TEXT_AGREED, *MINUTES_SIGNED}
MOST = 100  # chapters of one file


def series(tie: Partnership, *, period: DateRange, languages: list[str]) -> dict[str, Any]:
    """`period` is half-open and closed at both ends. Names are those of the day of each meeting."""
    memory = Memory()
    books = Books(on=period.upper - timedelta(days=1), memory=memory)
    found = held_in(tie, period)
    content = {
        "schema": 1,
        "kind": "series",
        "mark": "",
        "copy": "home",
        "layout": "columns" if len(languages) == 2 else "consecutive",
        "title": tie.code,
        "languages": languages,
        "sides": sides(tie, books),
        "period": {"from": iso(period.lower), "until": iso(period.upper), "words": ""},
        "found": len(found),
        "chapters": [chapter(met, memory) for met in found[:MOST]],
        "cut_off": iso(period.upper),
    }
    books.fill()
    return sealed(content, record=tie, prefix="TB")


def held_in(tie: Partnership, period: DateRange) -> list[Meeting]:
    found = meetings().filter(partnerships=tie).held_in(period)
    return list(found.order_by("held_days", "pk"))


def chapter(met: Meeting, memory: Memory) -> dict[str, Any]:
    books = Books(on=met.held.days.lower or met.held.days.upper, memory=memory)
    said = of_minutes(met, books)
    items = list(met.agreed_items.all())
    said["agreed_items"] = [
        row | ended(one) for row, one in zip(said["agreed_items"], items, strict=True)
    ]
    said["is_agreed"] = (
        said["status"] in AGREED_TEXT
        or said["outcome"] == "unilateral"
        or met.minutes.basis != Basis.MADE_HERE
        if said["status"]
        else False
    )
    books.fill()
    return said


def sides(tie: Partnership, books: Books) -> dict:
    """Who stood on each side on the last day, or who stood there last."""
    rows = PartnershipParty.objects.filter(partnership=tie).order_by("pk")
    known = list(rows.select_related("unit", "organisation"))
    return {
        str(name): side(
            side_of([one for one in known if one.side == name], books.on).shown,
            books,
            country="VN" if name == Side.HOME else "",
        )
        for name in BOTH
    }
