"""What the joint paper says: order of the sides, gaps, amounts, what has no date."""

import re

import pytest

from reports.papers.joint import joint
from tests.reports.papers import contents


def plain(text) -> str:
    return re.sub("<[^>]+>", "", str(text)).replace("\u200b", "").replace("\u00a0", " ")


def said(content: dict, language: str) -> list[str]:
    """Every line of the paper in that language."""
    found = []
    for text in joint(content)["texts"]:
        for block in [*text["blocks"], *text["final"]]:
            lines = getattr(block, "lines", None) or [getattr(block, "line", [])]
            lines = [*lines, *getattr(block, "notes", [])]
            for row in getattr(block, "rows", []) if block.kind == "table" else []:
                lines += [line for cell in row.cells for line in cell.lines]
            found += [plain(t) for line in lines for code, t in line if code == language]
    return found


def headings(content: dict, language: str) -> list[str]:
    return [
        plain(t)
        for text in joint(content)["texts"]
        for block in [*text["blocks"], *text["final"]]
        if block.kind == "heading"
        for code, t in block.line
        if code == language
    ]


def test_the_keeper_of_the_copy_comes_first_everywhere():
    home = joint(contents.quan_son())
    other = joint(contents.quan_son() | {"copy": "counterpart"})
    assert (home["languages"], other["languages"]) == (["vi", "lo"], ["lo", "vi"])

    def order(paper):
        [text] = paper["texts"]
        return (
            [motto["language"] for motto in text["mottos"]],
            [title["language"] for title in text["title"]],
            [plain(block["roles"][0][1]) for block in text["signatures"]],
            plain(next(t for t in text["title"] if t["language"] == "vi")["between"][0]),
        )

    assert order(home) == (
        ["vi", "lo"],
        ["vi", "lo"],
        ["ĐẠI DIỆN PHÍA VIỆT NAM", "ĐẠI DIỆN PHÍA LÀO"],
        "giữa huyện Quan Sơn, tỉnh Thanh Hóa",
    )
    assert order(other) == (
        ["lo", "vi"],
        ["lo", "vi"],
        ["ຕາງໜ້າຝ່າຍລາວ", "ຕາງໜ້າຝ່າຍຫວຽດນາມ"],
        "giữa huyện Viêng Xay, tỉnh Hủa Phăn",
    )
    assert plain(dict(home["foot"]["copy"])["vi"]).startswith("Bản giữ của phía Việt Nam")
    assert plain(dict(other["foot"]["copy"])["vi"]).startswith("Bản giữ của phía Lào")


def test_both_languages_stand_in_columns_or_one_after_the_other():
    columns = joint(contents.quan_son())
    after = joint(contents.quan_son() | {"layout": "consecutive"})
    assert [text["languages"] for text in columns["texts"]] == [["vi", "lo"]]
    assert [text["languages"] for text in after["texts"]] == [["vi"], ["lo"]]
    assert len(headings(contents.quan_son(), "vi")) == len(headings(contents.quan_son(), "lo"))


def test_parts_are_numbered_as_each_language_does():
    vietnamese, chinese = headings(contents.chi_ma(), "vi"), headings(contents.chi_ma(), "zh")
    assert vietnamese[0].startswith("I. ")
    assert chinese[0].startswith("一、")
    assert any(line.startswith("（一）") for line in chinese)
    assert vietnamese[-1].startswith("VII. ")


def test_what_has_no_date_stands_apart_and_outside_the_totals():
    content = contents.quan_son()
    lines = said(content, "vi")
    apart = lines.index("IV. KHÔNG RÕ THỜI ĐIỂM (THEO NGUỒN [1])")
    gift = next(n for n, line in enumerate(lines) if line.startswith("Trường mầm non bản Na Cay"))
    assert gift > apart
    assert "Sổ không ghi khoản hỗ trợ nào có ngày trong kỳ này." in lines[:apart]
    assert "2.280.000.000" in lines[apart:]
    assert "2.280.000.000" not in lines[:apart]


def test_exact_nearly_and_over_are_summed_apart():
    content = contents.quan_son()
    [text] = joint(content)["texts"]
    [table] = [b for b in text["blocks"] if b.kind == "table" and b.over]
    rows = [
        [
            " ".join(plain(t) for line in cell.lines for code, t in line if code == "vi")
            for cell in r.cells
        ]
        for r in table.rows
    ]
    assert rows[4][2:] == ["1.480.000.000", "400.000.000", "400.000.000"]
    assert rows[5][1:] == ["Tổng các số đã nêu (VND)", "2.280.000.000"]
    assert rows[6][1:3] == ["Riêng huyện Quan Sơn Cộng từng cột (VND)", "1.300.000.000"]
    assert rows[7][-1] == "2.100.000.000"
    assert [row.is_sum for row in table.rows] == [False] * 4 + [True] * 4


def test_no_instalment_is_computed_where_no_interval_is_stated():
    lines = said(contents.quan_son(), "vi")
    assert "kỳ hạn: không nêu" in lines
    assert any(line.startswith("Văn bản không nêu kỳ hạn") for line in lines)

    content = contents.quan_son()
    content["commitments"][0] |= {
        "interval_months": 12,
        "instalments": [
            {
                "period": contents.year(2024),
                "amount": contents.amount(500_000_000, "VND"),
                "status": "missed",
            }
        ],
    }
    lines = said(content, "vi")
    assert "mỗi 12 tháng một kỳ" in lines
    assert "kỳ năm 2024: 500.000.000 VND, chưa giao" in lines
    assert not any(line.startswith("Văn bản không nêu kỳ hạn") for line in lines)


def test_a_missing_translation_says_so_in_both_languages():
    lines = said(contents.quan_son(), "lo")
    assert "ຍັງບໍ່ມີຄຳແປ (chưa có bản dịch) [1]" in lines
    assert "ຍັງບໍ່ມີຄຳແປ (chưa có bản dịch)" in lines


@pytest.mark.parametrize(
    ("state", "marked"),
    [("machine", True), ("unchecked", True), ("checked", False), ("agreed", False)],
)
def test_a_translation_nobody_checked_is_marked(state, marked):
    content = contents.song_ma()
    content["narrative"] = {"security": contents.text("Ổn định.", lo=("ສະຫງົບ.", state))}
    [line] = [line for line in said(content, "lo") if line.startswith("ສະຫງົບ.")]
    assert ("bản dịch chưa soát" in line) is marked


def test_a_draft_says_that_its_lao_wording_waits_for_a_reader():
    draft, final = contents.quan_son(), contents.quan_son() | {"draft": False}
    note = "Phần chữ in sẵn bằng tiếng Lào trên bản này chưa được người bản ngữ soát."
    assert said(draft, "vi").count(note) == 1
    assert note not in said(final, "vi")


def test_unknown_people_and_days_are_left_in_dots():
    [text] = joint(contents.quan_son())["texts"]
    dotted = [plain(dict(b.line)["vi"]) for b in text["blocks"] if b.kind == "fill"]
    assert "Trưởng đoàn phía Việt Nam:" in dotted
    assert "Địa điểm:" in dotted
    assert [one["name"]["value"] for block in text["signatures"] for one in block["people"]] == [
        None,
        None,
    ]


def test_a_meeting_with_china_names_both_local_times():
    content = contents.chi_ma()
    content["meeting"] = {"starts": "2026-09-02T08:30:00+07:00"}
    assert "Thời gian (giờ Việt Nam): 08 giờ 30, ngày 2 tháng 9 năm 2026" in said(content, "vi")
    assert "时间（北京时间）：2026年9月2日09时30分" in said(content, "zh")


def test_a_name_without_recorded_form_keeps_its_letters():
    lines = said(contents.quan_son(), "lo")
    assert "ບ້ານນາແມວ – ບ້ານ Lơi ເມືອງວຽງໄຊ" in lines


def test_the_unit_of_today_is_printed_with_the_former_one():
    content = contents.quan_son()
    today = contents.unit("xã", "Quan Sơn", contents.THANH_HOA)
    today["formerly"] = [{"until": "2025-07-01", "name": contents.ONLY_QUAN_SON}]
    content["sides"]["home"]["parties"] = [today]
    [text] = joint(content)["texts"]
    line = plain(text["title"][0]["between"][0])
    assert line == "giữa xã Quan Sơn, tỉnh Thanh Hóa (trước 1/7/2025: huyện Quan Sơn)"


def test_a_vacant_side_is_said():
    content = contents.quan_son()
    content["sides"]["home"]["vacant_since"] = "2025-07-01"
    assert "Từ ngày 1 tháng 7 năm 2025, phía Việt Nam chưa xác định đơn vị kế thừa." in said(
        content, "vi"
    )


def test_the_next_host_comes_from_the_meeting():
    assert "Bên đăng cai kỳ họp sau: huyện Mường Ét" in said(contents.song_ma(), "vi")


def test_records_of_every_kind_are_printed():
    lines = said(contents.everything(), "vi")
    for line in (
        "Quan hệ giữa hai bên có từ tháng 5/2014.",
        "Tạm dừng từ năm 2020 đến năm 2022; lý do: chưa ghi.",
        "Chuyển tiếp ngày 1 tháng 7 năm 2025; căn cứ: chưa ghi.",
        "Thời gian: 08 giờ 00, ngày 28 tháng 3 năm 2025",
        "Trưởng đoàn phía Việt Nam: Nguyễn Văn A, Chủ tịch",
        "Phiên dịch: Trần Thị B",
        "Tuần tra song phương: 2 lần, 41 lượt người.",
        "Đoạn từ mốc 1088/2 đến mốc 1092, ngày 10 tháng 6 năm 2024: 21 lượt người."
        " Mốc nguyên trạng.",
        "Xâm canh",
        "mốc 1090",
        "đã giải quyết",
        "mỗi 6 tháng một kỳ",
        "kỳ năm 2024: khoảng 12.500 USD, giao một phần",
        "khoảng 12.500",
        "huyện Sông Mã; nơi nhận: chưa ghi",
        "bên hỗ trợ: chưa ghi cho huyện Mường Ét",
        "giá trị: chưa ghi",
        "trên 2.000 cuốn",
        "đã dùng [1]",
        "Hai bên",
        "đã xong",
        "Đoạn thứ hai.",
    ):
        assert line.removesuffix(" [1]") in lines, line


@pytest.mark.parametrize("other", ["lo", "zh", "en", "km"])
def test_every_language_composes(other):
    content = contents.song_ma() | {"languages": ["vi", other]}
    assert len(said(content, other)) > 40
