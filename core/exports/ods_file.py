"""ODS, written row by row: a ZIP of a few XML files. The libraries there are build the whole file
in memory first and take four times as long (measured: docs/exports.md).
"""

from datetime import date, datetime
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from core.exports.typed import UNWRITABLE, Cell, sheet_name

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = {
    "office": "office",
    "table": "table",
    "text": "text",
    "style": "style",
    "number": "datastyle",
    "fo": "xsl-fo-compatible",
    "config": "config",
    "manifest": "manifest",
}
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in NAMES.items()
)
HEAD = f'<?xml version="1.0" encoding="UTF-8"?>\n<office:%s {SPACES} office:version="1.2"'
DAY = '<number:day number:style="long"/><number:text>/</number:text>'
DAY += '<number:month number:style="long"/><number:text>/</number:text>'
DAY += '<number:year number:style="long"/>'
TIME = '<number:text> </number:text><number:hours number:style="long"/>'
TIME += '<number:text>:</number:text><number:minutes number:style="long"/>'
FIXED = "".join(
    f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
    for name, kind, value in (
        *(("HorizontalSplitMode", "short", 2), ("VerticalSplitMode", "short", 2)),
        *(("HorizontalSplitPosition", "int", 1), ("VerticalSplitPosition", "int", 1)),
        *(("ActiveSplitRange", "short", 3), ("PositionRight", "int", 1)),
        ("PositionBottom", "int", 1),
    )
)
OUTSIDE = '<config:config-item-set config:name="ooo:view-settings">'
OUTSIDE += '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
OUTSIDE += '<config:config-item-map-named config:name="Tables">'
INSIDE = "</config:config-item-map-named></config:config-item-map-entry>"
INSIDE += "</config:config-item-map-indexed></config:config-item-set>"


class OdsBook:
    def __init__(self, to: BinaryIO, heading: str):
        self.name = sheet_name(heading)
        self.zip = ZipFile(to, "w", ZIP_DEFLATED)
        self.zip.writestr("mimetype", MIMETYPE, ZIP_STORED)  # first, and not compressed
        self.content = self.zip.open("content.xml", "w", force_zip64=True)
        self.styles: dict[tuple, str] = {}
        self.rows, self.columns = 1, 0

    def begin(self, headings: list[str], widths: list[int]) -> None:
        self.columns = len(headings)
        styles = "".join(
            f'<style:style style:name="c{number}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{letters * 2.1:.1f}mm"/>'
            "</style:style>"
            for number, letters in enumerate([*widths, 24, 80])
        )
        self._write(HEAD % "document-content" + "><office:automatic-styles>" + styles)
        self._write("</office:automatic-styles><office:body><office:spreadsheet>")
        self._begin_table(self.name, range(self.columns))
        head = "".join(words(heading, "head") for heading in headings)
        self._write("<table:table-header-rows>" + row(head) + "</table:table-header-rows>")

    def add(self, cells: tuple[Cell, ...]) -> None:
        self.rows += 1
        self._write(row("".join(map(self._cell, cells))))

    def end(self, about: list[tuple[str, str]]) -> None:
        self._write("</table:table>")
        self._begin_table("Info", (self.columns, self.columns + 1))
        for what, value in about:
            self._write(row(words(what, "head") + words(value)))
        name = self.name.replace("'", "''")
        reach = quoteattr(f"'{name}'.A1:'{name}'.{letters(self.columns)}{self.rows}")
        self._write(
            '</table:table><table:database-ranges><table:database-range table:name="list"'
            f' table:target-range-address={reach} table:display-filter-buttons="true"/>'
            "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"
        )
        self.content.close()
        self.zip.writestr("styles.xml", self._styles())
        self.zip.writestr("settings.xml", self._settings())
        self.zip.writestr("META-INF/manifest.xml", manifest())
        self.zip.close()

    def _write(self, text: str) -> None:
        self.content.write(text.encode())

    def _begin_table(self, name: str, columns) -> None:
        made = "".join(f'<table:table-column table:style-name="c{one}"/>' for one in columns)
        self._write(f"<table:table table:name={quoteattr(name)}>{made}")

    def _cell(self, cell: Cell) -> str:
        if cell.value is None:
            return words(cell.words)
        if isinstance(cell.value, date):
            style = "moment" if isinstance(cell.value, datetime) else "day"
            kind = f'"date" office:date-value="{cell.value.isoformat()}"'
        else:
            key = (cell.decimals, cell.before, cell.after, cell.grouped)
            style = self.styles.setdefault(key, f"n{len(self.styles)}")
            kind = f'"float" office:value="{cell.value}"'
        return (
            f'<table:table-cell table:style-name="{style}" office:value-type={kind}>'
            f"<text:p>{escape(cell.words)}</text:p></table:table-cell>"
        )

    def _styles(self) -> str:
        """How days and numbers are shown; written last, when all that occur are known."""
        numbers = "".join(number_style(*key, name) for key, name in self.styles.items())
        return (
            HEAD % "document-styles" + "><office:styles>"
            f'<number:date-style style:name="Nday">{DAY}</number:date-style>'
            f'<number:date-style style:name="Nmoment">{DAY}{TIME}</number:date-style>'
            f"{cell_style('day')}{cell_style('moment')}{numbers}"
            '<style:style style:name="head" style:family="table-cell">'
            '<style:text-properties fo:font-weight="bold"/></style:style>'
            "</office:styles></office:document-styles>"
        )

    def _settings(self) -> str:
        entry = f"<config:config-item-map-entry config:name={quoteattr(self.name)}>"
        inner = f"{OUTSIDE}{entry}{FIXED}</config:config-item-map-entry>{INSIDE}"
        head = HEAD % "document-settings"
        return f"{head}><office:settings>{inner}</office:settings></office:document-settings>"


def row(cells: str) -> str:
    return f"<table:table-row>{cells}</table:table-row>"


def words(text: str, style: str = "") -> str:
    if not text:
        return "<table:table-cell/>"
    name = f' table:style-name="{style}"' if style else ""
    lines = UNWRITABLE.sub("", text).splitlines()
    told = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    return f'<table:table-cell{name} office:value-type="string">{told}</table:table-cell>'


def cell_style(name: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell"'
        f' style:data-style-name="N{name}"/>'
    )


def number_style(decimals: int, before: str, after: str, grouped: bool, name: str) -> str:
    first, last = (
        f"<number:text>{escape(part)}</number:text>" if part else "" for part in (before, after)
    )
    digits = f'number:decimal-places="{decimals}" number:min-decimal-places="{decimals}"'
    digits += f' number:min-integer-digits="1" number:grouping="{str(grouped).lower()}"'
    return (
        f'<number:number-style style:name="N{name}">{first}<number:number {digits}/>{last}'
        f"</number:number-style>{cell_style(name)}"
    )


def letters(column: int) -> str:
    """How a spreadsheet calls its columns: A … Z, AA …"""
    name = ""
    while column:
        column, place = divmod(column - 1, 26)
        name = chr(65 + place) + name
    return name


def manifest() -> str:
    entries = {"/": MIMETYPE} | dict.fromkeys(
        ["content.xml", "styles.xml", "settings.xml"], "text/xml"
    )
    told = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in entries.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<manifest:manifest manifest:version="1.2"'
        f' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{told}'
        "</manifest:manifest>"
    )
