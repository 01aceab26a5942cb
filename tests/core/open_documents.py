"""OpenDocument tables as they come to the house, written out as spreadsheet programs write them."""

from datetime import date
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = {
    "office": "office",
    "table": "table",
    "text": "text",
    "style": "style",
    "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
    "script": "script",
    "manifest": "manifest",
}
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in NAMES.items()
)
SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
HIDDEN = (
    '<style:style style:name="away" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def cell(value=None, more: str = "") -> str:
    """A cell of this value; `more` are attributes of it."""
    if isinstance(value, bool):
        kind = f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        kind = f' office:value-type="float" office:value="{value}"'
    elif isinstance(value, date):
        kind = f' office:value-type="date" office:date-value="{value.isoformat()}"'
    else:
        kind = "" if value is None else ' office:value-type="string"'
    words = "" if value is None else f"<text:p>{escape(str(value))}</text:p>"
    return f"<table:table-cell{kind} {more}>{words}</table:table-cell>"


def row(*cells, more: str = "") -> str:
    """A row of values, or of cells that are written out already."""
    told = (one if isinstance(one, str) and one.startswith("<") else cell(one) for one in cells)
    return f"<table:table-row {more}>{''.join(told)}</table:table-row>"


def table(*rows: str, name: str = "Hội đàm", more: str = "") -> str:
    return f"<table:table table:name={quoteattr(name)} {more}>{''.join(rows)}</table:table>"


def content(*tables: str, styles: str = "", fonts: str = "", before: str = "") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES}>{before}'
        f"<office:font-face-decls>{fonts}</office:font-face-decls>"
        f"<office:automatic-styles>{HIDDEN}{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    ).encode()


def manifest(entries: str = "") -> bytes:
    return (
        f"<manifest:manifest {SPACES}>"
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{MIMETYPE}"/>'
        f"{entries}</manifest:manifest>"
    ).encode()


def package(
    said: bytes, mimetype: str = MIMETYPE, entries: str = "", **parts: tuple[str, bytes]
) -> bytes:
    """The file; `parts` are further ones, each a name and what it holds."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", mimetype, ZIP_STORED)
        file.writestr("content.xml", said)
        file.writestr("META-INF/manifest.xml", manifest(entries))
        for name, held in parts.values():
            file.writestr(name, held)
    return kept.getvalue()


def document(*tables: str, **more) -> bytes:
    return package(content(*tables, **more))


def entry(path: str, kind: str, inside: str = "") -> str:
    return (
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}">{inside}'
        "</manifest:file-entry>"
    )


def font(name: str, family: str) -> tuple[str, str]:
    """A font, and a style of cells in it."""
    face = f'<style:font-face style:name="{family} " svg:font-family="\'{family}\'"/>'
    style = (
        f'<style:style style:name="{name}" style:family="table-cell">'
        f'<style:text-properties style:font-name="{family} "/></style:style>'
    )
    return face, style
