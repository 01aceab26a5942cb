"""What texts and hand-over records have in common: two copies, one or two columns, foot, mark."""

from collections.abc import Callable

from reports.papers import titles, wording
from reports.papers.blanks import MIDDLE
from reports.papers.blocks import Line, Note
from reports.papers.names import joined, never_broken
from reports.papers.printer import Printer, printed_order
from reports.papers.typography import Typesetter

IN_FOOT = 2  # languages that a foot has room for


def sheets(content: dict, one_text: Callable[[Printer], dict]) -> dict:
    """Everything the template prints: all languages in one text, or one text after the other."""
    languages = printed_order(content)
    typesetter = Typesetter(never_broken(content))
    columns = content["layout"] == "columns" and len(languages) > 1
    groups = [languages] if columns else [[code] for code in languages]
    return {
        "content": content,
        "languages": languages,
        "texts": [one_text(Printer(content, own, typesetter)) for own in groups],
        "foot": foot(Printer(content, languages[:IN_FOOT], typesetter)),
        "watermark": watermark(content, languages[:IN_FOOT]),
        "title": content["title"],
        "pages": "columns" if columns else "consecutive",
    }


def foot(printer: Printer) -> dict:
    content = printer.content
    return {
        "copy": printer.say("foot_copy", party=printer.party(content["copy"])),
        "code": content["code"],
        "digest": content["hash"][:12],
    }


def watermark(content: dict, languages: list[str]) -> list[tuple[str, str]]:
    """A draft, or a transcript of what was signed elsewhere; nothing on what is to be signed."""
    if not content["mark"]:
        return []
    return [(code, wording.word(content["mark"], code)) for code in languages]


def unread_note(printer: Printer) -> list:
    """That no native reader has checked the fixed wording, in that language and in Vietnamese."""
    lines = []
    for unread in printer.languages:
        if unread in wording.CHECKED:
            continue
        for code in dict.fromkeys([unread, "vi"]):
            named = wording.LANGUAGES[code].LANGUAGES[unread]
            said = wording.word("fixed_unchecked", code, language=named)
            lines.append([(code, printer.typesetter.set(said, code))])
    return [Note(lines)] if lines else []


def between(printer: Printer, code: str) -> list:
    """The two sides of a title, the keeper of the copy first; dots for one that is not known."""
    lines = []
    for side, key in zip(printer.order, ("title_between", "title_and"), strict=True):
        named = titles.unit_by_unit(printer.parties(side)[code]) or MIDDLE
        lines.append(wording.word(key, code, first=named, last=named))
        country = wording.country(printer.country(side), code, full=True)
        if country:
            lines.append(wording.word("title_country", code, country=country))
    return [printer.typesetter.set(line, code) for line in lines]


def language_names(printer: Printer) -> dict[str, str]:
    """The languages of the paper in its order: "tiếng Việt và tiếng Lào"."""
    order = printed_order(printer.content)
    return {
        code: joined([wording.LANGUAGES[code].LANGUAGES[one] for one in order], code)
        for code in printer.languages
    }


def person(printer: Printer, known: dict) -> dict:
    """Name and post as known, or dots to write them by hand."""
    return {"name": own(printer, "sign_name", known), "post": own(printer, "sign_post", known)}


def own(printer: Printer, key: str, known: dict) -> dict:
    found = known.get(key.removeprefix("sign_"))
    line: Line | None = printer.once(printer.name(found)) if found else None
    return {"label": printer.say(key), "value": line}
