"""The glossary beside the boxes of a narrative: its files, what fits a text, without script too."""

import unicodedata

import pytest
from django.urls import reverse

from reports import terms
from reports.choices import Section
from tests import factories as make
from tests.factories.reports import text


def test_the_terms_are_whole_and_say_which_were_checked_by_no_native_speaker():
    found = terms.terms()
    assert len(found) > 160
    for term in found:
        assert set(term.texts) == set(terms.LANGUAGES)
        assert term.unchecked <= {"lo", "zh"}
        for words in term.texts.values():
            assert all(word == unicodedata.normalize("NFC", word).strip() for word in words)
            assert not any(mark in word for word in words for mark in "?()（）\t")
    assert sum(bool(term.unchecked) for term in found) > 30


@pytest.mark.parametrize("section", Section)
def test_every_part_has_phrases_of_its_own(section):
    assert all(sentence.strip() for sentence in terms.phrases(section))
    assert terms.phrases(section) or section in ("twinning",)


def test_words_fit_the_language_of_the_box_and_the_vietnamese_text():
    said = "Hai bên TUẦN TRA song phương, ký biên bản ghi nhớ."
    lao = terms.offered("border", "lo", said)
    assert [one.said for one in lao][:2] == ["tuần tra song phương", "biên bản ghi nhớ"]
    assert {one.code for one in lao} == {"lo"}
    assert terms.offered("border", "zh", said)[0].text == "联合巡逻"
    assert terms.offered("border", "vi", said) == terms.offered("border", "vi", "")
    assert "cặp" not in [one.said for one in terms.offered("border", "lo", "cặpbản")]
    assert terms.offered("border", "km", said) == []


def test_the_longest_word_is_taken_and_a_short_one_within_another_is_none():
    def said(text):
        return [" / ".join(term.texts["vi"]) for term in terms.in_text(text)]

    assert said("Hai bên tạo điều kiện tại Lào Cai; văn bản về ĐIỀU ƯỚC QUỐC TẾ, xã hội.") == [
        "điều ước quốc tế",
        "hai bên",
    ]
    assert said("Theo Điều 5, bản Lơi (Lào) ký biên bản hội đàm.")[0] == "biên bản hội đàm"
    assert set(said("Điều 5, bản Lơi, Lào")) >= {"điều", "bản", "Lào"}
    assert not {"điều", "biên bản"} & set(said("Điều kiện ghi tại biên bản hội đàm."))
    known = {word for term in terms.terms() for word in term.texts["vi"]}
    assert not known & set(terms.compounds())
    for word in terms.compounds():  # each holds a term, else it would do nothing
        assert known & set(word.split()), word


def test_without_script_the_words_are_there_to_copy(client, officer, partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership])
    narrative = {"border": text("Đã tuần tra song phương.", "checked", "vi")}
    known = {"incidents": [{"kind": {"vi": {"text": "Buôn lậu"}}, "when": None, "outcome": None}]}
    review = make.AnnualReviewFactory(series=series, narrative=narrative, figures=known)
    client.force_login(officer)
    page = client.get(reverse("reports:annual-review-write", args=[review.uuid])).text

    lao = "ການລາດຕະເວນສອງຝ່າຍ"
    beside, _, glossary = page.partition('id="glossary"')
    assert f'<li data-word="{lao}"><span lang="lo">{lao}</span>' in beside
    assert lao in glossary
    assert "|điều kiện|" in glossary.partition(">")[0]
    assert "(unchecked)" in glossary
    assert "What is printed in this part by itself" in beside
    assert beside.count('id="id_assessment_internal-text-') == 1
