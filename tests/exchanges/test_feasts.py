"""Public holidays and feasts of both sides: known days, moved days, names in Vietnamese."""

from datetime import date

import pytest
from django.utils import translation

from exchanges import feasts
from partnerships.choices import Festival
from reports.figures import sentences
from tests.factories import CadenceFactory, CountryFactory, DayOffFactory


@pytest.mark.parametrize(
    ("festival", "day"),
    [
        (Festival.TET, date(2026, 2, 17)),
        (Festival.HUNG_KINGS, date(2026, 4, 26)),
        (Festival.VIETNAM_DAY, date(2026, 9, 2)),
        (Festival.LAO_NEW_YEAR, date(2026, 4, 14)),
        (Festival.LAOS_DAY, date(2026, 12, 2)),
        (Festival.CHINA_DAY, date(2026, 10, 1)),
        (Festival.QINGMING, date(2026, 4, 5)),
        (Festival.MID_AUTUMN, date(2026, 9, 25)),
        (Festival.KHMER_NEW_YEAR, date(2026, 4, 14)),
        (Festival.NONE, None),
    ],
)
def test_a_feast_has_its_day(festival, day):
    assert feasts.date_of(festival, 2026) == day


def test_a_feast_that_no_calendar_tells_has_none():
    assert feasts.date_of(Festival.QINGMING, 1990) is None
    assert feasts.date_of(Festival.TET, 1990) == date(1990, 1, 27)


def test_a_day_is_a_holiday_of_one_side_or_the_other(db):
    both = feasts.on(date(2026, 5, 1), ["VN", "LA"])
    assert [(one.country, str(one)) for one in both] == [
        ("VN", "International labour day"),
        ("LA", "International labour day"),
    ]
    assert [one.country for one in feasts.on(date(2026, 12, 2), ["VN", "LA"])] == ["LA"]
    assert feasts.on(date(2026, 3, 25), feasts.COUNTRIES) == []


def test_countries_that_no_calendar_tells_of_are_left_out(db):
    assert feasts.on(date(2026, 1, 1), ["JP"]) == []


def test_two_feasts_on_one_day_are_two(db):
    names = {str(one) for one in feasts.on(date(2026, 5, 1), ["KH"])}
    assert names == {"International labour day", "Visak Bochea"}


def test_a_day_off_instead_says_so(db):
    (moved,) = feasts.on(date(2026, 4, 27), ["VN"])
    assert str(moved) == "Hùng Kings' commemoration day (day off instead)"


def test_what_an_administrator_moved_counts(db):
    vietnam = CountryFactory(code="VN")
    DayOffFactory(country=vietnam, day=date(2026, 9, 3), words="Nghỉ bù Quốc khánh")
    DayOffFactory(country=vietnam, day=date(2026, 4, 27), works=True)
    assert [str(one) for one in feasts.on(date(2026, 9, 3), ["VN"])] == ["Nghỉ bù Quốc khánh"]
    assert feasts.on(date(2026, 4, 27), ["VN"]) == []


def test_days_come_in_order_and_cost_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = feasts.between(date(2025, 12, 1), date(2026, 5, 31), feasts.COUNTRIES)
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert {one.country for one in found} == set(feasts.COUNTRIES)


@pytest.mark.parametrize("country", feasts.COUNTRIES)
def test_every_name_of_these_years_has_our_words(country):
    """A name that is not in the table would be shown in English."""
    for year in range(2010, 2041):
        for day, name in feasts._of_year(country, year):
            words = str(feasts._feast(day, country, name).name)
            if "70th Anniversary" in name:  # once, in 2015
                continue
            assert words in {str(one) for one in feasts.NAMES.values()} | {
                "Day off for a day that is worked"
            }, (day, name)


def test_names_are_shown_in_vietnamese():
    (tet,) = {one for one in feasts._of_year("VN", 2026) if one[0] == date(2026, 2, 17)}
    with translation.override("vi"):
        assert str(feasts._feast(tet[0], "VN", tet[1])) == "Tết Nguyên Đán"


@pytest.mark.parametrize(
    ("offset", "words"),
    [
        (-7, "trước ngày đầu Bunpimay 7 ngày"),
        (0, "vào ngày đầu Bunpimay"),
        (1, "sau ngày đầu Bunpimay 1 ngày"),
    ],
)
def test_a_paper_tells_the_feast_too(offset, words):
    told = CadenceFactory.build(
        partnership=None, title="Gặp mặt", festival=Festival.LAO_NEW_YEAR, offset=offset
    )
    assert sentences.cadence(told) == f"Gặp mặt: mỗi năm một lần, {words}."
