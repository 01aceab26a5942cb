"""A letter to the other side: Vietnamese in the form of Decree 30/2020, Annex I; the other
language beside it or on the pages after it.
"""

from datetime import date

from reports.papers import meeting, names, sheets, values, wording
from reports.papers.blocks import Paragraph
from reports.papers.letter import head
from reports.papers.names import never_broken
from reports.papers.printer import Printer, is_written
from reports.papers.typography import Typesetter


def official(content: dict) -> dict:
    codes = content["languages"]
    typesetter = Typesetter(never_broken(content))
    beside = content["layout"] == "columns" and len(codes) == 2
    printer = Printer(content, codes if beside else ["vi"], typesetter)
    others = [] if beside else [Printer(content, [code], typesetter) for code in codes[1:]]
    everything = Printer(content, codes, typesetter)
    return {
        "content": content,
        "languages": codes,
        "title": content["title"],
        "watermark": sheets.watermark(content, codes[: sheets.IN_FOOT]),
        "foot": {"copy": [], "code": content["code"], "digest": content["hash"][:12]},
        "head": head(content["letter"]) | number(content["letter"]),
        "subject": typesetter.set(about(content), "vi"),
        "addressees": printer.plain(addressee(printer)),
        "blocks": body(printer),
        "beside": beside,
        "end": end(everything),
        "others": [translated(one) for one in others],
    }


def number(letter: dict) -> dict:
    """A number that came with its symbol is printed as it was given."""
    given = letter.get("number") or ""
    return {"number": given, "symbol": ""} if "/" in given else {}


def about(content: dict) -> str:
    """After "V/v": the gist as it is written; of an invitation, to what."""
    if content["text_kind"] == "invitation":
        return wording.word("letter_invites", "vi", title=content["title"])
    return content["title"]


def addressee(printer: Printer) -> dict[str, str]:
    """As typed; else the other side by its name in each language."""
    typed = printer.content["addressee"]
    named = printer.parties("counterpart")
    return {
        code: (typed if typed and code == "vi" else names.capital(said)) or typed or ""
        for code, said in named.items()
    }


def body(printer: Printer) -> list:
    if is_written(printer.content["text"]):
        return [Paragraph(line) for line in printer.text(printer.content["text"])]
    return invitation(printer)


def invitation(printer: Printer) -> list:
    """What an invitation has to say, from the meeting itself."""
    met = printer.content["meeting"]
    called = {code: meeting.kind_said(printer.content, code) for code in printer.languages}
    called = {code: said if code == "zh" else said.lower() for code, said in called.items()}
    invite = printer.say(
        "invite",
        host={code: names.capital(said) for code, said in meeting.host(printer, met).items()},
        guest=printer.parties("counterpart"),
        meeting=called,
    )
    points = meeting.agenda(printer)
    due = printer.content.get("answer_due")
    day = values_of_day(printer, due) if due else dict.fromkeys(printer.languages, "")
    return [
        Paragraph(invite),
        *meeting.facts(printer)[:2],
        *([Paragraph(printer.say("invite_points")), *points] if points else []),
        Paragraph(printer.say("invite_answer", due=day)),
        Paragraph(printer.say("invite_close")),
    ]


def values_of_day(printer: Printer, iso: str) -> dict[str, str]:
    day = date.fromisoformat(iso)
    return {
        code: wording.word("invite_due", code, day=values.full_day(day, code))
        for code in printer.languages
    }


def end(printer: Printer) -> dict:
    """Nơi nhận on the left, who signs on the right."""
    letter = printer.content["letter"]
    authority = " ".join(part for part in (letter["authority"], letter["head"]) if part)
    return {
        "recipients": [printer.typesetter.set(one, "vi") for one in letter["recipients"]],
        "file_unit": letter["unit"],
        "authority": authority.upper(),
        "post": (letter["post"] or "").upper(),
        "signer": letter["signer"],
    }


def translated(printer: Printer) -> dict:
    """The same letter in another language, on a page of its own."""
    [code] = printer.languages
    letter = printer.content["letter"]
    kind = wording.word(f"kind_{printer.content['text_kind']}", code)
    issued = letter["date"] and date.fromisoformat(letter["date"])
    day = values.full_day(issued, code) if issued else wording.word("day_blank", code)
    to = addressee(printer)[code]
    shown = letter["number"] or "......"
    lines = {
        "number": wording.word("letter_no", code, number=shown),
        "dated": wording.word("dated_at", code, place=letter["place"], day=day),
        "kind": kind,
        "to": wording.word("to", code, addressee=to),
        "office": letter["office"],
    }
    note = sheets.unread_note(printer) if printer.content["mark"] else []
    return {
        "code": code,
        "blocks": [*note, *body(printer)],
        "signer": letter["signer"],
    } | {key: printer.typesetter.set(said, code) for key, said in lines.items()}
