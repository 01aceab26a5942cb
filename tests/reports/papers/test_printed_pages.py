"""The papers as PDF: what they say, in which faces, how they stand on the page."""

import io
import json

import pikepdf
import pytest

from reports import rendering
from reports.papers import wording
from tests.reports.papers import pages

REVIEWS = ["quan_son", "song_ma", "chi_ma", "counterpart", "consecutive", "everything", "internal"]
TEXTS = ["text", "text_b", "text_zh", "text_km", "text_3", "text_long"]
CASES = [*REVIEWS, *TEXTS, "hand_over", "hand_over_b", "letter"]
FOOT = 277 / 25.4 * 96  # where the text of a page ends, in px
OURS = {"Liberation-Serif", "Noto-Serif-Lao", "Noto-Serif-SC", "Noto-Serif-Khmer"}


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


# Khmer vowels stand before their letter and come out so; the attached content has them in order.
@pytest.mark.parametrize("name", [name for name in CASES if name != "text_km"])
def test_the_text_layer_says_what_the_source_says(papers, name, tmp_path):
    content, pdf = papers[name]
    text = pages.printed(pdf, tmp_path / "paper.pdf")
    html = rendering.paper_html(content)
    whole = pages.same(text)
    parted = [p for p in pages.passages(html) if pages.same(p) not in whole]
    assert len(parted) <= 3, parted  # a long paragraph may be parted by the foot of a page
    assert not pages.missing(html, text)


@pytest.mark.parametrize("name", CASES)
def test_no_text_leaves_its_column(sheets, name):
    outside = [
        (page, box.text)
        for page, box, holder in pages.text_boxes(sheets[name])
        if box.position_x + box.width > holder.content_box_x() + holder.width + 0.5
    ]
    assert outside == []


@pytest.mark.parametrize("name", CASES)
def test_no_heading_stands_alone_at_the_end_of_a_page(sheets, name):
    last = {}
    for page, box, holder in pages.text_boxes(sheets[name]):
        at = (box.position_y, holder.element_tag)
        if box.position_y < FOOT:
            last[page] = max(last.get(page, at), at)
    assert {tag for _y, tag in last.values()}.isdisjoint({"h2", "h3"})


@pytest.mark.parametrize("name", CASES)
def test_every_face_is_ours_and_embedded(papers, name):
    for page in opened(papers[name][1]).pages:
        for face in page.Resources.Font.values():
            subset, family = str(face.BaseFont).lstrip("/").split("+")
            assert len(subset) == 6
            assert any(family.startswith(own) for own in OURS), family
            described = face.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


def test_the_number_of_pages_is_known(papers):
    found = {name: len(opened(papers[name][1]).pages) for name in PAGES}
    assert found == PAGES


PAGES = {
    "quan_son": 6,
    "song_ma": 5,
    "chi_ma": 4,
    "counterpart": 6,
    "consecutive": 6,
    "everything": 8,
    "internal": 5,
    "text": 2,
    "text_b": 4,
    "text_zh": 2,
    "text_km": 2,
    "text_3": 6,
    "text_long": 7,
    "hand_over": 2,
    "hand_over_b": 4,
    "letter": 2,
}


@pytest.mark.parametrize("name", CASES)
def test_a_paper_is_a_tagged_archive_file_with_its_content(papers, name):
    content, pdf = papers[name]
    file = opened(pdf)
    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["dc:title"]
    assert file.Root.OutputIntents[0].S == "/GTS_PDFA1"
    assert file.Root.MarkInfo.Marked
    assert file.Root.StructTreeRoot.K
    assert json.loads(file.attachments["content.json"].get_file().read_bytes()) == content


def test_each_passage_says_its_language(papers):
    def languages(element, found):
        if isinstance(element, pikepdf.Array):
            for part in element:
                languages(part, found)
        elif isinstance(element, pikepdf.Dictionary):
            found.add(str(element.get("/Lang", "")))
            languages(element.get("/K"), found)
        return found

    for name, other in (("quan_son", "lo"), ("chi_ma", "zh")):
        file = opened(papers[name][1])
        assert str(file.Root.Lang) == "vi"
        assert languages(file.Root.StructTreeRoot.K, set()) >= {"vi", other}
    assert str(opened(papers["counterpart"][1]).Root.Lang) == "lo"


def test_every_page_has_its_own_foot(papers, tmp_path):
    content, pdf = papers["song_ma"]
    text = pages.printed(pdf, tmp_path / "paper.pdf", feet=True).split("\f")
    for number in range(1, 6):
        foot = text[number - 1]
        assert f"{number}/5" in foot
        assert content["code"] in foot
        assert content["hash"][:12] in foot
        assert content["hash"][:13] not in foot
        assert "Bản giữ của phía Việt Nam, lần xuất bản 1" in foot


def test_only_drafts_carry_the_watermark(papers, tmp_path):
    draft = pages.printed(papers["quan_son"][1], tmp_path / "draft.pdf")
    final = pages.printed(papers["counterpart"][1], tmp_path / "final.pdf")
    mark = pages.same(wording.word("draft", "lo"))
    for page in draft.split("\f")[:-1]:
        assert "DỰ" in page
        assert mark in pages.same(page)
    assert "DỰ" not in final
    assert mark not in pages.same(final)
    assert wording.word("draft", "vi") == "DỰ THẢO"
