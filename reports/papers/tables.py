"""The tables of a paper. One table in two languages, never two; widths add up to 160 mm."""

from reports.papers import names, values, wording
from reports.papers.blocks import Cell, Column, Line, Row, Table
from reports.papers.printer import Printer, is_written

DASH = "–"  # not applicable; what is not recorded is said in words


def column(printer: Printer, width: int, key: str, align: str = "", **gaps) -> Column:
    return Column(width, printer.say(key, **gaps), align)


def status(printer: Printer, code: str | None) -> Cell:
    """A state by its name; one this paper has no word for is not guessed."""
    key = f"status_{code}"
    return Cell([printer.say(key if wording.knows(key) else "not_recorded")])


def blank(rows: int = 1) -> Cell:
    return Cell(blank=rows)


def numbered(printer: Printer, number: int) -> Cell:
    return Cell([printer.same(number)])


def figures(printer: Printer, known: list[dict]) -> Table:
    columns = [
        column(printer, 72, "t_measure"),
        column(printer, 20, "t_unit"),
        column(printer, 22, "t_computed", "n"),
        column(printer, 23, "t_stated", "n"),
        column(printer, 23, "t_when", "c"),
    ]
    rows = [row for figure in known for row in figure_rows(printer, figure)]
    return Table(columns, rows, notes=[printer.say("n_stated")])


def figure_rows(printer: Printer, figure: dict) -> list[Row]:
    """The figure of the register, and each published one beside it or below."""
    computed = figure.get("computed")
    own = printer.same(DASH) if computed is None else bare_amount(printer, computed)
    unit = {code: values.unit(figure.get("unit") or "", code) for code in printer.languages}
    first = [Cell([measure(printer, figure)]), Cell([printer.once(unit)]), Cell([own], "n")]
    rows = []
    for stated in figure.get("stated") or [None]:
        left = [Cell(), Cell(), Cell()] if rows else first
        rows.append(Row([*left, *stated_cells(printer, stated, figure.get("unit"))]))
    return rows


def measure(printer: Printer, figure: dict) -> Line:
    subject = figure.get("subject") or []
    if figure.get("label") and not figure.get("measure"):
        return printer.text_line(figure["label"])
    label = printer.word(f"m_{figure['measure']}")
    if not subject:
        return printer.plain(label)
    said = {
        code: " – ".join(names.with_level(name, code) for name in subject)
        for code in printer.languages
    }
    return printer.say("labelled", label=label, value=said)


def stated_cells(printer: Printer, stated: dict | None, unit: str | None) -> list[Cell]:
    if not stated:
        return [Cell([printer.same(DASH)], "n"), Cell([printer.same(DASH)], "c")]
    amount = stated["amount"]
    marks = printer.marks(stated.get("source"))
    when = stated.get("when")
    said = [printer.once(printer.date(when, short=True))] if when else []
    return [
        Cell([printer.once(printer.amount(amount, with_unit=amount.get("unit") != unit))], "n"),
        Cell([*said, printer.same(marks)] if marks else said or [printer.same(DASH)], "c"),
    ]


def bare_amount(printer: Printer, amount: dict) -> Line:
    return printer.once(printer.amount(amount, with_unit=False))


def meetings(printer: Printer) -> Table:
    columns = [
        column(printer, 40, "t_meeting"),
        column(printer, 30, "t_date"),
        column(printer, 48, "t_place"),
        column(printer, 42, "t_host"),
    ]
    known = printer.content.get("meetings") or []
    rows = []
    for which in ("previous", "held", "next"):
        own = [meeting for meeting in known if meeting.get("which") == which]
        rows += [meeting_row(printer, which, meeting) for meeting in own or [{}]]
    return Table(columns, rows)


def meeting_row(printer: Printer, which: str, known: dict) -> Row:
    named = is_written(known.get("kind"))
    label = printer.text_line(known["kind"]) if named else printer.say(f"meeting_{which}")
    lines = [label]
    if known.get("year_reviewed") and known.get("year_planned"):
        lines.append(
            printer.say(
                "meeting_years", reviewed=known["year_reviewed"], planned=known["year_planned"]
            )
        )
    place = printer.place(known.get("place"))
    when = known.get("when")
    return Row(
        [
            Cell(lines),
            Cell([printer.once(printer.date(when, short=True))]) if when else blank(),
            Cell([printer.ready(place)]) if place else blank(),
            host(printer, known),
        ]
    )


def host(printer: Printer, known: dict) -> Cell:
    if known.get("host_name"):
        return Cell([printer.plain(printer.name(known["host_name"]))])
    if known.get("host"):
        return Cell([printer.plain(printer.party(known["host"]))])
    return blank()


def agreed_items(printer: Printer, known: list[dict]) -> Table:
    columns = [
        column(printer, 8, "t_no"),
        column(printer, 90, "t_agreed"),
        column(printer, 34, "t_owner"),
        column(printer, 28, "t_due"),
    ]
    rows = [agreed_row(printer, n, item) for n, item in enumerate(known, start=1)]
    return Table(columns, rows or [Row([numbered(printer, 1), blank(), blank(), blank()])])


def agreed_row(printer: Printer, number: int, item: dict) -> Row:
    lines = [printer.text_line(item["what"])]
    if item.get("status") not in (None, "open"):
        lines += status(printer, item["status"]).lines
    due = item.get("due")
    return Row(
        [
            numbered(printer, number),
            Cell(lines),
            owner(printer, item),
            Cell([printer.once(printer.date(due, short=True))]) if due else blank(),
        ]
    )


def owner(printer: Printer, item: dict) -> Cell:
    if item.get("party"):
        return Cell([printer.plain(printer.name(item["party"]))])
    if item.get("owner") == "both":
        return Cell([printer.say("both")])
    if item.get("owner"):
        return Cell([printer.plain(printer.party(item["owner"]))])
    return blank()


def twinnings(printer: Printer, known: list[dict]) -> Table:
    columns = [
        column(printer, 8, "t_no"),
        column(printer, 96, "t_twinned"),
        column(printer, 26, "t_since"),
        column(printer, 30, "t_status"),
    ]
    first, last = printer.order
    rows = []
    for number, pair in enumerate(known, start=1):
        ends = {side: printer.name(pair[side]) for side in printer.order}
        said = {code: f"{ends[first][code]} – {ends[last][code]}" for code in printer.languages}
        since = Cell([printer.once(printer.date(pair.get("since"), short=True))])
        state = status(printer, pair.get("status"))
        rows.append(Row([numbered(printer, number), Cell([printer.plain(said)]), since, state]))
    return Table(columns, rows)
