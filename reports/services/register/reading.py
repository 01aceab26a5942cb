"""The sheets of a workbook as records, and what is wrong with them before any is entered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from django.utils.translation import gettext as _

from core.spreadsheets import Book, Cell, Limits, Row, Sheet, address
from core.spreadsheets.cells import MB
from reports.services.register.findings import Findings
from reports.services.register.shape import VERSION, Column, Shape, shapes
from reports.services.register.writing import CONTENTS, MORE, line

LIMITS = Limits(packed=2_000 * MB, unpacked=8_000 * MB, ratio=400, columns=300)
HEADINGS = 2  # rows: for people, and for the machine
WHOLE = "*"


@dataclass
class Record:
    """One record as the sheet says it: its first row, and a cell for each column."""

    row: int
    cells: dict[str, Cell]

    def value(self, name: str):
        cell = self.cells.get(name)
        return None if cell is None else cell.value

    def address(self, name: str, columns: list[str]) -> str:
        return address(columns.index(name) + 1, self.row)


@dataclass
class Found:
    """One sheet of the workbook that belongs to the register."""

    shape: Shape
    sheet: Sheet
    names: list[str]  # of the columns, for the machine
    keys: dict[str, None] = field(default_factory=dict)  # of its records, in their order

    def records(self) -> Iterator[Record]:
        """Each record once, its long texts put together again."""
        record = None
        for row in self.rows():
            more = row.cells[0].value == MORE
            if more and record:
                _lengthen(record, row, self.names)
                continue
            if record:
                yield record
            cells = {n: c for n, c in zip(self.names, row.cells, strict=False) if not c.is_empty}
            record = Record(row.number, cells)
        if record:
            yield record

    def rows(self) -> Iterator[Row]:
        return (row for row in self.sheet.rows() if row.number > HEADINGS)


def _lengthen(record: Record, row: Row, names: list[str]) -> None:
    for name, cell in zip(names[1:], row.cells[1:], strict=False):
        if cell.value is not None:
            before = record.cells.get(name, cell._replace(value=""))
            record.cells[name] = before._replace(value=f"{before.value}{cell.value}")


def examined(book: Book, findings: Findings) -> list[Found]:
    """The sheets to enter, in their order. Their headings, counts and digests are looked at, and
    every key is known afterwards; what the cells say is not looked at yet.
    """
    counts, digests = _contents(book, findings)
    names = {shape.name for shape in shapes()}
    for sheet in book.sheets:
        if sheet.name not in names | {CONTENTS}:
            findings.add(
                _("The register has no such sheet."), sheet.name, suggestion=_("Take it out.")
            )
        if sheet.merged:
            first = sheet.merged[0].split(":")[0]
            findings.add(_("Cells are merged."), sheet.name, cell=first, suggestion=as_written())
    found = [one for shape in shapes() if (one := _found(book, shape, findings))]
    for one in found:
        _examine(one, counts.get(one.shape.name), digests.get(one.shape.name), findings)
    return found


def _contents(book: Book, findings: Findings) -> tuple[dict, dict]:
    rows = []
    try:
        rows = [[cell.value for cell in row.cells] for row in book[CONTENTS].rows()]
    except KeyError:
        words = _("There is no such sheet: this is not a workbook of the register.")
        findings.add(words, CONTENTS, suggestion=as_written())
    if rows and rows[0][1:2] != [VERSION]:
        words = _("The workbook is of another version.")
        newer = _("Write it again with a program of the same version as this one.")
        findings.add(words, CONTENTS, row=1, cell="B1", suggestion=newer)
    told = [row for row in rows[2:] if len(row) > 2 and row[0] != WHOLE]
    whole = next((row[2] for row in rows[2:] if len(row) > 2 and row[0] == WHOLE), "")
    counts = {row[0]: row[1] for row in told}
    digests = {row[0]: str(row[2]) for row in told}
    if rows and whole != sha256("".join(digests.values()).encode()).hexdigest():
        words = _("The digests were changed after the workbook was written.")
        findings.add(words, CONTENTS, suggestion=as_written())
    return counts, digests


def _found(book: Book, shape: Shape, findings: Findings) -> Found | None:
    try:
        sheet = book[shape.name]
    except KeyError:
        findings.add(_("The sheet is missing."), shape.name, suggestion=as_written())
        return None
    heading = next((row for row in sheet.rows() if row.number == HEADINGS), None)
    cells = heading.cells if heading else ()
    names = [str(cell.value) for cell in cells]
    known = {"row", *(column.name for column in shape.columns)}
    for cell, name in zip(cells, names, strict=True):
        if name not in known or names.count(name) > 1:
            findings.add(
                _("The register has no such column: %(name)s.") % {"name": name},
                shape.name,
                row=HEADINGS,
                cell=cell.address,
                suggestion=as_written(),
            )
    missing = [name for name in sorted(known) if name not in names]
    if missing:
        words = _("The columns are missing: %(names)s.") % {"names": ", ".join(missing)}
        findings.add(words, shape.name, row=HEADINGS, suggestion=as_written())
    return None if missing else Found(shape, sheet, names)


def _examine(found: Found, count, told: str | None, findings: Findings) -> None:
    """Counts and keys, formulas and faults; whether somebody changed the sheet."""
    digest, number = sha256(), 0
    name = found.shape.name
    key = found.names.index(found.shape.key) if found.shape.key else None
    for row in found.rows():
        digest.update(line([cell.value for cell in row.cells]))
        _plain_cells(row, found, findings)
        if row.cells[0].value == MORE and number:
            continue
        number += 1
        if row.cells[0].value != number:
            words = _("The rows are not counted through: here %(number)s is due.")
            findings.add(words % {"number": number}, name, row=row.number, cell=f"A{row.number}")
        if key is not None:
            _know(found, row, key, findings)
    if count != number:
        words = _("The sheet has %(there)s records, and the contents name %(told)s.")
        findings.add(words % {"there": number, "told": count}, name)
    if told != digest.hexdigest():
        words = _("The sheet was changed after the workbook was written.")
        findings.add(words, name, suggestion=as_written())


def as_written() -> str:
    """What to do with a workbook that somebody changed: its digests no longer speak for it."""
    return _(
        "Take the workbook as export_register wrote it. Correct a record in the register itself: "
        "before the workbook is written, or after it was entered."
    )


def _plain_cells(row: Row, found: Found, findings: Findings) -> None:
    headings = {column.name: column.heading for column in found.shape.columns}
    for name, cell in zip([*found.names, *[""] * len(row.cells)], row.cells, strict=False):
        if cell.formula or cell.is_error:
            words = _("Here stands a formula.") if cell.formula else _("Here stands an error.")
            where = {"row": row.number, "cell": cell.address, "column": headings.get(name, "")}
            findings.add(words, found.shape.name, suggestion=as_written(), **where)


def _know(found: Found, row: Row, key: int, findings: Findings) -> None:
    cell = row.cells[key] if key < len(row.cells) else None
    value = cell and cell.value
    where = {"row": row.number, "cell": address(key + 1, row.number)}
    if value is None:
        findings.add(_("The record has no name of its own."), found.shape.name, **where)
    elif str(value) in found.keys:
        words = _("Two records have the same name: %(key)s.") % {"key": value}
        findings.add(words, found.shape.name, **where)
    else:
        found.keys[str(value)] = None


def columns_of(found: Found, *, many: bool) -> list[Column]:
    return [c for c in found.shape.columns if c.is_many is many and not c.is_label]
