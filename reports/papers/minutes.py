"""Minutes of one meeting in both languages, a copy for each side."""

from reports.papers import ending, meeting, sheets, tables, titles, wording
from reports.papers.blocks import Cell, Heading, Line, Paragraph, Row, Table
from reports.papers.letter import head
from reports.papers.opening import next_day
from reports.papers.printer import Printer, is_written

KINDS = ("review", "discussion", "decision")


def minutes(content: dict) -> dict:
    return sheets.sheets(content, one_text) | {"form": "minutes"}


def one_text(printer: Printer) -> dict:
    content = printer.content
    blocks = meeting.outlined(printer, parts(printer))
    note = sheets.unread_note(printer) if content["mark"] else []
    last = meeting.part(printer, "h_final", blocks)
    return {
        "languages": printer.languages,
        "mottos": titles.mottos(printer) if content["mottos"] else [],
        "title": [title(printer, code) for code in printer.languages],
        "blocks": [*note, *blocks],
        "final": [last, *end(printer)],
        "signatures": ending.signatures(printer),
    }


def title(printer: Printer, code: str) -> dict:
    return meeting.title(
        printer,
        meeting.kind_of(printer.content, "min"),
        sheets.between(printer, code),
        code,
        meeting.years(printer.content, code),
    )


def parts(printer: Printer) -> list[tuple[str, list]]:
    return [
        ("h_min_facts", meeting.facts(printer)),
        ("h_min_who", meeting.delegations(printer)),
        ("h_min_agenda", meeting.agenda(printer)),
        ("h_min_open", taken_up(printer)),
        ("h_min_items", items(printer)),
        ("h_min_agreed", agreed(printer)),
        ("h_min_reserved", reserved(printer)),
    ]


def items(printer: Printer) -> list:
    """What was reviewed, discussed and decided, counted through."""
    blocks, at = [], 0
    for kind in KINDS:
        own = [one for one in printer.content["items"] if one["kind"] == kind]
        if own:
            blocks.append(Heading(printer.say(f"k_{kind}"), 2))
        for one in own:
            at += 1
            blocks += meeting.numbered(printer, at, one["text"])
    return blocks


def reserved(printer: Printer) -> list:
    """The opinions that a side reserves, named by side (Circular 02/2012/TT-BQP, Article 4)."""
    blocks = []
    for side in printer.order:
        own = [
            one
            for one in printer.content["items"]
            if one["kind"] == "reserved" and one["side"] == side
        ]
        if own:
            blocks.append(Heading(printer.say("reserved_of", party=printer.party(side)), 2))
        for at, one in enumerate(own, start=1):
            blocks += meeting.numbered(printer, at, one["text"])
    return blocks


def taken_up(printer: Printer) -> list:
    """Open items of earlier meetings, and how far this one found each."""
    known = printer.content["taken_up"]
    if not known:
        return []
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 72, "t_agreed"),
        tables.column(printer, 52, "t_progress"),
        tables.column(printer, 28, "t_status"),
    ]
    return [Table(columns, [taken(printer, at, one) for at, one in enumerate(known, start=1)])]


def taken(printer: Printer, at: int, one: dict) -> Row:
    what = [printer.text_line(one["what"])]
    if one["from_meeting"]:
        day = printer.date(one["from_meeting"], short=True)
        what.append(printer.say("m_from_meeting", day=day))
    found = Cell([printer.text_line(one["text"])]) if is_written(one["text"]) else Cell()
    state = tables.status(printer, one["status"])
    return Row([tables.numbered(printer, at), Cell(what), found, state])


def agreed(printer: Printer, *, ended: bool = False) -> list:
    """What, who, until when; in the report of a series also how it ended."""
    known = printer.content["agreed_items"]
    if not known:
        return []
    widths = (8, 72, 30, 22) if ended else (8, 90, 34, 28)
    keys = ("t_no", "t_agreed", "t_owner", "t_due")
    columns = [tables.column(printer, width, key) for width, key in zip(widths, keys, strict=False)]
    if ended:
        columns.append(tables.column(printer, 28, "t_status"))
    rows = [row(printer, at, one, ended=ended) for at, one in enumerate(known, start=1)]
    return [Table(columns, rows)]


def row(printer: Printer, at: int, one: dict, *, ended: bool) -> Row:
    due = one["due"]
    open_end = Cell([printer.say("not_recorded")]) if ended else tables.blank()
    cells = [
        tables.numbered(printer, at),
        Cell([printer.text_line(one["what"])]),
        owner(printer, one) or open_end,
        Cell([printer.once(printer.date(due, short=True))]) if due else open_end,
    ]
    return Row([*cells, *([became(printer, one)] if ended else [])])


def owner(printer: Printer, one: dict) -> Cell | None:
    if one["parties"]:
        return Cell([printer.plain(printer.names(one["parties"]))])
    if one["owner"] == "both":
        return Cell([printer.say("both")])
    return Cell([printer.plain(printer.party(one["owner"]))]) if one["owner"] else None


def became(printer: Printer, one: dict) -> Cell:
    lines: list[Line] = list(tables.status(printer, one["status"]).lines)
    if one["closed"]:
        day = {"from": one["closed"], "until": next_day(one["closed"]), "words": ""}
        lines.append(printer.once(printer.date(day, short=True)))
    if one["proof"]:
        lines.append([("vi", printer.typesetter.set(one["proof"], "vi"))])
    return Cell(lines)


def end(printer: Printer) -> list:
    """Outcome, next host, copies, place and day."""
    content, met = printer.content, printer.content["meeting"]
    blocks = []
    if content["outcome"] in ("agreed", "with_reservations"):
        blocks.append(Paragraph(printer.say(f"outcome_{content['outcome']}")))
    if content["next_host"]:
        named = printer.parties(content["next_host"])
        host = named if all(named.values()) else printer.party(content["next_host"])
        blocks.append(meeting.labelled(printer, printer.word("next_host"), host))
    if met["ends"]:
        ended = {code: meeting.clock(met["ends"], code) for code in printer.languages}
        blocks.append(Paragraph(printer.say("m_ended", clock=ended)))
    names = sheets.language_names(printer)
    return [*blocks, Paragraph(printer.say("m_copies", languages=names))]


def record(content: dict) -> dict:
    """The unilateral record of our side, in the form of Decree 30 (Annex I, form 1.9)."""
    content = content | {"copy": "home", "layout": "consecutive"}
    shown = sheets.sheets(content, own_record)
    named = {"title": wording.word("record_kind", "vi"), "head": head(content["letter"])}
    return shown | shown["texts"][0] | named


def own_record(printer: Printer) -> dict:
    content, met = printer.content, printer.content["meeting"]
    day = printer.date(met["date"])["vi"].removeprefix("ngày ")
    about = wording.word("record_about", "vi", meeting=content["title"], day=day)
    outline = [one for one in parts(printer) if one[0] != "h_min_agreed"]
    closing = [Paragraph([("vi", printer.typesetter.set(wording.word("record_why", "vi"), "vi"))])]
    if met["ends"]:
        clock = meeting.clock(met["ends"], "vi")
        said = wording.word("record_ended", "vi", clock=clock, day=day)
        closing.append(Paragraph([("vi", printer.typesetter.set(said, "vi"))]))
    ours = content["delegations"]["home"]
    secretary = next((one for one in ours if one["role"] == "minute_taker"), None)
    chair = met["heads"].get("home")
    return {
        "about": printer.typesetter.set(about, "vi"),
        "blocks": meeting.outlined(printer, outline),
        "final": closing,
        "signers": [
            {"role": wording.word("record_secretary", "vi"), "name": name_of(printer, secretary)},
            {"role": wording.word("record_chair", "vi"), "name": name_of(printer, chair)},
        ],
    }


def name_of(printer: Printer, one: dict | None):
    return printer.typesetter.set(one["name"]["vi"], "vi") if one else ""
