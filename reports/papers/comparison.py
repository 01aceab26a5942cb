"""The period beside the one before it, measure by measure."""

from decimal import Decimal

from reports.papers import names, opening, tables, values, wording
from reports.papers.blocks import Cell, Line, Note, Row, Table
from reports.papers.printer import Printer


def comparison(printer: Printer) -> list:
    known = printer.content.get("comparison") or {}
    rows = [one for one in known.get("rows") or [] if one.get("before") or one.get("now")]
    if not rows:
        return []
    before = {code: opening.period_words(known, code) for code in printer.languages}
    columns = [
        tables.column(printer, 58, "t_measure"),
        tables.column(printer, 18, "t_unit"),
        tables.column(printer, 28, "t_before", "n"),
        tables.column(printer, 28, "t_now", "n"),
        tables.column(printer, 28, "t_change", "n"),
    ]
    table = Table(columns, [row(printer, one) for one in rows])
    return [Note([printer.say("compared_with", period=before)], leads=True), table]


def row(printer: Printer, one: dict) -> Row:
    unit = {code: values.unit(one.get("unit") or "", code) for code in printer.languages}
    return Row(
        [
            Cell([measure(printer, one)]),
            Cell([printer.once(unit)]),
            figure(printer, one.get("before")),
            figure(printer, one.get("now")),
            Cell([change(printer, one)], "n"),
        ]
    )


def measure(printer: Printer, one: dict) -> Line:
    sides = printer.content["sides"]
    return printer.plain({code: words_of(one, code, sides) for code in printer.languages})


def words_of(one: dict, code: str, sides: dict[str, dict]) -> str:
    """What is compared: aid by its direction and by how its figures were stated."""
    name, bound = one["measure"], one.get("bound")
    if name.startswith("aid_") and bound:
        named = {side: names.states(own or {}, code) for side, own in sides.items()}
        label = wording.word(name, code, **named)
        how = wording.word("t_sum_short" if bound == "sum" else f"t_{bound}", code)
        return wording.word("labelled", code, label=label, value=how)
    if name.startswith("activities_"):
        name = "act_" + name.removeprefix("activities_")
    key = name if name.startswith("act_") else f"m_{name}"
    return wording.word(key, code) if wording.knows(key) else name


def figure(printer: Printer, amount: dict | None) -> Cell:
    said = tables.bare_amount(printer, amount) if amount else printer.same(tables.DASH)
    return Cell([said], "n")


def change(printer: Printer, one: dict) -> Line:
    """More or less by how much: only between figures that are both exact."""
    both = [one.get("before"), one.get("now")]
    exact = [a for a in both if a and a.get("number") is not None and a["bound"] == "exact"]
    if len(exact) < 2:
        return printer.same(tables.DASH)
    before, now = (Decimal(a["number"]) for a in exact)
    sign = "+" if now > before else "−" if now < before else ""
    said = printer.number(abs(now - before))
    return printer.once({code: sign + number for code, number in said.items()})
