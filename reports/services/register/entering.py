"""From the workbook to an empty register, in one transaction: everything of it, or nothing.

All is written as the application, and every rule of the database holds. References are looked at
when all rows are there, so that the lines of a signed text can be written before the text: what
was signed takes no further line.
"""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, NamedTuple

import pgtrigger
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit, users
from core.findings import Finding
from core.many_rows import planned_for_full_tables
from core.refusals import REFUSED
from core.spreadsheets import NotReadable, open_workbook
from core.text import tidy
from reports.services.register.files import Files, bring_files
from reports.services.register.findings import Findings, Refused, of_the_database, spoken_of
from reports.services.register.reading import LIMITS, Found, Record, columns_of, examined
from reports.services.register.settling import settle
from reports.services.register.shape import (
    LOADED_BEFOREHAND,
    VERSION,
    Column,
    numbered,
    shapes,
)
from reports.services.register.values import NotTaken, decoded

IMPORTED = "register.imported"
PIECE = 1_000  # rows of one statement
# Asked on the day of an act, and rightly so; a later reform may have unsettled what was settled.
OF_THE_DAY = (
    "partnerships.Memorandum:places_are_settled",
    "reports.AnnualReview:places_are_settled",
)
KEYS = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"


class Outcome(NamedTuple):
    """How many records of which kind were entered, how many files came, which are not there."""

    counts: dict[str, int]
    files: int = 0
    lost: tuple[str, ...] = ()


def enter(*, file: BinaryIO, files: Files | None = None, dry_run: bool = False) -> Outcome:
    """Enter the whole workbook into a register without records, with the files that it names.

    Raises Refused with the findings, and nothing is written; nor is it when only tried.
    """
    findings = Findings()
    with transaction.atomic(), planned_for_full_tables():
        _require_empty(findings)
        if files:
            files.examine(findings)
        outcome = Outcome(_enter(file, findings))
        if files:
            brought, lost = bring_files(files=files, keep=not dry_run)
            outcome = outcome._replace(files=brought, lost=tuple(lost))
        by = users.loader()
        details = {"version": VERSION, "records": outcome.counts}
        audit.record(action=IMPORTED, target=by, by=by, **details)
        if dry_run:
            transaction.set_rollback(True)
    return outcome


def _require_empty(findings: Findings) -> None:
    """Places, countries and steps that were loaded count for nothing, nor do accounts."""
    allowed = {*LOADED_BEFOREHAND, User._meta.label}
    for shape in shapes():
        model = shape.model
        if model._meta.label not in allowed and model._base_manager.exists():
            words = _("The register holds records already: %(records)s.")
            findings.add(words % {"records": model._meta.verbose_name_plural}, shape.name)
    findings.refuse()


def _enter(file: BinaryIO, findings: Findings) -> dict[str, int]:
    try:
        found = examined(open_workbook(file, LIMITS), findings)
        if len(found) < len(shapes()):
            findings.refuse()
        with pgtrigger.ignore(*OF_THE_DAY):
            entering = Entering(found, findings)
            if not findings:
                entering.clear()
            for one in found:
                entering.sheet(one)
            findings.refuse()
            settle(findings)
    except NotReadable as refusal:
        raise Refused([Finding(str(refusal))]) from refusal
    findings.refuse()
    return {one.shape.name: one.count for one in entering.entered}


class Entered:
    """How many records of a sheet were entered."""

    def __init__(self, shape):
        self.shape, self.count = shape, 0


class Entering:
    """One workbook on its way in. The keys of all records are known before the first is entered."""

    def __init__(self, found: list[Found], findings: Findings):
        self.findings = findings
        self.entered: list[Entered] = []
        self.known = dict(User._base_manager.values_list("username", "pk"))
        self.keys = {one.shape.model: self._numbers(one) for one in found}

    def _numbers(self, one: Found) -> dict[str, object]:
        """By what references call them, the serial numbers that the records will have."""
        model, keys = one.shape.model, list(one.keys)
        if not numbered(model):
            return dict(zip(keys, keys, strict=True))
        known = self.known if model is User else {}
        with connection.cursor() as cursor:
            cursor.execute(KEYS, [model._meta.db_table, len(keys)])
            new = [number for (number,) in cursor.fetchall()]
        return {key: known.get(key, number) for key, number in zip(keys, new, strict=True)}

    def clear(self) -> None:
        """What was loaded beforehand comes again, with the names that this register gave it."""
        for label in LOADED_BEFOREHAND:
            model = apps.get_model(label)
            for field in model._meta.many_to_many:
                _delete(field.remote_field.through)
            _delete(model)

    def sheet(self, one: Found) -> None:
        entered = Entered(one.shape)
        self.entered.append(entered)
        for piece in _pieces(one.records()):
            made = [(record, self._made(one, record)) for record in piece]
            if not self.findings:
                self._write(one, made)
            entered.count += len(made)

    def _made(self, one: Found, record: Record):
        """The row that the record becomes."""
        model = one.shape.model
        made = model()
        if one.shape.key and numbered(model):
            made.pk = self.keys[model].get(str(record.value(one.shape.key)))
        for column in columns_of(one, many=False):
            with _told(self.findings, one, record, column):
                value = record.value(column.name)
                if column.target:
                    setattr(made, column.field.attname, self._reference(column, value))
                else:
                    setattr(made, column.name, decoded(column.field, value))
        return made

    def _reference(self, column: Column, value):
        if value is None:
            if not column.field.null:
                raise NotTaken(_("The cell is empty; this column needs a record."))
            return None
        number = self.keys[column.target].get(str(value))
        if number is None:
            shown = {"key": tidy(str(value))[:80]}
            raise NotTaken(_("There is no such record: %(key)s.") % shown)
        return number

    def _write(self, one: Found, made: list) -> None:
        model = one.shape.model
        new = [pair for pair in made if model is not User or pair[1].username not in self.known]
        for _record, user in new if model is User else ():
            user.password = make_password(None)
        try:
            with transaction.atomic():
                self._insert(one, new, made)
        except REFUSED:
            self._one_by_one(one, new, made)

    def _insert(self, one: Found, new: list, made: list) -> None:
        model = one.shape.model
        model._base_manager.bulk_create([row for _record, row in new])
        if len(new) < len(made):  # accounts that were here keep their password
            fields = [column.name for column in columns_of(one, many=False)]
            there = [row for _record, row in made if row.username in self.known]
            model._base_manager.bulk_update(there, fields)
        for column in columns_of(one, many=True):
            self._link(one, column, made)

    def _link(self, one: Found, column: Column, made: list) -> None:
        field = column.field
        through = field.remote_field.through
        source, target = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        rows = []
        for record, row in made:
            for key in str(record.value(column.name) or "").split():
                with _told(self.findings, one, record, column):
                    rows.append(through(**{source: row.pk, target: self._reference(column, key)}))
        if one.shape.model is User:
            through._base_manager.filter(**{f"{source}__in": [row.pk for _r, row in made]}).delete()
        through._base_manager.bulk_create(rows, batch_size=PIECE)

    def _one_by_one(self, one: Found, new: list, made: list) -> None:
        """Which row it was that the database refused."""
        for record, row in made:
            only = [(record, row)]
            try:
                with transaction.atomic():
                    self._insert(one, [pair for pair in new if pair[1] is row], only)
            except REFUSED as error:
                words, _table, rule = of_the_database(error)
                columns = self._headings(one, rule)
                self.findings.add(words, one.shape.name, row=record.row, column=columns)
                return

    def _headings(self, one: Found, rule: str) -> str:
        """The headings of the columns that a rule speaks of."""
        named = spoken_of(one.shape.model, rule)
        return "; ".join(
            dict.fromkeys(
                column.heading
                for column in one.shape.columns
                if column.field.name in named and not column.is_label
            )
        )


class _told:
    """A value that makes no sense becomes a finding at its cell."""

    def __init__(self, findings: Findings, one: Found, record: Record, column: Column):
        self.findings, self.one, self.record, self.column = findings, one, record, column

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if not isinstance(error, NotTaken):
            return False
        where = self.record.address(self.column.name, self.one.names)
        self.findings.add(
            str(error),
            self.one.shape.name,
            row=self.record.row,
            cell=where,
            column=self.column.heading,
        )
        return True


def _delete(model) -> None:
    rows = model._base_manager.all()
    rows._raw_delete(rows.db)


def _pieces(records: Iterator[Record]) -> Iterator[list[Record]]:
    while piece := list(islice(records, PIECE)):
        yield piece
