"""A letter that asks a body for its opinion, for one step of a clearance."""

from datetime import date

from accounts.models import Office
from partnerships.choices import FileKind
from partnerships.clock import calendar_of, due
from partnerships.models import Clearance, Memorandum
from reports.contents.common import begun_on, sealed
from reports.contents.memorandum import sides
from reports.figures.books import Books
from reports.figures.shapes import iso
from reports.papers import wording

ENCLOSED = (FileKind.PROPOSAL, FileKind.DRAFT, FileKind.TRANSLATION)


def letter(found: Clearance, *, office: Office, typed: dict, today: date) -> dict:
    """`typed` is what the registry and the head give it: number, date, addressees, who signs."""
    text = found.memorandum
    asked = found.asked_on or typed["date"]
    books = Books(on=asked or today)
    said = {
        "schema": 1,
        "kind": "letter",
        "mark": "",
        "copy": "home",
        "title": text.title,
        "languages": [code for code in text.languages if code in wording.LANGUAGES],
        "sides": sides(text, books, on=asked or today),
        "law": in_full(found.rule.law if found.rule else ""),
        "term": term(text),
        "cooperation": text.cooperation,
        "mode": text.mode,
        "not_binding": text.not_binding,
        "addressees": typed["addressees"] or [str(found.organisation or found.asked_of)],
        "asked_on": iso(asked),
        "due_on": iso(due_on(found, asked)),
        "limit": limit(found),
        "enclosures": typed["enclosures"] or enclosures(text),
        "letter": head(office) | {key: typed[key] for key in TYPED} | {"date": iso(typed["date"])},
        "cut_off": (asked or begun_on(found)).isoformat(),
    }
    books.fill()
    return sealed(said, record=found, prefix="CV")


TYPED = ("number", "unit", "authority", "head", "post", "signer", "recipients")


def head(office: Office) -> dict:
    return {
        "superior": [line for line in office.superior.split("\n") if line],
        "office": office.name,
        "code": office.code,
        "place": office.place,
    }


def due_on(found: Clearance, asked: date | None) -> date | None:
    """As it was counted when it was asked; before that from the date of the letter."""
    if found.due_on or asked is None:
        return found.due_on
    return due(asked, found.limit_days, found.working_days, calendar_of())


def in_full(law: str) -> str:
    """A letter names a law in full where the register is short."""
    for short, full in (("NĐ ", "Nghị định số "), ("Luật 70", "Luật Thỏa thuận quốc tế số 70")):
        if law.startswith(short):
            return full + law.removeprefix(short)
    return law


def limit(found: Clearance) -> dict | None:
    if not found.limit_days:
        return None
    return {"days": found.limit_days, "working": found.working_days}


def term(text: Memorandum) -> str:
    """In the words of the text, else by its days."""
    if text.term_words or not text.term:
        return text.term_words
    start, end = text.term.lower, text.term.upper
    said = [f"{word} {day:%d/%m/%Y}" for word, day in (("từ", start), ("đến trước", end)) if day]
    return " ".join(said)


def enclosures(text: Memorandum) -> list[str]:
    """The draft in each language that is written, then the files kept with the text."""
    written = set()
    for row in text.articles.all():
        written |= {code for code, entry in row.text.items() if entry.get("text")}
    drafts = [
        wording.word("letter_draft", "vi", language=wording.LANGUAGES["vi"].LANGUAGES[code])
        for code in ("vi", "lo", "zh", "km", "en")
        if code in written
    ]
    files = text.documents.filter(
        kind__in=ENCLOSED, withdrawn_reason="", replaced_by__isnull=True
    ).order_by("pk")
    return [*drafts, *(file.note or file.name for file in files)]
