"""What has to be known of an OpenDocument table before its rows are read: its sheets, what is
merged, the fonts of its styles, and that nothing in it runs or fetches.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from core.spreadsheets.cells import address
from core.spreadsheets.errors import NotReadable
from core.spreadsheets.ods_names import (
    COLUMNS_REPEATED,
    CONTENT,
    DRAWN,
    FORMAT,
    OFFICE,
    ROWS_REPEATED,
    SCRIPT,
    STYLE,
    STYLES,
    TABLE,
    TEXT,
    times,
)
from core.spreadsheets.packages import Package, from_elsewhere, macros
from core.spreadsheets.xlsx import Metered

RUNS = (f"{SCRIPT}event-listener", f"{OFFICE}script")
FETCHES = tuple(
    f"{TABLE}{name}"
    for name in ("table-source", "cell-range-source", "dde-link", "database-source-sql")
)
SHEET, COLUMN, ROW = (f"{TABLE}{name}" for name in ("table", "table-column", "table-row"))
KEPT_STYLE, FACE = f"{STYLE}style", f"{STYLE}font-face"
ANCESTORS = 8  # that a style may have
MOST_MERGED = 20_000  # areas that are told of


@dataclass
class Part:
    """One sheet as it is announced, and which cells of it are merged."""

    place: int
    name: str
    style: str
    hidden: bool = False
    columns: list[tuple[int, str]] = field(default_factory=list)  # so many, with this style
    areas: list[str] = field(default_factory=list)

    @property
    def merged(self) -> tuple[str, ...]:
        return tuple(self.areas)

    def style_of(self, column: int) -> str:
        """What the cells of a column look like that say nothing themselves."""
        for count, style in self.columns:
            if column < count:
                return style
            column -= count
        return ""


class Fonts:
    """Which font a style writes in; it tells letters that mean others in an old font."""

    def __init__(self):
        self.faces: dict[str, str] = {}
        self.styles: dict[tuple[str, str], tuple[str, str]] = {}  # its font, and its parent

    def add(self, element) -> None:
        if element.tag == FACE:
            family = element.get(f"{DRAWN}font-family", "")
            self.faces[element.get(f"{STYLE}name", "")] = family.strip("'\" ")
            return
        font = ""
        for said in element.iterchildren(f"{STYLE}text-properties"):
            font = said.get(f"{STYLE}font-name") or said.get(f"{FORMAT}font-family") or ""
        family, name = element.get(f"{STYLE}family", ""), element.get(f"{STYLE}name", "")
        self.styles[family, name] = font, element.get(f"{STYLE}parent-style-name", "")

    def of(self, cell, style: str) -> str:
        """The font of a cell, or of the first piece of its words that has one of its own."""
        for piece in cell.iterdescendants(f"{TEXT}span"):
            if font := self._font("text", piece.get(f"{TEXT}style-name", "")):
                return font
        return self._font("table-cell", cell.get(f"{TABLE}style-name") or style)

    def _font(self, family: str, name: str) -> str:
        for _step in range(ANCESTORS):
            font, name = self.styles.get((family, name), ("", ""))
            if font:
                return self.faces.get(font, font).strip("'\" ")
            if not name:
                break
        return ""


class Outline:
    """Reads the whole content once, and keeps none of its rows."""

    def __init__(self, package: Package):
        self.parts: list[Part] = []
        self.fonts = Fonts()
        self._hidden: set[str] = set()
        self._row = 0
        if STYLES in package:
            for element in package.parsed(STYLES).iter(KEPT_STYLE, FACE):
                self.fonts.add(element)
        with package.part(CONTENT) as part:
            wanted = (*RUNS, *FETCHES, SHEET, COLUMN, ROW, KEPT_STYLE, FACE)
            for event, element in walked(part, *wanted):
                self._see(event, element)

    def _see(self, event: str, element) -> None:
        if element.tag in RUNS:
            raise NotReadable(macros())
        if element.tag in FETCHES:
            raise NotReadable(from_elsewhere())
        if event == "start" and element.tag == SHEET:
            self._begin(element)
        if event == "end":
            self._end(element)

    def _begin(self, element) -> None:
        if element.getparent().tag != f"{OFFICE}spreadsheet":
            return
        style = element.get(f"{TABLE}style-name", "")
        name = element.get(f"{TABLE}name", "")
        self.parts.append(Part(len(self.parts), name, style, hidden=style in self._hidden))
        self._row = 0

    def _end(self, element) -> None:
        if element.tag in (KEPT_STYLE, FACE):
            self.fonts.add(element)
            for said in element.iterchildren(f"{STYLE}table-properties"):
                if said.get(f"{TABLE}display") == "false":
                    self._hidden.add(element.get(f"{STYLE}name", ""))
        elif element.tag == COLUMN and is_of_a_sheet(element):
            style = element.get(f"{TABLE}default-cell-style-name", "")
            self.parts[-1].columns.append((times(element, COLUMNS_REPEATED), style))
        elif element.tag == ROW and is_of_a_sheet(element):
            self._merged(element)
            self._row += times(element, ROWS_REPEATED)

    def _merged(self, row) -> None:
        column, areas = 0, self.parts[-1].areas
        for cell in row.iterchildren(f"{TABLE}table-cell", f"{TABLE}covered-table-cell"):
            wide = times(cell, f"{TABLE}number-columns-spanned")
            high = times(cell, f"{TABLE}number-rows-spanned")
            if (wide > 1 or high > 1) and len(areas) < MOST_MERGED:
                first = address(column + 1, self._row + 1)
                areas.append(f"{first}:{address(column + wide, self._row + high)}")
            column += times(cell, COLUMNS_REPEATED)


def is_of_a_sheet(element) -> bool:
    """Not of a table within a cell, or within a drawing."""
    table = next(element.iterancestors(SHEET), None)
    return table is not None and table.getparent().tag == f"{OFFICE}spreadsheet"


def walked(part, *tags: str) -> Iterator[tuple[str, etree._Element]]:
    """Each of these elements when it begins and when it is complete; rows that are complete are
    forgotten.
    """
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    metered = Metered(part)
    for event, element in etree.iterparse(metered, events=("start", "end"), tag=tags, **options):
        metered.tags = 0
        yield event, element
        if event == "end" and element.tag == ROW:
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]
