"""Incidents: how many of each kind came to what, then each of them."""

from reports.papers import tables, wording
from reports.papers.blocks import Cell, Line, Row, Table
from reports.papers.printer import Printer, is_written

OUTCOMES = ("reported", "verified", "raised", "settled", "closed")


def incidents(printer: Printer, known: dict) -> list[Table]:
    """`known` holds `incidents`, and `incident_counts` from the second schema on. Those without a
    sure day in the period stand apart, see `undated`.
    """
    counts = known.get("incident_counts") or []
    rows = [one for one in known.get("incidents") or [] if not one.get("undated")]
    found = [counted(printer, counts)] if counts else []
    return [*found, *([listed(printer, rows)] if rows else [])]


def undated(printer: Printer, known: dict) -> list[Table]:
    rows = [one for one in known.get("incidents") or [] if one.get("undated")]
    return [listed(printer, rows)] if rows else []


def counted(printer: Printer, counts: list[dict]) -> Table:
    """A row for each kind, a column for each state that any of them is in."""
    used = [one for one in OUTCOMES if any(row["outcome"] == one for row in counts)]
    kinds = {row["kind"]: row for row in counts}
    width = 22 if len(used) < 4 else 18
    columns = [
        tables.column(printer, 160 - width * (len(used) + 1), "t_kind"),
        *(tables.column(printer, width, f"status_{one}", "n") for one in used),
        tables.column(printer, width, "t_cases", "n"),
    ]
    rows = [
        count_row(
            printer, kind(printer, kinds[code]), [c for c in counts if c["kind"] == code], used
        )
        for code in kinds
    ]
    if len(kinds) > 1:
        total = count_row(printer, printer.say("t_total"), counts, used)
        total.is_sum = total.is_whole = True
        rows.append(total)
    return Table(columns, rows)


def count_row(printer: Printer, label: Line, counts: list[dict], used: list[str]) -> Row:
    numbers = [sum(c["count"] for c in counts if c["outcome"] == one) for one in used]
    cells = [
        Cell([printer.once(printer.number(many)) if many else printer.same(tables.DASH)], "n")
        for many in (*numbers, sum(c["count"] for c in counts))
    ]
    return Row([Cell([label]), *cells])


def kind(printer: Printer, row: dict) -> Line:
    """A kind by our wording; one we have none for by the words that came with it."""
    key = f"inc_{row['kind']}"
    return printer.say(key) if wording.knows(key) else printer.text_line(row["words"])


def listed(printer: Printer, known: list[dict]) -> Table:
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 70, "t_incident"),
        tables.column(printer, 26, "t_when"),
        tables.column(printer, 28, "t_marker"),
        tables.column(printer, 28, "t_status"),
    ]
    return Table(columns, [row(printer, at, one) for at, one in enumerate(known, start=1)])


def row(printer: Printer, number: int, incident: dict) -> Row:
    lines = [printer.text_line(incident["kind"])]
    if is_written(incident.get("outcome")):
        lines.append(printer.text_line(incident["outcome"]))
    when = Cell([printer.once(printer.date(incident.get("when"), short=True))])
    state = tables.status(printer, incident.get("status"))
    at = where(printer, incident)
    return Row([tables.numbered(printer, number), Cell(lines), when, at, state])


def where(printer: Printer, incident: dict) -> Cell:
    if incident.get("marker"):
        return Cell([printer.say("marker", marker=incident["marker"])])
    if incident.get("place"):
        return Cell([printer.plain(printer.name(incident["place"]))])
    return Cell([printer.say("not_recorded")])
