"""What an entry of the demonstration register looks like, and short words to write one."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid5

from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import Amount, Bound, PartialDate

NAMESPACE = UUID("5f0c4a52-58a1-5b0e-9d0c-0d2f6f8a7b11")
REFORM = date(2025, 7, 1)  # districts ended, communes and provinces were merged


@dataclass(frozen=True)
class To:
    """Another entry, by its key."""

    key: str


@dataclass(frozen=True)
class Entry:
    """One record: its key ("tie:QSN-VXA", the kind before the colon), the facts it is known from,
    and what the service of its kind is told. A `To` among the values is that record.
    """

    key: str
    facts: tuple[str, ...] = ()
    values: dict = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


@dataclass(frozen=True)
class Place:
    """A unit, with the units above it in time, its other names and its position."""

    key: str
    facts: tuple[str, ...]
    word: str
    name: str
    level: str
    country: str = "VN"
    code: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    above: tuple[tuple[str, date | None, date | None], ...] = ()  # key, since, until
    at: tuple[str, str] | None = None
    names: tuple[tuple[str, ...], ...] = ()  # language, text, perhaps the kind

    @property
    def position(self) -> dict[str, Decimal | None]:
        latitude, longitude = map(Decimal, self.at) if self.at else (None, None)
        return {"latitude": latitude, "longitude": longitude}


def demo_uuid(key: str) -> UUID:
    """The same entry has the same uuid in every house."""
    return uuid5(NAMESPACE, key)


def entry(key: str, facts: str = "", **values) -> Entry:
    return Entry(key, tuple(facts.split()), values)


def unit(key: str) -> To:
    return To(f"unit:{key}")


def organisation(key: str) -> To:
    return To(f"organisation:{key}")


def tie(code: str) -> To:
    return To(f"tie:{code}")


def border(code: str) -> To:
    return To(f"border:{code}")


def years(first: int, last: int | None = None, words: str = "") -> PartialDate:
    """Some day of these years; without a last year, of that year alone."""
    return PartialDate(DateRange(date(first, 1, 1), date((last or first) + 1, 1, 1)), words)


def since(year: int, words: str) -> PartialDate:
    """From that year on, nobody says until when."""
    return PartialDate(DateRange(date(year, 1, 1), None), words)


def day(text: str) -> PartialDate:
    return PartialDate.read(text)


def amount(number: int, of: str, bound: str = Bound.EXACT, *, estimate: bool = False) -> Amount:
    return Amount(Decimal(number), of, bound, estimate)


def nearly(number: int, of: str) -> Amount:
    return amount(number, of, Bound.UNDER)


def over(number: int, of: str, *, estimate: bool = False) -> Amount:
    return amount(number, of, Bound.OVER, estimate=estimate)


def said(words: str) -> Amount:
    """An amount given in words only."""
    return Amount(words=words)
