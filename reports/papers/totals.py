"""Sums of amounts as they were said: one per currency, what is exact never mixed with the rest."""

from decimal import Decimal

from reports.papers.values import is_currency

BOUNDS = ("exact", "under", "over", "about")


def totals(rows: list[dict], *, of: str | dict = "all") -> list[dict]:
    """One total per currency, with its parts by bound and the sum of the figures stated.

    `rows` carry `amount`; goods and words without a number count in none.
    """
    parts: dict[str, dict[str, Decimal]] = {}
    for row in rows:
        said = row.get("amount") or {}
        if said.get("number") is None or not is_currency(said.get("unit")):
            continue
        sums = parts.setdefault(said["unit"], {})
        bound = said.get("bound") or "exact"
        sums[bound] = sums.get(bound, Decimal(0)) + Decimal(str(said["number"]))
    return [
        {"unit": unit, "sum": written(sum(sums.values())), "of": of}
        | {bound: written(sums.get(bound)) for bound in BOUNDS}
        for unit, sums in sorted(parts.items())
    ]


def written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"
