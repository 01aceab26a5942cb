"""What comes in the next period: meetings due, instalments due, texts that end; in the internal
report also the plans of the year.
"""

from reports.papers import gifts, tables
from reports.papers.blocks import Cell, Fill, Heading, Line, Paragraph, Row, Table
from reports.papers.held import day
from reports.papers.opening import last_day, titled
from reports.papers.printer import Printer, is_written
from reports.papers.results import written


def ahead(printer: Printer) -> list:
    """What both sides know of the next period."""
    known = printer.content.get("plan") or {}
    made = (
        ("ahead_meetings", meetings(printer, to_come(printer, known))),
        ("ahead_instalments", instalments(printer, known.get("instalments") or [])),
        ("ahead_expiring", expiring(printer, known.get("expiring") or [])),
    )
    return [block for key, own in made if own for block in (Heading(printer.say(key), 2), *own)]


def to_come(printer: Printer, known: dict) -> list[dict]:
    """Without the day on which the two sides meet to sign this very paper."""
    today = ((printer.content.get("meeting") or {}).get("date") or {}).get("from")
    return [one for one in known.get("meetings") or [] if not today or one["due"] != today]


def of_office(printer: Printer) -> list:
    """The plan as our office keeps it: what it wrote, what falls due, and the plans of the year.
    A review of the first schema has no such part.
    """
    known = printer.content.get("plan")
    told = written(printer, "plan")
    if known is None and not told:
        return []
    blocks = told or [Fill([(code, "") for code in printer.languages], more=1)]
    return [*blocks, *ahead(printer), *year_plans(printer, (known or {}).get("year_plans") or [])]


def meetings(printer: Printer, known: list[dict]) -> list[Table]:
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 96, "t_meeting"),
        tables.column(printer, 28, "t_due_day"),
        tables.column(printer, 28, "t_planned"),
    ]
    rows = [
        Row(
            [
                tables.numbered(printer, at),
                Cell([printer.text_line(one["what"])]),
                dated(printer, one.get("due")),
                dated(printer, one.get("planned")),
            ]
        )
        for at, one in enumerate(known, start=1)
    ]
    return [Table(columns, rows)] if rows else []


def dated(printer: Printer, iso: str | None) -> Cell:
    return Cell([printer.once(day(printer, iso)) if iso else printer.same(tables.DASH)])


def instalments(printer: Printer, known: list[dict]) -> list[Table]:
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 48, "t_commitment"),
        tables.column(printer, 42, "t_sides"),
        tables.column(printer, 26, "t_due"),
        tables.column(printer, 36, "t_value", "n"),
    ]
    rows = [
        Row(
            [
                tables.numbered(printer, at),
                Cell([printer.text_line(one["what"])]),
                Cell([gifts.between(printer, one.get("giver"), one.get("receiver"))]),
                Cell([printer.once(printer.date(one.get("period"), short=True))]),
                Cell([amount(printer, one.get("amount"))], "n"),
            ]
        )
        for at, one in enumerate(known, start=1)
    ]
    return [Table(columns, rows)] if rows else []


def amount(printer: Printer, known: dict | None) -> Line:
    return printer.once(printer.amount(known)) if known else printer.say("not_recorded")


def expiring(printer: Printer, known: list[dict]) -> list[Table]:
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 118, "t_text"),
        tables.column(printer, 34, "t_due"),
    ]
    rows = [
        Row(
            [
                tables.numbered(printer, at),
                Cell([printer.ready(titled(printer, one["title"]))]),
                ending_on(printer, one.get("until")),
            ]
        )
        for at, one in enumerate(known, start=1)
    ]
    return [Table(columns, rows)] if rows else []


def ending_on(printer: Printer, until: dict | None) -> Cell:
    return Cell([printer.once(last_day(printer, until)) if until else printer.say("not_recorded")])


def year_plans(printer: Printer, known: list[dict]) -> list:
    """Each plan of the year with its lines and the sums of the figures stated."""
    blocks: list = []
    for one in known:
        gaps = {"unit": printer.name(one["unit"]) if one.get("unit") else "", "year": one["year"]}
        blocks.append(Heading(printer.say(f"year_plan_{one['direction']}", **gaps), 2))
        if is_written(one.get("note")):
            blocks += [Paragraph(line) for line in printer.text(one["note"])]
        if one.get("lines"):
            blocks.append(lines(printer, one))
    return blocks


def lines(printer: Printer, plan: dict) -> Table:
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 110, "t_content"),
        tables.column(printer, 42, "t_value", "n"),
    ]
    rows = [
        Row(
            [
                tables.numbered(printer, at),
                Cell([printer.text_line(one["what"])]),
                Cell([amount(printer, one.get("amount"))], "n"),
            ]
        )
        for at, one in enumerate(plan["lines"], start=1)
    ]
    for total in plan.get("totals") or []:
        said = printer.amount({"number": total["sum"], "unit": total["unit"]})
        label = Cell([printer.say("t_sum_stated", unit=total["unit"])], span=2)
        rows.append(Row([label, Cell([printer.once(said)], "n")], is_sum=True, is_whole=True))
    return Table(columns, rows)
