"""Excel workbooks, read row by row: memory holds one row and the list of shared words."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from lxml import etree

from core.spreadsheets.cells import Book, Cell, Limits, Row, Sheet, address, column_number
from core.spreadsheets.errors import NotReadable
from core.spreadsheets.packages import (
    Package,
    another_kind,
    damaged,
    not_a_table,
    too_large,
)
from core.spreadsheets.styles import Styles

MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]+\d+:[A-Z]+\d+)["']""")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
CHUNK = 1 << 16
OVERLAP = 200  # bytes that a piece of markup may reach into the next chunk
LAST_COLUMN = 16_384  # XFD; no program knows one behind it
MOST_MARKUP = 200_000  # tags of one row, which is in memory as a whole; XFD with its words is half
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def read_xlsx(package: Package, limits: Limits) -> Book:
    """The sheets of a workbook in their order."""
    start = next((t for kind, t in package.related("").values() if kind == "officeDocument"), "")
    if start not in package:
        raise NotReadable(not_a_table())
    root = package.parsed(start)
    if kind_of(root) != "workbook":
        raise NotReadable(another_kind())
    related = package.related(start)
    at = {kind: name for kind, name in related.values()}
    since = next((p.get("date1904") for p in root.iterfind("{*}workbookPr")), None)
    styles = Styles(package, at.get("styles"), since_1904=since in ("1", "true"))
    words = _shared_words(package, at.get("sharedStrings"))
    sheets = []
    for entry in root.iterfind("{*}sheets/{*}sheet"):
        kind, name = related.get(entry.get(RELATION) or entry.get(STRICT_RELATION), ("", ""))
        if kind == "worksheet" and name in package:
            reading = Reading(package, name, styles, words, limits)
            hidden = entry.get("state", "visible") != "visible"
            merged = _merged(package, name)
            sheets.append(Sheet(entry.get("name", ""), reading.rows, hidden, merged))
    if not sheets:
        raise NotReadable(damaged())
    return Book(tuple(sheets), "xlsx")


class Reading:
    """The rows of one sheet, from its part of the package."""

    def __init__(self, package, name, styles, words, limits):
        self.package, self.name = package, name
        self.styles, self.words, self.limits = styles, words, limits

    def rows(self) -> Iterator[Row]:
        with self.package.part(self.name) as part:
            number = 0
            for element in _elements(part, "{*}row"):
                number = self._number(element, number)
                cells = self._cells(element, number)
                if cells:
                    yield Row(number, tuple(cells))

    def _number(self, element, before: int) -> int:
        """Rows may leave out their number; they are never out of order."""
        said = element.get("r") or str(before + 1)
        number = int(said) if said.isascii() and said.isdigit() else 0
        if number <= before:
            raise NotReadable(damaged())
        if number > self.limits.rows:
            most = {"most": self.limits.rows}
            raise NotReadable(_("There are more than %(most)s rows. Divide the table.") % most)
        return number

    def _cells(self, element, row: int) -> list[Cell]:
        cells: list[Cell] = []
        column = 0
        for found in element.iterchildren("{*}c"):
            column = self._column(found, column)
            self._require_within(LAST_COLUMN, column)
            cell = self._cell(found, address(column, row))
            if cell.is_empty:
                continue
            self._require_within(self.limits.columns, column)
            if column <= len(cells):  # two cells at one place
                raise NotReadable(damaged())
            cells += [Cell(None, address(n, row)) for n in range(len(cells) + 1, column)]
            cells.append(cell)
        return cells

    @staticmethod
    def _require_within(most: int, column: int) -> None:
        if column > most:
            raise NotReadable(_("There are more than %(most)s columns.") % {"most": most})

    def _column(self, found, before: int) -> int:
        place = PLACE.fullmatch(found.get("r") or "")
        return column_number(place[1]) if place else before + 1

    def _cell(self, found, place: str) -> Cell:
        formula, text = "", None
        for child in found:
            match kind_of(child):
                case "v":
                    text = child.text
                case "is":
                    text = _words_of(child)
                case "f":
                    formula = f"={child.text or ''}"
        style = int(found.get("s") or 0)
        kind = found.get("t") or "n"
        value = self._value(kind, text, style)
        styles = self.styles
        known = style < len(styles.formats)
        shown = styles.formats[style] if known else "General"
        font = styles.fonts[style] if known else ""
        return Cell(value, place, shown, font, formula, kind == "e")

    def _value(self, kind: str, text: str | None, style: int):
        if text is None or text == "":
            return None
        match kind:
            case "n":
                return self.styles.number(text, style)
            case "s":
                return self.words[int(text)] or None
            case "b":
                return text == "1"
            case "d":
                return _iso(text)
            case "inlineStr":
                return text
        return unescaped(text)


def kind_of(element) -> str:
    """ "row", "c", "v"…: there are two name spaces for the same, usual and strict."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _iso(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


class Metered:
    """A part that is read: what stands between two of its elements is in memory, so it is bounded.
    A row of a million empty cells packs into a few kB.
    """

    def __init__(self, part):
        self.part, self.tags = part, 0

    def read(self, size: int = -1) -> bytes:
        chunk = self.part.read(size)
        self.tags += chunk.count(b"<")
        if self.tags > MOST_MARKUP:
            raise NotReadable(too_large())
        return chunk


def _elements(part, tag: str) -> Iterator[etree._Element]:
    """Each element when it is complete; those before it are forgotten."""
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    metered = Metered(part)
    for _event, element in etree.iterparse(metered, events=("end",), tag=tag, **options):
        metered.tags = 0
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _shared_words(package: Package, name: str | None) -> list[str]:
    """The texts that cells name by number, kept once each."""
    if name not in package:
        return []
    with package.part(name) as part:
        return [_words_of(entry) for entry in _elements(part, "{*}si")]


def _words_of(entry) -> str:
    """All runs of a text; the readings above Japanese and Chinese words are no part of it."""
    texts = []
    for child in entry:
        match kind_of(child):
            case "t":
                texts.append(child.text or "")
            case "r":
                texts += [part.text or "" for part in child.iterfind("{*}t")]
    return unescaped("".join(texts))


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written _x000D_ by these programs."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _merged(package: Package, name: str) -> tuple[str, ...]:
    """The merged areas stand behind all the rows: they are looked for without parsing those."""
    areas: dict[str, None] = {}
    rest = b""
    with package.part(name) as part:
        while chunk := part.read(CHUNK):
            seen = rest + chunk
            areas |= dict.fromkeys(found.decode() for found in MERGED.findall(seen))
            rest = seen[-OVERLAP:]
    return tuple(areas)
