"""Aid that was given, by year and another way to sort it: rows of a table, bars of a chart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import (
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import ExtractYear
from django.db.models.lookups import GreaterThanOrEqual, LessThan
from django.utils.translation import gettext_lazy as _

from core.fields import Amount, earliest
from exchanges.choices import GIVEN, AidDirection, AidSector
from exchanges.figures import Total, totals
from exchanges.models.aid_rows import NOBODY, SEVERAL, partner_country

FIRST = ExtractYear(F("handed_over_days__startswith"))
LAST = ExtractYear(
    ExpressionWrapper(F("handed_over_days__endswith") - timedelta(days=1), output_field=DateField())
)
YEAR = Case(When(handed_over_days__isnull=False, given_from=F("given_to"), then=F("given_from")))
BY = {
    "": _("Year only"),
    "direction": _("Direction"),
    "sector": _("Sector"),
    "partner": _("Partner country"),
    "currency": _("Currency"),
}
COLUMN = {"currency": "amount_unit"}  # all others are called what they are


def with_year(rows: QuerySet) -> QuerySet:
    """Adds `year`, the calendar year of the hand-over; None if it is not known to the year."""
    return rows.annotate(given_from=FIRST, given_to=LAST).annotate(year=YEAR)


def of_year(rows: QuerySet, year: int) -> QuerySet:
    """Handed over within that calendar year; asked so that the index of the days answers it."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    begins = earliest("handed_over", descending=True)
    return rows.filter(
        GreaterThanOrEqual(begins, Value(first)),
        LessThan(begins, Value(after)),
        handed_over_days__endswith__lte=after,
    )


@dataclass
class Row:
    """Aid of one year, or of one group within it. `query` is the filter of the list of it."""

    words: str
    query: str
    count: int = 0
    amounts: list[Amount] = field(default_factory=list)
    unsaid: int = 0

    @property
    def totals(self) -> list[Total]:
        return totals(self.amounts)

    def add(self, cell: dict) -> None:
        self.count += cell["count"]
        if cell["sum"] is None:
            self.unsaid += cell["count"]
            return
        bound, estimate = cell["amount_bound"], cell["amount_estimate"]
        self.unsaid += cell["count"] - cell["said"]
        self.amounts.append(Amount(cell["sum"], cell["amount_unit"], bound, estimate))


@dataclass
class Year:
    """One year, or what is not known to the year (`number` None), with its groups."""

    number: int | None
    whole: Row
    groups: list[Row] = field(default_factory=list)


def by_year(rows: QuerySet, by: str, chosen: dict, countries: dict[str, str]) -> list[Year]:
    """The last year first, what is not known to the year at the end. `chosen` are the filters in
    use: the links keep them.
    """
    years: dict[int | None, Year] = {}
    groups: dict[tuple, Row] = {}
    for cell in _cells(rows, by):
        number = cell["year"]
        said = chosen | ({"year": number} if number else {"time": "unknown"})
        year = years.setdefault(number, Year(number, Row(_year(number), _query(said))))
        year.whole.add(cell)
        if by:
            value = cell[COLUMN.get(by, by)]
            if (number, value) not in groups:
                named = _query(said | {by: value or "none"})
                groups[number, value] = Row(_name(by, value, countries), named)
                year.groups.append(groups[number, value])
            groups[number, value].add(cell)
    for year in years.values():
        year.groups.sort(key=lambda row: str(row.words))
    return sorted(years.values(), key=lambda year: -(year.number or 0))


def _cells(rows: QuerySet, by: str) -> QuerySet:
    """Counts and sums, added up by the database: as many rows as there are different cells."""
    rows = with_year(rows.filter(status__in=GIVEN)).order_by()
    if by == "partner":
        rows = rows.annotate(partner=partner_country())
    keys = ["year", "amount_unit", "amount_bound", "amount_estimate"]
    keys += [COLUMN.get(by, by)] if by and COLUMN.get(by, by) not in keys else []
    return rows.values(*keys).annotate(
        count=Count("pk"), said=Count("amount_number"), sum=Sum("amount_number")
    )


def whole(years: Iterable[Year], chosen: dict) -> Row:
    """All known years together. What is not known to the year stands apart from it."""
    row = Row(_("All years together"), _query(chosen | {"time": "known"}))
    for year in years:
        row.count += year.whole.count
        row.unsaid += year.whole.unsaid
        row.amounts += year.whole.amounts
    return row


def _year(number: int | None) -> str:
    return str(number) if number else _("Time not known to the year")


def _name(by: str, value: str, countries: dict[str, str]) -> str:
    if by == "partner":
        others = {SEVERAL: _("Several countries"), NOBODY: _("No partner named")}
        return others.get(value) or countries.get(value, value)
    if by == "currency":
        return value or _("No amount in figures")
    return {"direction": AidDirection, "sector": AidSector}[by](value).label


def _query(said: dict) -> str:
    return urlencode({"status": "given"} | said)
