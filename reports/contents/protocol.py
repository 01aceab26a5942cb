"""Agenda, name plates and seating plan: three papers of one meeting, from the same facts."""

from datetime import date

from exchanges.models import Meeting
from reports.contents.common import sealed
from reports.contents.meeting import of_meeting, on_day
from reports.figures.books import Books

PAPERS = {"agenda": "CT", "plates": "BT", "seating": "SD"}


def protocol(found: Meeting, *, languages: list[str], layout: str, today: date) -> dict[str, dict]:
    """Each paper by its name. Of plates and a plan there is one copy, in both languages."""
    books = Books(on=on_day(found, today))
    facts = {
        "schema": 1,
        "mark": "",
        "copy": "home",
        "layout": layout,
        "title": found.title,
        "languages": languages,
        **of_meeting(found, books),
    }
    books.fill()
    return {
        kind: sealed(facts | {"kind": kind}, record=found, prefix=prefix)
        for kind, prefix in PAPERS.items()
    }
