"""A text as a Word table: the row's name and mark, the Vietnamese text, the column to fill.

Fonts are those that Word has: Times New Roman as in Decree 30/2020, Phetsarath OT for Lao, SimSun
for Chinese, Khmer OS or Word's own for Khmer.
"""

from datetime import date
from io import BytesIO

from django.utils.translation import gettext as _
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from core.errors import RuleViolation
from core.languages import NAMES
from core.text import tidy
from core.word.lines import SOURCE, Line

LATIN, HAN = "Times New Roman", "SimSun"
COMPLEX = {"lo": "Phetsarath OT", "km": "Khmer OS Siemreap"}  # scripts that Word calls complex
TAGS = {"vi": "vi-VN", "lo": "lo-LA", "km": "km-KH", "zh": "zh-CN", "en": "en-GB"}
WIDTHS = (Mm(30), Mm(113.5), Mm(113.5))  # 257 mm: A4 across, less 20 mm on each side
MARGIN = Mm(20)
GREY = RGBColor(0x5F, 0x5F, 0x5F)
LINE_STYLE = {code: f"Line-{code}" for code in TAGS}


def write(lines: list[Line], *, language: str, title: str, on: date) -> bytes:
    """The Word file of a text, to be filled in that language.

    Raises RuleViolation if nothing is written yet that could be translated.
    """
    lines = [line for line in lines if line.words(SOURCE) or line.words(language)]
    if not lines:
        raise RuleViolation(_("Nothing is written yet that could be translated."))
    document = Document()
    _set_page(document)
    for code in TAGS:
        _add_style(document, code)
    _name_it(document, language, title, on)
    _say_what_to_do(document, language, title, on)
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    table.autofit = False
    _head(table, language)
    for number, line in enumerate(lines, 1):
        _add_row(table, number, line, language)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = width
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = width
    _without_thumbnail(document)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def _without_thumbnail(document) -> None:
    """The picture of an empty page that the template carries along."""
    links = document.part.package.rels
    for key in [key for key, link in links.items() if link.reltype.endswith("/thumbnail")]:
        del links[key]


def _set_page(document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", MARGIN)


def _add_style(document, code: str) -> None:
    """A paragraph style per language: what a translator types in an empty cell takes it on."""
    styles = document.styles
    style = styles.add_style(LINE_STYLE[code], WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    _dress(style.element.get_or_add_rPr(), code)
    style.font.size = Pt(13 if code == SOURCE else 12)
    style.paragraph_format.space_after = Pt(3)
    if code == SOURCE:
        _dress(styles["Normal"].element.get_or_add_rPr(), code)


def _dress(properties, code: str) -> None:
    """Font and language of a run: Word keeps three of each, for Latin, Chinese and complex script,
    and takes one by the letters it meets.
    """
    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi"):
        fonts.set(qn(f"w:{script}"), LATIN)
    fonts.set(qn("w:eastAsia"), HAN)
    fonts.set(qn("w:cs"), COMPLEX.get(code, LATIN))
    if code == "zh":
        fonts.set(qn("w:hint"), "eastAsia")
    for size in properties.findall(qn("w:szCs")) + properties.findall(qn("w:lang")):
        properties.remove(size)
    _append(properties, "w:szCs", val="24")
    said = {"val": TAGS.get(code, "vi-VN") if code not in (*COMPLEX, "zh") else "vi-VN"}
    said |= {"eastAsia": TAGS["zh"], "bidi": TAGS[code] if code in COMPLEX else "lo-LA"}
    _append(properties, "w:lang", **said)


def _append(parent, tag: str, **attributes):
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element


def _name_it(document, language: str, title: str, on: date) -> None:
    """What the file says about itself, in its properties and at the head of every page."""
    about = document.core_properties
    about.title, about.language = title[:255], TAGS.get(language, language)
    about.author = about.last_modified_by = about.comments = ""
    words = {"title": title, "language": _language(language), "day": f"{on:%d/%m/%Y}"}
    head = document.sections[0].header.paragraphs[0]
    _run(head, _("%(title)s · translation: %(language)s · %(day)s") % words, language, 9, grey=True)


def _say_what_to_do(document, language: str, title: str, on: date) -> None:
    _run(document.add_paragraph(), title, SOURCE, 14, bold=True)
    facts = {"language": _language(language), "day": f"{on:%d/%m/%Y}"}
    words = _("Language to fill in: %(language)s. Taken from the register on %(day)s.")
    _run(document.add_paragraph(), words % facts, language, 12)
    words = _(
        "Fill in the last column only. Do not move or delete rows, do not change the Vietnamese "
        "column, and leave the small mark in the first column as it is: the register finds the "
        "line by it. A cell left empty changes nothing."
    )
    _run(document.add_paragraph(), words, SOURCE, 12)


def _head(table, language: str) -> None:
    row = table.rows[0]
    words = (_("Row and mark"), _("Vietnamese (source)"), _("%(language)s (fill in)"))
    for cell, said in zip(row.cells, words, strict=True):
        words_of_cell = said % {"language": _language(language)}
        _run(cell.paragraphs[0], words_of_cell, language, 12, bold=True)
        _append(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill="E9EFF6")
    _append(row._tr.get_or_add_trPr(), "w:tblHeader", val="true")  # repeated on every page


def _add_row(table, number: int, line: Line, language: str) -> None:
    key, source, target = table.add_row().cells
    _run(key.paragraphs[0], f"{number}. {line.label}", SOURCE, 11)
    _run(key.add_paragraph(), line.mark(language), "en", 7, grey=True)
    _fill(source, line.words(SOURCE), SOURCE)
    _fill(target, line.words(language), language)


def _fill(cell, text: str, code: str) -> None:
    """A paragraph for each line of the text."""
    first, *others = text.split("\n")
    _line(cell.paragraphs[0], first, code)
    for words in others:
        _line(cell.add_paragraph(), words, code)


def _line(paragraph, words: str, code: str) -> None:
    # By its key: python-docx would search all styles for the name, a second per hundred lines.
    paragraph._p.style = LINE_STYLE.get(code, LINE_STYLE["en"])
    if words:
        _dress(paragraph.add_run(words)._r.get_or_add_rPr(), code)


def _run(paragraph, words: str, code: str, size: int, *, bold=False, grey=False) -> None:
    run = paragraph.add_run(tidy(words))
    _dress(run._r.get_or_add_rPr(), code)
    run.font.size, run.font.bold = Pt(size), bold or None
    if grey:
        run.font.color.rgb = GREY


def _language(code: str) -> str:
    """Lao ພາສາລາວ: as the office and as the translator call it."""
    name, own_name = NAMES.get(code, (code, ""))
    return f"{name} {own_name}".strip()
