"""What a number in a cell means: its format tells a day from a count, its font a letter."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from functools import lru_cache

from core.spreadsheets.packages import Package

BUILT_IN = {0: "General", 9: "0%", 14: "dd/mm/yyyy", 22: "dd/mm/yyyy hh:mm", 49: "@"}
BUILT_IN_DAYS = {*range(14, 18), 22, *range(27, 32), 36, *range(50, 59)}
BUILT_IN_HOURS = {*range(18, 22), *range(32, 36), 45, 47}
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]')
DIGITS = Context(prec=15)  # as many as a spreadsheet program keeps of a number
DAY = 86_400
LAST_DAY = 2_958_465  # 31 December 9999


class Styles:
    """The formats and fonts of a workbook, by the number that a cell gives."""

    def __init__(self, package: Package, name: str | None, *, since_1904: bool = False):
        self.since_1904 = since_1904
        self.formats, self.days, self.fonts = ["General"], [False], [""]
        if name in package:
            self._read(package.parsed(name))

    def _read(self, root) -> None:
        own = {
            int(number.get("numFmtId", "0")): number.get("formatCode", "")
            for number in root.iterfind("{*}numFmts/{*}numFmt")
        }
        fonts = [_font_of(font) for font in root.iterfind("{*}fonts/{*}font")]
        styles = root.findall("{*}cellXfs/{*}xf")
        numbers = [int(style.get("numFmtId", "0")) for style in styles]
        self.formats = [own.get(n, BUILT_IN.get(n, "General")) for n in numbers]
        self.days = [is_of_days(own[n]) if n in own else n in ALL_DAYS for n in numbers]
        chosen = [int(style.get("fontId", "0")) for style in styles]
        self.fonts = [fonts[n] if n < len(fonts) else "" for n in chosen]

    def number(self, text: str, style: int):
        """A number as it is meant: a day, an hour, or itself."""
        number = exact(text)
        if style < len(self.days) and self.days[style] and 0 <= number <= LAST_DAY:
            return _moment(number, self.since_1904)
        return number


ALL_DAYS = BUILT_IN_DAYS | BUILT_IN_HOURS


def _font_of(font) -> str:
    name = font.find("{*}name")
    return "" if name is None else name.get("val", "")


@lru_cache(maxsize=1024)
def is_of_days(code: str) -> bool:
    """Whether a format shows a day or an hour. One of elapsed hours, [h]:mm, is a count."""
    plain = QUOTED.sub("", code.split(";")[0]).lower()
    return plain != "general" and "[" not in plain and bool(re.search("[dmyhs]", plain))


def exact(text: str) -> int | Decimal:
    """The number that is shown: 0.30000000000000004 in the file is 0.3 to everybody."""
    if text.lstrip("-").isascii() and text.lstrip("-").isdigit() and len(text) < 16:
        return int(text)
    number = DIGITS.create_decimal(Decimal(text))
    if not number.is_finite() or number.adjusted() > 400:
        raise ValueError(text)
    if number == number.to_integral_value() and number.adjusted() < 20:
        return int(number)
    return number


def _moment(number: int | Decimal, since_1904: bool) -> date | datetime | time:
    days, part = divmod(number, 1)
    seconds = round(part * DAY)
    if not days and not since_1904:
        return (datetime.min + timedelta(seconds=min(seconds, DAY - 1))).time()
    if since_1904:
        first = date(1904, 1, 1)
    else:  # to these programs 1900 was a leap year
        first = date(1899, 12, 31) if days < 60 else date(1899, 12, 30)
    try:
        day = first + timedelta(days=int(days))
    except OverflowError:
        return number
    if not seconds:
        return day
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)
