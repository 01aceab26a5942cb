"""How far instalments are kept: the rule in Python and the same rule in the database."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import Amount, Bound, PartialDate
from exchanges.choices import InstalmentState
from exchanges.kept import difference, given_of, is_early, is_late, state, with_given, with_state
from partnerships.choices import CommitmentStatus
from partnerships.models import Instalment
from tests.factories import DeliveryFactory, InstalmentFactory

TODAY = date(2025, 6, 1)
YEAR = DateRange(date(2024, 1, 1), date(2025, 1, 1))
DUE = Amount(Decimal(500), "VND")


def vnd(number, bound=Bound.EXACT, estimate=False):
    return Amount(Decimal(number), "VND", bound, estimate)


CASES = [  # given, the promise still open, the period over; what it is then
    ([], True, False, "expected"),
    ([], True, True, "missed"),
    ([], False, True, "released"),
    ([vnd(200)], True, True, "part"),
    ([vnd(200)], False, True, "released"),
    ([vnd(200), vnd(300)], True, True, "met"),
    ([vnd(200), vnd(300)], False, True, "met"),
    ([vnd(501)], True, False, "over"),
    ([Amount(Decimal(900), "LAK")], True, True, "part"),
    ([Amount(words="nhiều quà")], True, False, "part"),
]


@pytest.mark.parametrize(("given", "owed", "is_over", "expected"), CASES)
def test_the_state_is_counted_alike_in_python_and_in_the_database(
    db, given, owed, is_over, expected
):
    today = TODAY if is_over else date(2024, 6, 1)
    assert state(due=DUE, given=given, ends=YEAR.upper, owed=owed, today=today) == expected

    status = CommitmentStatus.OPEN if owed else CommitmentStatus.LAPSED
    due = InstalmentFactory(period=YEAR, amount=DUE, commitment__status=status)
    for amount in given:
        DeliveryFactory(commitment=due.commitment, instalment=due, amount=amount)
    row = with_given(with_state(Instalment.objects.all(), today)).get()
    assert row.kept == expected
    assert given_of(row.given_rows) == given


@pytest.mark.parametrize("due", [Amount(), Amount(words="một nhà công vụ")])
def test_a_promise_without_number_is_met_by_anything_that_was_given(db, due):
    row = InstalmentFactory(period=YEAR, amount=due)
    DeliveryFactory(commitment=row.commitment, instalment=row, amount=vnd(5))
    assert with_state(Instalment.objects.all(), TODAY).get().kept == InstalmentState.MET
    assert state(due=due, given=[vnd(5)], ends=YEAR.upper, owed=True, today=TODAY) == "met"
    assert difference(due, [vnd(5)]) == (Amount(), Amount())


def test_what_was_taken_back_counts_for_nothing(db):
    row = InstalmentFactory(period=YEAR, amount=DUE)
    DeliveryFactory(
        commitment=row.commitment, instalment=row, amount=DUE, withdrawn_reason="nhập hai lần"
    )
    found = with_given(with_state(Instalment.objects.all(), TODAY)).get()
    assert (found.kept, found.given_rows) == ("missed", [])


@pytest.mark.parametrize(
    ("day", "early", "late"),
    [
        ("31/12/2023", True, False),
        ("2023", True, False),
        ("01/01/2024", False, False),
        ("31/12/2024", False, False),
        ("01/2025", False, True),
        ("", False, False),
    ],
)
def test_early_and_late_are_said_only_where_they_are_sure(db, day, early, late):
    given = PartialDate.read(day) if day else PartialDate()
    assert (is_early(given, YEAR), is_late(given, YEAR)) == (early, late)
    row = InstalmentFactory(period=YEAR)
    DeliveryFactory(commitment=row.commitment, instalment=row, given=given)
    found = with_state(Instalment.objects.all(), TODAY).get()
    assert (found.early, found.late) == (early, late)


def test_a_day_that_may_lie_before_or_within_is_neither():
    given = PartialDate(DateRange(date(2023, 6, 1), date(2024, 6, 1)))
    assert not is_early(given, YEAR)


@pytest.mark.parametrize(
    ("due", "given", "left", "over"),
    [
        (vnd(500), [], vnd(500), Amount()),
        (vnd(500), [vnd(200)], vnd(300), Amount()),
        (vnd(500), [vnd(500)], Amount(), Amount()),
        (vnd(500), [vnd(700)], Amount(), vnd(200)),
        (vnd(500), [vnd(400, Bound.UNDER)], vnd(100, Bound.OVER), Amount()),
        (vnd(500), [vnd(400, Bound.OVER)], vnd(100, Bound.UNDER), Amount()),
        (vnd(500, Bound.UNDER), [vnd(100)], vnd(400, Bound.UNDER), Amount()),
        (vnd(500, Bound.UNDER), [vnd(100, Bound.UNDER)], vnd(400, Bound.ABOUT), Amount()),
        (vnd(500), [vnd(600, Bound.UNDER)], Amount(), vnd(100, Bound.UNDER)),
        (vnd(500), [vnd(600, Bound.OVER)], Amount(), vnd(100, Bound.OVER)),
        (vnd(500), [vnd(100, estimate=True)], vnd(400, estimate=True), Amount()),
        (vnd(500), [Amount(Decimal(500), "LAK")], vnd(500), Amount()),
    ],
)
def test_what_is_left_is_exact_only_where_both_were(due, given, left, over):
    assert difference(due, given) == (left, over)
