"""Translation by Word: tracked changes and odd characters in a file that comes back."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from core import word
from tests.core.word_files import (
    LAO,
    filled,
    line,
    opened,
    out,
    run,
    said,
    saved,
    with_paragraphs,
)


@pytest.fixture
def lines():
    return [
        line("a", "Hai bên đánh giá năm 2024.\nDòng thứ hai."),
        line("b", "Tăng cường tuần tra.", lo=said(LAO, "checked", 4)),
        line("c", "Giao lưu văn hóa."),
    ]


def texts(data: bytes) -> list[str]:
    return [row.text for row in word.read(data).rows]


def kinds(notes) -> list[str]:
    return [note.kind for note in notes]


# Tracked changes: the text as if all were accepted


def test_tracked_insertions_are_in_and_deletions_out(lines):
    data = with_paragraphs(
        out(lines),
        f'{run("ສອງ")}<w:del w:id="1" w:author="x"><w:r><w:delText>ເກົ່າ</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="x">{run("ຝ່າຍ")}</w:ins>',
        f'<w:moveFrom w:id="3" w:author="x">{run("ຍ້າຍ")}</w:moveFrom>{run("ແຖວ")}'
        f'<w:moveTo w:id="4" w:author="x">{run("ສອງ")}</w:moveTo>',
    )
    back = word.read(data)
    assert back.rows[0].text == "ສອງຝ່າຍ\nແຖວສອງ"
    assert kinds(back.notes) == ["tracked"]


def test_a_deleted_end_of_paragraph_joins_two(lines):
    gone = '<w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr>'
    assert texts(with_paragraphs(out(lines), gone + run("ສອງ"), run("ຝ່າຍ")))[0] == "ສອງຝ່າຍ"


def test_a_row_moved_with_tracking_is_there_once(lines):
    document, table = opened(filled(out(lines), LAO))
    copy = parse_xml(table.rows[1]._tr.xml)
    table._tbl.append(copy)
    for row, tag in ((table.rows[1]._tr, "del"), (copy, "ins")):
        mark = f'<w:{tag} {nsdecls("w")} w:id="9" w:author="x"/>'
        row.get_or_add_trPr().append(parse_xml(mark))
    table.rows[1].cells[2].text = "ຂໍ້ຄວາມເກົ່າ"
    found = word.proposal(lines, word.read(saved(document)))
    assert [offer.words for offer in found.offers] == [LAO]
    assert kinds(found.notes) == ["tracked", "moved"]


# Characters


def test_line_breaks_tabs_and_links_are_read_as_text(lines):
    link = f'<w:hyperlink w:anchor="x">{run("liên kết")}</w:hyperlink>'
    inside = f"{run('một')}<w:r><w:br/></w:r>{run('hai')}<w:r><w:tab/></w:r>{link}"
    assert texts(with_paragraphs(out(lines), inside))[0] == "một\nhai\tliên kết"


def test_fields_comments_and_hidden_text_are_left_out(lines):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hiện</w:t></w:r>'
    field = "<w:r><w:instrText>INCLUDETEXT c:/x</w:instrText></w:r>"
    comment = '<w:r><w:commentReference w:id="0"/></w:r>'
    assert texts(with_paragraphs(out(lines), hidden + field + comment + shown))[0] == "hiện"


def test_odd_characters_are_left_out_and_the_row_is_named(lines):
    sign = '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    back = word.read(with_paragraphs(out(lines), run("ສອງ\u202eຝ່າຍ") + sign))
    assert back.rows[0].text == "ສອງຝ່າຍ"
    assert [str(note) for note in back.notes] == [
        "Invisible or broken characters were left out: 1. Mục a"
    ]


def test_breaks_of_no_width_and_split_letters_are_usual(lines):
    back = word.read(filled(out(lines), "ສອງ\u200bຝ່າຍ\u00a0te\u0302n"))
    assert back.rows[0].text == "ສອງຝ່າຍ tên"
    assert back.notes == []


def test_a_text_in_an_old_font_is_not_ticked(lines):
    found = word.proposal(lines, word.read(filled(out(lines), "lP7gxh")))
    assert [kinds(one.notes) for one in found.lines] == [["script"]]
    assert not found.offers[0].ticked


def test_pictures_are_named(lines):
    data = with_paragraphs(out(lines), f"{run('x')}<w:r><w:pict/></w:r>")
    assert kinds(word.read(data).notes) == ["pictures"]


def test_a_text_too_long_for_one_line_is_not_offered(lines):
    found = word.proposal(lines, word.read(filled(out(lines), "ກ" * 100_001)))
    assert [kinds(one.notes) for one in found.lines] == [["long"]]
    assert found.offers == []
