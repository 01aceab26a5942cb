"""Who sits where, seen from the entrance (Circular 02/2012/TT-BQP, Article 3): the host on the
right, the guest on the left; heads at the middle of each side.
"""

from dataclasses import dataclass, field

from reports.papers import meeting, names, wording
from reports.papers.blocks import Line
from reports.papers.names import never_broken
from reports.papers.plates import foot
from reports.papers.printer import Printer, printed_order
from reports.papers.typography import Typesetter

LEAST = 4  # seats of a side besides the interpreter, if fewer are known: a plan to complete
TABLE = 11  # seats that one side of the table has room for
SMALL = 6  # more seats than that are drawn lower
SPARE = "spare"  # an empty place, so that the heads sit opposite each other


@dataclass
class Seat:
    role: Line
    name: Line = field(default_factory=list)
    is_head: bool = False
    is_spare: bool = False


def numbered(people: list[dict]) -> tuple[dict | None, dict | None, list[dict], list[dict]]:
    """The head, the interpreter beside them, those with a number from 2 on, and who sits behind:
    further interpreters have no number.
    """
    head = next((one for one in people if one["role"] == "head"), None)
    interpreters = [one for one in people if one["role"] == "interpreter"]
    rest = [one for one in people if one is not head and one not in interpreters]
    return head, interpreters[0] if interpreters else None, rest, interpreters[1:]


def row_of(people: list[dict], at_least: int = LEAST) -> tuple[list[tuple], list[dict]]:
    """The seats of one side from the far right of the head to the far left, each as (number or
    "head" or "interpreter", person or None); and those for whom the table has no room.

    No. 2 sits on the head's right, the interpreter on the left, no. 3 left of the interpreter,
    no. 4 right of no. 2, and so on.
    """
    head, interpreter, rest, more = numbered(people)
    seated, behind = rest[: TABLE - 2], [*rest[TABLE - 2 :], *more]
    count = max(len(seated), at_least - 1)
    filled = [*seated, *[None] * (count - len(seated))]
    counted = list(enumerate(filled, start=2))
    right = [one for one in counted if one[0] % 2 == 0]
    left = [one for one in counted if one[0] % 2 == 1]
    spare = [(SPARE, None)] if len(right) == len(left) else []
    row = [*spare, *right[::-1], ("head", head), ("interpreter", interpreter), *left]
    return row, behind


def seating(content: dict) -> dict:
    languages = printed_order(content)[:2]
    printer = Printer(content, languages, Typesetter(never_broken(content)))
    host = content["meeting"]["host"] or "home"
    guest = "counterpart" if host == "home" else "home"
    people = content["delegations"]
    most = max(len(numbered(people[side])[2]) + 1 for side in (host, guest))
    most = min(max(LEAST, most), TABLE - 1)
    rows = {side: row_of(people[side], most) for side in (host, guest)}
    return {
        "content": content,
        "languages": languages,
        "title": content["title"],
        "foot": foot(printer),
        "heading": printer.say("seating_title"),
        "meeting": printer.plain({c: meeting.kind_said(content, c) for c in languages}),
        "sub": subtitle(printer),
        "say": {key: printer.say(key) for key in LABELS},
        # Seen from the entrance the host looks left: the head's right is away from the door.
        "host": column(printer, host, rows[host], "host_side"),
        "guest": column(printer, guest, rows[guest], "guest_side", turned=True),
        "is_small": len(rows[host][0]) > SMALL,
        "signing": signing(printer),
    }


LABELS = (
    "seen_from",
    "entrance",
    "host_flag",
    "guest_flag",
    "the_table",
    "signing",
    "sign_ours",
    "sign_theirs",
    "assistant",
    "seats_behind",
)


def subtitle(printer: Printer) -> Line:
    said = {}
    for code in printer.languages:
        first, last = (printer.parties(side)[code] for side in printer.order)
        day = printer.date(printer.content["meeting"]["date"])[code]
        said[code] = f"{names.capital(first)} – {last}, {day}"
    return printer.plain(said)


def column(printer: Printer, side: str, row: tuple, key: str, *, turned: bool = False) -> dict:
    seats, behind = row
    named = {code: names.capital(said) for code, said in printer.parties(side).items()}
    if not all(named.values()):
        named = {code: names.capital(said) for code, said in printer.party(side).items()}
    return {
        "name": printer.plain(named),
        "side": printer.say(key),
        "seats": [seat(printer, *one) for one in (seats[::-1] if turned else seats)],
        "behind": [name(printer, one) for one in behind],
    }


def seat(printer: Printer, place: int | str, one: dict | None) -> Seat:
    if place == SPARE:
        return Seat([], is_spare=True)
    if place in ("head", "interpreter"):
        role = printer.say(f"seat_{place}")
    else:
        role = printer.say("seat_number", n=place)
    return Seat(role, name(printer, one) if one else [], is_head=place == "head")


def name(printer: Printer, one: dict) -> Line:
    return printer.once(printer.name(one["name"]))


def signing(printer: Printer) -> list[dict]:
    """At the signing "Ta" sits on the right and "Bạn" on the left, whoever is the host."""
    heads = {side: numbered(printer.content["delegations"][side])[0] for side in printer.order}
    return [
        {
            "who": printer.say(key),
            "name": name(printer, heads[side]) if heads[side] else [],
            "country": wording.country(printer.country(side), "vi"),
        }
        for side, key in (("counterpart", "sign_theirs"), ("home", "sign_ours"))
    ]
