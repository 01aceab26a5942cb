"""Where lines end in scripts without spaces: only where ICU allows it, and by the Chinese rules."""

import re

import pytest
from django.template.loader import render_to_string
from icu4py.breakers import LineBreaker

from reports import rendering
from reports.papers.blocks import Paragraph
from reports.papers.typography import Typesetter
from reports.pdf.kept import page_count
from tests.reports.papers import contents, measured, pages

NEVER_FIRST = "。，、；：？！）》」』”’…·"
NEVER_LAST = "（《「『“‘"


def paragraphs(document, language: str):
    """The lines of each paragraph in this language, as they were laid out."""
    for page in document.pages:
        yield from found_in(page._page_box, language)


def found_in(box, language):
    children = getattr(box, "children", [])
    lines = [child for child in children if type(child).__name__ == "LineBox"]
    if lines and box.element_tag == "p" and box.element.get("class") == language:
        yield ["".join(texts(line)) for line in lines], "".join(box.element.itertext())
    for child in children:
        yield from found_in(child, language)


def texts(box):
    if type(box).__name__ == "TextBox":
        yield box.text
    for child in getattr(box, "children", []):
        yield from texts(child)


def allowed(text: str, language: str) -> set[int]:
    return {end for _start, end in LineBreaker(text, language).segments()}


def parted_wrongly(document, language) -> list[str]:
    wrong = []
    for lines, source in paragraphs(document, language):
        text = source.replace("\u200b", "").replace("\u00a0", " ")
        ends = {inked(text[:end]) for end in allowed(text, language)}
        at = 0
        for line in lines[:-1]:
            at += inked(line)
            if at not in ends and "..." not in line:
                wrong.append(line)
    return wrong


def inked(text: str) -> int:
    """Letters without spaces, of which the end of a line swallows some."""
    return len(re.sub(r"[\s\u200b]", "", text))


@pytest.mark.parametrize(("name", "language"), [("quan_son", "lo"), ("song_ma", "lo")])
def test_lao_lines_end_where_icu_allows_it(sheets, name, language):
    several = [lines for lines, _text in paragraphs(sheets[name], language) if len(lines) > 1]
    assert len(several) > 5
    assert parted_wrongly(sheets[name], language) == []


def test_khmer_lines_end_where_icu_allows_it():
    words = "ភាគីទាំងពីរបានពិភាក្សាអំពីការងារគ្រប់គ្រងព្រំដែននិងកិច្ចសហប្រតិបត្តិការសេដ្ឋកិច្ច"
    html = render_to_string(
        "reports/pdf/_blocks.html",
        {"blocks": [rendered(words * 5, "km"), rendered("Both sides agreed to meet. " * 20, "en")]},
    )
    document = rendering.layout(
        f'<html lang="km"><meta charset="utf-8"><link rel="stylesheet" href="pdf/paper.css">{html}'
    )
    several = [lines for lines, _text in paragraphs(document, "km") if len(lines) > 3]
    assert several
    assert parted_wrongly(document, "km") == []
    assert [len(lines) > 3 for lines, _text in paragraphs(document, "en")] == [True]


def rendered(text: str, language: str):
    return Paragraph([(language, Typesetter({}).set(text, language)), ("vi", "")])


@pytest.mark.parametrize("name", ["chi_ma", "consecutive"])
def test_no_chinese_line_begins_or_ends_with_the_wrong_sign(papers, name):
    pdf = papers[name][1]
    seen = 0
    for number in range(1, page_count(pdf) + 1):
        for line in measured.Sheet(pdf, number).lines:
            if any("一" <= letter.text <= "龥" for letter in line.letters):
                seen += 1
                assert line.text[0] not in NEVER_FIRST, line.text
                assert line.text[-1] not in NEVER_LAST, line.text
    assert seen > 40


def test_signs_in_chinese_are_of_full_width(papers):
    """Between Chinese characters no comma, stop or bracket of the Latin face."""
    pdf = papers["chi_ma"][1]
    han = r"[\u4e00-\u9fa5]"
    for number in range(1, page_count(pdf) + 1):
        for line in measured.Sheet(pdf, number).lines:
            assert not re.search(rf"{han}[,;:?!()]{han}", line.text), line.text


def test_a_long_name_breaks_inside_its_column():
    name = "Trung tâm hỗ trợ phát triển doanh nghiệp và thương mại biên giới huyện Quan Sơn "
    content = contents.quan_son()
    content["sides"]["home"]["parties"][0] = contents.unit("xã", name * 2, lo="ສູນບໍລິການ" * 12)
    document = rendering.laid_out(content)
    outside = [
        box.text
        for _page, box, holder in pages.text_boxes(document)
        if box.position_x + box.width > holder.content_box_x() + holder.width + 0.5
    ]
    assert outside == []
