"""How a joint paper begins: the two states with their mottos, its title, who it is between."""

from reports.papers import opening, wording
from reports.papers.printer import Printer
from reports.papers.typography import HARD

MOTTOS = {
    "VN": ("vi", (["CỘNG HÒA XÃ HỘI", "CHỦ NGHĨA VIỆT NAM"], ["Độc lập - Tự do - Hạnh phúc"])),
    "LA": ("lo", wording.LANGUAGES["lo"].MOTTO),
    "KH": ("km", wording.LANGUAGES["km"].MOTTO),
}


def mottos(printer: Printer) -> list[dict]:
    """State and motto of both sides, or none: only where each is of one state and known in its own
    language.
    """
    known = []
    for side in printer.order:
        found = MOTTOS.get(printer.country(side)) if len(printer.countries(side)) == 1 else None
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


def title(printer: Printer) -> list[dict]:
    """Per language: kind, name, period, and the two sides in the order of the copy."""
    set_text = printer.typesetter.set
    return [
        {
            "language": code,
            "kind": set_text(wording.word("title_kind", code), code),
            "name": title_name(printer, code),
            "period": set_text(opening.period_words(printer.content, code), code),
            "between": between(printer, code),
        }
        for code in printer.languages
    ]


def between(printer: Printer, code: str) -> list:
    """The two sides with what stood there before, the keeper of the copy first."""
    first, last = printer.order
    set_text = printer.typesetter.set
    lines = []
    for side, key in ((first, "title_between"), (last, "title_and")):
        country = printer.state(side, code, full=True)
        named = unit_by_unit(printer.parties(side, with_past=True)[code])
        gaps = {"first": named, "last": named}
        lines += [
            set_text(wording.word(key, code, **gaps), code),
            set_text(wording.word("title_country", code, country=country), code),
        ]
    return lines


def unit_by_unit(named: str) -> str:
    """In a title a line ends after a unit, not between "huyện" and its name."""
    parts = [part if len(part) > 30 else part.replace(" ", HARD) for part in named.split(", ")]
    return ", ".join(parts)


def title_name(printer: Printer, code: str):
    own = printer.content.get("title")
    if own:
        return printer.in_short(own, code)
    return printer.typesetter.set(wording.word("title_name", code), code)


def document_title(content: dict) -> str:
    sides = content["sides"]
    names = [
        name["vi"] for side in ("home", "counterpart") for name in sides[side].get("parties") or []
    ]
    kind = wording.word("title_name", "vi")
    year = opening.period_words(content, "vi")
    return f"{kind} {' – '.join(names)}, {year}"
