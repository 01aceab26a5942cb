import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import tidy


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Viêng Xay"), "Viêng Xay"),
        ("Quan\u00a0Sơn", "Quan Sơn"),
        ("Quan\u200b Sơn\ufeff", "Quan Sơn"),
        ("\u202eSơn\u202c\u2066La\u2069", "SơnLa"),
        ("a\x00b\x07c", "abc"),
        ("dòng 1\r\ndòng 2\rdòng 3\u2028dòng 4", "dòng 1\ndòng 2\ndòng 3\ndòng 4"),
        ("cột\tcột", "cột\tcột"),
        ("ເມືອງ\u200bວຽງໄຊ", "ເມືອງວຽງໄຊ"),
        ("爱店\u3000镇", "爱店 镇"),
        ("a\ud800b", "ab"),
    ],
)
def test_one_word_has_one_spelling(typed, kept):
    assert tidy(typed) == kept


def test_text_pasted_from_word_keeps_its_words_apart():
    pasted = "“Chợ” –\u00a0ngày\u20092…\x0bdòng hai\r\n\uf0b7 gạch\u00ad đầu\ufeff dòng\u2028ba"
    assert tidy(pasted) == "“Chợ” – ngày 2…\ndòng hai\n gạch đầu dòng\nba"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(st.text(alphabet=st.characters()))
def test_tidy_text_stays_as_it_is_and_can_be_stored(text):
    once = tidy(text)
    assert tidy(once) == once
    assert "\x00" not in once
    once.encode()
