"""The long jobs of an import: its rows checked, and written. Taking it back: import_undoing.

Each is a function of the import and of `work`, which counts what is done and says whether the
claim of this worker still stands. Few rows are done at once, many by a worker.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Protocol

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.db.models import Count, F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.services import audit
from core.errors import RuleViolation
from core.fields import PartialDate
from core.many_rows import planned_for_full_tables
from core.refusals import REFUSED, sentence
from core.spreadsheets import Book, Limits, open_workbook
from core.together import asked_once
from partnerships.choices import PaperKind
from partnerships.files import store
from partnerships.models import Paper, Source
from partnerships.services import papers
from reports.choices import ImportState
from reports.imports import sheets
from reports.imports.finding import Finder
from reports.imports.kinds import KINDS, Kind, Writing
from reports.models import Import, ImportRow
from reports.services.import_rows import PART, Checking, values_of
from reports.services.import_trying import checked_now, many, require_visible

ROWS = 500  # kept at once
MOST = 200_000  # rows of one table


class Work(Protocol):
    """How a job tells how far it is, and ends."""

    def step(self, rows: int = 1) -> None:
        """So many rows more are done. Raises Lost if somebody else is at it, or it was stopped."""

    def require(self) -> None:
        """Lock the claim until the transaction ends. Raises Lost if it does not stand."""

    def kept(self) -> None:
        """What was done so far stays. Raises TurnIsOver if another task is to do the rest."""

    def finish(self, state: ImportState, **facts) -> None:
        """The job has ended, in this state. Raises Lost if the claim does not stand."""


@contextmanager
def opened(brought: Import) -> Iterator[Book]:
    """The file as it came."""
    with store.opened(brought.sha256) as file:
        yield open_workbook(file, Limits())


def check(brought: Import, work: Work) -> None:
    """Every row tried and rolled back; what was found is kept, no record is written.

    What an earlier turn found, or a worker before it was killed, stands: this one goes on behind.
    """
    kind = KINDS[brought.kind]
    if not brought.done:
        _begin_anew(brought, work)
    kept, last = _kept(brought)
    work.step(kept - brought.done)
    with opened(brought) as book, asked_once():
        sheet = book[brought.sheet]
        checking = Checking(
            brought,
            kind,
            by=brought.brought_by,
            today=timezone.localdate(),
            merged=sheets.Merged(sheet),
            knows_dates=book.kind != "csv",
        )
        checking.remember(brought.rows.order_by("number").values_list("number", "cells"))
        rows = checking.checked(sheets.rows_below(sheet, max(last, brought.heading_row)))
        _keep(_counted(rows, work, kept), work)
    work.finish(ImportState.CHECKED, **_found(brought))


def _begin_anew(brought: Import, work: Work) -> None:
    with transaction.atomic():
        work.require()
        brought.rows.all().delete()


def _kept(brought: Import) -> tuple[int, int]:
    """How many rows were looked at, and the last of them."""
    found = brought.rows.aggregate(count=Count("pk"), last=Max("number", default=0))
    return found["count"], found["last"]


def _keep(rows: Iterator[ImportRow], work: Work) -> None:
    while some := list(islice(rows, ROWS)):
        with transaction.atomic():
            work.require()
            ImportRow.objects.bulk_create(some)
        work.kept()


def _found(brought: Import) -> dict:
    """What is said of all rows together."""
    rows, last = _kept(brought)
    if not rows:
        raise RuleViolation(_("There are no rows under the headings."))
    said = [one.as_json() for one in sheets.gaps(rows, brought.heading_row, last)]
    first = [one for one in brought.findings if one["row"] in (None, brought.heading_row)]
    return {"total": rows, "findings": [*first, *said]}


def _counted(rows: Iterable, work: Work, kept: int) -> Iterator:
    for number, row in enumerate(rows, start=kept + 1):
        if number > MOST:
            words = _("There are more than %(most)s rows. Divide the table.")
            raise RuleViolation(words % {"most": MOST})
        work.step()
        yield row


@transaction.atomic
@planned_for_full_tables()
@asked_once()
def write_rows(brought: Import, work: Work) -> None:
    """All rows that were accepted, or none: each by the service of its kind, with its source."""
    kind, by = KINDS[brought.kind], brought.brought_by
    accepted = brought.rows.filter(verdict__in=brought.accepted).order_by("number")
    numbers = list(accepted.values_list("number", flat=True))
    paper = _paper(brought)
    finder, today = Finder(by), timezone.localdate()
    for first in range(0, len(numbers), PART):
        some = list(accepted.filter(number__in=numbers[first : first + PART]))
        made = _write(kind, some, lambda row: Writing(by, today, row.uuid), finder)
        _cite(kind, made, _sources(paper, some))
        written = brought.rows.filter(pk__in=[row.pk for row in some])
        written.update(record=F("uuid"), cells={}, findings=[])
        checked_now()  # PostgreSQL forgets what it has checked only outside a savepoint
        work.step(len(some))
    act = audit.record(action="import.written", target=brought, by=by, rows=len(numbers))
    work.finish(ImportState.WRITTEN, written_at=TransactionNow(), last_act=act.pk)


def _write(kind: Kind, rows: list[ImportRow], writing: Callable, finder: Finder) -> list[int]:
    """Together; if that is refused, one after the other, so that it says which row it is."""
    try:
        with transaction.atomic():
            with many():
                made = [kind.write(values_of(kind, row, finder), writing(row)).pk for row in rows]
            require_visible(kind.model, made, finder.user)
            checked_now()
        return made
    except REFUSED:
        return [_written_alone(kind, row, writing(row), finder) for row in rows]


def _written_alone(kind: Kind, row: ImportRow, writing: Writing, finder: Finder) -> int:
    with _named(row):
        record = kind.write(values_of(kind, row, finder), writing)
        require_visible(kind.model, [record.pk], writing.by)
        checked_now()
    return record.pk


def _paper(brought: Import) -> Paper:
    """The table as a paper that its records cite; it goes by the uuid of the import."""
    sheet = f", {brought.sheet}" if brought.sheet else ""
    day = timezone.localtime(brought.brought_at)
    return papers.record(
        kind=PaperKind.TABLE,
        title=f"{brought.name}{sheet}"[:300],
        unit=brought.unit,
        dated=PartialDate.read(f"{day:%d/%m/%Y}"),
        uuid=brought.uuid,
        by=brought.brought_by,
    )


def _sources(paper: Paper, rows: list[ImportRow]) -> list[int]:
    """Each row as a place in that paper."""
    made = Source.objects.bulk_create(Source(paper=paper, paragraph=row.number) for row in rows)
    return [source.pk for source in made]


def _cite(kind: Kind, made: list[int], sources: list[int]) -> None:
    """Each record is known from its own row."""
    cited = kind.model.sources
    ends = (f"{cited.field.m2m_field_name()}_id", f"{cited.field.m2m_reverse_field_name()}_id")
    pairs = zip(made, sources, strict=True)
    cited.through.objects.bulk_create(
        cited.through(**dict(zip(ends, pair, strict=True))) for pair in pairs
    )


@contextmanager
def _named(row: ImportRow):
    """A refusal says which row it is about."""
    try:
        yield
    except REFUSED as refused:
        said = {"row": row.number, "words": " ".join(sentence(refused))}
        words = _("Nothing was written. Row %(row)s: %(words)s Check the table again.")
        raise RuleViolation(words % said) from refused
