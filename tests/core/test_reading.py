"""Dates and amounts as people type them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.fields import Amount, Bound, PartialDate
from core.reading import BelowNothing, NotRead, read_amount, read_date, read_out


def days(text):
    found = read_date(text).days
    return found.lower, found.upper


@pytest.mark.parametrize(
    ("typed", "first", "after"),
    [
        ("21/11/2026", date(2026, 11, 21), date(2026, 11, 22)),
        ("5.3.2025", date(2025, 3, 5), date(2025, 3, 6)),
        ("03/04/2019", date(2019, 4, 3), date(2019, 4, 4)),
        ("2019-04-03", date(2019, 4, 3), date(2019, 4, 4)),
        ("ngày 28 tháng 3 năm 2025", date(2025, 3, 28), date(2025, 3, 29)),
        ("12/2015", date(2015, 12, 1), date(2016, 1, 1)),
        ("Tháng 12/2015", date(2015, 12, 1), date(2016, 1, 1)),
        ("tháng 2 năm 2024", date(2024, 2, 1), date(2024, 3, 1)),
        ("2015", date(2015, 1, 1), date(2016, 1, 1)),
        ("trong năm 2015", date(2015, 1, 1), date(2016, 1, 1)),
        ("cuối năm 2021", date(2021, 1, 1), date(2022, 1, 1)),
        ("quý II năm 2024", date(2024, 4, 1), date(2024, 7, 1)),
        ("từ năm 2014", date(2014, 1, 1), None),
        ("from 12/2015", date(2015, 12, 1), None),
        ("trước năm 2005", None, date(2005, 1, 1)),
        ("đến 2020", None, date(2021, 1, 1)),
        ("2016-2020", date(2016, 1, 1), date(2021, 1, 1)),
        ("từ năm 2022 đến năm 2025", date(2022, 1, 1), date(2026, 1, 1)),
        ("3/2020 – 5/2020", date(2020, 3, 1), date(2020, 6, 1)),
    ],
)
def test_words_name_days(typed, first, after):
    assert days(typed) == (first, after)


@pytest.mark.parametrize("typed", ["28/3", "hôm qua", "thế kỷ 19", "0001", "12/12/12", "201"])
def test_what_names_no_days_is_said_so(typed):
    with pytest.raises(NotRead):
        read_date(typed)


@pytest.mark.parametrize("typed", ["31/02/2025", "29/2/2023", "13/2015", "0/2015", "2020-2016"])
def test_there_is_no_such_day(typed):
    with pytest.raises(ValueError, match=r".") as refused:
        read_date(typed)
    assert not isinstance(refused.value, NotRead)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 800), st.sampled_from("fal"))
def test_a_range_without_words_is_shown_so_that_it_is_read_back(first, length, known):
    after = first + timedelta(days=length)
    span = DateRange(None if known == "l" else first, None if known == "f" else after)

    assert read_date(str(PartialDate(span))).days == span


def test_a_full_day_is_shown_one_way_and_words_are_kept():
    assert str(read_date("5/3/2025")) == str(read_date("ngày 5 tháng 3 năm 2025")) == "05/03/2025"
    assert str(read_date("cuối  năm 2021")) == "cuối năm 2021"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.300.000.000", Amount(Decimal(1_300_000_000), "")),
        ("1,3 tỷ", Amount(Decimal(1_300_000_000), "")),
        ("500 triệu đồng", Amount(Decimal(500_000_000), "VND")),
        ("gần 400 triệu đồng", Amount(Decimal(400_000_000), "VND", Bound.UNDER)),
        ("trên 400 triệu", Amount(Decimal(400_000_000), "", Bound.OVER)),
        ("ước đạt trên 3,1 triệu USD", Amount(Decimal(3_100_000), "USD", Bound.OVER, True)),
        ("khoảng 2 nghìn tỷ", Amount(Decimal(2 * 10**12), "", Bound.ABOUT)),
        ("12,5 ha", Amount(Decimal("12.5"), "ha")),
        ("1,300,000", Amount(Decimal(1_300_000), "")),
        ("46 km", Amount(Decimal(46), "km")),
        ("1 tỷ 300 triệu", Amount(Decimal(1_300_000_000), "")),
        ("2 tỷ 300 triệu 500 nghìn đồng", Amount(Decimal(2_300_500_000), "VND")),
        ("1 tỷ rưỡi", Amount(Decimal(1_500_000_000), "")),
        ("985.483 USD", Amount(Decimal(985_483), "USD")),
        ("USD 310.658", Amount(Decimal(310_658), "USD")),
        ("trên $3,1 triệu", Amount(Decimal(3_100_000), "USD", Bound.OVER)),
        ("20.000.000 kíp", Amount(Decimal(20_000_000), "LAK")),
        ("20.000.000₭", Amount(Decimal(20_000_000), "LAK")),
        ("5 Euro", Amount(Decimal(5), "EUR")),
    ],
)
def test_amounts_are_read_with_what_was_said_of_them(typed, amount):
    assert read_amount(typed) == amount


@pytest.mark.parametrize(
    "typed",
    [
        "500 triệu đồng mỗi năm",
        "5 usd/năm",
        "1 tỷ 3",
        "1 tỷ 3.000 triệu",
        "5 rưỡi",
        "USD 5 đồng",
        "",
        "nhiều",
        "-5",
        "5 mười sáu chữ cái là dài quá",
        "NaN",
        "1.2.3",
        "1e9",
        "9" * 40,
        "100 200 300 400,,",
        "rất 5",
        "1 tỷ " * 200 + "9",  # each "tỷ" would double the time it takes to say no
    ],
)
def test_what_is_no_amount_is_said_so(typed):
    with pytest.raises(NotRead):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["31/12/9999", "12/9999", "9999", "từ 9999", "2014 - 9999"])
def test_a_day_that_no_calendar_follows_is_not_read(typed):
    with pytest.raises(NotRead):
        read_date(typed)


@pytest.mark.parametrize("typed", ["-5", "−5 triệu", "âm 5 triệu", "minus 5"])
def test_a_negative_amount_is_known_for_what_it_is(typed):
    with pytest.raises(BelowNothing):
        read_amount(typed)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Amount(Decimal(1_300_000_000), "VND"), "1,300,000,000 dong"),
        (Amount(Decimal(400_000_000), "VND", Bound.UNDER), "nearly 400,000,000 dong"),
        (Amount(Decimal(20_000_000), "LAK"), "20,000,000 kip"),
        (Amount(Decimal("3.5"), "ha", Bound.OVER, True), "an estimated over 3.50 ha"),
    ],
)
def test_an_amount_is_read_out_as_an_office_says_it(amount, words):
    assert read_out(amount) == words


@given(st.text(max_size=60))
@settings(deadline=None)
def test_whatever_is_typed_is_an_amount_or_not_read(typed):
    try:
        found = read_amount(typed)
    except NotRead:
        return
    assert found.number >= 0
    assert len(found.unit) <= 16
