"""Activities of the period: how many of each kind, and what was counted at them."""

from reports.papers import tables, values, wording
from reports.papers.blocks import Cell, Line, Row, Table
from reports.papers.printer import Printer
from reports.papers.totals import BOUNDS


def activities(printer: Printer) -> list:
    known = (printer.content.get("activities") or {}).get("rows") or []
    if not known:
        return []
    columns = [
        tables.column(printer, 70, "t_activity"),
        tables.column(printer, 22, "t_times", "n"),
        tables.column(printer, 68, "t_measured"),
    ]
    rows = [
        Row(
            [
                Cell([kind(printer, one)]),
                Cell([printer.once(printer.number(one["count"]))], "n"),
                Cell(measured(printer, one) or [printer.same(tables.DASH)]),
            ]
        )
        for one in known
    ]
    return [Table(columns, rows)]


def kind(printer: Printer, one: dict) -> Line:
    """A kind by our wording; one we have none for by the words that came with it."""
    key = f"act_{one['kind']}"
    return printer.say(key) if wording.knows(key) else printer.text_line(one["words"])


def measured(printer: Printer, one: dict) -> list[Line]:
    """A line for each measure: what is exact apart from what is nearly, over or about."""
    lines = []
    for figure in one.get("figures") or []:
        said = {code: number(figure, code) for code in printer.languages}
        key = f"acts_{figure['measure']}"
        if figure["measure"] and wording.knows(key):
            lines.append(printer.say("labelled", label=printer.word(key), value=said))
        else:
            label = printer.gap(figure["words"])
            lines.append(printer.say("labelled", label=label, value=said))
    return lines


def number(figure: dict, code: str) -> str:
    """ "120; trên 300", with the unit where the measure has one of its own (money)."""
    unit = figure["unit"] if values.is_currency(figure["unit"]) else ""
    parts = [
        values.amount({"number": figure[bound], "unit": unit, "bound": bound}, code)
        for bound in BOUNDS
        if figure.get(bound)
    ]
    return ("；" if code == "zh" else "; ").join(parts)
