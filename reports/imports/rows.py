"""One row on its way into the register: its cells read, its faults gathered."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from core.findings import Finding
from reports.choices import RowVerdict
from reports.imports.cells import Given
from reports.imports.columns import Column
from reports.imports.finding import Finder
from reports.imports.readers import Unitless, Wrong


@dataclass
class RowReading:
    """Reads the cells of one row by the columns of its kind."""

    columns: tuple[Column, ...]
    cells: dict[str, Given]
    finder: Finder
    knows_dates: bool = False  # a workbook keeps dates as dates, a CSV file does not
    findings: list[Finding] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)  # columns whose cell cannot be read at all
    _now: Column | None = None

    def text(self, column: str) -> str:
        return self.cells[column].text if column in self.cells else ""

    def find(self, what: str, words: str):
        return self.finder.find(what, words)

    def doubt(self, reason: str, suggestion: str = "") -> None:
        self.found(self._now.name, reason, suggestion, caution=True)

    def found(self, name: str, reason: str, suggestion: str = "", *, caution=False) -> None:
        """Write a fault down, at the cell of that column if there is one."""
        heading = next((str(one.label) for one in self.columns if one.name == name), "")
        address = self.cells[name].address if name in self.cells else ""
        self.findings.append(
            Finding(reason, cell=address, column=heading, suggestion=suggestion, caution=caution)
        )

    def facts(self) -> dict[str, Any]:
        """The values of all cells that could be read; what could not is among the findings."""
        values = {}
        for column in self.columns:
            self._now = column
            if column.name in self.broken:
                continue
            given = self.cells.get(column.name)
            if given is None or not given.text:
                values[column.name] = column.read.empty
                if column.required:
                    self.found(column.name, _("This may not be empty."))
                continue
            try:
                values[column.name] = column.read.read(given, self)
            except Wrong as wrong:
                self.found(column.name, wrong.reason, wrong.suggestion)
        return {
            column.name: values[column.name]
            for column in self.columns
            if column.name in values and not isinstance(column.read, Unitless)
        }

    @property
    def is_wrong(self) -> bool:
        return any(not one.caution for one in self.findings)


def verdict(findings: list[Finding]) -> RowVerdict:
    if any(not one.caution for one in findings):
        return RowVerdict.WRONG
    return RowVerdict.DOUBTFUL if findings else RowVerdict.RIGHT
