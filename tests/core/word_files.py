"""What a translator, or somebody else, does to a Word file of ours between out and in."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core import word

DAY = date(2026, 11, 22)
LAO = "ເພີ່ມທະວີການລາດຕະເວນຮ່ວມກັນ"
CHINESE = "双方加强联合巡逻，2025年会晤一次。"
KHMER = "ភាគីទាំងពីរបានឯកភាព"


def said(words: str, state: str = "unchecked", rev: int = 1) -> dict:
    return {"text": words, "state": state, "rev": rev}


def line(key: str, vietnamese: str, **others) -> word.Line:
    return word.Line(key, f"Mục {key}", {"vi": said(vietnamese), **others})


def out(lines, language="lo") -> bytes:
    return word.write(lines, language=language, title="Biên bản hội đàm", on=DAY)


def opened(data: bytes):
    """The document and its table, to work on as in Word."""
    document = Document(BytesIO(data))
    return document, document.tables[0]


def saved(document) -> bytes:
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def filled(data: bytes, *texts: str | None) -> bytes:
    """The last column filled in from the first row on; None leaves a cell as it is."""
    document, table = opened(data)
    for row, text in zip(table.rows[1:], texts, strict=False):
        if text is not None:
            row.cells[2].text = text
    return saved(document)


def with_paragraphs(data: bytes, *paragraphs: str, row: int = 1) -> bytes:
    """The cell to fill holds just these paragraphs, given as the XML inside them."""
    document, table = opened(data)
    cell = table.rows[row].cells[2]._tc
    for old in list(cell.p_lst):
        cell.remove(old)
    for inside in paragraphs:
        cell.append(parse_xml(f"<w:p {nsdecls('w')}>{inside}</w:p>"))
    return saved(document)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same package with one part replaced or added."""
    written = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(written, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return written.getvalue()


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with ZipFile(BytesIO(data)) as package:
        return package.read(name)
