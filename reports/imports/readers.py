"""What may stand in the cells of a column, and how the words become a value of the register."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.fields import Amount, PartialDate
from core.reading import BelowNothing, NotRead, read_amount, read_date, unit_of
from reports.imports.cells import Given
from reports.imports.folding import folded

SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{2})")
TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?(?::\d{2})?")
SERIAL = range(14_000, 60_000)  # days since 30/12/1899 in the years of the register
YES, NO = {"co", "yes", "x", "dung", "1"}, {"khong", "no", "sai", "0"}


class Wrong(Exception):
    """The cell cannot be taken; why, and what to do."""

    def __init__(self, reason: str, suggestion: str = ""):
        super().__init__(reason)
        self.reason, self.suggestion = reason, suggestion


@dataclass(frozen=True)
class Reader:
    """Words of a cell into a value. `row` is the row that is being read (rows.RowReading)."""

    empty = ""  # what an empty cell means

    def read(self, given: Given, row) -> Any:
        raise NotImplementedError

    def offered(self) -> list[str]:
        """The choices of a drop-down, in the language in force; none for free words."""
        return []


@dataclass(frozen=True)
class Text(Reader):
    most: int = 255

    def read(self, given, row):
        if len(given.text) > self.most:
            said = {"length": len(given.text), "most": self.most}
            raise Wrong(_("%(length)s letters; up to %(most)s are taken.") % said, _("Shorten it."))
        return given.text


@dataclass(frozen=True)
class Choice(Reader):
    """One of a few words, in Vietnamese, in English, or by its code."""

    choices: type
    also: tuple[tuple[str, str], ...] = ()  # other words that offices write, and the code
    without: tuple[str, ...] = ()  # what no table may say

    def read(self, given, row):
        known = _meant_by(self)
        said = folded(given.text)
        if said in known:
            return known[said]
        near = [label for label in self.offered() if said and said in folded(label)]
        offered = near or self.offered()
        raise Wrong(
            _("“%(typed)s” is none of the choices.") % {"typed": given.text[:80]},
            _("Choose one of: %(choices)s.") % {"choices": "; ".join(offered)},
        )

    def offered(self):
        return [str(label) for value, label in self.taken() if value]

    def taken(self) -> list[tuple[str, str]]:
        return [
            (value, label) for value, label in self.choices.choices if value not in self.without
        ]


@cache
def _meant_by(choice: Choice) -> dict[str, str]:
    """Every word for a choice, in both languages, with its code."""
    known = {folded(words): value for words, value in choice.also}
    for language in ("en", "vi"):
        with override(language):
            known |= {folded(str(label)): value for value, label in choice.taken()}
    return known | {folded(value): value for value, _label in choice.taken() if value}


@dataclass(frozen=True)
class YesNo(Reader):
    empty = False

    def read(self, given, row):
        said = folded(given.text)
        if said in YES | NO:
            return said in YES
        raise Wrong(_("Say yes or no."))

    def offered(self):
        return [_("yes"), _("no")]


@dataclass(frozen=True)
class Whole(Reader):
    least: int = 0
    most: int = 100_000
    empty = None

    def read(self, given, row):
        digits = given.text.replace(".", "").replace(" ", "")
        is_whole = digits.isascii() and digits.isdigit() and len(digits) < 10
        if is_whole and self.least <= int(digits) <= self.most:
            return int(digits)
        said = {"least": self.least, "most": self.most}
        raise Wrong(_("A whole number from %(least)s to %(most)s is expected.") % said)


@dataclass(frozen=True)
class Clock(Reader):
    empty = None

    def read(self, given, row):
        found = CLOCK.fullmatch(given.text.lower())
        try:
            return time(int(found[1]), int(found[2] or 0)) if found else self._not_read()
        except ValueError:
            return self._not_read()

    def _not_read(self):
        raise Wrong(_("This is no time of the day."), _("Write it as 08:30 or 8h30."))


@dataclass(frozen=True)
class Partial(Reader):
    """A day, a month, a year or a span, as offices write them; `full`: to the day."""

    full: bool = False
    empty = PartialDate()

    def read(self, given, row):
        _refuse_short_year(given.text)
        found = self._days(given)
        if self.full and not found.is_full:
            raise Wrong(_("A full day is needed."), _("Write it as 28/03/2025."))
        if not given.is_date:
            _say_how_it_was_read(given.text, found, row)
        return found

    def _days(self, given: Given) -> PartialDate:
        try:
            return read_date(given.text)
        except NotRead:
            suggestion = _serial(given.text) or _("Write it as 28/03/2025, 12/2015 or 2015.")
            words = _("“%(typed)s” is not understood as a date.") % {"typed": given.text[:40]}
            raise Wrong(words, suggestion) from None
        except ValueError:
            words = _("There is no such day: %(typed)s.") % {"typed": given.text[:40]}
            raise Wrong(words, _month_first(given.text)) from None


@dataclass(frozen=True)
class Day(Partial):
    """One day, as a plain date."""

    full: bool = True
    empty = None

    def read(self, given, row):
        return super().read(given, row).days.lower


def _refuse_short_year(text: str) -> None:
    short = SHORT_YEAR.fullmatch(text)
    if not short:
        return
    day, month, year = short.groups()
    said = {"first": f"{day}/{month}/19{year}", "second": f"{day}/{month}/20{year}"}
    raise Wrong(
        _("The year has two digits: %(typed)s.") % {"typed": text},
        _("Write %(first)s or %(second)s.") % said,
    )


def _say_how_it_was_read(text: str, found: PartialDate, row) -> None:
    typed = TYPED_DAY.fullmatch(text)
    if not typed or not found.is_full:
        return
    day, month = int(typed[1]), int(typed[2])
    if day <= 12 and month <= 12 and day != month:
        said = {"day": day, "month": month, "year": typed[3]}
        row.doubt(
            _("A date as text: read as day %(day)s of month %(month)s, %(year)s.") % said,
            _("Check that day and month are not the other way round."),
        )
    elif row.knows_dates:
        row.doubt(_("A date as text: read as %(day)s.") % {"day": found})


def _serial(text: str) -> str:
    if text.isascii() and text.isdigit() and int(text[:6]) in SERIAL and len(text) == 5:
        day = date(1899, 12, 30) + timedelta(days=int(text))
        return _("If it is a date without its format: %(day)s.") % {"day": f"{day:%d/%m/%Y}"}
    return ""


def _month_first(text: str) -> str:
    typed = TYPED_DAY.fullmatch(text)
    if typed and int(typed[2]) > 12 >= int(typed[1]):
        return _("Did you mean %(day)s?") % {"day": f"{typed[2]}/{typed[1]}/{typed[3]}"}
    return ""


@dataclass(frozen=True)
class Money(Reader):
    """A number as it was said, with its unit in the same cell or in a column of its own."""

    unit_column: str = ""
    empty = Amount()

    def read(self, given, row):
        try:
            found = read_amount(given.text)
        except BelowNothing:
            raise Wrong(_("An amount is not negative.")) from None
        except NotRead:
            words = _("“%(typed)s” is not understood as an amount.") % {"typed": given.text[:60]}
            raise Wrong(words, _("Write it as 1.300.000.000, 500 triệu or 1,3 tỷ.")) from None
        unit = row.text(self.unit_column)
        try:
            unit = unit_of(unit) if unit else ""
        except NotRead:
            raise Wrong(_("The unit or currency is not understood.")) from None
        if unit and found.unit and unit != found.unit:
            said = {"one": found.unit, "other": unit}
            words = _("The cell says %(one)s, the column of the unit %(other)s.") % said
            raise Wrong(words, _("Leave one of them."))
        if not (unit or found.unit):
            words = _("The number has no unit or currency.")
            raise Wrong(words, _("Write VND, USD, LAK… in the column of the unit."))
        return Amount(found.number, unit or found.unit, found.bound, found.estimate)


@dataclass(frozen=True)
class Unitless(Reader):
    """The unit or currency of an amount; read together with it."""

    def read(self, given, row):
        return given.text


@dataclass(frozen=True)
class Named(Reader):
    """A record of the register, by its name or code."""

    what: str  # a way of finding in reports.imports.finding
    empty = None

    def read(self, given, row):
        return row.find(self.what, given.text)


@dataclass(frozen=True)
class Several(Reader):
    """Several of the same in one cell, with semicolons between them."""

    each: Reader
    empty = ()

    def read(self, given, row):
        parts = [part.strip() for part in given.text.split(";")]
        values = [
            self.each.read(Given(part, given.address, given.is_date), row) for part in parts if part
        ]
        return tuple(dict.fromkeys(values))
