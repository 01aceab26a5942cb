"""The record of a hand-over as the register knows it; what it does not know stays open."""

from datetime import date

from exchanges.choices import AidDirection, AidRole, AidStatus, LineKind
from exchanges.models import AidProject, HandOver
from partnerships.choices import Side
from reports.contents.common import begun_on, sealed, side, sides_of_ties
from reports.figures.books import Books
from reports.figures.shapes import amount, day, partial

NOT_YET = {AidStatus.PROPOSED, AidStatus.CANCELLED}


def hand_over(found: AidProject, *, languages: list[str], today: date) -> dict:
    """`languages` begin with Vietnamese. Names are those of the day of the hand-over."""
    given = found.handed_over.days.lower if found.handed_over.days else None
    books = Books(on=given or today)
    record = HandOver.objects.filter(project=found).first() or HandOver(project=found)
    roles = roles_of(found)
    said = {
        "schema": 1,
        "kind": "hand_over",
        "mark": "draft" if found.status in NOT_YET else "",
        "title": found.title,
        "languages": languages,
        "roles": roles,
        "sides": sides(found, roles, books, on=given or today),
        "day": partial(found.handed_over),
        "place": record.place or found.place or None,
        "people": {
            "giver": {"name": named(record.giver_name), "post": record.giver_post or None},
            "receiver": {
                "name": named(record.receiver_name),
                "post": record.receiver_post or None,
            },
        },
        "grounds": grounds(found),
        "amount": amount(found.amount),
        "items": lines(found, LineKind.ITEM),
        "results": lines(found, LineKind.RESULT),
        "deliveries": deliveries(found),
        "condition": record.condition or None,
        "acceptance": accepted(record),
        "remarks": record.remarks or None,
        "cut_off": (given or begun_on(found)).isoformat(),
    }
    books.fill()
    return sealed(said, record=found, prefix="BG")


def named(words: str) -> dict | None:
    return {"level": "", "vi": words} if words else None


def roles_of(found: AidProject) -> dict[str, str]:
    """Which side gives. Of aid between others, our side is the one that has a party in Vietnam."""
    inbound = found.direction == AidDirection.INBOUND
    if found.direction == AidDirection.OTHER:
        ours = [one.role for one in parties(found) if country_of(one) == "VN"]
        inbound = ours[:1] == [AidRole.RECEIVER]
    roles = ["receiver", "giver"] if inbound else ["giver", "receiver"]
    return dict(zip(("home", "counterpart"), roles, strict=True))


def parties(found: AidProject) -> list:
    return list(found.parties.select_related("unit", "organisation").order_by("pk"))


def country_of(party) -> str:
    return (party.unit or party.organisation).country_id


def sides(found: AidProject, roles: dict, books: Books, *, on: date) -> dict:
    """Who gives and who receives; a role that names nobody stays open, its state known by the
    tie, if there is one.
    """
    known = parties(found)
    counterpart = ""
    if found.partnership_id:
        across = sides_of_ties([found.partnership_id], on=on)[Side.COUNTERPART]
        counterpart = country_of(across[0]) if across else ""
    return {
        name: side(
            [one for one in known if one.role == role],
            books,
            country="VN" if name == "home" else counterpart,
        )
        for name, role in roles.items()
    }


def grounds(found: AidProject) -> list[str]:
    """The text it follows from and the paper that approved it, as far as they are recorded."""
    texts = [found.memorandum.title] if found.memorandum else []
    return [*texts, *([str(found.approval)] if found.approval else [])]


def lines(found: AidProject, kind: LineKind) -> list[dict]:
    rows = found.lines.filter(kind=kind).order_by("pk")
    return [{"what": row.what, "amount": amount(row.amount)} for row in rows]


def deliveries(found: AidProject) -> list[dict]:
    rows = found.deliveries.standing().order_by("given_days", "pk")
    return [
        {"given": partial(row.given), "what": row.what or None, "amount": amount(row.amount)}
        for row in rows
    ]


def accepted(record: HandOver) -> dict | None:
    if not record.acceptance:
        return None
    return {"kind": record.acceptance, "day": day(record.accepted_on)}
