"""Numbers, amounts and dates as each language writes them (DOMAIN: vi 1.234,5 · zh 1,234.5)."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from reports.papers import wording

COMMA_GROUPS = {"zh", "en"}
ZONES = {"vi": "Asia/Ho_Chi_Minh", "zh": "Asia/Shanghai"}  # the others share Vietnam's time
CURRENCY = re.compile(r"[A-Z]{3}")


def number(value: str | int, language: str) -> str:
    """1.234.567,5 or 1,234,567.5; zeros after the sign of decimals are not written."""
    digits = Decimal(str(value))
    said = f"{digits:,f}"
    if "." in said:
        said = said.rstrip("0").rstrip(".")
    return said if language in COMMA_GROUPS else said.translate(str.maketrans(",.", ".,"))


def unit(name: str, language: str) -> str:
    return wording.LANGUAGES[language].UNITS.get(name, name)


def amount(value: dict, language: str, *, with_unit: bool = True) -> str:
    """What was said of an amount: number with its bound, or only words."""
    if value.get("number") is None:
        return value.get("words") or wording.word("not_recorded", language)
    said = number(value["number"], language)
    if with_unit and value.get("unit"):
        name = unit(value["unit"], language)
        joint = "" if language == "zh" and name != value["unit"] else "\u00a0"
        said = f"{said}{joint}{name}"
    bound = value.get("bound") or "exact"
    if bound != "exact":
        said = wording.word(bound, language, value=said)
    return wording.word("estimate", language, value=said) if value.get("estimate") else said


def is_currency(name: str | None) -> bool:
    return bool(name) and CURRENCY.fullmatch(name) is not None


def full_day(day: date, language: str) -> str:
    month = wording.LANGUAGES[language].MONTHS[day.month - 1]
    if language == "vi":
        month = str(day.month)
    return wording.word("day", language, day=day.day, month=month, year=day.year)


def short_day(day: date, language: str) -> str:
    return full_day(day, language) if language == "zh" else f"{day:%d/%m/%Y}"


def partial_date(value: dict | None, language: str, *, short: bool = False) -> str:
    """A date known in part, from its days where they make a whole; else the words used for it."""
    if not value or not (value.get("from") or value.get("until") or value.get("words")):
        return wording.word("not_recorded", language)
    words = re.sub("^từ ", "", value.get("words") or "")  # the sentence around it says "from"
    if language == "vi" and re.search(r"[^\d/ .–-]", words) and not short:
        return words
    first, last = known_days(value)
    whole = whole_span(first, last, language, short=short)
    if whole:
        return whole
    if words and (language == "vi" or not (first and last)):
        return words
    return span(first, last, language)


def known_days(value: dict) -> tuple[date | None, date | None]:
    """First and last day it may be; the content holds the first day after."""
    first = date.fromisoformat(value["from"]) if value.get("from") else None
    after = date.fromisoformat(value["until"]) if value.get("until") else None
    return first, after and after - timedelta(days=1)


def whole_span(first: date | None, last: date | None, language: str, *, short: bool) -> str:
    """One day, one month, one year or several whole years; empty if it is none of them."""
    if not (first and last):
        return ""
    if first == last:
        return short_day(first, language) if short else full_day(first, language)
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return ""
    if (first.year, first.month) == (last.year, last.month):
        return month_of(first, language, short=short)
    if (first.month, last.month) != (1, 12):
        return ""
    if first.year == last.year:
        return year_of(first.year, language, short=short)
    if language == "zh":
        return f"{first.year}年至{last.year}年"
    years = f"{first.year}-{last.year}"
    return years if short else wording.word("year", language, year=years)


def month_of(day: date, language: str, *, short: bool) -> str:
    if short and language != "zh":
        return f"{day:%m/%Y}"
    month = wording.LANGUAGES[language].MONTHS[day.month - 1]
    return wording.word(
        "month", language, month=day.month if language == "vi" else month, year=day.year
    )


def year_of(year: int, language: str, *, short: bool) -> str:
    bare = short and language != "zh"
    return str(year) if bare else wording.word("year", language, year=year)


def span(first: date | None, last: date | None, language: str) -> str:
    ends = [day and short_day(day, language) for day in (first, last)]
    if all(ends):
        return wording.word("span", language, first=ends[0], last=ends[1])
    if ends[0]:
        return wording.word("since", language, first=ends[0])
    return wording.word("before", language, last=short_day(last + timedelta(days=1), language))


def clock(moment: str, language: str, *, said_in: str = "") -> tuple[str, date]:
    """Hour and day of a moment in the local time of the readers of that language; `said_in`
    another one, where a paper names the time of both sides.
    """
    local = datetime.fromisoformat(moment).astimezone(ZoneInfo(ZONES.get(language, ZONES["vi"])))
    words = said_in or language
    said = wording.word("clock", words, hour=f"{local:%H}", minute=f"{local:%M}")
    return said, local.date()
