"""Aid by direction and currency: each way of stating a figure on a line of its own, then the sum
of the figures stated, with bars beside them.
"""

from decimal import Decimal

from reports.papers import bars, tables
from reports.papers.blocks import Cell, Line, Row, Table
from reports.papers.printer import Printer
from reports.papers.totals import BOUNDS

ORDER = ("outbound", "inbound", "other")
DRAWN = 46  # mm


def by_direction(printer: Printer) -> list[Table]:
    known = [one for one in printer.content.get("aid_totals") or [] if one.get("direction")]
    if not known:
        return []
    known.sort(key=lambda one: (ORDER.index(one["direction"]), one["unit"]))
    columns = [
        tables.column(printer, 44, "t_direction"),
        tables.column(printer, 28, "t_how_stated"),
        tables.column(printer, 42, "t_value", "n"),
        tables.column(printer, DRAWN, "t_drawn"),
    ]
    rows = [row for one in known for row in rows_of(printer, one, longest(known, one["unit"]))]
    return [Table(columns, rows, notes=[printer.say("n_directions")], is_tall=True)]


def longest(known: list[dict], unit: str) -> Decimal:
    """The largest figure of a currency: bars are compared within one only."""
    said = [one[bound] for one in known if one["unit"] == unit for bound in BOUNDS if one[bound]]
    return max(map(Decimal, said), default=Decimal(1))


def rows_of(printer: Printer, total: dict, most: Decimal) -> list[Row]:
    rows: list[Row] = []
    unit = total["unit"]
    for bound in BOUNDS:
        if total.get(bound):
            first = Cell() if rows else Cell([direction(printer, total["direction"])])
            bar = bars.Bar([], Decimal(total[bound]), bound)
            rows.append(
                Row(
                    [
                        first,
                        Cell([printer.say(f"t_{bound}")]),
                        figure(printer, total[bound], unit),
                        bars.drawn(printer, bar, most=most, width=DRAWN),
                    ]
                )
            )
    whole = Cell([printer.say("t_sum_short")], span=2)
    last = Row([whole, figure(printer, total["sum"], unit), Cell()], is_sum=True, is_whole=True)
    return [*rows, last]


def figure(printer: Printer, number: str, unit: str) -> Cell:
    said = printer.amount({"number": number, "unit": unit})
    return Cell([printer.once(said)], "n")


def direction(printer: Printer, code: str) -> Line:
    named = {
        side: {code: printer.state(side, code) for code in printer.languages}
        for side in ("home", "counterpart")
    }
    return printer.say(f"aid_{code}", **(named if code != "other" else {}))
