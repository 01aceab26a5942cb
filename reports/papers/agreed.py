"""What was agreed: how it stands now, where it was carried from, and what is still to be done."""

from reports.papers import tables
from reports.papers.blocks import Cell, Paragraph, Row, Table
from reports.papers.printer import Printer, is_written

STATES = ("done", "in_hand", "open", "dropped", "carried")
CLOSED = {"done", "dropped"}


def is_counted(content: dict) -> bool:
    """Figures of the first schema do not tell the states apart: one table holds them all."""
    return bool(content.get("agreed_counts"))


def results(printer: Printer) -> list:
    """How many there are of each state, and those that came to an end in the period."""
    counts = printer.content.get("agreed_counts") or {}
    if not any(counts.values()):
        return []
    said = {name: printer.number(counts.get(name) or 0) for name in STATES}
    ended = [one for one in items(printer) if one["status"] in CLOSED]
    blocks = [Paragraph(printer.say("agreed_counts", **said))]
    return [*blocks, *([closed(printer, ended)] if ended else [])]


def items(printer: Printer) -> list[dict]:
    return printer.content.get("agreed_items") or []


def closed(printer: Printer, known: list[dict]) -> Table:
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 76, "t_agreed"),
        tables.column(printer, 26, "t_from_meeting"),
        tables.column(printer, 26, "t_closed"),
        tables.column(printer, 24, "t_status"),
    ]
    return Table(columns, [closed_row(printer, at, one) for at, one in enumerate(known, start=1)])


def closed_row(printer: Printer, at: int, one: dict) -> Row:
    return Row(
        [
            tables.numbered(printer, at),
            Cell([printer.text_line(one["what"]), *found(printer, one)]),
            Cell([printer.once(printer.date(one.get("from_meeting"), short=True))]),
            Cell([printer.once(printer.date(one.get("closed"), short=True))]),
            state(printer, one),
        ]
    )


def found(printer: Printer, one: dict) -> list:
    """What the last meeting that took it up said of it."""
    told = [step["said"] for step in one.get("course") or [] if is_written(step.get("said"))]
    return [printer.text_line(told[-1])] if told else []


def waiting(printer: Printer) -> list[dict]:
    return [one for one in items(printer) if one["status"] not in CLOSED]


def ahead(printer: Printer) -> Table:
    """What is still to be done, by whom and until when; an empty row to add to it."""
    if not is_counted(printer.content):
        return tables.agreed_items(printer, items(printer))
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 68, "t_agreed"),
        tables.column(printer, 34, "t_owner"),
        tables.column(printer, 26, "t_due"),
        tables.column(printer, 24, "t_status"),
    ]
    rows = [ahead_row(printer, at, one) for at, one in enumerate(waiting(printer), start=1)]
    blank = Row([tables.numbered(printer, 1), *(tables.blank() for _column in columns[1:])])
    return Table(columns, rows or [blank])


def ahead_row(printer: Printer, at: int, one: dict) -> Row:
    lines = [printer.text_line(one["what"])]
    if one.get("from_meeting") and one["from_meeting"] != signing(printer):
        day = printer.date(one["from_meeting"], short=True)
        lines.append(printer.say("m_from_meeting", day=day))
    due = one.get("due")
    return Row(
        [
            tables.numbered(printer, at),
            Cell([*lines, *found(printer, one)]),
            tables.owner(printer, one),
            Cell([printer.once(printer.date(due, short=True))]) if due else tables.blank(),
            state(printer, one),
        ]
    )


def state(printer: Printer, one: dict) -> Cell:
    if one["status"] == "open":
        return Cell([printer.say("agreed_open")])
    return tables.status(printer, one["status"])


def signing(printer: Printer) -> dict | None:
    """The day of the meeting that signs the paper: where its own items are from goes unsaid."""
    return (printer.content.get("meeting") or {}).get("date")
