"""A cell as an office filled it in, as words; and what is wrong with it whatever its column."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.translation import gettext as _

from core.findings import Finding
from core.spreadsheets import Cell, legacy_of, to_unicode
from core.text import tidy

LONGEST = 5000  # letters of one cell; a page of text is half of it


@dataclass(frozen=True)
class Given:
    """The words of a cell. `is_date`: the spreadsheet program knows it as a date."""

    text: str
    address: str = ""
    is_date: bool = True
    is_number: bool = False


def words_of(value) -> str:
    """A value as a person would type it here: 28/03/2025, 1300000,5."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date | datetime):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | Decimal):
        exact = format(value, "f")
        exact = exact.rstrip("0").rstrip(".") if "." in exact else exact
        return exact.replace(".", ",")
    return tidy(str(value)).strip()


def given(cell: Cell) -> Given:
    is_number = isinstance(cell.value, int | Decimal) and not isinstance(cell.value, bool)
    return Given(words_of(cell.value), cell.address, isinstance(cell.value, date), is_number)


def faults(cell: Cell, heading: str) -> list[Finding]:
    """What keeps a cell from being read, or is worth a look, in any column."""

    def found(reason: str, suggestion: str = "", caution: bool = False) -> Finding:
        return Finding(
            reason, cell=cell.address, column=heading, suggestion=suggestion, caution=caution
        )

    if cell.is_error:
        return [found(_("The cell shows an error of the spreadsheet."), _("Type the value."))]
    if cell.formula and cell.value is None:
        return [
            found(
                _("The cell holds a formula and no value."),
                _("Copy the column and paste it as values."),
            )
        ]
    told = []
    if cell.formula:
        told.append(
            found(
                _("The cell holds a formula; its last value is taken: %(value)s.")
                % {"value": words_of(cell.value)[:80]},
                _("Paste it as a value if it is right."),
                caution=True,
            )
        )
    if isinstance(cell.value, str):
        told += _of_text(cell, found)
    return told


def _of_text(cell: Cell, found) -> list[Finding]:
    if len(cell.value) > LONGEST:
        said = {"length": len(cell.value), "most": LONGEST}
        words = _("The cell holds %(length)s letters; up to %(most)s are taken.") % said
        return [found(words, _("Shorten it."))]
    legacy = legacy_of(cell.value, cell.font)
    if legacy:
        return [
            found(
                _("The words are written in an old Vietnamese encoding (%(name)s).")
                % {"name": legacy.value},
                _("Convert the file to Unicode. Converted: “%(words)s”.")
                % {"words": to_unicode(cell.value, legacy)[:120]},
            )
        ]
    return []
