"""The tables of what was given: amounts as they were said, per currency."""

from reports.papers import values
from reports.papers.blocks import Cell, Line, Row, Table
from reports.papers.printer import Printer, is_written
from reports.papers.tables import bare_amount, column, numbered


def between(printer: Printer, givers: list | None, receivers: list | None) -> Line:
    given = printer.names(givers) if givers else printer.word("givers_not_recorded")
    if not receivers:
        missing = printer.word("receivers_not_recorded")
        both = {c: "; ".join((given[c], missing[c])) for c in printer.languages}
        return printer.plain(both)
    return printer.say("gives", givers=given, receivers=printer.names(receivers))


def aid(printer: Printer, known: dict) -> list[Table]:
    """One table per currency; gifts without an amount of money close the first."""
    rows = known.get("rows") or []
    currencies = sorted({row["amount"]["unit"] for row in rows if in_money(row)})
    others = [row for row in rows if not in_money(row)]
    made = []
    for currency in currencies or [""] * bool(others):
        own = [row for row in rows if in_money(row) and row["amount"]["unit"] == currency]
        sums = [total for total in known.get("totals") or [] if total["unit"] == currency]
        made.append(aid_table(printer, currency, own + (others if not made else []), sums))
    if made:
        made[-1].notes.append(printer.say("n_columns"))
    return made


def in_money(row: dict) -> bool:
    said = row.get("amount") or {}
    return said.get("number") is not None and values.is_currency(said.get("unit"))


def aid_table(printer: Printer, currency: str, rows: list[dict], sums: list[dict]) -> Table:
    bounds = bounds_of(rows)
    wide = len(bounds) == 3
    columns = [
        column(printer, 7, "t_no"),
        column(printer, 34 if wide else 27, "t_content"),
        column(printer, 41 if wide else 26, "t_sides"),
        *(column(printer, 26 if wide else 25, f"t_{bound}", "n") for bound in bounds),
    ]
    for value_column in columns[3:]:
        value_column.ruled = True
    head = printer.say("t_value_in", unit=currency) if currency else printer.say("t_value")
    body = [gift_row(printer, n, row, bounds) for n, row in enumerate(rows, start=1)]
    closing = [row for total in sums for row in total_rows(printer, total, bounds)]
    return Table(columns, body + closing, over=(3, 3 + len(bounds), head), is_tall=True)


def bounds_of(rows: list[dict]) -> list[str]:
    """The columns of figures: exact, nearly and over stand there even if empty, so that nobody
    takes a sum for exact; "about" takes the place of an empty one, for want of width.
    """
    used = {row["amount"].get("bound") or "exact" for row in rows if in_money(row)}
    bounds = ["exact", "under", "over"]
    if "about" in used:
        empty = [bound for bound in ("over", "under") if bound not in used]
        bounds = [bound for bound in bounds if bound not in empty[:1]] + ["about"]
    return bounds


def gift_row(printer: Printer, number: int, gift: dict, bounds: list[str]) -> Row:
    cells = [
        numbered(printer, number),
        Cell(gift_lines(printer, gift)),
        Cell([between(printer, gift.get("givers"), gift.get("receivers"))]),
    ]
    if not in_money(gift):
        said = [printer.say("value_not_recorded")]
        return Row([*cells, Cell(said, "c", ruled=True, span=len(bounds))])
    amount = gift["amount"]
    for bound in bounds:
        is_here = (amount.get("bound") or "exact") == bound
        plain = amount | {"bound": "exact"}  # the column says the bound
        cells.append(Cell([bare_amount(printer, plain)] if is_here else [], "n", ruled=True))
    return Row(cells)


def gift_lines(printer: Printer, gift: dict) -> list[Line]:
    lines = [printer.cited_line(gift["title"], gift.get("source"))]
    goods = [q for q in gift.get("quantities") or [] if q]
    if goods:
        said = {
            code: "; ".join(values.amount(q, code) for q in goods) for code in printer.languages
        }
        lines.append(printer.plain(said))
    if is_written(gift.get("result")):
        lines.append(printer.text_line(gift["result"]))
    if gift.get("when"):
        lines.append(printer.once(printer.date(gift["when"], short=True)))
    return lines


def total_rows(printer: Printer, total: dict, bounds: list[str]) -> list[Row]:
    """The parts by bound, then the sum of the figures stated: never that sum alone."""
    unit = total["unit"]
    label = [printer.say("t_sum_parts", unit=unit)]
    if total.get("of") not in (None, "all"):
        label = [printer.say("t_sum_of", name=printer.name(total["of"])), *label]
    parts = [
        Cell([printer.once(printer.number(total[b]))] if total.get(b) else [], "n", ruled=True)
        for b in bounds
    ]
    whole = [printer.once(printer.number(total["sum"]))]
    return [
        Row([Cell(), Cell(label, span=2), *parts], is_sum=True),
        Row(
            [
                Cell(),
                Cell([printer.say("t_sum_stated", unit=unit)], span=2),
                Cell(whole, "n", ruled=True, span=len(bounds)),
            ],
            is_sum=True,
            is_whole=True,
        ),
    ]
