"""What was promised, what was given for it and what is still open: by year, tie and partner.

Pure, like figures: rows in, sums out. Exact numbers, "nearly" and "over" stand apart, each
currency by itself. A promise whose interval no source states is never multiplied: it is told as it
was said, to each receiver, beside what was given since.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.fields import Amount
from exchanges.choices import STILL_DUE, InstalmentState
from exchanges.figures import Total, totals
from exchanges.kept import difference


class Direction(models.TextChoices):
    OWED_BY_US = "ours", _("What we owe")
    OWED_TO_US = "theirs", _("What we are owed")


@dataclass(frozen=True)
class Partner:
    """Who stands on the other side: the receiver of what we owe, the giver of what we are owed."""

    kind: str  # "unit", "organisation", or "" where no source names one
    uuid: str
    name: str


@dataclass(frozen=True)
class Due:
    """One instalment: due in the year its period begins, and what was given for it, whenever."""

    year: int
    direction: Direction
    partner: Partner
    tie: tuple[str, str]  # uuid and title of the tie the partner is party to; empty if unknown
    due: Amount
    given: tuple[Amount, ...]
    state: InstalmentState

    @property
    def unit(self) -> str:
        return self.due.unit

    @property
    def open(self) -> Amount:
        """Nothing is open any more of a promise that was settled."""
        if self.state not in STILL_DUE:
            return Amount()
        return difference(self.due, self.given)[0]

    @property
    def over(self) -> Amount:
        return difference(self.due, self.given)[1]


@dataclass
class Balance:
    """One line of the page: a year, a tie, a partner and a currency."""

    year: int | None
    direction: Direction
    partner: Partner | None
    tie: tuple[str, str]
    unit: str
    rows: list[Due] = field(default_factory=list)

    @property
    def promised(self) -> list[Total]:
        return totals(row.due for row in self.rows)

    @property
    def given(self) -> list[Total]:
        """In every currency it was given in: another one takes nothing off what is open."""
        return totals(amount for row in self.rows for amount in row.given)

    @property
    def open(self) -> list[Total]:
        return totals(row.open for row in self.rows)

    @property
    def over(self) -> list[Total]:
        return totals(row.over for row in self.rows)

    @property
    def released(self) -> int:
        """Instalments of settled promises for which less was given than was due."""
        return sum(row.state == InstalmentState.RELEASED for row in self.rows)


def balances(rows: Iterable[Due]) -> list[Balance]:
    """One line for each year, tie, partner and currency; the latest year first."""
    found: dict[tuple, Balance] = {}
    for row in rows:
        key = (
            row.direction,
            -row.year,
            row.tie[1],
            row.partner.name,
            row.unit,
            row.partner,
            row.tie,
        )
        line = found.setdefault(
            key, Balance(row.year, row.direction, row.partner, row.tie, row.unit)
        )
        line.rows.append(row)
    return [found[key] for key in sorted(found, key=lambda key: (*key[:5], key[5].uuid, key[6]))]


def sums(lines: Iterable[Balance]) -> list[Balance]:
    """The lines of one direction together: one sum for each currency."""
    found: dict[tuple, Balance] = {}
    for line in lines:
        total = found.setdefault(
            (line.direction, line.unit), Balance(None, line.direction, None, ("", ""), line.unit)
        )
        total.rows.extend(line.rows)
    return [found[key] for key in sorted(found)]
