"""The dry run: each row read, tried by the service that would write it, and rolled back again."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from core.access import ScopedQuerySet
from core.errors import RuleViolation
from core.findings import Finding
from core.refusals import REFUSED, sentence
from core.spreadsheets import Row
from partnerships.files import secrecy
from reports.imports.cells import Given, faults, given
from reports.imports.finding import Finder
from reports.imports.kinds import Kind, Writing
from reports.imports.rows import RowReading, verdict
from reports.imports.sheets import LETTERS, Merged, is_example
from reports.models import Import, ImportRow


class Stamped(Exception):
    """A cell carries the stamp of a state secret; nothing of the file is kept."""


@dataclass
class Checking:
    """Looks at the rows of one table, one after the other, for the user who brought it."""

    brought: Import
    kind: Kind
    by: User
    today: date
    merged: Merged
    knows_dates: bool
    finder: Finder = None
    _seen: dict[tuple, int] = field(default_factory=dict)

    def __post_init__(self):
        self.finder = Finder(self.by)
        self.headings = {letters: words for letters, words, *_rest in self.brought.headings}

    def checked(self, rows: Iterator[Row]) -> Iterator[ImportRow]:
        for row in rows:
            found = self.row(row)
            if found is not None:
                yield found

    def row(self, row: Row) -> ImportRow | None:
        """What was found of a row; None for the example of the template left where it stood."""
        cells, findings, broken = self._cells(row)
        if secrecy.stamp("\n".join(one.text for one in cells.values())):
            raise Stamped
        words = {name: one.text for name, one in cells.items()}
        if is_example(self.kind, words):
            return None
        reading = RowReading(self.kind.columns, cells, self.finder, self.knows_dates, findings)
        reading.broken = broken
        values = reading.facts()
        self._twice(reading, words, row.number)
        if not reading.is_wrong:
            self._tried(reading, values)
        return ImportRow(
            of=self.brought,
            number=row.number,
            cells=words,
            verdict=verdict(reading.findings),
            findings=[one.as_json() | {"row": row.number} for one in reading.findings],
        )

    def _cells(self, row: Row) -> tuple[dict[str, Given], list[Finding], set[str]]:
        cells, findings, broken = {}, [], set()
        merged = self.merged.of(row.number)
        for cell in row.cells:
            letters = LETTERS.match(cell.address)[0]
            name = self.brought.matching.get(letters)
            if not name:
                continue
            heading = self.headings.get(letters, "")
            told = faults(cell, heading)
            if any(not one.caution for one in told):
                broken.add(name)
            findings += told
            cells[name] = given(cell)
        for letters, area in merged.items():
            if self.brought.matching.get(letters):
                findings.append(self._merged(letters, area, row.number))
        return cells, findings, broken

    def _merged(self, letters: str, area: str, row: int) -> Finding:
        return Finding(
            _("The cell is part of the merged area %(area)s.") % {"area": area},
            cell=f"{letters}{row}",
            column=self.headings.get(letters, ""),
            suggestion=_("Undo the merging and write the value into each row."),
        )

    def _twice(self, reading: RowReading, words: dict[str, str], number: int) -> None:
        whole = ("all", *sorted(words.items()))
        told = ("same", *(words.get(name, "").lower() for name in self.kind.identity))
        for key, reason in (
            (whole, _("The row is the same as row %(row)s.")),
            (told, _("The row tells of the same record as row %(row)s.")),
        ):
            if key in self._seen:
                first = {"row": self._seen[key]}
                reading.findings.append(
                    Finding(reason % first, suggestion=_("Delete one."), caution=key is told)
                )
                break
        for key in (whole, told):
            self._seen.setdefault(key, number)

    def _tried(self, reading: RowReading, values: dict) -> None:
        """Written by its service and rolled back: what the rules and the database say."""
        writing = Writing(self.by, self.today, uuid4())
        try:
            with transaction.atomic():
                known = self.kind.same(values, self.by)
                write(self.kind, values, writing)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                transaction.set_rollback(True)
        except REFUSED as refused:
            for name, words in refusals(refused):
                reading.found(name, words)
            return
        if known:
            reading.findings.append(
                Finding(
                    _("The register may have it already: “%(record)s”.") % {"record": known},
                    suggestion=_("Open that one; accept the row only if it is another."),
                    caution=True,
                )
            )


def write(kind: Kind, values: dict, writing: Writing) -> Model:
    """The record of a row, made by the service of its kind; nobody writes what they cannot see."""
    record = kind.write(values, writing)
    rows = type(record)._default_manager.all()
    if isinstance(rows, ScopedQuerySet):
        seen = rows.visible_to(writing.by).filter(pk=record.pk).exists()
        if not seen:
            raise RuleViolation(_("The row lies outside your area."))
    return record


def refusals(error: Exception) -> list[tuple[str, str]]:
    """Which column a refusal is about, as far as it says, and its words."""
    if isinstance(error, ValidationError) and hasattr(error, "error_dict"):
        return [
            ("" if name == NON_FIELD_ERRORS else name, words)
            for name, errors in error.error_dict.items()
            for each in errors
            for words in each.messages
        ]
    return [(getattr(error, "field", ""), words) for words in sentence(error)]


def values_of(kind: Kind, row: ImportRow, finder: Finder) -> dict:
    """The cells that were kept, read once more. RuleViolation if the register changed since."""
    cells = {name: Given(words) for name, words in row.cells.items()}
    reading = RowReading(kind.columns, cells, finder)
    values = reading.facts()
    for found in reading.findings:
        if not found.caution:
            raise RuleViolation(f"{found.column}: {found.reason} {found.suggestion}".strip())
    return values
