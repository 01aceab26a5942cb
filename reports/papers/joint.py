"""The joint paper: one text of both sides, in two languages, one copy for each side."""

from datetime import date

from reports.papers import ending, opening, results, wording
from reports.papers.blocks import Heading, Note
from reports.papers.names import never_broken
from reports.papers.printer import Printer, printed_order
from reports.papers.typography import HARD, Typesetter

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


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
        "title": document_title(content),
        "pages": "columns" if content["layout"] == "columns" else "consecutive",
    }


def one_text(printer: Printer) -> dict:
    blocks = parts(printer)
    return {
        "languages": printer.languages,
        "mottos": mottos(printer),
        "title": title(printer),
        "blocks": [*unchecked_note(printer), *blocks],
        "final": [part_heading(printer, "h_final", count(blocks)), *ending.final_clause(printer)],
        "signatures": ending.signatures(printer),
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
    blocks = []
    for key, gaps, own in outline:
        if own and key:
            blocks.append(part_heading(printer, key, count(blocks), **gaps))
        blocks += own
    return blocks


def count(blocks: list) -> int:
    return sum(isinstance(block, Heading) and block.level == 1 for block in blocks)


def sections(printer: Printer, known: list[tuple[str, list]], *, first: list | None = None) -> list:
    blocks = []
    number = 0
    for key, own in known:
        if own:
            blocks += [section_heading(printer, key, number), *own]
            number += 1
    return [*(first or []), *blocks] if blocks else []


def part_heading(printer: Printer, key: str, at: int, **gaps) -> Heading:
    said = printer.word(key, **gaps)
    numbers = {code: f"{HAN[at]}、" if code == "zh" else f"{ROMAN[at]}. " for code in said}
    return Heading(printer.plain({code: numbers[code] + said[code] for code in said}), 1)


def section_heading(printer: Printer, key: str, at: int) -> Heading:
    said = printer.word(key)
    numbers = {code: f"（{HAN[at]}）" if code == "zh" else f"{at + 1}. " for code in said}
    return Heading(printer.plain({code: numbers[code] + said[code] for code in said}), 2)


def title(printer: Printer) -> list[dict]:
    """Per language: kind, name, period, and the two sides in the order of the copy."""
    first, last = printer.order
    sides = {side: printer.parties(side, with_past=True) for side in printer.order}
    set_text = printer.typesetter.set
    titles = []
    for code in printer.languages:
        lines = []
        for side, key in ((first, "title_between"), (last, "title_and")):
            country = wording.country(printer.country(side), code, full=True)
            named = unit_by_unit(sides[side][code])
            gaps = {"first": named, "last": named}
            lines += [
                set_text(wording.word(key, code, **gaps), code),
                set_text(wording.word("title_country", code, country=country), code),
            ]
        titles.append(
            {
                "language": code,
                "kind": set_text(wording.word("title_kind", code), code),
                "name": title_name(printer, code),
                "period": set_text(opening.period_words(printer.content, code), code),
                "between": lines,
            }
        )
    return titles


def unit_by_unit(named: str) -> str:
    """In a title a line ends after a unit, not between "huyện" and its name."""
    parts = [part if len(part) > 30 else part.replace(" ", HARD) for part in named.split(", ")]
    return ", ".join(parts)


def title_name(printer: Printer, code: str):
    own = printer.content.get("title")
    if own:
        return printer.in_short(own, code)
    return printer.typesetter.set(wording.word("title_name", code), code)


def mottos(printer: Printer) -> list[dict]:
    """State and motto of both sides, or none: only where each is known in its own language."""
    known = []
    for side in printer.order:
        found = MOTTOS.get(printer.country(side))
        if not found or found[0] not in printer.content["languages"]:
            return []
        code, (state, motto) = found
        set_text = printer.typesetter.set
        known.append(
            {
                "language": code,
                "state": [set_text(line, code) for line in state],
                "motto": [set_text(line, code) for line in motto],
            }
        )
    return known


MOTTOS = {
    "VN": ("vi", (["CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM"], ["Độc lập - Tự do - Hạnh phúc"])),
    "LA": ("lo", wording.LANGUAGES["lo"].MOTTO),
    "KH": ("km", wording.LANGUAGES["km"].MOTTO),
}


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


def document_title(content: dict) -> str:
    sides = content["sides"]
    names = [
        name["vi"] for side in ("home", "counterpart") for name in sides[side].get("parties") or []
    ]
    kind = wording.word("title_name", "vi")
    year = opening.period_words(content, "vi")
    return f"{kind} {' – '.join(names)}, {year}"


def day_of(content: dict) -> date:
    """A day of the paper's own, for what a PDF wants dated: never the clock of the machine."""
    return date.fromisoformat(content.get("cut_off") or content["period"]["until"])
