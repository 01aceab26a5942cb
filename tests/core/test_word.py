"""Translation by Word: the file that leaves, and what is read from the one that comes back."""

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from core import word
from core.errors import RuleViolation
from tests.core.word_files import (
    CHINESE,
    KHMER,
    LAO,
    filled,
    line,
    opened,
    out,
    said,
    saved,
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


# The file that leaves


def test_the_file_says_what_it_is_and_what_to_do(lines):
    document, table = opened(out(lines))
    words = "\n".join(one.text for one in document.paragraphs)
    assert "Biên bản hội đàm" in words
    assert "Lao ພາສາລາວ" in words
    assert "22/11/2026" in words
    assert "Fill in the last column only. Do not move or delete rows" in words
    assert "Biên bản hội đàm" in document.sections[0].header.paragraphs[0].text
    assert [cell.text for cell in table.rows[0].cells][1:] == [
        "Vietnamese (source)",
        "Lao ພາສາລາວ (fill in)",
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1].cells[1].text == "Hai bên đánh giá năm 2024.\nDòng thứ hai."
    assert table.rows[2].cells[2].text == LAO
    assert document.core_properties.author == ""


def test_the_table_fits_the_page(lines):
    document, table = opened(out(lines))
    page = document.sections[0]
    room = page.page_width - page.left_margin - page.right_margin
    assert sum(cell.width for cell in table.rows[1].cells) <= room + Mm(1)


@pytest.mark.parametrize(
    ("language", "script", "font", "tag", "code"),
    [
        ("lo", "cs", "Phetsarath OT", "bidi", "lo-LA"),
        ("km", "cs", "Khmer OS Siemreap", "bidi", "km-KH"),
        ("zh", "eastAsia", "SimSun", "eastAsia", "zh-CN"),
    ],
)
def test_each_script_has_a_font_of_word_and_its_language(language, script, font, tag, code):
    data = out([line("a", "Tuần tra.", **{language: said("x")})], language)
    _document, table = opened(data)
    source, target = (table.rows[1].cells[at].paragraphs[0] for at in (1, 2))
    for properties in (target.runs[0]._r.rPr, target.style.element.rPr):
        assert properties.find(qn("w:rFonts")).get(qn(f"w:{script}")) == font
        assert properties.find(qn("w:lang")).get(qn(f"w:{tag}")) == code
    assert source.runs[0]._r.rPr.find(qn("w:rFonts")).get(qn("w:ascii")) == "Times New Roman"
    assert source.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "vi-VN"


def test_an_empty_cell_already_has_the_style_to_type_in(lines):
    _document, table = opened(out(lines))
    assert table.rows[1].cells[2].paragraphs[0].style.name == "Line-lo"


def test_a_text_without_a_word_does_not_leave():
    with pytest.raises(RuleViolation, match="Nothing is written yet"):
        out([word.Line("a", "Mục", {})])


# Out and in again


@pytest.mark.parametrize(
    ("language", "text"), [("lo", LAO), ("zh", CHINESE), ("km", KHMER), ("en", "Both sides agreed")]
)
def test_what_is_filled_in_comes_back(lines, language, text):
    back_as_before = [lines[1].words(language)]
    back = word.read(filled(out(lines, language), f"{text}\n{text}", None, text))
    assert (back.language, back.notes) == (language, [])
    assert [row.text for row in back.rows] == [f"{text}\n{text}", *back_as_before, text]
    assert back.rows[0].source == "Hai bên đánh giá năm 2024.\nDòng thứ hai."
    found = word.proposal(lines, back)
    assert [(offer.line.key, offer.language, offer.words) for offer in found.offers] == [
        ("a", language, f"{text}\n{text}"),
        ("c", language, text),
    ]
    assert all(offer.ticked for offer in found.offers)
    assert (found.same, found.notes) == (1, [])


def test_what_nobody_touched_changes_nothing(lines):
    back = word.read(out(lines))
    found = word.proposal(lines, back)
    assert (found.offers, found.notes, found.same) == ([], [], 3)
    assert [(row.source_rev, row.rev) for row in back.rows] == [(1, 0), (1, 4), (1, 0)]


def test_a_returned_file_is_kept_as_plain_data(lines):
    back = word.read(filled(out(lines), LAO))
    assert word.Returned.from_data(back.as_data()) == back


# What a translator does to a table


def test_moved_rows_are_found_by_their_mark(lines):
    document, table = opened(filled(out(lines), LAO))
    table._tbl.append(table.rows[1]._tr)
    found = word.proposal(lines, word.read(saved(document)))
    assert kinds(found.notes) == ["moved"]
    assert [offer.line.key for offer in found.offers] == ["a"]


def test_a_deleted_row_changes_nothing_and_is_named(lines):
    document, table = opened(out(lines))
    table._tbl.remove(table.rows[2]._tr)
    found = word.proposal(lines, word.read(saved(document)))
    assert [(one.line.key, kinds(one.notes)) for one in found.lines] == [("b", ["missing"])]
    assert found.offers == []


def test_an_added_row_is_named_and_left_out(lines):
    document, table = opened(out(lines))
    table.add_row().cells[2].text = "ຂໍ້ຄວາມໃໝ່"
    table.add_row()
    found = word.proposal(lines, word.read(saved(document)))
    assert kinds(found.notes) == ["added"]
    assert "ຂໍ້ຄວາມໃໝ່" in str(found.notes[0])
    assert found.offers == []


def test_a_mark_that_the_text_does_not_have_is_named(lines):
    data = filled(out([*lines, line("d", "Của bản khác.")]), LAO, None, None, LAO)
    found = word.proposal(lines, word.read(data))
    assert kinds(found.notes) == ["unknown"]
    assert [offer.line.key for offer in found.offers] == ["a"]


@pytest.mark.parametrize(("again", "offered"), [(LAO, 1), ("ຂໍ້ຄວາມອື່ນ", 0)])
def test_a_row_twice_counts_once_if_it_says_the_same(lines, again, offered):
    document, table = opened(filled(out(lines), LAO))
    table._tbl.append(parse_xml(table.rows[1]._tr.xml))
    table.rows[-1].cells[2].text = again
    found = word.proposal(lines, word.read(saved(document)))
    assert len(found.offers) == offered
    assert ("twice" in [kind for one in found.lines for kind in kinds(one.notes)]) is not offered


def test_joined_cells_give_no_text(lines):
    document, table = opened(out(lines))
    row = table.rows[1]._tr
    row.remove(row.tc_lst[2])
    back = word.read(saved(document))
    assert kinds(back.notes) == ["merged"]
    assert len(back.rows) == 2


def test_a_table_cut_in_two_is_read_whole(lines):
    document, table = opened(filled(out(lines), LAO, None, LAO))
    second = parse_xml(f"<w:tbl {nsdecls('w')}/>")
    second.append(table.rows[3]._tr)
    table._tbl.addnext(second)
    assert texts(saved(document)) == [LAO, LAO, LAO]


def test_an_emptied_cell_keeps_the_text_of_the_register(lines):
    found = word.proposal(lines, word.read(filled(out(lines), None, "")))
    assert [kinds(one.notes) for one in found.lines] == [["empty"]]
    assert found.offers == []


def test_a_changed_vietnamese_text_is_shown_and_not_ticked(lines):
    document, table = opened(filled(out(lines), None, None, LAO))
    table.rows[3].cells[1].text = "Giao lưu văn hóa, thể thao."
    (back,) = word.proposal(lines, word.read(saved(document))).lines
    assert kinds(back.notes) == ["source"]
    assert [(offer.language, offer.ticked) for offer in back.offers] == [
        ("vi", False),
        ("lo", True),
    ]
    assert back.offers[0].words == "Giao lưu văn hóa, thể thao."


# The register has moved on


def test_a_translation_written_here_in_the_meantime_is_a_conflict(lines):
    data = filled(out(lines), None, "ຂໍ້ຄວາມອື່ນ")
    lines[1] = line("b", "Tăng cường tuần tra.", lo=said("ໃໝ່", "unchecked", 5))
    (back,) = word.proposal(lines, word.read(data)).lines
    assert kinds(back.notes) == ["conflict"]
    (offer,) = back.offers
    assert (offer.ticked, offer.rev) == (False, 5)
    assert [span.text for span in offer.spans if span.kind == "removed"] == ["ໃໝ່"]


def test_a_vietnamese_text_that_moved_on_is_shown(lines):
    data = filled(out(lines), None, None, LAO)
    lines[2] = word.Line("c", "Mục c", {"vi": said("Giao lưu thể thao.", rev=2)})
    (back,) = word.proposal(lines, word.read(data)).lines
    assert kinds(back.notes) == ["source_moved_on"]
    assert [(offer.language, offer.ticked) for offer in back.offers] == [("lo", False)]
    assert [span.text for span in back.source_now if span.kind == "added"] == ["thể thao"]


def test_a_text_emptied_here_in_the_meantime_is_shown(lines):
    data = filled(out(lines), None, None, LAO)
    lines[2] = word.Line("c", "Mục c", {"vi": said("", "missing", 2)})
    (back,) = word.proposal(lines, word.read(data)).lines
    assert (back.number, kinds(back.notes)) == (3, ["source_moved_on"])
    assert [offer.ticked for offer in back.offers] == [False]


def test_a_checked_text_is_replaced_only_with_a_word_about_it(lines):
    found = word.proposal(lines, word.read(filled(out(lines), None, "ຂໍ້ຄວາມອື່ນ")))
    assert [kinds(one.notes) for one in found.lines] == [["agreed"]]
