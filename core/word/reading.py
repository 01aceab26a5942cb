"""The rows of a returned Word file: what is in its table once every tracked change is accepted."""

import re
import unicodedata

from django.utils.translation import gettext as _
from lxml.etree import _Element as Element

from core.errors import RuleViolation
from core.forms import LONGEST
from core.text import SPACES, tidy
from core.word.lines import MARK, Returned, Row, words_of
from core.word.notes import Note
from core.word.opening import LARGEST, body_of, kind

__all__ = ["LARGEST", "read"]

MOST_ROWS = 2_000
COLUMNS = 3
SAID = 60  # letters of a row that a finding repeats
GONE = {"del", "moveFrom", "delText", "delInstrText", "instrText", "rPr", "pPr", "rt"}
TRACKED = {"ins", "del", "moveFrom", "moveTo"}
DRAWN = {"drawing", "pict", "object", "AlternateContent", "oMath"}
BETWEEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ufffd"}
# Left out without a word: every Lao and Khmer text has breaks of no width, Word adds the others.
USUAL = re.compile("[\u00ad\u200b-\u200d\ufeff\r]")
BROKEN = "\ufffd"


def read(data: bytes) -> Returned:
    """The rows of the table with their marks. Raises RuleViolation if it cannot be read at all."""
    body = body_of(data)
    found = [row for row in body.iter() if kind(row) == "tr" and not _in_a_cell(row)]
    if not found:
        raise RuleViolation(_("The file has no table. Upload the file that was downloaded here."))
    if len(found) > MOST_ROWS:
        raise RuleViolation(_("The table has more rows than a text can have."))
    read = [_Read(row) for row in found if not _taken_out(row)]
    marked = [row for row in read if row.mark]
    languages = {row.mark[2] for row in marked}
    if not marked:
        raise RuleViolation(
            _("No row has its mark in the first column. Upload the file that was downloaded here.")
        )
    if len(languages) > 1:
        raise RuleViolation(_("The rows are of files in different languages. Upload one of them."))
    rows = [row.as_row() for row in marked if len(row.cells) >= COLUMNS]
    return Returned(languages.pop(), rows, _notes(body, read))


class _Read:
    """One row of the table: its cells as text, and the mark in the first."""

    def __init__(self, row: Element):
        self.cells = [_text(cell) for cell in _cells(row)]
        self.mark = MARK.search(" ".join(self.cells[:1]))

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.cells).split())

    @property
    def name(self) -> str:
        """How the row is called in its own first column."""
        return " ".join(MARK.sub("", self.cells[0]).split()) or self.mark[0]

    def as_row(self) -> Row:
        known_by, _language, source_rev, rev = self.mark.groups()
        source, text = (words_of(cell) for cell in self.cells[1:COLUMNS])
        return Row(known_by.upper(), int(source_rev), int(rev), source, text.replace(BROKEN, ""))

    def odd(self) -> bool:
        """Something in the column to fill that nobody can read, beyond what Word itself writes."""
        text = USUAL.sub("", "".join(self.cells[2:COLUMNS]))
        text = SPACES.sub(" ", unicodedata.normalize("NFC", text))
        return BROKEN in text or tidy(text) != text


def _notes(body: Element, read: list[_Read]) -> list[Note]:
    marked = [row for row in read if row.mark]
    added = [row.words[:SAID] for row in read[1:] if not row.mark and row.words]
    odd = [row.name for row in marked if row.odd()]
    kinds = {kind(one) for one in body.iter()}
    found = [
        ("tracked", bool(kinds & TRACKED), ""),
        ("added", bool(added), "; ".join(f"“{words}”" for words in added[:5])),
        ("merged", any(len(row.cells) < COLUMNS for row in marked), ""),
        ("odd", bool(odd), ", ".join(odd)),
        ("pictures", any(kinds & DRAWN for kinds in map(_kinds, _tables(body))), ""),
    ]
    return [Note(name, where) for name, there, where in found if there]


def _tables(body: Element) -> list[Element]:
    return [one for one in body.iter() if kind(one) == "tbl"]


def _kinds(element: Element) -> set[str]:
    return {kind(one) for one in element.iter()}


def _in_a_cell(row: Element) -> bool:
    return any(kind(above) == "tc" for above in row.iterancestors())


def _taken_out(row: Element) -> bool:
    """A row that somebody deleted with changes being tracked."""
    properties = next((part for part in row if kind(part) == "trPr"), ())
    return any(kind(one) == "del" for one in properties)


def _cells(row: Element):
    """The cells of a row; a content control may stand around one."""
    for part in row:
        if kind(part) == "tc":
            yield part
        elif kind(part) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _cells(part)


def _text(cell: Element) -> str:
    """A line for each paragraph; one whose end was deleted goes on in the next."""
    text, joined = "", True
    for paragraph in _paragraphs(cell):
        text += ("" if joined else "\n") + _words(paragraph)
        joined = _end_deleted(paragraph)
    return text[: LONGEST + 1]


def _paragraphs(element: Element):
    for part in element:
        if kind(part) == "p":
            yield part
        elif kind(part) not in GONE:
            yield from _paragraphs(part)


def _words(element: Element) -> str:
    said = []
    for part in element:
        name = kind(part)
        if name == "t":
            said.append(part.text or "")
        elif name in BETWEEN:
            said.append(BETWEEN[name])
        elif name and name not in GONE | DRAWN and not _hidden(part):
            said.append(_words(part))
    return "".join(said)


def _hidden(run: Element) -> bool:
    """Text that Word does not show is nothing that somebody wrote to be read."""
    return kind(run) == "r" and _property(run, "rPr", "vanish")


def _end_deleted(paragraph: Element) -> bool:
    properties = next((part for part in paragraph if kind(part) == "pPr"), ())
    ends = [part for part in properties if kind(part) == "rPr"]
    return any(kind(one) in ("del", "moveFrom") for end in ends for one in end)


def _property(element: Element, group: str, name: str) -> bool:
    """Whether a property that is on or off is on."""
    for part in element:
        if kind(part) == group:
            for one in part:
                if kind(one) == name:
                    values = [value for key, value in one.attrib.items() if key.endswith("}val")]
                    return not values or values[0] not in ("0", "false", "off")
    return False
