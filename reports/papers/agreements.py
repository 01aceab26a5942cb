"""The report on agreements: what was signed, is in force, expires, ended and is in clearance, with
the plan for the next period (Law 70/2020/QH14, Article 46.3). Internal, in Vietnamese.
"""

from reports.papers import ending, opening, plan, results, tables, wording
from reports.papers.blocks import Cell, Fill, Heading, Paragraph, Row, Table
from reports.papers.outline import outlined, sections
from reports.papers.printer import Printer

GROUPS = ("signed", "in_force", "expiring", "ended", "in_clearance")


def is_of_agreements(content: dict) -> bool:
    return (content.get("review") or {}).get("purpose") == "agreements"


def document_title(content: dict) -> str:
    kind = wording.word("document_agreements", "vi")
    return f"{kind} {opening.period_words(content, 'vi')}"


def subject(printer: Printer) -> list:
    period = opening.period_words(printer.content, "vi")
    lines = [
        wording.word("agr_subject", "vi", period=period),
        wording.word("agr_of", "vi", unit=unit(printer)),
    ]
    return [printer.typesetter.set(line, "vi") for line in lines]


def unit(printer: Printer) -> str:
    return printer.parties("home", with_past=True)["vi"]


def gaps(printer: Printer, report: dict) -> dict[str, str]:
    """What the opening and the closing sentence are filled with."""
    return {
        "office": report.get("office") or "",
        "period": opening.period_words(printer.content, "vi"),
        "unit": unit(printer),
    }


def closing(printer: Printer, report: dict) -> list:
    return printer.say("agr_closing", **gaps(printer, report))


def parts(printer: Printer, report: dict) -> list:
    groups = known(printer)
    counts = {name: printer.number(len(groups[name])) for name in GROUPS}
    doing = [
        ("s_agreement", results.written(printer, "agreement")),
        ("s_agr_in_force", table(printer, groups["in_force"])),
        ("s_agr_expiring", table(printer, groups["expiring"])),
        ("s_agr_ended", table(printer, groups["ended"])),
    ]
    signing = [
        ("s_agr_signed", table(printer, groups["signed"])),
        ("s_agr_in_clearance", in_clearance(printer, groups["in_clearance"])),
    ]
    blocks: list = [Paragraph(printer.say("agr_opening", **gaps(printer, report)))]
    blocks.append(Paragraph(printer.say("agr_counts", **counts)))
    outline = [
        ("h_agr_signing", {}, sections(printer, signing)),
        ("h_agr_doing", {}, sections(printer, doing)),
        ("", {}, results.sources(printer)),
        ("h_agr_difficulties", {}, difficulties(printer)),
        ("h_report_proposals", {}, ours(printer)),
        ("h_agr_plan", {}, ahead(printer)),
    ]
    return [*blocks, *outlined(printer, outline)]


def known(printer: Printer) -> dict[str, list[dict]]:
    found = printer.content.get("agreements") or {}
    return {name: found.get(name) or [] for name in GROUPS}


def table(printer: Printer, rows: list[dict]) -> list:
    if not rows:
        return [Paragraph(printer.say("agr_none"))]
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 66, "t_agreement"),
        tables.column(printer, 36, "t_parties"),
        tables.column(printer, 24, "t_signed"),
        tables.column(printer, 26, "t_term"),
    ]
    return [Table(columns, [row(printer, at, one) for at, one in enumerate(rows, start=1)])]


def row(printer: Printer, at: int, one: dict) -> Row:
    return Row(
        [
            tables.numbered(printer, at),
            name(printer, one),
            parties(printer, one),
            Cell([printer.once(printer.date(one.get("signed"), short=True))]),
            term(printer, one),
        ]
    )


def name(printer: Printer, one: dict) -> Cell:
    """The title with the number of its source, and the ties that it binds."""
    lines = [printer.cited_line(one["title"], one.get("source"))]
    return Cell([*lines, *(printer.same(tie) for tie in one.get("ties") or [])])


def parties(printer: Printer, one: dict) -> Cell:
    named = one.get("parties") or []
    return Cell([printer.plain(printer.names(named)) if named else printer.say("not_recorded")])


def term(printer: Printer, one: dict) -> Cell:
    """From its first day to its last; said to be open where the text names no end."""
    lines = []
    if one.get("effective"):
        first = printer.date(one["effective"], short=True)
        lines.append(printer.say("agr_from", day=first))
    if one.get("until"):
        lines.append(printer.say("agr_until", day=opening.last_day(printer, one["until"])))
    return Cell(lines or [printer.say("not_recorded")])


def in_clearance(printer: Printer, rows: list[dict]) -> list:
    if not rows:
        return [Paragraph(printer.say("agr_none"))]
    columns = [
        tables.column(printer, 8, "t_no"),
        tables.column(printer, 78, "t_agreement"),
        tables.column(printer, 44, "t_parties"),
        tables.column(printer, 30, "t_status"),
    ]
    made = [
        Row(
            [
                tables.numbered(printer, at),
                name(printer, one),
                parties(printer, one),
                state(printer, one),
            ]
        )
        for at, one in enumerate(rows, start=1)
    ]
    return [Table(columns, made)]


def state(printer: Printer, one: dict) -> Cell:
    key = f"agr_state_{one.get('status')}"
    return Cell([printer.say(key if wording.knows(key) else "not_recorded")])


def difficulties(printer: Printer) -> list:
    blocks = []
    for key in ("shortcomings", "causes"):
        blocks += ending.asked(printer, key, printer.say(key))
    return blocks


def ours(printer: Printer) -> list:
    label = printer.say("proposals_of", party=printer.party("home"))
    return ending.asked(printer, "proposals_home", label)


def ahead(printer: Printer) -> list:
    """What the office means to sign, renew and report in the next period."""
    told = [*results.written(printer, "directions"), *results.written(printer, "plan")]
    told = told or [Fill([(code, "") for code in printer.languages], more=2)]
    expiring = (printer.content.get("plan") or {}).get("expiring") or []
    found = plan.expiring(printer, expiring)
    return [*told, *([Heading(printer.say("ahead_expiring"), 2), *found] if found else [])]
