"""The letter that asks for opinions on a draft text, in the form of Decree 30/2020, Annex I."""

from datetime import date

from reports.papers import wording
from reports.papers.blocks import Fill, Heading, Paragraph
from reports.papers.issued import issuer, padded
from reports.papers.names import joined, never_broken
from reports.papers.printer import Printer
from reports.papers.typography import Typesetter

FEW = 8  # enclosures that stand on one page with the signature
POINTS = "abcdđeghik"


def letter(content: dict) -> dict:
    printer = Printer(content, ["vi"], Typesetter(never_broken(content)))
    return {
        "content": content,
        "languages": ["vi"],
        "title": say(printer, "letter_subject", title=content["title"]),
        "watermark": [],
        "foot": {"copy": [], "code": content["code"], "digest": content["hash"][:12]},
        "head": head(content["letter"]),
        "subject": say(printer, "letter_subject", title=content["title"]),
        "addressees": [printer.typesetter.set(one, "vi") for one in content["addressees"]],
        "blocks": body(printer),
        "last": enclosures(printer) if stay_together(content) else [],
        "end": end(printer),
    }


def say(printer: Printer, key: str, **gaps):
    return printer.typesetter.set(wording.word(key, "vi", **gaps), "vi")


def head(letter: dict) -> dict:
    """Who issues it, number and day; what the registry has not given yet is left in dots."""
    issued = letter.get("date")
    day = date.fromisoformat(issued) if issued else None
    number = letter.get("number") or ""
    symbol = "-".join(part for part in (letter.get("code"), letter.get("unit")) if part)
    return {
        "superior": [part for line in letter["superior"] for part in issuer(line)],
        "office": issuer(letter["office"]),
        "number": padded(int(number)) if number.isdecimal() else number,
        "symbol": f"/{symbol}" if symbol else "/",
        "place": letter.get("place") or "",
        "day": padded(day.day) if day else None,
        "month": month_said(day) if day else None,
        "year": day.year if day else None,
    }


def body(printer: Printer) -> list:
    content = printer.content
    whom = addressed(content)
    return [
        said(
            printer,
            "letter_opening",
            law=grounds(content["law"]),
            office=content["letter"]["office"],
            addressee=whom,
            title=content["title"],
        ),
        part(printer, "letter_h_text"),
        *lettered(printer, about(printer)),
        part(printer, "letter_h_content"),
        *lettered(printer, main_points(content)),
        part(printer, "letter_h_asked"),
        said(printer, "letter_asked", addressee=whom),
        due(printer),
        *([] if stay_together(content) else enclosures(printer)),
    ]


def stay_together(content: dict) -> bool:
    """A short list stands with the closing words and the signature on one page."""
    return len(content["enclosures"]) <= FEW


def enclosures(printer: Printer) -> list:
    """What goes with the letter; dots where the register holds nothing yet."""
    known = [
        Paragraph([("vi", printer.typesetter.set(f"- {one}{sign}", "vi"))])
        for one, sign in punctuated(printer.content["enclosures"])
    ]
    return [said(printer, "letter_enclosed"), *(known or [Fill([("vi", "")], more=1)])]


def grounds(law: str) -> str:
    """The law on agreements, and the article that asks for this step where it is another."""
    own = wording.word("letter_law", "vi")
    if not law:
        return own
    return law if "70/2020" in law else joined([own, law], "vi")


def said(printer: Printer, key: str, **gaps) -> Paragraph:
    return Paragraph([("vi", say(printer, key, **gaps))])


def part(printer: Printer, key: str) -> Heading:
    return Heading([("vi", say(printer, key))], 2)


def addressed(content: dict) -> str:
    """One addressee is called by its name; several are addressed together."""
    several = len(content["addressees"]) > 1
    return wording.word("letter_you", "vi") if several else content["addressees"][0]


def punctuated(lines: list[str]) -> list[tuple[str, str]]:
    return [(line, "." if at == len(lines) else ";") for at, line in enumerate(lines, start=1)]


def about(printer: Printer) -> list[str]:
    """The text itself: name, parties, languages, term, as far as each is known."""
    content = printer.content
    points = [wording.word("letter_title", "vi", title=content["title"])]
    sides = [printer.parties(side)["vi"] for side in ("home", "counterpart")]
    if all(sides):
        points.append(wording.word("letter_parties", "vi", first=sides[0], last=sides[1]))
    if content["languages"]:
        spoken = [wording.LANGUAGES["vi"].LANGUAGES[code] for code in content["languages"]]
        points.append(wording.word("letter_languages", "vi", languages=joined(spoken, "vi")))
    if content["term"]:
        points.append(wording.word("letter_term", "vi", term=content["term"]))
    return points


def main_points(content: dict) -> list[str]:
    """What Decree 64/2021, Article 3 asks a text to say; what nobody wrote yet is left in dots."""
    points = []
    for key in ("cooperation", "mode"):
        words = content[key].rstrip(" .")
        points.append(wording.word(f"letter_{key}", "vi", words=f"{words}." if words else ""))
    if content["not_binding"]:
        points.append(wording.word("letter_binding", "vi"))
    return points


def lettered(printer: Printer, points: list[str]) -> list:
    """Points as Decree 30 counts them: a) b) c) d) đ); one that says nothing is dotted."""
    blocks = []
    for mark, words in zip(POINTS, points, strict=False):
        line = [("vi", printer.typesetter.set(f"{mark}) {words.strip()}", "vi"))]
        blocks.append(Fill(line, more=1) if words.endswith(" ") else Paragraph(line))
    return blocks


def due(printer: Printer) -> Paragraph:
    """The last day, counted; before the question is asked only the limit is known."""
    content, office = printer.content, printer.content["letter"]["office"]
    limit = content["limit"]
    days = limit and wording.word(
        "letter_working_days" if limit["working"] else "letter_days", "vi", n=padded(limit["days"])
    )
    if content["due_on"]:
        counted = ""
        if days and content["asked_on"]:
            since = day_said(content["asked_on"])
            counted = wording.word("letter_limit", "vi", days=days, since=since)
        day = day_said(content["due_on"])
        return said(printer, "letter_due", office=office, day=day, limit=counted)
    if days:
        return said(printer, "letter_within", office=office, days=days)
    blank = wording.word("letter_blank_day", "vi")
    return said(printer, "letter_no_limit", office=office, day=blank)


def day_said(iso: str) -> str:
    day = date.fromisoformat(iso)
    return wording.word("day", "vi", day=padded(day.day), month=month_said(day), year=day.year)


def month_said(day: date) -> str:
    """Decree 30: two digits for the months 1 and 2 only; a day below 10 always has two."""
    return padded(day.month) if day.month < 3 else str(day.month)


def end(printer: Printer) -> dict:
    """Nơi nhận on the left, who signs on the right: "KT. GIÁM ĐỐC" over "PHÓ GIÁM ĐỐC"."""
    letter = printer.content["letter"]
    closing = say(
        printer, "letter_closing", office=letter["office"], addressee=addressed(printer.content)
    )
    authority = " ".join(part for part in (letter.get("authority"), letter.get("head")) if part)
    return {
        "closing": [("vi", closing)],
        "recipients": [printer.typesetter.set(one, "vi") for one in letter["recipients"]],
        "file_unit": letter.get("unit"),
        "authority": authority.upper(),
        "post": (letter.get("post") or "").upper(),
        "signer": letter.get("signer"),
    }
