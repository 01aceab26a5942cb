"""Sums of amounts as they were said, in any unit: exact, "gần", "trên" and "khoảng" apart, then the
sum of the figures stated.
"""

from collections.abc import Iterable
from decimal import Decimal

from core.fields import Amount
from reports.figures.shapes import number
from reports.papers.totals import BOUNDS


def sums(amounts: Iterable[Amount]) -> list[dict]:
    """One for each unit or currency; what was only said in words is in none."""
    parts: dict[str, dict[str, Decimal]] = {}
    for one in amounts:
        if one.number is not None:
            of_unit = parts.setdefault(one.unit, {})
            of_unit[str(one.bound)] = of_unit.get(str(one.bound), Decimal(0)) + one.number
    return [
        {"unit": unit, "sum": number(sum(own.values()))}
        | {bound: number(own[bound]) if bound in own else None for bound in BOUNDS}
        for unit, own in sorted(parts.items())
    ]
