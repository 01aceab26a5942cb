"""What was promised and what was given of it: one row a commitment, then its instalments and the
deliveries of the period.
"""

from reports.papers import values
from reports.papers.blocks import Cell, Heading, Line, Row, Table
from reports.papers.gifts import between
from reports.papers.printer import Printer, is_written
from reports.papers.tables import bare_amount, blank, column, numbered, status
from reports.papers.totals import BOUNDS, totals


def commitments(printer: Printer) -> list:
    known = printer.content.get("commitments") or []
    if not known:
        return []
    return [overview(printer, known), *instalments(printer, known), *deliveries(printer, known)]


def overview(printer: Printer, known: list[dict]) -> Table:
    columns = [
        column(printer, 8, "t_no"),
        column(printer, 42, "t_commitment"),
        column(printer, 36, "t_sides"),
        column(printer, 26, "t_value", "n"),
        column(printer, 25, "t_delivered", "n"),
        column(printer, 23, "t_status"),
    ]
    rows = [overview_row(printer, n, c) for n, c in enumerate(known, start=1)]
    unstated = any(not c.get("interval_months") and not c.get("instalments") for c in known)
    notes = [printer.say("n_interval")] if unstated else []
    return Table(columns, rows, notes, is_tall=True)


def overview_row(printer: Printer, number: int, known: dict) -> Row:
    value = known.get("amount")
    promised_worth = worth(printer, value) if value else [printer.say("not_recorded")]
    given = delivered(printer, known)
    return Row(
        [
            numbered(printer, number),
            Cell(promised(printer, known)),
            Cell([between(printer, known.get("giver"), known.get("receiver"))]),
            Cell(promised_worth, "n"),
            Cell(given, "n") if given else blank(),
            status(printer, known.get("status")),
        ]
    )


def worth(printer: Printer, amount: dict) -> list[Line]:
    """The number, and its unit below: side by side they would not fit a column of figures."""
    unit = {code: values.unit(amount.get("unit") or "", code) for code in printer.languages}
    lines = [bare_amount(printer, amount)]
    return [*lines, printer.once(unit)] if amount.get("number") is not None else lines


def delivered(printer: Printer, known: dict) -> list[Line]:
    """What was given in the period: added up by currency and by how it was stated; goods and
    words one by one.
    """
    amounts = [part["amount"] for part in known.get("delivered") or [] if part.get("amount")]
    lines = sums(printer, totals([{"amount": one} for one in amounts]))
    for one in amounts:
        if one.get("number") is None or not values.is_currency(one.get("unit")):
            lines += worth(printer, one)
    return lines


def sums(printer: Printer, known: list[dict]) -> list[Line]:
    return [
        line
        for total in known
        for bound in BOUNDS
        if total.get(bound)
        for line in worth(printer, {"number": total[bound], "unit": total["unit"], "bound": bound})
    ]


def promised(printer: Printer, known: dict) -> list[Line]:
    """What was promised, from when, in which interval, and what was given before the period."""
    lines = [printer.say(f"form_{known['form']}")] if known.get("form") else []
    if is_written(known.get("what")):
        lines = [printer.text_line(known["what"])]
    if known.get("from"):
        lines.append(printer.say("since", first=printer.date(known["from"])))
    months = known.get("interval_months")
    if months:
        lines.append(printer.say("interval", months=printer.number(months)))
    elif not known.get("instalments"):
        lines.append(printer.say("interval_not_stated"))
    lines += [
        first_schema(printer, one) for one in known.get("instalments") or [] if "given" not in one
    ]
    for total in known.get("delivered_before") or []:
        said = said_by_bound(printer, total)
        lines.append(printer.say("given_before", amount=said))
    for one in known.get("delivered_undated") or []:
        lines.append(printer.say("given_undated", amount=printer.amount(one.get("amount") or {})))
    return lines


def first_schema(printer: Printer, one: dict) -> Line:
    """An instalment frozen before deliveries were: in the row of its commitment."""
    return printer.say(
        "instalment",
        period=printer.date(one.get("period")),
        amount=printer.amount(one.get("amount") or {}),
        status=printer.word(f"status_{one['status']}"),
    )


def said_by_bound(printer: Printer, total: dict) -> dict[str, str]:
    """ "500.000.000 VND; gần 20.000.000 VND": what is exact never added to the rest."""
    said = {code: [] for code in printer.languages}
    for bound in BOUNDS:
        if total.get(bound):
            part = {"number": total[bound], "unit": total["unit"], "bound": bound}
            for code in said:
                said[code].append(values.amount(part, code))
    return {code: ("；" if code == "zh" else "; ").join(parts) for code, parts in said.items()}


def instalments(printer: Printer, known: list[dict]) -> list:
    """Each instalment of the period with what was given of it."""
    rows = [
        instalment_row(printer, at, one)
        for at, commitment in enumerate(known, start=1)
        for one in commitment.get("instalments") or []
        if "given" in one
    ]
    if not rows:
        return []
    columns = [
        column(printer, 8, "t_no"),
        column(printer, 54, "t_instalment"),
        column(printer, 34, "t_to_give", "n"),
        column(printer, 34, "t_delivered", "n"),
        column(printer, 30, "t_status"),
    ]
    return [Heading(printer.say("instalments_are"), 2), Table(columns, rows)]


def instalment_row(printer: Printer, at: int, one: dict) -> Row:
    when = [printer.once(printer.date(one.get("period"), short=True))]
    if one.get("receiver"):
        when.append(printer.plain(printer.name(one["receiver"])))
    given = [line for amount in one.get("given") or [] for line in full(printer, amount)]
    expected = one.get("status") == "expected"
    return Row(
        [
            numbered(printer, at),
            Cell(when),
            Cell(full(printer, one.get("amount") or {}), "n"),
            Cell(given or [printer.same("–")], "n") if given or expected else blank(),
            status(printer, one.get("status")),
        ]
    )


def full(printer: Printer, amount: dict) -> list[Line]:
    return [printer.once(printer.amount(amount))]


def deliveries(printer: Printer, known: list[dict]) -> list:
    """Each delivery that surely was in the period, by its day."""
    rows = [
        delivery_row(printer, at, one)
        for at, commitment in enumerate(known, start=1)
        for one in commitment.get("delivered") or []
    ]
    if not rows:
        return []
    columns = [
        column(printer, 8, "t_no"),
        column(printer, 30, "t_given_on"),
        column(printer, 82, "t_content"),
        column(printer, 40, "t_value", "n"),
    ]
    return [Heading(printer.say("deliveries_are"), 2), Table(columns, rows)]


def delivery_row(printer: Printer, at: int, one: dict) -> Row:
    lines = []
    if is_written(one.get("what")):
        lines.append(printer.cited_line(one["what"], one.get("source")))
    if one.get("receiver"):
        lines.append(printer.plain(printer.name(one["receiver"])))
    when, amount = one.get("when"), one.get("amount")
    return Row(
        [
            numbered(printer, at),
            Cell([printer.once(printer.date(when, short=True))]),
            Cell(lines or [printer.same("–")]),
            Cell(full(printer, amount) if amount else [printer.say("not_recorded")], "n"),
        ]
    )
