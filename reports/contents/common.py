"""What every print has: code, hash, the two sides by their names on a day."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db.models import Model

from core.canonical import canonical
from partnerships.choices import Side
from partnerships.models import PartnershipParty
from reports.choices import PaperCopy
from reports.figures.books import Books
from reports.figures.subject import side_of

BOTH = (Side.HOME, Side.COUNTERPART)


def sealed(said: dict, *, record: Model, prefix: str) -> dict:
    """With what stands at the foot: the code of the record and the hash of all that is said.

    Both copies of a text say the same, so they carry the same hash; B tells whose copy it is.
    """
    code = f"{prefix}-{record.uuid.hex[:8].upper()}"
    return said | {
        "code": code,
        "hash": sha256(canonical(said).encode()).hexdigest(),
        "site_url": settings.SITE_URL,
    }


def copy_of(content: dict, copy: PaperCopy, layout: str) -> dict:
    """The content as one side's copy."""
    code = content["code"] + ("-B" if copy == PaperCopy.COUNTERPART else "")
    if content["mark"] == "draft":
        code += ".DT"
    return content | {"copy": str(copy), "layout": str(layout), "code": code}


def begun_on(record: Model) -> date:
    """The day a record was entered: what a PDF wants dated, where nothing is signed yet."""
    first = record.events.order_by("pgh_id").values_list("pgh_created_at", flat=True).first()
    return first.date() if first else date(2025, 1, 1)


def sides_of_ties(ties: Iterable[int], *, on: date) -> dict[str, list[PartnershipParty]]:
    """Who stood on each side of the ties on a day, each once."""
    rows = PartnershipParty.objects.filter(partnership__in=ties).order_by("pk")
    found = {side: [] for side in BOTH}
    for row in rows.select_related("unit", "organisation"):
        found[Side(row.side)].append(row)
    return {side: side_of(parties, on).shown for side, parties in found.items()}


def side(parties: list, books: Books, *, country: str = "") -> dict:
    """One side as papers want it: its state, and its parties with all they lie in."""
    states = [(one.unit or one.organisation).country_id for one in parties]
    return {
        "country": next(iter(states), country),
        "parties": [books.who(one, wide=True) for one in parties],
    }
