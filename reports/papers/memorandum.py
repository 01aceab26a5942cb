"""A memorandum as it is signed: title, parties, opening words, articles, closing, signatures."""

import re

from reports.papers import names, sheets, titles, wording
from reports.papers.blocks import Fill, Heading, Paragraph
from reports.papers.printer import Printer, as_text

# How a local text may be called (Law 70/2020/QH14, Article 6): such words stand on their own line.
FORMS = (
    "biên bản thỏa thuận",
    "biên bản ghi nhớ",
    "biên bản trao đổi",
    "biên bản",
    "bản thỏa thuận",
    "bản ghi nhớ",
    "thỏa thuận",
    "quy chế kết nghĩa",
    "quy chế",
    "chương trình hợp tác",
    "chương trình",
    "kế hoạch hợp tác",
    "kế hoạch",
    "thông cáo",
    "tuyên bố",
    "ý định thư",
)
DIGITS = "零一二三四五六七八九"
HEADING = 120  # letters of a line that is still a heading
SENTENCE_ENDS = ".,;:!?。，；：、។"
LONG = 1500  # letters of closing words that still stand on one page with the signatures


def memorandum(content: dict) -> dict:
    return sheets.sheets(content, one_text)


def one_text(printer: Printer) -> dict:
    content = printer.content
    parts = content["articles"]
    closing = [part for part in parts if part["kind"] == "closing"]
    together = closing if sum(map(length, closing)) <= LONG else []
    first = [part for part in parts if part not in together]
    note = sheets.unread_note(printer) if content["mark"] else []
    return {
        "languages": printer.languages,
        "mottos": titles.mottos(printer) if content["mottos"] else [],
        "title": [title(printer, code) for code in printer.languages],
        "blocks": [*note, *(block for part in first for block in article(printer, part))],
        "final": [*(block for part in together for block in article(printer, part)), *end(printer)],
        "signatures": signatures(printer),
    }


def length(part: dict) -> int:
    return max((len(entry.get("text") or "") for entry in part["text"].values()), default=0)


def title(printer: Printer, code: str) -> dict:
    """Kind of text and its name; the name is known in Vietnamese only, the kind in all."""
    content = printer.content
    kind, name = wording.word(f"kind_{content['text_kind']}", code), ""
    if code == "vi":
        kind, name = in_two(content["title"], kind)
    return {
        "language": code,
        "kind": printer.typesetter.set(kind, code),
        "name": printer.typesetter.set(name, code) if name else "",
        "between": sheets.between(printer, code),
    }


def in_two(named: str, kind: str) -> tuple[str, str]:
    """ "Thỏa thuận kết nghĩa Na Mèo" is THỎA THUẬN and "Kết nghĩa Na Mèo": no word twice."""
    folded = named.lower().replace("oả", "ỏa")
    for form in FORMS:
        if folded == form or folded.startswith(f"{form} "):
            rest = named[len(form) :].lstrip(" ,:–-")
            return named[: len(form)].upper(), names.capital(rest)
    return kind, named


def article(printer: Printer, part: dict) -> list:
    """Its number and, if it has one, its title on a line; then its paragraphs side by side."""
    titled = has_title(part, printer.content["languages"])
    heads, texts = {}, {}
    for code in printer.languages:
        entry = as_text(part["text"]).get(code) or {}
        heads[code], rest = parted(entry.get("text") or "", numbered(part, code), titled)
        texts[code] = entry | {"text": rest}
    blocks = []
    if any(heads.values()):
        blocks.append(Heading(printer.plain(heads), 2))
    if any(entry["text"].strip() for entry in texts.values()) or not blocks:
        blocks += [Paragraph(line) for line in printer.text(texts)]
    return blocks


def has_title(part: dict, languages: list[str]) -> bool:
    """Whether the first line is a title in every language: short, no sentence, more below it."""
    for code in languages:
        text = (as_text(part["text"]).get(code) or {}).get("text") or ""
        first, _line, rest = text.strip().partition("\n")
        if not rest.strip() or len(first) > HEADING or first.rstrip()[-1:] in SENTENCE_ENDS:
            return False
    return True


def numbered(part: dict, code: str) -> str:
    """ "Điều 5.", "第五条"; a number that is not one is printed as it is."""
    number = part["number"]
    if part["kind"] != "article" or not number:
        return ""
    found = re.fullmatch(r"(?:\D{0,10}\s)?(\d{1,2})\.?", number)
    if not found:
        return number
    counted = int(found[1])
    said = wording.word("article", code, number=han(counted) if code == "zh" else counted)
    return said if code == "zh" else f"{said}."


def han(number: int) -> str:
    """Numbers below a hundred: 一, 十二, 二十."""
    tens, ones = divmod(number, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones] if ones else ''}"


def parted(text: str, head: str, titled: bool) -> tuple[str, str]:
    """Heading and body. Who wrote the number into the text has it printed once, as written."""
    first, _line, rest = text.strip().partition("\n")
    if head and first.casefold().startswith(head.rstrip(".").casefold()):
        return (first, rest) if len(first) <= HEADING else ("", text)
    if head and titled:
        return f"{head} {first}", rest
    return head, text


def end(printer: Printer) -> list:
    """Copies, languages, place and day, as far as the text itself does not say them."""
    content = printer.content
    blocks = []
    if not says(content, "như nhau"):
        names = sheets.language_names(printer)
        blocks.append(Paragraph(printer.say("text_copies", languages=names)))
    if not says(content, "làm tại", "ký tại"):
        blocks += done(printer)
    return blocks


def says(content: dict, *words: str) -> bool:
    """Whether the Vietnamese text has one of these words."""
    texts = [as_text(part["text"]).get("vi", {}).get("text") or "" for part in content["articles"]]
    return any(word in text.lower() for text in texts for word in words)


def done(printer: Printer) -> list:
    place, day = printer.content.get("place"), printer.content.get("signed")
    if place:
        called = {"level": "", "vi": place}
        where = Paragraph(printer.say("done_where", place=printer.name(called)))
    else:
        where = Fill(printer.say("done_at"))
    if day:
        return [where, Paragraph(printer.say("done_when", day=printer.date(day)))]
    return [where, Paragraph(printer.say("done_on"))]


def signatures(printer: Printer) -> list[dict]:
    """One block per side, the keeper of the copy first and left."""
    blocks = []
    for side in printer.order:
        said = printer.party(side)
        country = {code: wording.country(printer.country(side), code) for code in printer.languages}
        for_whom = printer.say(
            "sign_for",
            COUNTRY={code: name.upper() for code, name in country.items()},
            PARTY={code: name.upper() for code, name in said.items()},
            party=said,
        )
        named = {code: names.capital(words) for code, words in printer.parties(side).items()}
        standing = printer.plain(named) if any(named.values()) else []
        roles = sorted([*for_whom, *standing], key=lambda title: printer.languages.index(title[0]))
        known = printer.content["signatories"].get(side) or [{}]
        blocks.append({"roles": roles, "people": [sheets.person(printer, one) for one in known]})
    return blocks
