"""The minutes of a tie over a period: contents, then a chapter for each meeting."""

from reports.papers import meeting, minutes, opening, sheets, wording
from reports.papers.blocks import Note, Paragraph
from reports.papers.names import never_broken
from reports.papers.printer import Printer, printed_order
from reports.papers.typography import Typesetter


def series(content: dict) -> dict:
    languages = printed_order(content)
    typesetter = Typesetter(never_broken(content))
    printer = Printer(content, languages, typesetter)
    return {
        "content": content,
        "languages": languages,
        "pages": content["layout"],
        "title": f"{wording.word('series_title', 'vi')} {content['title']}",
        "foot": foot(printer),
        "heading": [title(printer, code) for code in languages],
        "note": sheets.unread_note(printer),
        "contents": printer.say("m_contents"),
        "chapters": [
            chapter(content, one, languages, typesetter, at)
            for at, one in enumerate(content["chapters"], start=1)
        ],
    }


def foot(printer: Printer) -> dict:
    content = printer.content
    return {
        "copy": printer.say("series_title")[: sheets.IN_FOOT],
        "code": content["code"],
        "digest": content["hash"][:12],
    }


def title(printer: Printer, code: str) -> dict:
    period = opening.period_words(printer.content, code)
    between = sheets.between(printer, code)
    return meeting.title(printer, "series_title", between, code, period)


def chapter(content: dict, one: dict, languages: list[str], typesetter, at: int) -> dict:
    """The facts, who came, what was said, what was agreed and what became of it."""
    printer = Printer(content | one, languages, typesetter)
    day = printer.date(one["meeting"]["date"])
    named = typesetter.set(one["meeting"]["title"], "vi")
    outline = minutes.parts(printer)
    outline = [pair for pair in outline if pair[0] not in ("h_min_agreed", "h_min_who")]
    who = meeting.delegations(printer, empty=False)
    people = any(one["delegations"].values())
    outline.insert(1, ("h_min_who", who if people else []))
    outline.append(("h_min_agreed", minutes.agreed(printer, ended=True)))
    return {
        "at": at,
        "heading": printer.say("m_chapter", day=day),
        "name": named,
        "blocks": [*remarks(printer, one), *meeting.outlined(printer, outline), *outcome(printer)],
    }


def remarks(printer: Printer, one: dict) -> list:
    """How far the minutes are, where they are not both sides' own."""
    if one["status"] is None:
        return [Note([printer.say("m_no_minutes")], leads=True)]
    if one["outcome"] == "unilateral":
        return [Note([printer.say("m_unilateral")], leads=True)]
    return [] if one["is_agreed"] else [Note([printer.say("m_draft")], leads=True)]


def outcome(printer: Printer) -> list:
    said = printer.content["outcome"]
    if said not in ("agreed", "with_reservations"):
        return []
    return [Paragraph(printer.say(f"outcome_{said}"))]
