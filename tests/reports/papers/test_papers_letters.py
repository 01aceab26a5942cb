"""Hand-over records and letters: what is known is said, what is not is dotted, never made up."""

from reports.papers.hand_over import hand_over
from reports.papers.letter import letter
from tests.reports.papers import pages
from tests.reports.papers.contents import prints
from tests.reports.papers.pages import mm, plain, told

# the hand-over


def test_what_is_known_of_a_hand_over_is_printed_and_the_rest_is_dots():
    [text] = hand_over(prints.hand_over())["texts"]
    said = told(text["blocks"], "vi")
    assert "Ngày bàn giao: ngày 20 tháng 11 năm 2026." in said
    assert "Người đại diện: Lương Văn Tùng" in said
    assert "Nghiệm thu: đã nghiệm thu ngày 20 tháng 11 năm 2026, có ý kiến kèm theo" in said
    dotted = [plain(dict(b.line)["vi"]) for b in text["blocks"] if b.kind == "fill"]
    assert dotted == ["Địa điểm:", "Người đại diện:", "Chức vụ:", "Tình trạng khi bàn giao:"]
    assert "Tổng giá trị: 180.000.000 VND" in said
    items, given = [b for b in text["blocks"] if b.kind == "table"]
    assert plain(items.rows[0].cells[1].lines[0][0][1]) == "Nhà văn hóa một tầng"
    assert items.rows[1].cells[2].blank == 1  # a value nobody recorded is never made up
    assert plain(given.rows[0].cells[3].lines[0][0][1]) == "trên 120.000.000 VND"


def test_a_hand_over_of_which_nothing_is_known_is_a_form_to_fill():
    empty = {"name": None, "post": None}
    content = prints.hand_over(
        day=None,
        items=[],
        deliveries=[],
        amount=None,
        acceptance=None,
        remarks=None,
        grounds=[],
        people={"giver": empty, "receiver": empty},
    )
    [text] = hand_over(content)["texts"]
    [items] = [b for b in text["blocks"] if b.kind == "table"]
    assert [row.cells[1].blank for row in items.rows] == [1, 1, 1]
    assert "Ngày bàn giao: ngày ...... tháng ...... năm 20....." in told(text["blocks"], "vi")
    assert all(
        one["name"]["value"] is None for block in text["signatures"] for one in block["people"]
    )


def test_the_other_side_of_a_hand_over_comes_first_in_its_copy():
    [text] = hand_over(prints.hand_over(copy="counterpart"))["texts"]
    said = told(text["blocks"], "vi")
    assert said.index("Bên nhận: huyện Viêng Xay, tỉnh Hủa Phăn") < said.index(
        "Bên giao: bản Na Mèo"
    )
    assert plain(text["signatures"][0]["roles"][-1][1]) == "ĐẠI DIỆN BÊN NHẬN"


# the letter


def test_a_letter_says_law_text_day_and_enclosures():
    shown = letter(prints.letter())
    said = told(shown["blocks"], "vi")
    assert plain(shown["subject"]) == (
        "V/v lấy ý kiến đối với dự thảo Thỏa thuận kết nghĩa giai đoạn 2026-2028"
    )
    assert said[0].startswith(
        "Căn cứ Luật Thỏa thuận quốc tế số 70/2020/QH14 và Nghị định số 64/2021/NĐ-CP, Điều 7, Sở"
        " Ngoại vụ tỉnh Thanh Hóa đề nghị Công an tỉnh Thanh Hóa cho ý kiến bằng văn bản"
    )
    assert said[-1] == (
        "Văn bản trả lời xin gửi về Sở Ngoại vụ tỉnh Thanh Hóa chậm nhất ngày 01 tháng 12 năm 2026,"
        " trong thời hạn 07 ngày làm việc kể từ ngày 20 tháng 11 năm 2026 để tổng hợp."
    )
    assert told(shown["last"], "vi") == [
        "Gửi kèm văn bản này:",
        "- Dự thảo văn bản bằng tiếng Việt;",
        "- Dự thảo văn bản bằng tiếng Lào.",
    ]
    assert (shown["end"]["authority"], shown["end"]["post"]) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert shown["head"]["number"] == ""
    assert shown["head"]["symbol"] == "/SNgV-HTQT"


def test_a_letter_before_the_question_has_the_limit_only_and_no_invented_day():
    content = prints.letter(asked_on=None, due_on=None)
    assert told(letter(content)["blocks"], "vi")[-1].endswith(
        "trong thời hạn 07 ngày làm việc kể từ ngày nhận được văn bản này để tổng hợp."
    )
    content["limit"] = None
    assert "trước ngày ...... tháng ......" in told(letter(content)["blocks"], "vi")[-1]


def test_several_addressees_are_listed_and_addressed_together():
    shown = letter(prints.letter(addressees=["Công an tỉnh", "Bộ Chỉ huy quân sự tỉnh"]))
    assert [plain(one) for one in shown["addressees"]] == [
        "Công an tỉnh",
        "Bộ Chỉ huy quân sự tỉnh",
    ]
    assert "đề nghị Quý cơ quan cho ý kiến" in told(shown["blocks"], "vi")[0]


def test_a_typed_number_is_padded_and_a_day_written_as_decree_30_has_it():
    content = prints.letter()
    content["letter"] |= {"number": "5", "date": "2026-02-03"}
    head = letter(content)["head"]
    assert [head[key] for key in ("number", "day", "month", "year")] == ["05", "03", "02", 2026]


def test_the_letter_keeps_the_measures_of_decree_30(sheets):
    """Annex I: margins 20/20/30/20 mm; V/v 12 pt, 6 pt under the number; body 14, signature 14
    in the right half, Nơi nhận 12 bold italic and 11.
    """
    boxes = [(page, box) for page, box, _holder in pages.text_boxes(sheets["letter"])]
    page = sheets["letter"].pages[0]._page_box
    assert [round(mm(v)) for v in (page.margin_top, page.margin_bottom)] == [20, 20]
    assert [round(mm(v)) for v in (page.margin_left, page.margin_right)] == [30, 20]

    def of(start: str):
        return next(
            box for _page, box in boxes if box.text.replace("\u00a0", " ").startswith(start)
        )

    def points(box) -> float:
        return round(box.style["font_size"] * 0.75, 1)

    found = {words: points(of(words)) for words in POINTS}
    assert found == POINTS
    number, about = of("Số:"), of("V/v")
    assert 5.5 <= (about.position_y - number.position_y - number.height) * 0.75 <= 9
    assert of("KT. GIÁM").position_x > page.width / 2
    assert (of("Nơi nhận").style["font_weight"], of("Nơi nhận").style["font_style"]) == (
        700,
        "italic",
    )


POINTS = {
    "CỘNG HÒA": 12.0,
    "Độc lập": 13.0,
    "ỦY BAN": 12.0,
    "SỞ NGOẠI": 12.0,
    "Số:": 13.0,
    "Thanh Hóa, ngày": 13.0,
    "V/v": 12.0,
    "Kính gửi:": 14.0,
    "Căn cứ": 14.0,
    "KT. GIÁM": 14.0,
    "Nơi nhận": 12.0,
    "- Như trên": 11.0,
}
