"""What stands in the cells of a file: the words of the page, made fast enough for 100,000 rows.

The words come from the same declaration as those of the page. What makes it fast: values are read
as plain tuples, a column says the same value once and remembers its words, and amounts, of which
hardly two are the same, have a writer of their own that is proved equal.
"""

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date

from django.contrib.postgres.fields.ranges import RangeField
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import CharField, Field, TextField
from django.utils.formats import get_format
from django.utils.translation import gettext

from core.fields import Amount, Bound
from core.lists import Column, plain

REMEMBERED = 8192  # values of a column; then it forgets them all, and takes no more memory
SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff"  # spreadsheets pass over them as over spaces
AS_IT_IS = next(field.default for field in fields(Column) if field.name == "show")


def safe(text: str) -> str:
    """A cell that a spreadsheet would run as a formula begins with an apostrophe instead."""
    if text[:1].isalnum():  # nearly all of them
        return text
    bare = text.lstrip().lstrip(UNSEEN).lstrip()
    risky = bare.startswith(SIGNS) or text.startswith(("\t", "\r", "\n"))
    return f"'{text}" if risky else text


class Memo(dict):
    """What was made of the values met before."""

    def __init__(self, make: Callable):
        super().__init__()
        self.make = make

    def __missing__(self, key):
        if len(self) >= REMEMBERED:
            self.clear()
        made = self[key] = self.make(key)
        return made


def days(text: str) -> DateRange:
    """A range of days as PostgreSQL writes it: read only where it was not met before."""
    if text == "empty":
        return DateRange(empty=True)
    lower, upper = (date.fromisoformat(day) if day else None for day in text[1:-1].split(","))
    return DateRange(lower, upper, text[0] + text[-1])


class AmountWords:
    """Writes amounts as `str(Amount(…))` does, in the language it was made in."""

    def __init__(self):
        signs = {",": get_format("THOUSAND_SEPARATOR"), ".": get_format("DECIMAL_SEPARATOR")}
        self.signs = str.maketrans(signs)
        self.before = {}
        for bound in Bound:
            for estimate in (True, False):
                said = gettext("an estimated") if estimate else ""
                how = "" if bound == Bound.EXACT else str(bound.label)
                words = " ".join(filter(None, [said, how]))
                self.before[bound.value, estimate] = f"{words} " if words else ""

    def number(self, number) -> str:
        return f"{number:,.2f}" if number % 1 else f"{number:,.0f}"

    def __call__(self, number, unit, bound, estimate, words) -> str:
        if number is None:
            return words or ""
        return f"{self.before[bound, estimate]}{self.number(number).translate(self.signs)} {unit}"


class Reading:
    """One column of a file, prepared once: out of the values of its lookups come its words.

    `found` are the fields of those lookups. Ranges are fetched as text.
    """

    def __init__(self, column: Column, found: Sequence[Field]):
        self.column = column
        self.ranges = [place for place, field in enumerate(found) if isinstance(field, RangeField)]
        self.is_text = column.show is AS_IT_IS and isinstance(found[0], (CharField, TextField))
        self.amount = AmountWords() if column.show is Amount else None
        self.memo = Memo(lambda values: safe(self.text(values)))

    def values(self, values: tuple) -> dict:
        """By lookup, as the page gets them."""
        if self.ranges:
            values = list(values)
            for place in self.ranges:
                values[place] = days(values[place]) if values[place] else None
        return dict(zip(self.column.lookups, values, strict=True))

    def text(self, values: tuple) -> str:
        if self.amount:
            return self.amount(*values)
        return plain(self.column.shown(self.values(values)))

    def words(self, columns: list[tuple]) -> list[str]:
        """The words of so many rows at once, none of which a spreadsheet runs."""
        if self.is_text:
            return [text if text and text[0].isalnum() else safe(text or "") for text in columns[0]]
        if self.amount:
            return [safe(self.amount(*values)) for values in zip(*columns, strict=True)]
        try:
            return list(map(self.memo.__getitem__, zip(*columns, strict=True)))
        except TypeError:  # values that cannot be remembered: lists of what belongs to a row
            return [safe(self.text(values)) for values in zip(*columns, strict=True)]
