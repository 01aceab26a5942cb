"""Sums of amounts as they were said."""

from decimal import Decimal

from core.fields import Amount, Bound
from exchanges.figures import given_by_alone, totals, without_amount

MILLION = 1_000_000


def dong(millions, bound=Bound.EXACT, estimate=False):
    return Amount(Decimal(millions * MILLION), "VND", bound, estimate)


def test_exact_nearly_and_over_stand_apart_before_the_sum():
    gifts = [
        dong(1300), dong(180), dong(400, Bound.UNDER), dong(400, Bound.OVER), Amount(words="nhiều"),
    ]  # fmt: skip
    (total,) = totals(gifts)

    assert [(part.bound, part.number) for part in total.parts] == [
        ("exact", 1480 * MILLION),
        ("under", 400 * MILLION),
        ("over", 400 * MILLION),
    ]
    assert (total.exact, total.number) == (1480 * MILLION, 2280 * MILLION)
    assert str(total.stated).endswith("VND")


def test_currencies_are_never_added_up():
    found = totals(
        [dong(1), Amount(Decimal(310_658), "USD"), Amount(Decimal(60_000), "khẩu trang")]
    )
    assert [total.unit for total in found] == ["USD", "VND", "khẩu trang"]


def test_an_estimate_is_not_exact():
    (total,) = totals([dong(1), dong(2, estimate=True), dong(3, Bound.OVER, estimate=True)])
    assert total.exact == MILLION
    assert [(part.estimate, part.bound) for part in total.parts] == [
        (False, "exact"),
        (True, "exact"),
        (True, "over"),
    ]


def test_a_joint_gift_is_never_split():
    district, station, village = "huyện Quan Sơn", "Đồn Na Mèo", "bản Na Mèo"
    gifts = [
        (dong(1300), frozenset([district])),
        (dong(180), frozenset([station, village])),
        (dong(90), frozenset([district, station])),
        (dong(7), frozenset()),
    ]
    assert given_by_alone(gifts, frozenset([district])) == [dong(1300)]
    assert given_by_alone(gifts, frozenset([station])) == []


def test_what_has_no_number_is_counted_apart():
    assert without_amount([dong(1), Amount(), Amount(words="hàng trăm")]) == 2
    assert totals([Amount()]) == []
