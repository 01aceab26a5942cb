from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import Amount, Bound, PartialDate, earliest
from exchanges.models import AidProject
from tests.factories import AidProjectFactory

# Dates known in part


@pytest.mark.parametrize(
    ("typed", "first", "after"),
    [
        ("21/11/2026", date(2026, 11, 21), date(2026, 11, 22)),
        ("12/2015", date(2015, 12, 1), date(2016, 1, 1)),
        ("2014", date(2014, 1, 1), date(2015, 1, 1)),
    ],
)
def test_a_typed_date_is_the_range_of_days_it_may_be(typed, first, after):
    assert PartialDate.read(typed) == PartialDate(DateRange(first, after), typed)


def test_other_words_are_kept_and_a_day_that_is_not_is_refused():
    assert PartialDate.read("cuối năm 2021") == PartialDate(None, "cuối năm 2021")
    with pytest.raises(ValueError, match="day is out of range"):
        PartialDate.read("31/2/2026")


@pytest.mark.parametrize(
    ("first", "after", "said"),
    [
        (date(2026, 11, 21), date(2026, 11, 22), "21/11/2026"),
        (date(2015, 12, 1), date(2016, 1, 1), "12/2015"),
        (date(2014, 1, 1), None, "01/01/2014 – …"),
    ],
)
def test_days_without_words_are_shown_as_days(first, after, said):
    assert str(PartialDate(DateRange(first, after))) == said


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("12/2015", "2016", True),
        ("2015", "12/2015", False),
        ("12/2015", "2015", False),
        ("xưa", "2015", False),
    ],
)
def test_before_means_wholly_before(one, other, before):
    assert PartialDate.read(one).is_before(PartialDate.read(other)) is before


@pytest.mark.parametrize("descending", [False, True])
def test_an_unknown_date_sorts_last_both_ways(db, descending):
    for typed in ["2019", "", "21/11/2018"]:
        AidProjectFactory(title=typed or "?", handed_over=PartialDate.read(typed))

    key = earliest("handed_over", descending=descending)
    rows = AidProject.objects.order_by(key.desc() if descending else key.asc())

    titles = [project.title for project in rows]
    assert titles == [*sorted(["2019", "21/11/2018"], reverse=not descending), "?"]


def test_a_partial_date_comes_back_as_it_went_in(db):
    said = PartialDate.read("tháng 12/2015")
    project = AidProjectFactory(handed_over=said)

    project.refresh_from_db()
    assert project.handed_over == said


def test_database_refuses_a_date_that_may_be_no_day(db):
    AidProjectFactory()
    with (
        pytest.raises(IntegrityError, match="handed_over_may_be_some_day"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE exchanges_aidproject SET handed_over_days = 'empty'")


# Amounts


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (Amount(Decimal(1_300_000_000), "VND"), "1.300.000.000 VND"),
        (Amount(Decimal(400_000_000), "VND", Bound.UNDER), "gần 400.000.000 VND"),
        (Amount(Decimal("3.1"), "ha", Bound.OVER, True), "ước đạt trên 3,10 ha"),
        (Amount(words="hai mươi con bò"), "hai mươi con bò"),
    ],
)
def test_an_amount_reads_as_it_was_said(amount, said, settings):
    settings.LANGUAGE_CODE = "vi"
    assert str(amount) == said


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("amount_number = -1, amount_unit = 'ha'", "amount_is_not_negative"),
        ("amount_number = 5", "amount_has_a_unit"),
        ("amount_number = 0.5, amount_unit = 'LAK'", "amount_of_dong_or_kip_is_whole"),
        ("amount_bound = 'roughly'", "amount_has_a_bound"),
    ],
)
def test_database_refuses_an_amount_that_says_nothing(db, change, rule):
    AidProjectFactory()
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_aidproject SET {change}")


def test_an_amount_in_words_needs_no_number(db):
    project = AidProjectFactory(amount=Amount(words="thuốc và gạo"))

    project.refresh_from_db()
    assert project.amount == Amount(words="thuốc và gạo")
