"""Texts, hand-overs and letters: what stands where, in both copies, before they are pages."""

import pytest

from reports import rendering
from reports.papers.memorandum import han, in_two, memorandum, numbered, parted
from tests.reports.papers import pages
from tests.reports.papers.contents import prints
from tests.reports.papers.pages import mm, plain, told

# the two copies


def test_each_copy_names_its_keeper_first():
    ours, theirs = (memorandum(prints.memorandum(copy=copy)) for copy in ("home", "counterpart"))
    [text], [other] = ours["texts"], theirs["texts"]
    assert ours["languages"] == ["vi", "lo"]
    assert theirs["languages"] == ["lo", "vi"]
    vietnamese = {t["language"]: [plain(line) for line in t["between"]] for t in other["title"]}[
        "vi"
    ]
    assert [plain(line) for line in text["title"][0]["between"]] == [
        "giữa huyện Quan Sơn, tỉnh Thanh Hóa",
        "(nước CHXHCN Việt Nam)",
        "và huyện Viêng Xay, tỉnh Hủa Phăn",
        "(nước CHDCND Lào)",
    ]
    assert vietnamese[0] == "giữa huyện Viêng Xay, tỉnh Hủa Phăn"
    assert vietnamese[2] == "và huyện Quan Sơn, tỉnh Thanh Hóa"
    for one, said in ((text, "ĐẠI DIỆN PHÍA VIỆT NAM"), (other, "ຕາງໜ້າຝ່າຍລາວ")):
        assert plain(one["signatures"][0]["roles"][0][1]) == said
    assert [m["language"] for m in text["mottos"]] == ["vi", "lo"]
    assert [m["language"] for m in other["mottos"]] == ["lo", "vi"]


def test_the_keepers_column_and_signature_are_the_left_ones(sheets):
    """Measured on the laid out page: one copy has Vietnamese in the left column, one Lao."""
    for copy, first, signs in (
        ("home", "Điều\u00a01.", "ĐẠI DIỆN PHÍA VIỆT NAM"),
        ("counterpart", "ມາດຕາ", "ຕາງໜ້າຝ່າຍລາວ"),
    ):
        document = rendering.laid_out(prints.memorandum(copy=copy))
        left = [
            box.text.replace("\u200b", "")
            for _page, box, holder in pages.text_boxes(document)
            if mm(holder.position_x) < 31
        ]
        assert any(first in words for words in left)
        at = [
            mm(holder.position_x)
            for _page, box, holder in pages.text_boxes(document)
            if box.text.replace("\u200b", "") == signs
        ]
        assert at
        assert all(x < 100 for x in at)


@pytest.mark.parametrize(
    ("copy", "order"), [("home", ["vi", "lo", "en"]), ("counterpart", ["lo", "vi", "en"])]
)
def test_a_third_language_comes_last_in_both_copies(copy, order):
    content = prints.memorandum("vi", "en", "lo", layout="consecutive", copy=copy)
    shown = memorandum(content)
    assert shown["languages"] == order
    assert [text["languages"] for text in shown["texts"]] == [[code] for code in order]
    vietnamese = next(text for text in shown["texts"] if text["languages"] == ["vi"])
    clause = told(vietnamese["final"], "vi")[0]
    named = {"vi": "tiếng Việt", "lo": "tiếng Lào", "en": "tiếng Anh"}
    first, second, third = (named[code] for code in order)
    assert f"mỗi bản bằng {first}, {second} và {third}, có giá trị như nhau" in clause
    assert "lập thành 02 bản" in clause


def test_mottos_are_printed_by_choice_and_only_where_both_are_known():
    assert memorandum(prints.memorandum(mottos=False))["texts"][0]["mottos"] == []
    assert memorandum(prints.chinese())["texts"][0]["mottos"] == []


# titles and articles


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Thỏa thuận kết nghĩa Na Mèo – Lơi", "THỎA THUẬN", "Kết nghĩa Na Mèo – Lơi"),
        ("Thoả thuận hợp tác", "THOẢ THUẬN", "Hợp tác"),
        ("Biên bản ghi nhớ 2022-2025", "BIÊN BẢN GHI NHỚ", "2022-2025"),
        ("Quy chế kết nghĩa", "QUY CHẾ KẾT NGHĨA", ""),
        ("Giao lưu thanh niên", "BẢN GHI NHỚ", "Giao lưu thanh niên"),
    ],
)
def test_the_kind_of_a_text_stands_on_its_own_line_and_no_word_twice(title, kind, name):
    assert in_two(title, "BẢN GHI NHỚ") == (kind, name)


@pytest.mark.parametrize(
    ("number", "vi", "zh"),
    [
        ("1", "Điều 1.", "第一条"),
        ("Điều 12", "Điều 12.", "第十二条"),
        ("20.", "Điều 20.", "第二十条"),
    ],
)
def test_articles_are_numbered_as_each_language_does(number, vi, zh):
    part = {"kind": "article", "number": number}
    assert numbered(part, "vi") == vi
    assert numbered(part, "zh") == zh
    assert numbered(part | {"kind": "preamble"}, "vi") == ""
    assert numbered(part | {"number": "Phụ lục A"}, "vi") == "Phụ lục A"


def test_chinese_numbers():
    assert [han(n) for n in (1, 9, 10, 11, 19, 20, 21, 30, 99)] == [
        *("一", "九", "十", "十一", "十九", "二十", "二十一", "三十", "九十九")
    ]


@pytest.mark.parametrize(
    ("text", "titled", "head", "body"),
    [
        ("Hai bên gặp nhau.", False, "Điều 2.", "Hai bên gặp nhau."),
        ("Mục tiêu\nHai bên gặp nhau.", True, "Điều 2. Mục tiêu", "Hai bên gặp nhau."),
        ("Điều 2. Mục tiêu\nHai bên gặp nhau.", True, "Điều 2. Mục tiêu", "Hai bên gặp nhau."),
        ("Điều 2: " + "a" * 130, False, "", "Điều 2: " + "a" * 130),
    ],
)
def test_a_number_that_was_typed_into_the_text_is_not_printed_twice(text, titled, head, body):
    assert parted(text, "Điều 2.", titled) == (head, body)


def test_a_first_line_is_a_title_only_where_it_is_one_in_every_language():
    content = prints.memorandum()
    [text] = memorandum(content)["texts"]
    assert "Điều 2. Mục tiêu hợp tác" in told(text["blocks"], "vi")
    content["articles"][2]["text"]["lo"]["text"] = "ສອງຝ່າຍພົບປະກັນປີລະຄັ້ງ."
    [text] = memorandum(content)["texts"]
    assert "Điều 2." in told(text["blocks"], "vi")


def test_the_text_prints_its_articles_and_every_word_of_them():
    [text] = memorandum(prints.memorandum())["texts"]
    for code in ("vi", "lo"):
        shown = pages.same(" ".join(told(text["blocks"], code)))
        for part in prints.memorandum()["articles"]:
            assert pages.same(part["text"][code]["text"]) in shown


def test_a_language_that_is_not_written_or_not_read_says_so_on_a_draft():
    content = prints.memorandum(mark="draft", articles=prints.lines("vi", "lo", state="unchecked"))
    del content["articles"][1]["text"]["lo"]
    [text] = memorandum(content)["texts"]
    lao = " ".join(told(text["blocks"], "lo"))
    assert "chưa có bản dịch" in lao
    assert "bản dịch chưa soát" in lao
    notes = [
        plain(line[0][1])
        for block in text["blocks"]
        if block.kind == "note"
        for line in block.lines
    ]
    assert any("chưa được người bản ngữ soát" in words for words in notes)


# the end


def test_the_clause_on_copies_is_added_only_where_the_text_has_none():
    closing = {
        "kind": "closing",
        "number": "",
        "text": {
            code: {"text": words, "state": "agreed"}
            for code, words in {
                "vi": "Làm tại Na Mèo thành 02 bản, có giá trị như nhau.",
                "lo": "ເຮັດທີ່ ນາແມວ ເປັນ 02 ສະບັບ, ມີຄຸນຄ່າເທົ່າທຽມກັນ.",
            }.items()
        },
    }
    content = prints.memorandum()
    [text] = memorandum(content)["texts"]
    assert told(text["final"], "vi") == [
        "Văn bản này được lập thành 02 bản, mỗi bản bằng tiếng Việt và tiếng Lào, có giá trị như"
        " nhau; mỗi bên giữ 01 bản.",
        "Làm tại:",
        "ngày ...... tháng ...... năm 20....",
    ]
    [text] = memorandum(content | {"articles": [*content["articles"], closing]})["texts"]
    assert told(text["final"], "vi") == ["Làm tại Na Mèo thành 02 bản, có giá trị như nhau."]


def test_known_place_day_and_signatories_are_printed_and_unknown_ones_are_dotted():
    content = prints.memorandum(
        place="Na Mèo",
        signed={"from": "2026-11-21", "until": "2026-11-22", "words": ""},
        signatories={
            "home": [
                {
                    "name": {"level": "", "vi": "Lương Văn Tùng"},
                    "post": {"level": "", "vi": "Chủ tịch"},
                }
            ]
        },
    )
    [text] = memorandum(content)["texts"]
    assert told(text["final"], "vi")[1:] == ["Làm tại Na Mèo,", "ngày 21 tháng 11 năm 2026."]
    assert told(text["final"], "lo")[2] == "ວັນທີ 21 ພະຈິກ 2026."
    ours, theirs = text["signatures"]
    assert plain(ours["people"][0]["name"]["value"][0][1]) == "Lương Văn Tùng"
    assert theirs["people"][0]["name"]["value"] is None


def test_a_draft_is_marked_on_every_page_and_a_final_on_none(papers, tmp_path):
    marks = {"text": 0, "text_b": 4, "text_zh": 2, "hand_over": 0}
    for name, marked in marks.items():
        printed = pages.printed(papers[name][1], tmp_path / "paper.pdf").split("\f")
        found = [page for page in printed if "DỰ" in page or "CHÉP" in page]
        assert len(found) == marked, name
