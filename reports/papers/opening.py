"""First parts of a paper: who met, on what ground, and how the two sides are."""

from datetime import date, timedelta

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports.papers import values, wording
from reports.papers.blocks import Fill, Paragraph
from reports.papers.printer import Printer, as_text, is_written


def period_words(content: dict, language: str) -> str:
    """ "năm 2024", or "từ 15/11/2023 đến …" for any other span of days."""
    period = content["period"]
    first, last = values.known_days(period)
    whole = values.whole_span(first, last, language, short=False)
    if whole:
        return whole
    ends = {"first": values.short_day(first, language), "last": values.short_day(last, language)}
    return wording.word("period", language, **ends)


def period_line(printer: Printer) -> dict[str, str]:
    return {code: period_words(printer.content, code) for code in printer.languages}


def opening(printer: Printer) -> list:
    first, last = printer.order
    said = printer.say(
        "opening",
        first=printer.parties(first),
        last=printer.parties(last),
        period=period_line(printer),
    )
    return [Paragraph(said), *grounds(printer), *meeting(printer)]


def grounds(printer: Printer) -> list:
    """The texts that the two sides act on."""
    return [
        block
        for memorandum in printer.content.get("memoranda") or []
        for block in basis(printer, memorandum)
    ]


def basis(printer: Printer, memorandum: dict) -> list:
    details = printer.say(
        "basis_signed",
        signed=printer.date(memorandum.get("signed")),
        place=printer.place(memorandum.get("place")) or printer.word("not_recorded"),
        term=term(printer, memorandum),
    )
    return [
        Paragraph(printer.say("basis", title=titled(printer, memorandum.get("title")))),
        Paragraph(details),
    ]


def titled(printer: Printer, title) -> dict[str, SafeString]:
    """The title of a text; where nobody translated it, the Vietnamese title and that remark."""
    said = printer.gap(title)
    original = (as_text(title).get("vi") or {}).get("text")
    for code in printer.languages:
        if original and not (as_text(title).get(code) or {}).get("text"):
            quoted = printer.typesetter.set(f"“{original}”", "vi")
            said[code] = format_html(
                '<span class="w" lang="vi">{}</span> [{}]',
                quoted,
                printer.typesetter.set(wording.word("untranslated", code), code),
            )
    return said


def term(printer: Printer, memorandum: dict) -> dict[str, str]:
    start, end = memorandum.get("effective"), memorandum.get("until")
    if not (start and end):
        return printer.date(start or end)
    return printer.date({"from": start.get("from"), "until": end.get("until")})


def meeting(printer: Printer) -> list:
    """When, where, who; what is not known is left in dots."""
    known = printer.content.get("meeting") or {}
    blocks = [
        labelled(printer, time_label(printer), printer_time(printer, known)),
        labelled(printer, printer.word("place"), printer.place(known.get("place"))),
    ]
    for side in printer.order:
        label = printer.word("head", party=printer.party(side))
        person = (known.get("heads") or {}).get(side) or {}
        blocks.append(labelled(printer, label, head_of(printer, person)))
    interpreters = known.get("interpreters") or []
    said = printer.names(interpreters) if interpreters else None
    return [*blocks, labelled(printer, printer.word("interpreter"), said)]


def time_label(printer: Printer) -> dict[str, str]:
    """A meeting with China names the local time of each column."""
    in_two_zones = any("CN" in printer.countries(side) for side in printer.order)
    return printer.word("time_here" if in_two_zones else "time")


def printer_time(printer: Printer, known: dict) -> dict[str, str]:
    said = {}
    for code in printer.languages:
        if known.get("starts"):
            clock, day = values.clock(known["starts"], code)
            day_said = values.full_day(day, code)
        elif known.get("date"):
            clock = wording.word("clock_blank", code)
            day_said = values.partial_date(known["date"], code)
        else:
            said[code] = wording.word("time_blank", code)
            continue
        said[code] = wording.word("time_known", code, clock=clock, day=day_said)
    return said


def head_of(printer: Printer, person: dict) -> dict[str, str] | None:
    if not person.get("name"):
        return None
    said = printer.name(person["name"])
    if not is_written(person.get("post")):
        return said
    post = printer.gap(person["post"])
    return {
        code: printer.sentence("within", code, {"name": said[code], "parent": post[code]})
        for code in printer.languages
    }


def labelled(printer: Printer, label: dict, value: dict | None):
    """The label with its value, or with dots to the end of the line."""
    if value is None:
        return Fill(printer.plain(label))
    line = []
    for code, said in printer.ready(value):
        space = "" if code == "zh" else " "
        own_label = printer.typesetter.set(label[code] + space, code)
        line.append((code, mark_safe(own_label + said)))  # both were set
    return Paragraph(line)


def situation(printer: Printer) -> list:
    """How the sides stand: standing facts, what each side wrote, and the tie itself."""
    blocks = tie(printer)
    facts = [f for f in printer.content.get("facts") or [] if f["section"] == "situation"]
    narrative = printer.content.get("narrative") or {}
    for side in printer.order:
        own = [f for f in facts if f.get("side") == side and not f.get("undated")]
        text = narrative.get(f"situation_{side}")
        label = printer.say("situation_of", party=printer.party(side))
        if own or is_written(text):
            blocks.append(Paragraph(label))
            blocks += [Paragraph(line) for fact in own for line in printer.text(fact["text"])]
            blocks += [Paragraph(line) for line in printer.text(text)] if is_written(text) else []
        else:
            blocks.append(Fill(label, more=1))
    return blocks


EVENTS = {
    "suspended": "event_suspended",
    "ended": "event_ended",
    "carried_over": "event_carried_over",
}


def tie(printer: Printer) -> list:
    known = printer.content.get("tie") or {}
    since = known.get("since")
    if since:
        blocks = [Paragraph(printer.say("tie_since", when=printer.date(since)))]
    else:
        blocks = [Paragraph(printer.say("tie_since_unknown"))]
    for event in known.get("events") or []:
        key = EVENTS.get(event["kind"])
        if not key:
            continue  # when it was established has been said above
        reason = event.get("reason")
        said = printer.gap(reason) if is_written(reason) else printer.word("not_recorded")
        gaps = {"when": printer.date(event.get("when")), "reason": said}
        if event["kind"] == "suspended" and event.get("until"):
            key, gaps["until"] = "event_until", printer.date(event["until"])
        blocks.append(Paragraph(printer.say(key, **gaps)))
    for side in printer.order:
        vacant = printer.content["sides"][side].get("vacant_since")
        if vacant:
            when = printer.date({"from": vacant, "until": next_day(vacant)})
            blocks.append(Paragraph(printer.say("vacant", when=when, party=printer.party(side))))
    return blocks


def last_day(printer: Printer, until: dict) -> dict[str, str]:
    """The end of a term in a table: its last day, though what is kept is the first day after."""
    first = until.get("from") or next_day(until["until"], -1)
    return printer.date(until | {"from": first}, short=True)


def next_day(day: str, after: int = 1) -> str:
    return (date.fromisoformat(day) + timedelta(days=after)).isoformat()
