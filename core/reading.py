"""What people type for dates and amounts, read the way Vietnamese offices write them."""

import re
from calendar import isleap, monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from core.fields import Amount, Bound, PartialDate

FIRST_YEAR, LAST_YEAR = 1000, 2200


class NotRead(ValueError):
    """It is none of the ways to write a date or an amount."""


# Dates: a day, a month, a quarter or a year, alone or after words that say from or until when.

DAY = re.compile(
    r"(?:ngày\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})"
)
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MONTH = re.compile(r"(?:tháng\s+)?(\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(\d{4})")
YEAR = re.compile(r"(?:năm\s+)?(\d{4})")
QUARTER = re.compile(
    r"(?:quý|quarter)\s+(iv|iii|ii|i|[1-4])(?:\s*/\s*|\s+năm\s+|\s+of\s+|\s+)(\d{4})"
)
WITHIN = re.compile(r"(?:trong|đầu|giữa|cuối|in|early|mid|late|the end of|end of)\s+(.+)")
SINCE = re.compile(r"(?:từ|kể từ|sau|from|since|after)\s+(.+)")
UNTIL = re.compile(r"(?:đến|tới|đến hết|hết|until|to)\s+(.+)")
BEFORE = re.compile(r"(?:trước|before)\s+(.+)")
BETWEEN = re.compile(r"(?:từ\s+|from\s+)?(.+?)\s*(?:–|—|\s-\s|\s+đến\s+|\s+tới\s+|\s+to\s+)\s*(.+)")
YEARS = re.compile(r"(\d{4})\s*-\s*(\d{4})")
OPEN = (None, None)  # as a range without words is shown: 01/01/2014 – …
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def read_date(text: str) -> PartialDate:
    """The days that the words name, and the words. Raises NotRead, or ValueError for 31/02."""
    words = " ".join(text.split())
    if not words:
        return PartialDate()
    try:
        first, after = _days(words.lower())
    except OverflowError:  # the year 9999 has no day after it
        raise NotRead(text) from None
    for day in (first, after and after - timedelta(days=1)):
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise NotRead(text)
    if first and after and after <= first:
        raise ValueError(text)
    if first and after == first + timedelta(days=1):
        return PartialDate(DateRange(first, after))  # a full day is always shown one way
    return PartialDate(DateRange(first, after), words)


def _days(words: str) -> tuple[date | None, date | None]:
    """First day and the day after the last; None where that side is open."""
    one = _period(words)
    if one:
        return one
    within = WITHIN.fullmatch(words)
    if within and _period(within[1]):
        return _period(within[1])
    both = YEARS.fullmatch(words) or BETWEEN.fullmatch(words)
    ends = both and [OPEN if end == "…" else _period(end) for end in both.groups()]
    if ends and all(ends) and ends != [OPEN, OPEN]:
        return ends[0][0], ends[1][1]
    return _half_open(words)


def _half_open(words: str) -> tuple[date | None, date | None]:
    for pattern, ends in (
        (SINCE, lambda period: (period[0], None)),
        (BEFORE, lambda period: (None, period[0])),
        (UNTIL, lambda period: (None, period[1])),
    ):
        found = pattern.fullmatch(words)
        period = found and _period(found[1])
        if period:
            return ends(period)
    raise NotRead(words)


def _period(words: str) -> tuple[date, date] | None:
    """A day, a month, a quarter or a year. ValueError: there is no such day."""
    if found := DAY.fullmatch(words) or ISO.fullmatch(words):
        numbers = [int(part) for part in found.groups()]
        year, month, day = numbers if found.re is ISO else numbers[::-1]
        first = date(year, month, day)
        return first, first + timedelta(days=1)
    if found := MONTH.fullmatch(words):
        return _months(int(found[2]), int(found[1]), 1)
    if found := QUARTER.fullmatch(words):
        number = ROMAN.get(found[1]) or int(found[1])
        return _months(int(found[2]), number * 3 - 2, 3)
    if found := YEAR.fullmatch(words):
        first = date(int(found[1]), 1, 1)
        return first, first + timedelta(days=365 + isleap(first.year))
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    first = date(year, month, 1)
    last = month + count - 1
    return first, date(year, last, monthrange(year, last)[1]) + timedelta(days=1)


# Amounts: 1.300.000.000, 1,3 tỷ or 1 tỷ 300 triệu, with the words that say how exact it is

GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?")
PLAIN = re.compile(r"\d+(?:[.,]\d+)?")
DIGITS = r"\d[\d.,\s]*?"
SCALE = r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion)\b\s*)"
SAID = re.compile(
    rf"(?P<before>\D*?)\s*(?P<number>{DIGITS})\s*"
    rf"(?:(?P<times>{SCALE}+)(?P<more>(?:{DIGITS}\s*{SCALE}+)*)(?P<half>rưỡi\b\s*)?)?"
    r"(?P<unit>(?:[^\W\d][^\d]*|[₫$€₭%])?)"
)
PIECE = re.compile(rf"({DIGITS})\s*({SCALE}+)")
BELOW_NOTHING = re.compile(r"(?:[-−–]|âm\s|minus\s)\s*\d.*")
TIMES = {
    "nghìn": 3, "ngàn": 3, "thousand": 3, "triệu": 6, "million": 6,
    "tỷ": 9, "tỉ": 9, "billion": 9,
}  # fmt: skip
ESTIMATED = ("ước đạt", "ước tính", "ước", "an estimated", "estimated")
BOUNDS = {
    "gần": Bound.UNDER, "dưới": Bound.UNDER, "nearly": Bound.UNDER, "under": Bound.UNDER,
    "trên": Bound.OVER, "hơn": Bound.OVER, "over": Bound.OVER, "more than": Bound.OVER,
    "khoảng": Bound.ABOUT, "chừng": Bound.ABOUT, "xấp xỉ": Bound.ABOUT, "about": Bound.ABOUT,
    "": Bound.EXACT,
}  # fmt: skip
UNITS = {
    "đồng": "VND", "đ": "VND", "₫": "VND", "vnd": "VND", "vnđ": "VND", "dong": "VND",
    "usd": "USD", "us$": "USD", "$": "USD", "đô la": "USD", "đô la mỹ": "USD",
    "kíp": "LAK", "kip": "LAK", "kíp lào": "LAK", "₭": "LAK", "lak": "LAK",
    "nhân dân tệ": "CNY", "tệ": "CNY", "cny": "CNY", "ndt": "CNY", "rmb": "CNY",
    "riel": "KHR", "riên": "KHR", "khr": "KHR", "euro": "EUR", "€": "EUR", "eur": "EUR",
    "yên": "JPY", "yen": "JPY", "jpy": "JPY", "won": "KRW", "krw": "KRW",
}  # fmt: skip
SPOKEN = {"VND": _("dong"), "LAK": _("kip")}  # how a currency is read out
LARGEST = Decimal(10) ** 16  # what the register can hold
LONGEST_UNIT = 16
LONGEST_AMOUNT = 60  # letters typed for a number; what cannot be read takes longer with each


class BelowNothing(NotRead):
    """It is a number, and it is negative."""


def read_amount(text: str) -> Amount:
    """The number with its bound, estimate and unit as far as they were typed with it.

    Dots group and a comma parts the decimals, as in Vietnam. Raises NotRead; BelowNothing if the
    number is negative.
    """
    words = " ".join(text.lower().split())
    if len(words) > LONGEST_AMOUNT:
        raise NotRead(text)
    if BELOW_NOTHING.fullmatch(words):
        raise BelowNothing(text)
    found = SAID.fullmatch(words)
    if not found:
        raise NotRead(text)
    before, estimate = found["before"].strip(), False
    for word in ESTIMATED:
        if before == word or before.startswith(f"{word} "):
            before, estimate = before.removeprefix(word).strip(), True
            break
    before, currency = _currency_in_front(before)
    unit = unit_of(found["unit"])
    number = _together(found)
    if before not in BOUNDS or number >= LARGEST or (currency and unit):
        raise NotRead(text)
    return Amount(number, unit or currency, BOUNDS[before], estimate)


def unit_of(words: str) -> str:
    """A unit as it is kept: a currency by its code, however it was typed. Raises NotRead for
    words that say more than a unit ("đồng mỗi năm").
    """
    typed = " ".join(words.split())
    unit = typed.lower()
    if unit in UNITS:
        return UNITS[unit]
    first = re.split(r"[\s/]", unit)[0]
    if len(unit) > LONGEST_UNIT or first in UNITS or first == "rưỡi":
        raise NotRead(words)
    return typed


def read_out(amount: Amount) -> str:
    """An amount as it was understood, to be shown before it is saved: 1.300.000.000 đồng."""
    return str(replace(amount, unit=str(SPOKEN.get(amount.unit, amount.unit))))


def _currency_in_front(before: str) -> tuple[str, str]:
    """ "trên usd" is "trên" and USD; most people write the currency behind."""
    for name, code in UNITS.items():
        if before == name or before.endswith(f" {name}"):
            return before.removesuffix(name).strip(), code
    return before, ""


def _together(found: re.Match) -> Decimal:
    """1 tỷ 300 triệu, 1 tỷ rưỡi: each part smaller than one of the scale before it."""
    said = [(found["number"], found["times"] or ""), *PIECE.findall(found["more"] or "")]
    number, above = Decimal(0), None
    for digits, times in said:
        scale = sum(TIMES[one] for one in times.split())
        part = _number(digits) * 10**scale
        if above is not None and part >= 10**above:
            raise NotRead(digits)
        number, above = number + part, scale
    if found["half"]:
        number += Decimal(10) ** above / 2
    return number


def _number(digits: str) -> Decimal:
    digits = digits.replace(" ", "")
    if GROUPED.fullmatch(digits):
        english = digits.count(",") > 1
        group, point = (",", ".") if english else (".", ",")
        return Decimal(digits.replace(group, "").replace(point, "."))
    if PLAIN.fullmatch(digits) and len(digits) < 30:
        return Decimal(digits.replace(",", "."))
    raise NotRead(digits)
