"""What the internal report of an annual review says, from the same frozen figures as the joint
paper. It alone has our own assessment, sensitive incidents, the plan and what is missing.
"""

from django.utils.html import format_html

from reports.papers import (
    agreed,
    ending,
    gifts,
    incidents,
    opening,
    plan,
    results,
    titles,
    wording,
)
from reports.papers.blocks import Drawing, Fill, Note, Paragraph
from reports.papers.chart import amounts_chart
from reports.papers.outline import outlined, sections
from reports.papers.printer import Printer, is_written


def document_title(content: dict) -> str:
    return f"{wording.word('report_kind', 'vi')}: {titles.document_title(content)}"


def subject(printer: Printer) -> list:
    """What the report is about, in three lines."""
    period = opening.period_words(printer.content, "vi")
    home, other = (printer.parties(side, with_past=True)["vi"] for side in printer.order)
    lines = [wording.word("report_subject", "vi", period=period)]
    if is_of_one(printer):
        lines += [wording.word("report_of", "vi", first=home), wording.word("report_with", "vi")]
    else:
        country = printer.state("counterpart", "vi", full=True)
        lines += [
            wording.word("title_between", "vi", first=home),
            wording.word("report_and", "vi", last=other, country=country),
        ]
    return [printer.typesetter.set(line, "vi") for line in lines]


def is_of_one(printer: Printer) -> bool:
    """One unit with none or several across the border, perhaps of several countries: a title does
    not name them all.
    """
    home, other = (
        len(printer.content["sides"][side].get("parties") or []) for side in printer.order
    )
    return home == 1 and other != 1


def closing(printer: Printer, report: dict) -> list:
    return printer.say("report_closing", office=report.get("office") or "")


def parts(printer: Printer, report: dict) -> list:
    known = any(printer.parties("counterpart").values())
    said = printer.say(
        "report_opening" if known else "report_opening_alone",
        office=report.get("office") or "",
        period=opening.period_line(printer),
        first=printer.parties("home"),
        last=printer.parties("counterpart"),
    )
    return [Paragraph(said), *opening.grounds(printer), *outlined(printer, outline(printer))]


def outline(printer: Printer) -> list:
    return [
        ("h_situation", {}, opening.situation(printer)),
        ("h_results", {}, sections(printer, drawn(printer, results.results(printer), "aid"))),
        (*results.undated_heading(printer), undated(printer)),
        ("", {}, results.sources(printer)),
        ("h_assessment", {}, ending.assessment(printer)),
        ("h_assessment_internal", {}, results.written(printer, "assessment_internal")),
        ("h_sensitive", {}, sensitive(printer)),
        ("h_directions", {}, [*ending.direction(printer), agreed.ahead(printer)]),
        ("h_plan", {}, plan.of_office(printer)),
        ("h_report_proposals", {}, proposals(printer)),
        ("h_gaps", {}, gaps(printer)),
    ]


def sensitive(printer: Printer) -> list:
    """Incidents that no joint paper tells; those without a sure day after the others."""
    known = printer.content.get("sensitive") or {}
    if known.get("withheld"):
        return [Paragraph(printer.say("sensitive_withheld"))]
    found = [*incidents.incidents(printer, known), *incidents.undated(printer, known)]
    return [Note([printer.say("n_sensitive")], leads=True), *found] if found else []


def undated(printer: Printer) -> list:
    known = drawn(printer, results.undated(printer), "aid_undated")
    return sections(printer, known, first=[results.undated_note(printer)])


def drawn(printer: Printer, known: list[tuple[str, list]], which: str) -> list[tuple[str, list]]:
    """The sections with the chart under the table of aid."""
    added = chart(printer, which)
    return [(key, own + added if key == "s_aid" else own) for key, own in known]


def chart(printer: Printer, which: str) -> list:
    """The amounts of a table as bars, where there are at least two to compare."""
    rows = (printer.content.get(which) or {}).get("rows") or []
    drawn = []
    for currency in sorted({row["amount"]["unit"] for row in rows if gifts.in_money(row)}):
        own = [r for r in rows if gifts.in_money(r) and r["amount"]["unit"] == currency]
        if len(own) > 1:
            caption = printer.say("chart_caption", unit=currency)
            drawn.append(Drawing(amounts_chart(own, currency), caption))
    return drawn


def proposals(printer: Printer) -> list:
    """Ours to complete by hand; what the other side said or reserved only where it is known."""
    narrative = printer.content.get("narrative") or {}
    ours = ending.asked(
        printer, "proposals_home", printer.say("proposals_of", party=printer.party("home"))
    )
    known = [block for block in ending.proposals(printer) if not isinstance(block, Fill)]
    return known if is_written(narrative.get("proposals_home")) else [*ours, *known]


def gaps(printer: Printer) -> list:
    """What the register still lacks; only this report says so, never the joint paper."""
    known = printer.content.get("gaps") or []
    return [
        Paragraph([(code, format_html("- {}", said))])
        for gap in known
        for code, said in printer.text_line(gap)
    ]
