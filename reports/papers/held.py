"""Meetings of a review: held against due, the ones that were not held, and whose turn it is."""

from decimal import Decimal

from reports.papers import bars, tables, values, wording
from reports.papers.blocks import Cell, Heading, Paragraph, Row, Table
from reports.papers.opening import next_day, titled
from reports.papers.printer import Printer

COUNTS = ("due", "held", "early", "missed")


def meetings(printer: Printer) -> list:
    """What was due, what was held and what follows."""
    return [*due(printer), tables.meetings(printer), *hosts(printer)]


def due(printer: Printer) -> list:
    """How many regular meetings fell due, and what became of them."""
    known = printer.content.get("meetings_due") or {}
    if not known.get("due"):
        return []
    counts = {name: printer.number(known.get(name) or 0) for name in COUNTS}
    blocks = [Paragraph(printer.say("due_counts", **counts)), against_due(printer, known)]
    several = known.get("by_cadence") or []
    if len(several) > 1:
        blocks.append(by_cadence(printer, several))
    missed = [one for one in known.get("rows") or [] if one["state"] == "missed"]
    return [*blocks, *([not_held(printer, missed)] if missed else [])]


def against_due(printer: Printer, known: dict) -> Table:
    """Due, held and missed as bars."""
    own = [
        bars.Bar(printer.say(f"bar_{name}"), Decimal(many))
        for name, many in (
            ("due", known["due"]),
            ("held", (known.get("held") or 0) + (known.get("early") or 0)),
            ("missed", known.get("missed") or 0),
        )
    ]
    most = max(bar.value for bar in own)
    columns = [
        tables.column(printer, 40, "s_meetings_due"),
        tables.column(printer, 22, "t_count", "n"),
        tables.column(printer, 98, "t_drawn"),
    ]
    rows = [
        Row(
            [
                Cell([bar.of]),
                Cell([printer.once(printer.number(bar.value))], "n"),
                bars.drawn(printer, bar, most=most, width=98),
            ]
        )
        for bar in own
    ]
    return Table(columns, rows)


def by_cadence(printer: Printer, known: list[dict]) -> Table:
    """The same for each rule of meetings."""
    columns = [
        tables.column(printer, 72, "t_cadence"),
        *(
            tables.column(printer, 22, f"due_{name}" if name != "due" else "bar_due", "n")
            for name in COUNTS
        ),
    ]
    rows = [
        Row(
            [
                Cell([printer.text_line(one["cadence"])]),
                *(Cell([printer.once(printer.number(one[name]))], "n") for name in COUNTS),
            ]
        )
        for one in known
    ]
    return Table(columns, rows)


def not_held(printer: Printer, missed: list[dict]) -> Table:
    """The due days on which nobody met."""
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 90, "t_cadence"),
        tables.column(printer, 34, "t_due_day"),
        tables.column(printer, 28, "t_status"),
    ]
    rows = [
        Row(
            [
                tables.numbered(printer, at),
                Cell([printer.text_line(one["cadence"])]),
                Cell([printer.once(day(printer, one["due"]))]),
                Cell([printer.say("due_missed")]),
            ]
        )
        for at, one in enumerate(missed, start=1)
    ]
    return Table(columns, rows)


def day(printer: Printer, iso: str) -> dict[str, str]:
    return printer.date({"from": iso, "until": next_day(iso), "words": ""}, short=True)


def hosts(printer: Printer) -> list:
    """Who hosted one after the other, what was out of turn, and who is next; tie by tie where the
    review is of several.
    """
    known = printer.content.get("hosts") or {}
    blocks = turn_of(printer, known)
    for one in known.get("by_tie") or []:
        own = turn_of(printer, one["turn"])
        if own:
            blocks += [Heading(printer.ready(titled(printer, one["tie"])), 2), *own]
    return blocks


def turn_of(printer: Printer, turn: dict) -> list:
    own = [one for one in turn.get("sequence") or [] if one.get("side")]
    if not own:
        return []
    said = {code: listed(printer, own, code) for code in printer.languages}
    blocks = [Paragraph(printer.say("hosts_so_far", hosts=said)), *out_of_turn(printer, own)]
    if turn.get("next"):
        blocks.append(Paragraph(printer.say("hosts_next", party=printer.party(turn["next"]))))
    return blocks


def listed(printer: Printer, own: list[dict], code: str) -> str:
    parts = [
        wording.word(
            "host_break" if one.get("break") else "host_of",
            code,
            party=printer.party(one["side"])[code],
            day=values.partial_date(one.get("when"), code, short=True),
        )
        for one in own
    ]
    return wording.word("comma", code).join(parts)


def out_of_turn(printer: Printer, own: list[dict]) -> list:
    """Why a meeting was hosted out of turn: our office's own words, so in our report only."""
    if printer.content["kind"] != "internal":
        return []
    blocks = []
    for one in own:
        if one.get("break"):
            reason = (one.get("reason") or "").strip().rstrip(".")
            key = "host_why" if reason else "host_why_not"
            when = printer.date(one.get("when"), short=True)
            blocks.append(Paragraph(printer.say(key, day=when, reason=reason)))
    return blocks
