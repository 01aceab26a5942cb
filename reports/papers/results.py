"""The part on results: one section per field of work, each from records, facts and narrative."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from reports.papers import (
    activity,
    agreed,
    comparison,
    directions,
    gifts,
    held,
    incidents,
    promised,
    tables,
)
from reports.papers.blanks import SHORT
from reports.papers.blocks import Fill, Line, Note, Paragraph, Table
from reports.papers.printer import Printer, is_written


def results(printer: Printer) -> list[tuple[str, list]]:
    """(key of the heading, blocks) of each section, in the order of the form."""
    return [
        ("s_figures", figures(printer)),
        ("s_agreement", agreement(printer)),
        ("s_border", border(printer)),
        ("s_security", security(printer)),
        ("s_economy", written(printer, "economy") or [dots(printer)]),
        ("s_culture", written(printer, "culture") or [dots(printer)]),
        ("s_aid", aid(printer)),
        ("s_twinning", twinning(printer)),
        ("s_activities", activity.activities(printer)),
        ("s_commitments", promised.commitments(printer) or [dots(printer)]),
        ("s_agreed", agreed.results(printer)),
        ("s_meetings", held.meetings(printer)),
        ("s_comparison", comparison.comparison(printer)),
    ]


def facts_of(printer: Printer, section: str, *, undated: bool = False) -> list[dict]:
    return [
        fact
        for fact in printer.content.get("facts") or []
        if fact["section"] == section and bool(fact.get("undated")) == undated
    ]


def written(printer: Printer, section: str) -> list:
    """The narrative of a section and its facts, one paragraph each; nothing if there is none."""
    text = (printer.content.get("narrative") or {}).get(section)
    blocks = [Paragraph(line) for line in printer.text(text)] if is_written(text) else []
    for fact in facts_of(printer, section):
        blocks += [Paragraph(line) for line in fact_lines(printer, fact)]
    return blocks


def fact_lines(printer: Printer, fact: dict) -> list[Line]:
    """The paragraphs of a fact, the number of its source after the last."""
    lines = printer.text(fact["text"])
    marks = printer.marks(fact.get("source"))
    if marks:
        number = printer.typesetter.set(f"\u00a0{marks}", "vi")
        lines[-1] = [(code, mark_safe(text + number)) for code, text in lines[-1]]
    return lines


def dots(printer: Printer, rows: int = 1) -> Fill:
    return Fill([(code, "") for code in printer.languages], more=rows - 1)


def figures(printer: Printer) -> list:
    known = printer.content.get("figures") or []
    return [tables.figures(printer, known)] if known else []


def agreement(printer: Printer) -> list:
    return written(printer, "agreement")


def border(printer: Printer) -> list:
    patrols = printer.content.get("patrols") or {}
    blank = {code: SHORT for code in printer.languages}
    counts = {
        part: blank if patrols.get(part) is None else printer.number(patrols[part])
        for part in ("count", "people")
    }
    blocks = [*written(printer, "border"), Paragraph(printer.say("patrols", **counts))]
    for leg in patrols.get("legs") or []:
        findings = leg.get("findings")
        blocks.append(
            Paragraph(
                printer.say(
                    "patrol_leg",
                    start=leg.get("from_marker") or blank,
                    end=leg.get("to_marker") or blank,
                    when=printer.date(leg.get("when")),
                    people=blank if leg.get("people") is None else printer.number(leg["people"]),
                    findings=printer.gap(findings) if is_written(findings) else "",
                )
            )
        )
    return blocks


def security(printer: Printer) -> list:
    blocks = written(printer, "security") + incidents.incidents(printer, printer.content)
    return blocks or [dots(printer)]


def aid(printer: Printer) -> list:
    """Aid with a day in the period. What has no day stands in a part of its own."""
    known = printer.content.get("aid") or {}
    given = [*gifts.aid(printer, known), *directions.by_direction(printer)]
    return [*written(printer, "aid"), *(given or [Paragraph(printer.say("n_no_aid"))])]


def twinning(printer: Printer) -> list:
    known = printer.content.get("twinnings") or []
    blocks = written(printer, "twinning")
    if known:
        blocks.append(tables.twinnings(printer, known))
    return blocks or [dots(printer)]


UNDATED_SECTIONS = (
    "situation",
    "agreement",
    "border",
    "security",
    "economy",
    "culture",
    "aid",
    "twinning",
    "assessment",
    "directions",
)


def undated(printer: Printer) -> list[tuple[str, list]]:
    """What the sources tell without a date, by field of work; outside every total of the period."""
    sections = []
    for section in UNDATED_SECTIONS:
        facts = facts_of(printer, section, undated=True)
        blocks: list[Paragraph | Table | Note] = [
            Paragraph(line) for fact in facts for line in fact_lines(printer, fact)
        ]
        if section == "security":
            blocks += incidents.undated(printer, printer.content)
        if section == "aid":
            blocks += gifts.aid(printer, printer.content.get("aid_undated") or {})
        if blocks:
            sections.append((f"s_{section}", blocks))
    return sections


def undated_note(printer: Printer) -> Note:
    return Note([printer.say("n_undated")], leads=True)


def undated_heading(printer: Printer) -> tuple[str, dict]:
    """Key and gaps of the heading, which names the sources if there are any."""
    numbers = undated_sources(printer)
    return ("h_undated", {"numbers": numbers}) if numbers else ("h_undated_plain", {})


def undated_sources(printer: Printer) -> str:
    rows = [fact for fact in printer.content.get("facts") or [] if fact.get("undated")]
    rows += (printer.content.get("aid_undated") or {}).get("rows") or []
    rows += [one for one in printer.content.get("incidents") or [] if one.get("undated")]
    refs = [ref for row in rows for ref in as_list(row.get("source"))]
    return printer.marks(refs)


def as_list(value) -> list:
    return value if isinstance(value, list) else [value] if value else []


def sources(printer: Printer) -> list:
    """The list that the numbers in brackets point to."""
    known = printer.content.get("sources") or []
    if not known:
        return []
    said_sources = printer.say("n_sources")
    head = format_html_join(
        " / ", '<span lang="{}" class="{}">{}</span>', ((c, c, t) for c, t in said_sources)
    )
    lines = [[("vi", format_html("{}:", head))]]
    for number, source in enumerate(known, start=1):
        said = ", ".join(part for part in (source["title"], source.get("publisher")) if part)
        lines.append([("vi", printer.typesetter.set(f"[{number}] {said}", "vi"))])
    return [Note(lines)]
