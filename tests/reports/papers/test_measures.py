"""The measures of the papers, read back from the PDF: the internal report against the measures of
Decree 30/2020, Annex I; the joint paper against the grid of two columns.

Places are those of letters and rules on the finished sheet, to the millimetre and the point.
"""

import re

import pytest

from reports import rendering
from reports.pdf.kept import page_count
from tests.reports.papers import contents, measured

SERIF = "Liberation-Serif"  # metric-equal to Times New Roman
BOLD, ITALIC, BOTH = f"{SERIF}-Bold", f"{SERIF}-Italic", f"{SERIF}-Bold-Italic"
LEFT, RIGHT, TOP, BOTTOM = 30, 190, 20, 277  # edges of the text, in mm
COLUMNS = ((30, 106), (114, 190))


@pytest.fixture(scope="module")
def report(papers):
    pdf = papers["internal"][1]
    return [measured.Sheet(pdf, number) for number in range(1, page_count(pdf) + 1)]


@pytest.fixture(scope="module")
def known():
    """A report with number and day, short names and long ones."""
    content = contents.internal() | {"draft": False}
    content["report"] = content["report"] | {
        "superior": [],
        "office": "Văn phòng Ủy ban nhân dân huyện Quan Sơn",
        "code": "VP",
        "number": 7,
        "date": "2025-02-03",
    }
    return measured.Sheet(rendering.paper_pdf(content), 1)


def test_the_sheet_and_its_margins(report):
    for sheet in report:
        assert (round(sheet.width), round(sheet.height)) == (210, 297)
        text = [line for line in sheet.lines if TOP - 1 < line.base < BOTTOM + 1]
        assert min(line.left for line in text) == pytest.approx(LEFT, abs=0.6)
        assert max(line.right for line in text) < RIGHT + 0.5
        assert min(line.base for line in text) > TOP
    justified = [line for line in report[0].lines if line.sizes == {14.0} and line.width > 155]
    assert justified
    assert all(line.right == pytest.approx(RIGHT, abs=1.2) for line in justified)


@pytest.mark.parametrize(
    ("start", "size", "face"),
    [
        ("CỘNG HÒA XÃ HỘI", 12, BOLD),
        ("Độc lập - Tự do - Hạnh phúc", 13, BOLD),
        ("ỦY BAN NHÂN DÂN", 12, SERIF),
        ("SỞ NGOẠI VỤ", 12, BOLD),
        ("Số: ", 13, SERIF),
        ("Thanh Hóa, ngày", 13, ITALIC),
        ("BÁO CÁO", 14, BOLD),
        ("Kết quả thực hiện", 14, BOLD),
        ("Kính gửi:", 14, SERIF),
        ("I. TÌNH HÌNH", 14, BOLD),
        ("Thực hiện quy định", 14, SERIF),
    ],
)
def test_faces_and_sizes_of_the_first_page(report, start, size, face):
    line = report[0].line(start)
    assert (line.sizes, line.faces) == ({float(size)}, {face})


def test_number_and_day_stand_level_under_their_heads(report, known):
    first = report[0]
    number, day = first.line("Số: "), first.line("Thanh Hóa, ngày")
    assert number.base == pytest.approx(day.base, abs=0.1)
    assert first.line("ỦY BAN").base == pytest.approx(first.line("CỘNG HÒA").base, abs=0.1)
    assert number.middle == pytest.approx(first.line("SỞ NGOẠI VỤ").middle, abs=0.5)
    assert day.middle == pytest.approx(first.line("CỘNG HÒA").middle, abs=0.5)
    assert known.line("Số: ").text == "Số: 07/BC-VP"
    assert known.line("Thanh Hóa, ngày").text.endswith("ngày 03 tháng 02 năm 2025")


def test_rules_are_as_long_as_the_decree_says(report, known):
    for sheet in (report[0], known):
        motto = sheet.line("Độc lập")
        rule = sheet.rule_under(motto)
        assert rule.length == pytest.approx(motto.width, abs=0.6)
        for start in ("SỞ NGOẠI", "BÁO CÁO") if sheet is report[0] else ("VĂN PHÒNG", "BÁO CÁO"):
            line = sheet.line(start)
            rule = sheet.rule_under(line)
            own = [
                each
                for each in sheet.lines
                if line.base <= each.base < rule.top and abs(each.middle - line.middle) < 2
            ]
            longest = max(each.width for each in own)
            assert longest / 3 <= rule.length <= longest / 2
            assert rule.middle == pytest.approx(line.middle, abs=0.5)
            assert 0 < rule.top - own[-1].base < 4


def test_paragraphs_are_indented_and_set_apart(report):
    first = report[0]
    opening = first.line("Thực hiện quy định")
    assert 10 <= opening.left - LEFT <= 12.7
    assert 10 <= first.line("I. TÌNH HÌNH").left - LEFT <= 12.7
    at = first.lines.index(opening)
    within = (first.lines[at + 1].base - opening.base) / measured.MM
    assert 14 * 1.0 <= within <= 14 * 1.5 * 1.15  # single to one and a half
    body = [line for line in first.lines if line.faces == {SERIF} and line.sizes == {14.0}]
    after = next(line for line in body[body.index(opening) + 1 :] if line.left > LEFT + 9)
    between = (after.base - body[body.index(after) - 1].base) / measured.MM
    assert between - within == pytest.approx(6, abs=0.5)


def test_the_number_of_a_page_stands_in_the_upper_margin_but_on_the_first(report):
    for number, sheet in enumerate(report, start=1):
        above = [line for line in sheet.lines if line.base < TOP]
        if number == 1:
            assert above == []
            continue
        [line] = above
        assert (line.text, line.sizes, line.faces) == (str(number), {13.0}, {SERIF})
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.3)


def test_the_end_of_the_report(report):
    last = report[-1]
    to, post = last.line("Nơi nhận:"), last.line("GIÁM ĐỐC")
    assert (to.sizes, to.faces) == ({12.0}, {BOTH})
    assert last.line("- Như trên").sizes == {11.0}
    assert last.line("- Lưu: VT").sizes == {11.0}
    assert to.left == pytest.approx(LEFT, abs=0.3)
    assert (post.sizes, post.faces) == ({14.0}, {BOLD})
    assert to.base == pytest.approx(post.base, abs=0.1)
    assert post.middle == pytest.approx(LEFT + 120, abs=0.5)  # the right half
    name = next(line for line in last.lines if line.base > post.base and line.left > 110)
    assert 32 < name.base - post.base < 42  # room for the signature and the seal
    assert name.middle == pytest.approx(post.middle, abs=0.5)


# The joint paper


@pytest.mark.parametrize("name", ["counterpart", "chi_ma"])
def test_two_columns_of_a_joint_paper(papers, name):
    """76 mm each with 8 mm between; a hairline in the middle, whole but where a table crosses."""
    pdf = papers[name][1]
    sheet = measured.Sheet(pdf, 2)
    body = [
        line
        for line in sheet.lines
        if line.base < BOTTOM and line.sizes & {13.0, 12.0} and line.width < 80
    ]
    for line in body:
        column = COLUMNS[line.left > 110]
        assert column[0] - 0.3 <= line.left
        assert line.right <= column[1] + 0.6
    lefts = {round(line.left) for line in body}
    assert {30, 114} <= lefts
    assert not lefts & set(range(107, 114))


def test_lines_of_both_columns_share_one_grid(papers):
    sheet = measured.Sheet(papers["counterpart"][1], 1)
    left, right = (
        next(line for line in sheet.lines if line.text.startswith("I. ") and side(line.left))
        for side in (lambda x: x < 110, lambda x: x > 110)
    )
    assert left.base == pytest.approx(right.base, abs=0.15)


@pytest.mark.parametrize("name", ["counterpart", "chi_ma", "internal"])
def test_the_foot(papers, name):
    content, pdf = papers[name]
    sheet = measured.Sheet(pdf, 2)
    foot = [line for line in sheet.lines if line.base > BOTTOM]
    number = next(line for line in foot if re.fullmatch(r"2/\d+", line.text))
    assert number.sizes == {9.5}
    assert number.middle == pytest.approx((LEFT + RIGHT) / 2, abs=0.5)
    code = next(line for line in foot if content["code"] in line.text)
    digest = next(line for line in foot if content["hash"][:12] in line.text)
    assert code.sizes == digest.sizes == {7.5}
    assert code.right == pytest.approx(RIGHT - 13, abs=0.5)  # the square code stands beside it
    assert min(line.left for line in foot) == pytest.approx(LEFT, abs=0.3)
