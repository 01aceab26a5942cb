"""Sums of amounts as they were said. Pure: rows in, totals out, alike for pages and papers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from core.fields import Amount, Bound

ORDER = list(Bound.values)  # exact first, then nearly, over, about


@dataclass(frozen=True)
class Total:
    """What was stated in one currency or unit. Exact, nearly and over stand apart (`parts`); the
    sum of all the numbers said is shown after them and never alone.
    """

    unit: str
    parts: tuple[Amount, ...]

    @property
    def number(self) -> Decimal:
        return sum((part.number for part in self.parts), Decimal(0))

    @property
    def exact(self) -> Decimal:
        said = (part.number for part in self.parts if _key(part) == (False, 0))
        return sum(said, Decimal(0))

    @property
    def stated(self) -> Amount:
        return Amount(self.number, self.unit)


def totals(amounts: Iterable[Amount]) -> list[Total]:
    """One total per currency or unit. Amounts that are only words, or unknown, join none."""
    sums: dict[str, dict[tuple[bool, int], Decimal]] = {}
    for amount in amounts:
        if amount.number is None:
            continue
        parts = sums.setdefault(amount.unit, {})
        parts[_key(amount)] = parts.get(_key(amount), Decimal(0)) + amount.number
    return [
        Total(
            unit,
            tuple(
                Amount(number, unit, ORDER[bound], estimate)
                for (estimate, bound), number in sorted(parts.items())
            ),
        )
        for unit, parts in sorted(sums.items())
    ]


def _key(amount: Amount) -> tuple[bool, int]:
    return bool(amount.estimate), ORDER.index(amount.bound)


def without_amount(amounts: Iterable[Amount]) -> int:
    """How many are not in the totals because no number was stated."""
    return sum(amount.number is None for amount in amounts)


def given_by_alone(gifts: Iterable[tuple[Amount, frozenset]], who: frozenset) -> list[Amount]:
    """The amounts of gifts whose givers are all among `who`. A joint gift with others is theirs
    together and is never split, so it is not here.
    """
    return [amount for amount, givers in gifts if givers and givers <= who]
