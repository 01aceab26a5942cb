"""Words, numbers, dates and breaks, each as its language writes them."""

import re

import pytest

from reports.papers import names, values, wording
from reports.papers.totals import totals
from reports.papers.typography import Typesetter
from reports.papers.wording import figures, internal, kinds
from tests.reports.papers import contents

ONLY_INTERNAL = {"h_gaps", "h_report_proposals", "chart_caption"}


@pytest.mark.parametrize("language", ["lo", "zh", "en", "km"])
def test_every_language_has_every_wording_with_the_same_gaps(language):
    def gaps(text):
        return {part.split("}")[0].lower() for part in text.split("{")[1:]}

    vietnamese, other = (wording.LANGUAGES[code].WORDS for code in ("vi", language))
    joint = {k for k in vietnamese if not k.startswith("report_") and k not in ONLY_INTERNAL}
    assert set(other) == joint
    named = {"sign_for", "party"}  # a country or a party, by language
    assert [k for k in joint - named if gaps(other[k]) - gaps(vietnamese[k])] == []
    assert len(wording.LANGUAGES[language].MONTHS) == 12


def test_a_wording_side_by_side_is_in_all_languages_with_the_same_gaps():
    """Those of our own reports are in Vietnamese alone."""
    for key, said in (figures.WORDS | kinds.WORDS).items():
        assert set(said) == set(wording.LANGUAGES), key
        for words in said.values():
            assert set(re.findall("{(\\w+)}", words)) == set(re.findall("{(\\w+)}", said["vi"])), (
                key
            )
    assert all(set(said) == {"vi"} for said in internal.WORDS.values())


@pytest.mark.parametrize(
    ("language", "said"),
    [("vi", "1.234.567,5"), ("lo", "1.234.567,5"), ("zh", "1,234,567.5"), ("km", "1.234.567,5")],
)
def test_numbers(language, said):
    assert values.number("1234567.50", language) == said


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("vi", "ngày 28 tháng 3 năm 2025", "tháng 12/2015", "năm 2014"),
        ("lo", "ວັນທີ 28 ມີນາ 2025", "ເດືອນ ທັນວາ 2015", "ປີ 2014"),
        ("zh", "2025年3月28日", "2015年12月", "2014年"),
        ("en", "28 March 2025", "December 2015", "2014"),
    ],
)
def test_dates_known_to_the_day_the_month_and_the_year(language, day, month, year):
    assert values.partial_date(contents.days("2025-03-28", "2025-03-29"), language) == day
    assert values.partial_date(contents.days("2015-12-01", "2016-01-01"), language) == month
    assert values.partial_date(contents.year(2014), language) == year


def test_dates_in_tables_and_dates_known_only_in_words():
    day = contents.days("2025-03-28", "2025-03-29")
    assert values.partial_date(day, "vi", short=True) == "28/03/2025"
    assert values.partial_date(day, "zh", short=True) == "2025年3月28日"
    late = contents.days("2021-10-01", "2022-01-01", "cuối năm 2021")
    assert values.partial_date(late, "vi") == "cuối năm 2021"
    assert values.partial_date(late, "en") == "01/10/2021 to 31/12/2021"
    assert values.partial_date(None, "vi") == "chưa ghi"
    assert values.partial_date({"from": "2020-05-01"}, "vi") == "từ 01/05/2020"


def test_amounts_are_said_as_they_were_published():
    over = contents.amount(3_100_000, "USD", "over", estimate=True)
    assert values.amount(over, "vi").replace("\u00a0", " ") == "ước trên 3.100.000 USD"
    assert values.amount(over, "zh").replace("\u00a0", " ") == "估计超过3,100,000 USD"
    assert values.amount(contents.amount(64, "km"), "lo").replace("\u00a0", " ") == "64 ກມ"
    assert values.amount(contents.amount(None, "", words="hàng trăm"), "lo") == "hàng trăm"


def test_totals_never_mix_bounds_or_currencies():
    rows = contents.quan_son_gifts()["rows"]
    rows.append({"amount": contents.amount(310_658, "USD")})
    rows.append({"amount": contents.amount(60, "ha")})
    usd, vnd = totals(rows)
    assert (usd["unit"], usd["sum"], usd["over"]) == ("USD", "310658", None)
    assert vnd == contents.quan_son_gifts()["totals"][0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", "thôn Chi Ma, xã Yên Khoái, huyện Lộc Bình, tỉnh Lạng Sơn"),
        ("zh", "谅山省禄平县安快社峙马村"),
        ("en", "Chi Ma village, Yên Khoái commune, Lộc Bình district, Lạng Sơn province"),
    ],
)
def test_a_place_is_named_in_the_order_of_its_language(language, said):
    assert names.spelled(contents.CHI_MA, language) == said


def test_a_recorded_form_that_holds_its_kind_does_not_get_it_twice():
    assert names.spelled(contents.AI_DIEM, "zh") == "广西壮族自治区宁明县爱店镇爱店社区"
    assert names.with_level(contents.unit("huyện", "Mường Ét", lo="ເມືອງແອດ"), "lo") == "ເມືອງແອດ"


@pytest.fixture
def typesetter():
    return Typesetter(
        {"vi": {"Quan Sơn", "Viêng Xay"}, "lo": {"ກວານເຊີນ", "ວຽງໄຊ"}, "zh": {"爱店社区"}}
    )


def test_lao_may_break_between_words_but_not_in_a_name(typesetter):
    text = typesetter.set("ສອງເມືອງເປັນເຈົ້າການແກ້ໄຂ ເມືອງກວານເຊີນ", "lo")
    assert "ສອງ\u200bເມືອງ\u200bເປັນ\u200bເຈົ້າການ\u200bແກ້ໄຂ" in text
    assert "ກວານເຊີນ" in text
    assert text.replace("\u200b", "") == "ສອງເມືອງເປັນເຈົ້າການແກ້ໄຂ ເມືອງກວານເຊີນ"


def test_latin_in_lao_is_set_in_the_latin_face(typesetter):
    assert '<span class="w">64</span>' in typesetter.set("ຍາວ 64 ກມ", "lo")
    assert '<span class="w">Viêng\u00a0Xay</span>' in typesetter.set("ເມືອງ Viêng Xay", "lo")


def test_chinese_dates_and_names_stay_whole(typesetter):
    text = typesetter.set("于2015年12月与爱店社区结对", "zh")
    assert '<span class="nw">2015年12月</span>' in text
    assert '<span class="nw">爱店社区</span>' in text


def test_names_and_numbers_with_their_word_stay_together(typesetter):
    text = typesetter.set("Quan Sơn có 64 km, năm 2024, Việt Nam - Lào, mốc 1088/2", "vi")
    for whole in (
        "Quan\u00a0Sơn",
        "64\u00a0km",
        "năm\u00a02024",
        "Nam\u00a0- Lào",
        "mốc\u00a01088/2",
    ):
        assert whole in text


def test_what_was_pasted_unseen_is_left_out_and_markup_is_text(typesetter):
    assert typesetter.set("Na\u200b Mèo\u202e\ufeff", "vi") == "Na Mèo"
    assert typesetter.set("Me\u0300o", "vi") == "Mèo"
    for language in ("vi", "lo", "zh"):
        assert "<script" not in typesetter.set("<script>alert(1)</script>", language)
