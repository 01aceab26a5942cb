"""Two versions compared word by word, in each language by its own words."""

import pytest

from core.compare import ADDED, KEPT, REMOVED, compared, is_changed, words


def shown(old, new, language="vi"):
    marks = {KEPT: "{}", REMOVED: "[-{}]", ADDED: "[+{}]"}
    return "".join(marks[span.kind].format(span.text) for span in compared(old, new, language))


@pytest.mark.parametrize(
    ("old", "new", "language", "seen"),
    [
        (
            "Hai bên đánh giá năm 2024.",
            "Hai bên cùng đánh giá năm 2025.",
            "vi",
            "Hai bên [+cùng ]đánh giá năm [-2024][+2025].",
        ),
        ("Cho 1.300.000.000 đồng", "Cho 1.400.000.000 đồng", "vi", None),
        ("Tuần tra", "Tuần tra chung", "vi", "Tuần tra [+chung]"),
        (
            "双方于2024年会晤。",
            "双方于2025年举行会晤。",
            "zh",
            "双方于[-2024][+2025]年[+举行]会晤。",
        ),
        (
            "ເພີ່ມທະວີການລາດຕະເວນຮ່ວມກັນ",
            "ເພີ່ມການລາດຕະເວນຮ່ວມກັນ",
            "lo",
            "ເພີ່ມ[-ທະວີ]ການລາດຕະເວນຮ່ວມກັນ",
        ),
        ("ភាសាខ្មែរ និង", "ភាសាខ្មែរ", "km", None),
        ("một\nhai\nba", "một\nbốn\nba", "vi", "một\n[-hai][+bốn]\nba"),
        ("", "mới", "vi", "[+mới]"),
        ("cũ", "", "vi", "[-cũ]"),
        ("", "", "vi", ""),
    ],
)
def test_only_what_changed_is_marked(old, new, language, seen):
    if seen is not None:
        assert shown(old, new, language) == seen
    spans = compared(old, new, language)
    assert "".join(span.text for span in spans if span.kind != REMOVED) == new


def test_a_number_with_its_dots_is_one_word():
    assert shown("Cho 1.300.000.000 đồng", "Cho 1.400.000.000 đồng") == (
        "Cho [-1.300.000.000 ][+1.400.000.000 ]đồng"
    )


def test_lao_is_cut_into_words_and_not_letters():
    found = words("ເພີ່ມທະວີການລາດຕະເວນ", "lo")
    assert found == ["ເພີ່ມ", "ທະວີ", "ການ", "ລາດຕະເວນ"]


@pytest.mark.parametrize("language", ["vi", "lo", "zh", "km", "en"])
def test_words_put_together_again_are_the_text(language):
    text = "Hai bên,  1.300 «x» 双方 ເພີ່ມທະວີ\n\n\tភាសាខ្មែរ!"
    assert "".join(words(text, language)) == text


def test_the_same_text_is_not_changed():
    assert not is_changed(compared("Tuần tra\nchung", "Tuần tra\nchung", "vi"))
    assert is_changed(compared("Tuần tra", "tuần tra", "vi"))


@pytest.mark.parametrize("end", [" ", "\n"])
def test_the_longest_passages_are_replaced_whole(end):
    """Word by word, two texts of 16,000 words would keep the server busy for minutes."""
    old = end.join(f"chữ{n % 97}" for n in range(16_000))
    new = end.join(f"chữ{n % 89}" for n in range(16_000))
    assert [span.kind for span in compared(old, new, "vi")] == [REMOVED, ADDED]
