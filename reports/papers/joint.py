"""The joint paper: one text of both sides, in two languages, one copy for each side."""

from datetime import date

from reports.papers import as_minutes, ending, opening, results, titles, wording
from reports.papers.blocks import Note
from reports.papers.names import never_broken
from reports.papers.outline import count, outlined, part_heading, sections
from reports.papers.printer import Printer, printed_order
from reports.papers.typography import Typesetter


def joint(content: dict) -> dict:
    """Everything the template prints. Columns: one text in two languages side by side;
    consecutive: the whole text in one language, then the whole text in the other.
    """
    languages = printed_order(content)
    typesetter = Typesetter(never_broken(content))
    if content["layout"] == "columns":
        texts = [one_text(Printer(content, languages, typesetter))]
    else:
        texts = [one_text(Printer(content, [code], typesetter)) for code in languages]
    return {
        "content": content,
        "languages": languages,
        "texts": texts,
        "foot": foot(Printer(content, languages, typesetter)),
        "watermark": watermark(content, languages),
        "title": titles.document_title(content),
        "pages": "columns" if content["layout"] == "columns" else "consecutive",
    }


def one_text(printer: Printer) -> dict:
    """Everything from the mottos to the signatures. The paper that is the minutes of its meeting
    has their form.
    """
    is_minutes = as_minutes.is_one_text(printer.content)
    blocks = as_minutes.parts(printer) if is_minutes else parts(printer)
    clause = as_minutes.final(printer) if is_minutes else ending.final_clause(printer)
    signed = as_minutes.signatures(printer) if is_minutes else ending.signatures(printer)
    return {
        "languages": printer.languages,
        "mottos": titles.mottos(printer),
        "title": as_minutes.title(printer) if is_minutes else titles.title(printer),
        "blocks": [*unchecked_note(printer), *blocks],
        "final": [part_heading(printer, "h_final", count(blocks)), *clause],
        "signatures": signed,
    }


def parts(printer: Printer) -> list:
    """The parts of the form in their order; a part without anything is left out."""
    undated = results.undated(printer)
    outline = [
        ("h_opening", {}, opening.opening(printer)),
        ("h_situation", {}, opening.situation(printer)),
        ("h_results", {}, sections(printer, results.results(printer))),
        (
            *results.undated_heading(printer),
            sections(printer, undated, first=[results.undated_note(printer)]),
        ),
        ("", {}, results.sources(printer)),
        ("h_assessment", {}, ending.assessment(printer)),
        ("h_directions", {}, ending.directions(printer)),
        ("h_proposals", {}, ending.proposals(printer)),
    ]
    return outlined(printer, outline)


def unchecked_note(printer: Printer) -> list:
    """On a draft, once: the printed wording of this language still waits for a native reader."""
    content = printer.content
    unread = [code for code in content["languages"] if code not in wording.CHECKED]
    if not content["draft"] or not unread or not set(printer.languages) & set(unread):
        return []
    lines = []
    for code in dict.fromkeys([*printer.languages, "vi"]):
        named = wording.LANGUAGES[code].LANGUAGES[unread[0]]
        said = wording.word("fixed_unchecked", code, language=named)
        lines.append([(code, printer.typesetter.set(said, code))])
    return [Note(lines)]


def foot(printer: Printer) -> dict:
    content = printer.content
    keeper = printer.party(content["copy"])
    return {
        "copy": printer.say("foot", party=keeper, edition=content["edition"]),
        "code": content["code"],
        "digest": content["hash"][:12],
    }


def watermark(content: dict, languages: list[str]) -> list[tuple[str, str]]:
    if not content["draft"]:
        return []
    return [(code, wording.word("draft", code)) for code in languages]


def day_of(content: dict) -> date:
    """A day of the paper's own, for what a PDF wants dated: never the clock of the machine."""
    return date.fromisoformat(content.get("cut_off") or content["period"]["until"])
