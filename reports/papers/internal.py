"""The internal report in Vietnamese, in the form of Decree 30/2020, from the same content."""

import re
from datetime import date

from reports.papers import ending, gifts, opening, results, wording
from reports.papers.blocks import Drawing, Fill, Paragraph
from reports.papers.chart import amounts_chart
from reports.papers.joint import count, document_title, part_heading, sections, watermark
from reports.papers.names import never_broken
from reports.papers.printer import Printer, is_written
from reports.papers.typography import Typesetter

ISSUER = 24  # capitals that the left block holds on a line
PROVINCE = re.compile(r" (?=(?:TỈNH|THÀNH PHỐ|HUYỆN|XÃ) )")


def internal(content: dict) -> dict:
    printer = Printer(content | {"copy": "home"}, ["vi"], Typesetter(never_broken(content)))
    report = content.get("report") or {}
    return {
        "content": content,
        "languages": ["vi"],
        "title": f"{wording.word('report_kind', 'vi')}: {document_title(content)}",
        "watermark": watermark(content, ["vi"]),
        "foot": {
            "copy": printer.say("foot_internal", edition=content["edition"]),
            "code": content["code"],
            "digest": content["hash"][:12],
        },
        "head": head(report),
        "subject": subject(printer),
        "blocks": parts(printer, report),
        "end": end(printer, report),
    }


def head(report: dict) -> dict:
    """Who issues it, number and day; what the registry has not given yet is left in dots."""
    issued = report.get("date")
    day = date.fromisoformat(issued) if issued else None
    return {
        "superior": [part for line in report.get("superior") or [] for part in issuer(line)],
        "office": issuer(report.get("office") or ""),
        "number": padded(int(report["number"])) if report.get("number") else None,
        "symbol": f"/BC-{report['code']}" if report.get("code") else "/BC",
        "place": report.get("place") or "",
        # Decree 30: two digits for days below 10 and for the months 1 and 2 only
        "day": padded(day.day) if day else None,
        "month": (padded(day.month) if day.month < 3 else str(day.month)) if day else None,
        "year": day.year if day else None,
        "addressee": report.get("addressee") or "",
    }


def issuer(name: str) -> list[str]:
    """A long name in capitals breaks before its province, not within it."""
    said = name.upper()
    return PROVINCE.split(said, maxsplit=1) if len(said) > ISSUER else [said]


def padded(number: int) -> str:
    return f"{number:02d}"


def subject(printer: Printer) -> list:
    """What the report is about, in three lines."""
    period = opening.period_words(printer.content, "vi")
    home, other = (printer.parties(side, with_past=True)["vi"] for side in printer.order)
    country = wording.country(printer.country("counterpart"), "vi", full=True)
    lines = [
        wording.word("report_subject", "vi", period=period),
        wording.word("title_between", "vi", first=home),
        wording.word("report_and", "vi", last=other, country=country),
    ]
    return [printer.typesetter.set(line, "vi") for line in lines]


def parts(printer: Printer, report: dict) -> list:
    said = printer.say(
        "report_opening",
        office=report.get("office") or "",
        period=opening.period_line(printer),
        first=printer.parties("home"),
        last=printer.parties("counterpart"),
    )
    blocks = [Paragraph(said)]
    for memorandum in printer.content.get("memoranda") or []:
        blocks += opening.basis(printer, memorandum)
    outline = [
        ("h_situation", {}, opening.situation(printer)),
        ("h_results", {}, sections(printer, drawn(printer, results.results(printer), "aid"))),
        (*results.undated_heading(printer), undated(printer)),
        ("", {}, results.sources(printer)),
        ("h_assessment", {}, ending.assessment(printer)),
        ("h_directions", {}, ending.directions(printer)),
        ("h_report_proposals", {}, proposals(printer)),
        ("h_gaps", {}, gaps(printer)),
    ]
    for key, words, own in outline:
        if own and key:
            blocks.append(part_heading(printer, key, count(blocks), **words))
        blocks += own
    return blocks


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
    return [Paragraph([(c, "- " + text)]) for gap in known for c, text in printer.text_line(gap)]


def end(printer: Printer, report: dict) -> dict:
    recipients = report.get("recipients") or []
    closing = printer.say("report_closing", office=report.get("office") or "")
    return {
        "closing": closing,
        "recipients": [printer.typesetter.set(line, "vi") for line in recipients],
        "file_unit": report.get("file_unit"),
        "authority": report.get("authority") or "",
        "post": (report.get("post") or "").upper(),
        "signer": report.get("signer"),
    }
