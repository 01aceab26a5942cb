"""The dry run: each row read, tried by the service that would write it, and rolled back again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleViolation
from core.findings import Finding
from core.spreadsheets import Row
from partnerships.files import secrecy
from reports.imports.cells import Given, faults, given, words_of
from reports.imports.finding import Finder
from reports.imports.kinds import Kind
from reports.imports.rows import RowReading, verdict
from reports.imports.sheets import LETTERS, Merged, is_example
from reports.models import Import, ImportRow
from reports.services.import_trying import Trial, tried

PART = 100  # rows tried together: nobody waits long for what they lock


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

    def checked(self, rows: Iterable[Row]) -> Iterator[ImportRow]:
        rows = iter(rows)
        while part := list(islice(rows, PART)):
            trials = [one for row in part if (one := self._read(row)) is not None]
            right = [one for one in trials if not one.reading.is_wrong]
            tried(self.kind, right, user=self.by, today=self.today)
            yield from map(self._told, trials)

    def remember(self, rows: QuerySet) -> None:
        """Number and words of the rows that were looked at before."""
        for number, words in rows.iterator():
            self._note(self._names_of(words), number)

    def _read(self, row: Row) -> Trial | None:
        """The values of a row; None for the example of the template left where it stood."""
        if secrecy.stamp("\n".join(words_of(cell.value) for cell in row.cells)):
            raise Stamped  # in whatever column, brought in or not
        cells, findings, broken = self._cells(row)
        words = {name: one.text for name, one in cells.items()}
        if is_example(self.kind, words):
            return None
        reading = RowReading(self.kind.columns, cells, self.finder, self.knows_dates, findings)
        reading.broken = broken
        trial = Trial(row.number, words, reading, reading.facts())
        self._twice(reading, words, row.number)
        return trial

    def _told(self, trial: Trial) -> ImportRow:
        findings = trial.reading.findings
        return ImportRow(
            of=self.brought,
            number=trial.number,
            cells=trial.words,
            verdict=verdict(findings),
            findings=[one.as_json() | {"row": trial.number} for one in findings],
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
        whole, told = self._names_of(words)
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
        self._note((whole, told), number)

    def _note(self, names: tuple[tuple, tuple], number: int) -> None:
        for key in names:
            self._seen.setdefault(key, number)

    def _names_of(self, words: dict[str, str]) -> tuple[tuple, tuple]:
        """What a row is known by: all its words, and those that tell which record it is."""
        told = (words.get(name, "").lower() for name in self.kind.identity)
        return ("all", *sorted(words.items())), ("same", *told)


def values_of(kind: Kind, row: ImportRow, finder: Finder) -> dict:
    """The cells that were kept, read once more. RuleViolation if the register changed since."""
    cells = {name: Given(words) for name, words in row.cells.items()}
    reading = RowReading(kind.columns, cells, finder)
    values = reading.facts()
    for found in reading.findings:
        if not found.caution:
            raise RuleViolation(f"{found.column}: {found.reason} {found.suggestion}".strip())
    return values
