"""Amounts in another currency: only by a rate of the register, which is shown beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property

from core.fields import Amount, PartialDate
from exchanges.figures import Total, totals
from exchanges.models import ExchangeRate

WHOLE = ("VND", "LAK")
HOME = "VND"


@dataclass(frozen=True)
class Converted:
    """An amount as it would have read in the other currency, and the rate that says so."""

    amount: Amount
    rate: ExchangeRate


class Rates:
    """The rates into one currency, read once: each day has the last one on or before it."""

    def __init__(self, into: str = HOME):
        self.into = into

    @cached_property
    def _of(self) -> dict[str, list[ExchangeRate]]:
        found: dict[str, list[ExchangeRate]] = {}
        for rate in ExchangeRate.objects.filter(into=self.into).order_by("-on"):
            found.setdefault(rate.currency, []).append(rate)
        return found

    def on(self, currency: str, day: date) -> ExchangeRate | None:
        return next((rate for rate in self._of.get(currency, ()) if rate.on <= day), None)

    def convert(self, amount: Amount, when: PartialDate) -> Converted | None:
        """None for what is only words, of no known day, a measure, or without a rate so early."""
        day = last_day(when)
        if amount.number is None or day is None or amount.unit == self.into:
            return None
        rate = self.on(amount.unit, day)
        return rate and Converted(_at(amount, rate), rate)


def last_day(when: PartialDate) -> date | None:
    """The last day it may have been: that of the rate it is converted with."""
    return when.days.upper - timedelta(days=1) if when.days and when.days.upper else None


def _at(amount: Amount, rate: ExchangeRate) -> Amount:
    least = Decimal(1) if rate.into in WHOLE else Decimal("0.01")
    number = (amount.number * rate.rate).quantize(least, ROUND_HALF_UP)
    return replace(amount, number=number, unit=rate.into, words="")


@dataclass(frozen=True)
class InOneCurrency:
    """A sum of several currencies. What had no rate is not in it and is counted."""

    totals: list[Total]
    rates: list[ExchangeRate]
    left_out: int


def in_one(amounts: Iterable[tuple[Amount, PartialDate]], rates: Rates) -> InOneCurrency:
    """Amounts with their days in the currency of these rates; bounds stay what they were."""
    found, used, left_out = [], {}, 0
    for amount, when in amounts:
        if amount.number is None:
            continue
        if amount.unit == rates.into:
            found.append(amount)
        elif converted := rates.convert(amount, when):
            found.append(converted.amount)
            used[converted.rate.pk] = converted.rate
        else:
            left_out += 1
    return InOneCurrency(totals(found), sorted(used.values(), key=lambda rate: rate.on), left_out)
