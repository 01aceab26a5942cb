"""The record of a joint patrol that took place, to be signed by both sides."""

from datetime import date
from typing import Any

from core.basis import Basis
from exchanges.models import Patrol
from partnerships.choices import Side
from reports.contents.common import BOTH, begun_on, sealed, side
from reports.figures.books import Books
from reports.figures.shapes import partial


def patrol(found: Patrol, *, languages: list[str], today: date) -> dict[str, Any]:
    """`languages` begin with Vietnamese. What belongs to a sensitive incident is left out."""
    day = found.happened.days.lower if found.happened.days else None
    books = Books(on=day or today)
    own = list(found.parties.select_related("unit", "organisation").order_by("pk"))
    by_side = {name: [one for one in own if one.side == name] for name in BOTH}
    content = {
        "schema": 1,
        "kind": "patrol",
        "mark": "" if found.basis == Basis.MADE_HERE else "transcript",
        "title": str(found),
        "languages": languages,
        "sides": {
            str(name): side(
                by_side[name],
                books,
                country="VN" if name == Side.HOME else found.border.neighbour_id,
            )
            for name in BOTH
        },
        "people": {str(name): [one.people for one in by_side[name]] for name in BOTH},
        "day": partial(found.happened),
        "from": found.from_marker.label if found.from_marker else None,
        "to": found.to_marker.label if found.to_marker else None,
        "findings": findings(found),
        "note": found.note or None,
        "cut_off": (day or begun_on(found)).isoformat(),
    }
    books.fill()
    return sealed(content, record=found, prefix="TT")


def findings(found: Patrol) -> list[dict]:
    rows = found.findings.exclude(incident__sensitive=True).select_related("marker")
    return [
        {"marker": row.marker.label if row.marker else None, "what": row.what}
        for row in rows.order_by("position", "pk")
    ]
