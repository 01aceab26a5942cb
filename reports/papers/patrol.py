"""The record of a joint patrol, to be signed by the leaders of both sides."""

from reports.papers import ending, meeting, sheets, tables, wording
from reports.papers.blocks import Cell, Column, Fill, Paragraph, Row, Table
from reports.papers.hand_over import labelled, number, written
from reports.papers.names import spelled
from reports.papers.printer import Printer

EMPTY_ROWS = 3


def patrol(content: dict) -> dict:
    return sheets.sheets(content, one_text) | {"form": "minutes"}


def one_text(printer: Printer) -> dict:
    outline = [
        ("h_min_facts", facts(printer)),
        ("h_patrol_who", who(printer)),
        ("h_patrol_found", found(printer)),
    ]
    blocks = meeting.outlined(printer, outline)
    names = sheets.language_names(printer)
    return {
        "languages": printer.languages,
        "mottos": [],
        "title": [
            meeting.title(printer, "patrol_title", sheets.between(printer, code), code)
            for code in printer.languages
        ],
        "blocks": [*sheets.unread_note(printer), *blocks],
        "final": [Paragraph(printer.say("m_copies", languages=names))],
        "signatures": signatures(printer),
    }


def facts(printer: Printer) -> list:
    content = printer.content
    day = content["day"]
    when = (
        meeting.labelled(printer, printer.word("p_day"), printer.date(day))
        if day
        else Paragraph(printer.say("hand_day_blank"))
    )
    if content["from"] and content["to"]:
        leg = printer.say("p_leg", start=content["from"], end=content["to"])
    else:
        leg = printer.say("patrol_leg_blank")
    return [when, Paragraph(leg)]


def who(printer: Printer) -> list:
    """Each side with its stations and how many went, the keeper of the copy first."""
    blocks = []
    for side in printer.order:
        known = printer.content["sides"][side]["parties"]
        label = printer.say("m_delegation_open", party=printer.party(side))
        if not known:
            blocks.append(Fill(label, more=1))
            continue
        blocks.append(Paragraph(label))
        for name, people in zip(known, printer.content["people"][side], strict=True):
            said = {code: spelled(name, code) for code in printer.languages}
            key = "p_people_blank" if people is None else "p_people"
            blocks.append(Paragraph(printer.say(key, party=said, people=people)))
    return blocks


def found(printer: Printer) -> list:
    """What was found, as it was written down; dots for the other language."""
    known = printer.content["findings"]
    blocks = [findings(printer, known)] if known else [Paragraph(printer.say("p_nothing"))]
    return [*blocks, labelled(printer, "hand_remarks", printer.content["note"])]


def findings(printer: Printer, known: list[dict]) -> Table:
    columns = [
        Column(8, printer.say("t_no"), "c"),
        tables.column(printer, 42, "t_where"),
        Column(110, printer.say("t_found")),
    ]
    rows = [
        Row([number(printer, at), where(printer, one), written(printer, one["what"])])
        for at, one in enumerate(known, start=1)
    ]
    return Table(columns, rows)


def where(printer: Printer, one: dict) -> Cell:
    return Cell([printer.say("marker", marker=one["marker"])]) if one["marker"] else Cell(blank=1)


def signatures(printer: Printer) -> list[dict]:
    """As of a delegation, but the leader of the patrol signs."""
    blocks = ending.signatures(printer)
    head = {code: wording.word("sign_as", code) for code in printer.languages}
    for block in blocks:
        block["roles"] = [
            (code, printer.typesetter.set(wording.word("sign_patrol", code), code))
            if said == printer.typesetter.set(head[code], code)
            else (code, said)
            for code, said in block["roles"]
        ]
    return blocks
