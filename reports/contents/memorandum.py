"""A memorandum as it is printed: its own articles and nothing beside them."""

from datetime import date

from core.basis import Basis
from partnerships.choices import SIGNED, ArticleKind, MemorandumStatus, Side
from partnerships.models import Memorandum
from reports.contents.common import BOTH, begun_on, sealed, side, sides_of_ties
from reports.figures.books import Books, person
from reports.figures.shapes import partial

NOT_YET = {MemorandumStatus.DRAFT, MemorandumStatus.GIVEN_UP}


def memorandum(
    found: Memorandum, *, languages: list[str], mottos: bool, as_draft: bool, today: date
) -> dict:
    """`languages` begin with Vietnamese. Names are those of the day of signing; of a text not
    signed yet, those of today.
    """
    day = found.signed.days.lower if found.signed.days else None
    books = Books(on=day or today)
    said = {
        "schema": 1,
        "kind": "memorandum",
        "mark": mark(found, as_draft=as_draft),
        "text_kind": found.kind,
        "title": found.title,
        "languages": languages,
        "mottos": mottos,
        "sides": sides(found, books, on=day or today),
        "articles": articles(found),
        "place": found.place or None,
        "signed": partial(found.signed),
        "signatories": signatories(found),
        "cut_off": (day or begun_on(found)).isoformat(),
    }
    books.fill()
    return sealed(said, record=found, prefix="VB")


def mark(found: Memorandum, *, as_draft: bool) -> str:
    """Only what was cleared here is printed to be signed. What was signed elsewhere is a
    transcript of the signed text, whatever it looks like.
    """
    if found.basis != Basis.MADE_HERE or (as_draft and found.status in SIGNED):
        return "transcript"
    return "draft" if as_draft or found.status in NOT_YET else ""


def sides(found: Memorandum, books: Books, *, on: date) -> dict:
    """The parties that the text names; else those of the ties it binds, as they stood."""
    own = list(found.parties.select_related("unit", "organisation").order_by("pk"))
    if own:
        by_side = {name: [one for one in own if one.side == name] for name in BOTH}
    else:
        by_side = sides_of_ties(found.partnerships.values("pk"), on=on)
    return {
        str(name): side(by_side[name], books, country="VN" if name == Side.HOME else "")
        for name in BOTH
    }


def articles(found: Memorandum) -> list[dict]:
    """In the order of the text. Where nobody numbered them, they are counted."""
    rows = list(found.articles.order_by("position", "pk"))
    own = [row for row in rows if row.kind == ArticleKind.ARTICLE]
    counted = (
        {} if any(row.number for row in own) else {row.pk: at for at, row in enumerate(own, 1)}
    )
    return [
        {
            "kind": row.kind,
            "number": row.number.strip() or str(counted.get(row.pk, "")),
            "text": {
                code: {"text": entry.get("text") or "", "state": entry.get("state") or ""}
                for code, entry in row.text.items()
            },
        }
        for row in rows
    ]


def signatories(found: Memorandum) -> dict[str, list[dict]]:
    known = {}
    for row in found.signatories.select_related("person").order_by("pk"):
        known.setdefault(row.side, []).append(
            {
                "name": person(row.person) if row.person else None,
                "post": {"level": "", "vi": row.post} if row.post else None,
            }
        )
    return known
