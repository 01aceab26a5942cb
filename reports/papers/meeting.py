"""Pieces of every paper of a meeting: when and where, who came, what it speaks of."""

from datetime import datetime

from reports.papers import names, outline, values, wording
from reports.papers.blocks import Fill, Heading, Line, Paragraph
from reports.papers.opening import labelled
from reports.papers.printer import Printer, as_text

KINDS = {"briefing": "briefing", "review": "review", "extraordinary": "extraordinary"}


def kind_of(content: dict, of: str) -> str:
    """The wording for this kind of meeting: "min_briefing" of minutes, "meet_talks" of a plan."""
    return f"{of}_{KINDS.get(content['meeting']['kind'], 'talks')}"


def facts(printer: Printer) -> list:
    """Time, place, host; in dots what is not known yet."""
    met = printer.content["meeting"]
    blocks = [labelled(printer, printer.word("time"), when(printer, met))]
    where = place(printer, met)
    blocks.append(labelled(printer, printer.word("place"), where))
    if met["host"]:
        blocks.append(labelled(printer, printer.word("m_host"), host(printer, met)))
    return blocks


def host(printer: Printer, met: dict) -> dict[str, str]:
    if met["host_name"]:
        return printer.name(met["host_name"])
    named = printer.parties(met["host"])
    return named if all(named.values()) else printer.party(met["host"])


def when(printer: Printer, met: dict) -> dict[str, str]:
    """Hours and day; in both local times where the clocks differ."""
    if not met["date"]:
        return printer.word("time_blank")
    said = {}
    for code in printer.languages:
        day = values.partial_date(met["date"], code)
        clock = hours(printer, met, code) or wording.word("clock_blank", code)
        said[code] = wording.word("time_known", code, clock=clock, day=day)
    return said


def hours(printer: Printer, met: dict, code: str) -> str:
    if not met["starts"]:
        return ""
    ends = [moment for moment in (met["starts"], met["ends"]) if moment]
    if "CN" not in {printer.country(side) for side in printer.order}:
        return span([values.clock(moment, "vi", said_in=code)[0] for moment in ends], code)
    here, there = (
        span([values.clock(moment, zone, said_in=code)[0] for moment in ends], code)
        for zone in ("vi", "zh")
    )
    return wording.word("m_two_clocks", code, here=here, there=there)


def span(clocks: list[str], code: str) -> str:
    if len(clocks) == 1:
        return clocks[0]
    return wording.word("m_from_to", code, first=clocks[0], last=clocks[1])


def clock(moment: str, code: str) -> str:
    return values.clock(moment, "vi", said_in=code)[0]


def hour(moment: str) -> str:
    return f"{datetime.fromisoformat(moment):%H:%M}"


def place(printer: Printer, met: dict) -> dict[str, str] | None:
    """The house, the marker or the line, with the unit it is in."""
    said = []
    if met["marker"]:
        said.append(printer.word("m_at_marker", marker=met["marker"]))
    elif met["on_line"]:
        said.append(printer.word("m_on_line"))
    if met["place"]:
        said.append(printer.name(met["place"]))
    if not said:
        return None
    return {
        code: wording.word("comma", code).join(one[code] for one in said)
        for code in printer.languages
    }


def delegations(printer: Printer, *, empty: bool = True) -> list:
    """Each side with its people, the keeper of the copy first. `empty`: dots to write them in."""
    blocks = []
    for side in printer.order:
        named, party = printer.parties(side), printer.party(side)
        if all(named.values()):
            said = printer.say("m_delegation", party=party, parties=named)
        else:
            said = printer.say("m_delegation_open", party=party)
        people = printer.content["delegations"][side]
        blocks.append(Heading(said, 2))
        blocks += [Paragraph(person(printer, at, one)) for at, one in enumerate(people, start=1)]
        if not people and empty:
            head = {code: names.capital(w) + ":" for code, w in printer.word("role_head").items()}
            blocks.append(Fill(printer.plain(head)))
            blocks.append(Fill(printer.say("interpreter")))
    return blocks


def person(printer: Printer, at: int, one: dict) -> Line:
    """ "1. Lò Văn Mười, Chủ tịch, huyện Sông Mã, trưởng đoàn"."""
    said = {}
    for code in printer.languages:
        parts = [names.spelled(one["name"], code)]
        if one["post"]:
            parts.append(names.spelled(one["post"], code))
        if one["party"] and several(printer, one):
            parts.append(names.spelled(one["party"], code))
        if one["role"] != "member":
            parts.append(wording.word(f"role_{one['role']}", code))
        joint_sign = "，" if code == "zh" else ", "
        said[code] = f"{at}. {joint_sign.join(parts)}"
    return printer.plain(said)


def several(printer: Printer, one: dict) -> bool:
    """Whether the side has several parties, so that each person says for whom."""
    return any(
        len(known["parties"]) > 1 and one in printer.content["delegations"][name]
        for name, known in printer.content["sides"].items()
    )


def agenda(printer: Printer, *, hours_too: bool = False) -> list:
    """The points in their order; with the hour where the agenda has hours."""
    blocks = []
    for at, one in enumerate(printer.content["agenda"], start=1):
        sign = f"{at}."
        if hours_too and one["starts"]:
            sign = f"{hour(one['starts'])}"
        blocks += numbered(printer, sign, one["text"])
    return blocks


def numbered(printer: Printer, sign: str | int, text: dict | None) -> list[Paragraph]:
    """A text in its paragraphs, the first one with its number."""
    sign = f"{sign}." if isinstance(sign, int) else sign
    marked = {
        code: entry | {"text": f"{sign} {entry['text'].strip()}"}
        for code, entry in as_text(text).items()
        if (entry.get("text") or "").strip()
    }
    return [Paragraph(line) for line in printer.text(marked)]


def part(printer: Printer, key: str, blocks: list) -> Heading:
    """The heading of the next part, counted."""
    return outline.part_heading(printer, key, outline.count(blocks))


def outlined(printer: Printer, parts: list[tuple[str, list]]) -> list:
    """Parts under counted headings; one without anything is left out."""
    return outline.outlined(printer, [(key, {}, own) for key, own in parts])


def title(printer: Printer, key: str, between: list, code: str, name: str = "") -> dict:
    return {
        "language": code,
        "kind": printer.typesetter.set(wording.word(key, code), code),
        "name": printer.typesetter.set(name, code) if name else "",
        "between": between,
    }


def years(content: dict, code: str) -> str:
    """ "Đánh giá năm 2024, kế hoạch năm 2025", where the meeting says both."""
    reviewed, planned = content["meeting"]["years"]
    if not (reviewed and planned):
        return ""
    said = wording.word("meeting_years", code, reviewed=reviewed, planned=planned)
    return names.capital(said)


def kind_said(content: dict, code: str) -> str:
    """ "Hội nghị giao ban": what kind of meeting it is."""
    return names.capital(wording.word(kind_of(content, "meet"), code).lower())
