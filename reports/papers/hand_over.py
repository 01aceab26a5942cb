"""The record of a hand-over of aid: who, when, where, what, in what condition, accepted or not.

What the register does not hold is left in dots, to be written by hand when both sides meet. What
the office wrote is Vietnamese: the other language has dots for its translation.
"""

from django.utils.safestring import SafeString, mark_safe

from reports.papers import sheets, wording
from reports.papers.blanks import LINE
from reports.papers.blocks import Cell, Column, Fill, Heading, Line, Paragraph, Row, Table
from reports.papers.printer import Printer

EMPTY_ROWS = 3
ROMAN = ("I", "II", "III", "IV")
HAN = ("一", "二", "三", "四")


def hand_over(content: dict) -> dict:
    return sheets.sheets(content, one_text)


def one_text(printer: Printer) -> dict:
    outline = (
        ("h_hand_sides", sides(printer)),
        ("h_hand_what", what(printer)),
        ("h_hand_state", state(printer)),
    )
    blocks = [*sheets.unread_note(printer), *opening(printer)]
    for at, (key, own) in enumerate(outline):
        blocks += [heading(printer, key, at), *own]
    names = sheets.language_names(printer)
    return {
        "languages": printer.languages,
        "mottos": [],
        "title": [title(printer, code) for code in printer.languages],
        "blocks": blocks,
        "final": [Paragraph(printer.say("hand_copies", languages=names))],
        "signatures": signatures(printer),
    }


def title(printer: Printer, code: str) -> dict:
    return {
        "language": code,
        "kind": printer.typesetter.set(wording.word("hand_title", code), code),
        "name": "",
        "between": sheets.between(printer, code),
    }


def heading(printer: Printer, key: str, at: int) -> Heading:
    said = printer.word(key)
    numbers = {code: f"{HAN[at]}、" if code == "zh" else f"{ROMAN[at]}. " for code in said}
    return Heading(printer.plain({code: numbers[code] + said[code] for code in said}), 1)


def opening(printer: Printer) -> list:
    content = printer.content
    day = content.get("day")
    when = printer.say("hand_day", day=printer.date(day)) if day else printer.say("hand_day_blank")
    return [
        labelled(printer, "hand_project", content["title"]),
        *(labelled(printer, "hand_basis", words) for words in content["grounds"]),
        Paragraph(when),
        place(printer),
    ]


def place(printer: Printer) -> Paragraph | Fill:
    known = printer.content.get("place")
    return same(printer, "hand_place", {"level": "", "vi": known} if known else None)


def sides(printer: Printer) -> list:
    """Each side with who stands for it, the keeper of the copy first."""
    blocks = []
    for side in printer.order:
        role = printer.content["roles"][side]
        known = printer.content["people"][role]
        named = printer.parties(side)
        if any(named.values()):
            blocks.append(Paragraph(beside(printer, role, named)))
        else:
            blocks.append(Fill(printer.say(role)))
        blocks.append(same(printer, "stands_for", known["name"]))
        blocks.append(labelled(printer, "with_post", known["post"]))
    return blocks


def same(printer: Printer, key: str, name: dict | None) -> Paragraph | Fill:
    """A label with a name, which is the same in Latin letters where no other form is known."""
    if not name:
        return Fill(printer.say(key))
    return Paragraph(beside(printer, key, printer.name(name)))


def labelled(printer: Printer, key: str, words: str | None) -> Paragraph | Fill:
    """A label with what the office wrote; all in dots where it wrote nothing."""
    if not words:
        return Fill(printer.say(key))
    return Paragraph(beside(printer, key, typed(printer, words)))


def typed(printer: Printer, words: str) -> dict[str, SafeString]:
    """Vietnamese as it was written; dots for the other language, under it where it stands alone."""
    vietnamese = SafeString("<br>").join(
        printer.typesetter.set(part, "vi") for part in words.split("\n") if part.strip()
    )
    dots = printer.typesetter.set(LINE, "vi")
    quoted = mark_safe(f'<span class="w" lang="vi">{vietnamese}</span>{dots}')  # both were set
    other = dots if "vi" in printer.languages else quoted
    return {code: vietnamese if code == "vi" else other for code in printer.languages}


def beside(printer: Printer, key: str, said: dict) -> Line:
    line = []
    for code, value in printer.ready(said):
        label = printer.typesetter.set(wording.word(key, code), code)
        joint = "" if code == "zh" else " "
        line.append((code, mark_safe(f"{label}{joint}{value}")))  # both were set
    return line


# what is handed over


def what(printer: Printer) -> list:
    content = printer.content
    amount = content.get("amount")
    total = (
        Paragraph(beside(printer, "hand_amount", printer.amount(amount)))
        if amount
        else Fill(printer.say("hand_amount"))
    )
    return [
        table(printer, "t_item", content["items"], EMPTY_ROWS),
        *([table(printer, "t_result", content["results"])] if content["results"] else []),
        *([deliveries(printer)] if content["deliveries"] else []),
        total,
    ]


def table(printer: Printer, head: str, items: list[dict], empty: int = 0) -> Table:
    columns = [
        Column(8, printer.say("t_no"), "c"),
        Column(96, printer.say(head)),
        Column(56, printer.say("t_quantity"), "n"),
    ]
    rows = [
        Row([number(printer, at), written(printer, one["what"]), amount_of(printer, one)])
        for at, one in enumerate(items, start=1)
    ]
    if not rows:
        rows = [
            Row([number(printer, at), Cell(blank=1), Cell(blank=1)]) for at in range(1, empty + 1)
        ]
    notes = [printer.say("n_not_added")] if len(items) > 1 else []
    return Table(columns, rows, notes)


def deliveries(printer: Printer) -> Table:
    columns = [
        Column(8, printer.say("t_no"), "c"),
        Column(28, printer.say("t_given_on")),
        Column(72, printer.say("n_given")),
        Column(52, printer.say("t_quantity"), "n"),
    ]
    rows = [
        Row(
            [
                number(printer, at),
                Cell([printer.once(printer.date(one["given"], short=True))]),
                written(printer, one["what"]) if one["what"] else Cell(blank=1),
                amount_of(printer, one),
            ]
        )
        for at, one in enumerate(printer.content["deliveries"], start=1)
    ]
    return Table(columns, rows)


def number(printer: Printer, at: int) -> Cell:
    return Cell([printer.same(at)], "c")


def written(printer: Printer, words: str) -> Cell:
    """What the office wrote, with a dotted line for the other language."""
    alone = printer.languages == ["vi"] and len(printer.content["languages"]) > 1
    return Cell([[("vi", printer.typesetter.set(words, "vi"))]], blank=0 if alone else 1)


def amount_of(printer: Printer, one: dict) -> Cell:
    if not one.get("amount"):
        return Cell(blank=1)
    return Cell([printer.once(printer.amount(one["amount"]))], "n")


# condition, acceptance, remarks


def state(printer: Printer) -> list:
    content = printer.content
    accepted = content.get("acceptance")
    if accepted:
        said = printer.word(accepted["kind"], day=printer.date(accepted["day"]))
        acceptance = Paragraph(beside(printer, "hand_acceptance", said))
    else:
        acceptance = Fill(printer.say("hand_acceptance"), more=1)
    return [
        asked(printer, "hand_condition", content.get("condition")),
        acceptance,
        asked(printer, "hand_remarks", content.get("remarks")),
    ]


def asked(printer: Printer, key: str, words: str | None) -> Paragraph | Fill:
    """With room for several lines where nothing is known."""
    return labelled(printer, key, words) if words else Fill(printer.say(key), more=1)


def signatures(printer: Printer) -> list[dict]:
    blocks = []
    for side in printer.order:
        role = printer.content["roles"][side]
        known = printer.content["people"][role]
        post = known["post"] and {"level": "", "vi": known["post"]}
        person = sheets.person(printer, {"name": known["name"], "post": post})
        blocks.append({"roles": printer.say(f"sign_{role}"), "people": [person]})
    return blocks
