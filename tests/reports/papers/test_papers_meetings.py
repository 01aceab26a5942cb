"""Papers of a meeting as PDF: what they say, in which faces, how they stand on the page."""

import io
import re

import pikepdf
import pytest

from reports import rendering
from reports.papers import wording
from tests.reports.papers import pages
from tests.reports.papers.contents import meetings

CASES = {
    "minutes": (meetings.minutes(), 3),
    "minutes_b": (meetings.minutes(copy="counterpart", layout="consecutive", mark="draft"), 4),
    "chinese": (meetings.chinese(), 2),
    "record": (meetings.record(), 2),
    "agenda": (meetings.frame("agenda"), 1),
    "plates": (meetings.frame("plates"), 5),
    "seating": (meetings.frame("seating"), 1),
    "official": (meetings.official(), 2),
    "beside": (meetings.official(layout="columns"), 1),
    "invitation": (meetings.invitation(), 2),
    "patrol": (meetings.patrol(), 2),
    "series": (meetings.series(), 8),
}
FOOT = 277 / 25.4 * 96  # where the text of a page ends, in px
OURS = ("Liberation-Serif", "Noto-Serif-Lao", "Noto-Serif-SC")
# A name plate turns one face upside down; its text comes out of the file in another order.
READ = [name for name in CASES if name != "plates"]


@pytest.fixture(scope="module")
def sheets():
    return {name: rendering.laid_out(content) for name, (content, _pages) in CASES.items()}


@pytest.fixture(scope="module")
def papers(sheets):
    return {name: rendering.filed(sheets[name], CASES[name][0]) for name in CASES}


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def test_the_number_of_pages_is_known(papers):
    found = {name: len(opened(pdf).pages) for name, pdf in papers.items()}
    assert found == {name: number for name, (_content, number) in CASES.items()}


@pytest.mark.parametrize("name", READ)
def test_the_text_layer_says_what_the_source_says(papers, name, tmp_path):
    text = pages.printed(papers[name], tmp_path / "paper.pdf")
    html = rendering.paper_html(CASES[name][0])
    whole = pages.same(text)
    parted = [p for p in pages.passages(html) if pages.same(p) not in whole]
    assert len(parted) <= 3, parted
    assert not pages.missing(html, text)


@pytest.mark.parametrize("name", CASES)
def test_every_face_is_ours_and_embedded_in_an_archive_file(papers, name):
    file = opened(papers[name])
    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
    assert file.Root.MarkInfo.Marked
    for page in file.pages:
        for face in page.Resources.Font.values():
            family = str(face.BaseFont).lstrip("/").split("+")[1]
            assert family.startswith(OURS), family
            described = face.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in described or "/FontFile3" in described


@pytest.mark.parametrize("name", CASES)
def test_no_text_leaves_its_column_and_no_heading_stands_alone(sheets, name):
    last = {}
    for page, box, holder in pages.text_boxes(sheets[name]):
        end = holder.content_box_x() + holder.width
        assert box.position_x + box.width <= end + 0.5, box.text
        if box.position_y < FOOT:
            at = (box.position_y, holder.element_tag)
            last[page] = max(last.get(page, at), at)
    assert {tag for _y, tag in last.values()}.isdisjoint({"h2", "h3"})


@pytest.mark.parametrize("name", ["minutes", "minutes_b", "chinese", "patrol"])
def test_the_signatures_stand_on_the_page_of_the_last_clause(sheets, name):
    where = {}
    for page, box, _holder in pages.text_boxes(sheets[name]):
        where.setdefault(pages.plain(box.text).strip(), set()).add(page)
    clause = {page for text, found in where.items() if "02 bản" in text for page in found}
    signing = {page for text, found in where.items() if "ĐẠI DIỆN PHÍA" in text for page in found}
    assert clause == signing != set()


def test_the_same_content_gives_the_same_bytes(papers):
    assert rendering.paper_pdf(CASES["seating"][0]) == papers["seating"]


def test_only_what_is_not_agreed_carries_the_watermark(papers, tmp_path):
    assert wording.word("draft", "vi") == "DỰ THẢO"
    draft = pages.printed(papers["minutes_b"], tmp_path / "draft.pdf")
    assert all("DỰ" in page for page in draft.split("\f")[:-1])
    assert "DỰ" not in pages.printed(papers["minutes"], tmp_path / "final.pdf")


def test_a_series_has_contents_with_pages_and_a_bookmark_for_each_meeting(papers, tmp_path):
    with opened(papers["series"]).open_outline() as outline:
        marks = [entry.title for entry in outline.root]
    assert len(marks) == 4
    assert marks[0].startswith("1. Kỳ họp ngày")
    first = pages.printed(papers["series"], tmp_path / "series.pdf").split("\f")[0]
    assert re.findall(r"\.\s+(\d)\n", first) == ["2", "4", "6", "8"]
