"""Tables brought in: the file kept, its columns matched, its rows accepted, taken back, emptied."""

from datetime import timedelta
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from core.spreadsheets import Limits, open_workbook
from core.text import tidy
from partnerships.files import store
from partnerships.files.inspection import hash_of, require_no_stamp, require_size
from partnerships.services.rules import require
from reports.choices import ImportState, RowVerdict
from reports.imports import sheets
from reports.imports.columns import Headings
from reports.imports.folding import folded
from reports.imports.kinds import KINDS
from reports.models import ColumnMatch, Import, ImportRow
from reports.services.import_jobs import do

AT_ONCE = 200  # rows; more are done by a worker
KEPT = timedelta(days=30)  # so long the cells of rows that became no record stay
OPEN = (ImportState.MATCHING, ImportState.CHECKED, ImportState.FAILED)
ACCEPTABLE = (
    [RowVerdict.RIGHT],
    [RowVerdict.RIGHT, RowVerdict.DOUBTFUL],
)


@transaction.atomic
def bring(
    *, upload: UploadedFile, kind: str, declared: bool, by: User, uuid: UUID | None = None
) -> Import:
    """A file comes in: opened without trust, its headings found, kept as it came.

    Raises RuleViolation at "file" or "declared"; then nothing is kept.
    """
    require(declared, _("Say that the file contains nothing that is a state secret."), "declared")
    require(KINDS[kind].permission.held_by(by), _("You may not enter such records."), "kind")
    unit = by.units.order_by("pk").first()
    require(unit or by.sees_all, _("You have no area to which the table could belong."), "kind")
    require_size(upload.size)
    table = _table(upload, kind, unit)
    brought = Import.objects.create(
        uuid=uuid or uuid4(),
        unit=unit,
        kind=kind,
        name=(tidy(upload.name or "") or "file")[-200:],
        sha256=hash_of(upload),
        size=upload.size,
        brought_by=by,
        sheet=table.sheet,
        heading_row=table.heading_row,
        headings=table.headings,
        matching=_headings(kind, unit).matching(table.headings),
        findings=[one.as_json() for one in table.findings],
        background=table.rows > AT_ONCE,
    )
    store.keep(upload, sha256=brought.sha256)
    brought.refresh_from_db(fields=["brought_at"])
    audit.record(action="import.brought", target=brought, by=by, kind=kind, sha256=brought.sha256)
    return brought


def _table(file: BinaryIO, kind: str, unit) -> sheets.Table:
    try:
        book = open_workbook(file, Limits())
        table = sheets.find(book, _headings(kind, unit), AT_ONCE + 1)
    except RuleViolation as refused:
        raise RuleViolation(str(refused), "file") from refused
    require(table.headings, _("The file holds no table."), "file")
    require(table.rows, _("There are no rows under the headings."), "file")
    require_no_stamp(table.beginning)
    return table


def _headings(kind: str, unit) -> Headings:
    rows = ColumnMatch.objects.filter(unit=unit, kind=kind)
    return Headings(KINDS[kind].columns, dict(rows.values_list("heading", "column")))


@transaction.atomic
def match(*, brought: Import, matching: dict[str, str], by: User) -> Import:
    """The user said what each column means: it is remembered for the area, and the rows checked.

    Raises RuleViolation if a column is named twice, or one that may not be empty is named nowhere.
    """
    brought = _locked(brought)
    require(brought.state in OPEN, _("This table is not waiting for that any more."))
    _require_matching(brought, matching)
    for letters, words, *_rest in brought.headings:
        ColumnMatch.objects.update_or_create(
            unit=brought.unit,
            kind=brought.kind,
            heading=folded(words)[:200],
            defaults={"column": matching.get(letters, "")},
        )
    brought.matching = {letters: name for letters, name in matching.items() if name}
    brought.state, brought.error, brought.done = ImportState.CHECKING, "", 0
    brought.save(update_fields=["matching", "state", "error", "done"])
    audit.record(action="import.matched", target=brought, by=by)
    return do(brought)


def _require_matching(brought: Import, matching: dict[str, str]) -> None:
    kind = KINDS[brought.kind]
    named = [name for name in matching.values() if name]
    for letters, name in matching.items():
        require(not name or kind.column(name), _("There is no such column."), letters)
        once = not name or named.count(name) == 1
        require(once, _("This is chosen for another column already."), letters)
    lacking = [str(one.label) for one in kind.columns if one.required and one.name not in named]
    require(
        not lacking,
        _("No column says: %(columns)s. Choose one for each.") % {"columns": ", ".join(lacking)},
    )


@transaction.atomic
def accept(*, brought: Import, verdicts: list[str], by: User) -> Import:
    """Write the rows of these verdicts, all of them or none. Wrong rows are never written.

    Raises RuleViolation unless the table was checked and is still waiting: of two who accept at
    once the second is told so. Only who brought the table accepts it: it is written in their name.
    """
    brought = _locked(brought)
    require(
        brought.state == ImportState.CHECKED,
        _("This table was accepted already, or is not checked yet."),
    )
    require(brought.brought_by == by, _("Whoever brought the table accepts it."))
    require(verdicts in ACCEPTABLE, _("Say which rows are accepted."))
    rows = brought.rows.filter(verdict__in=verdicts)
    count = rows.count()
    require(count, _("There is no such row in the table."))
    require(not rows.filter(cells={}).exists(), _("The cells were deleted. Bring the table again."))
    brought.accepted, brought.state, brought.error = verdicts, ImportState.WRITING, ""
    brought.done, brought.total = 0, count
    brought.save(update_fields=["accepted", "state", "error", "done", "total"])
    audit.record(action="import.accepted", target=brought, by=by, verdicts=verdicts, rows=count)
    return do(brought)


@transaction.atomic
def take_back(*, brought: Import, by: User) -> Import:
    """Undo the whole import. Raises RuleViolation with what stands on it."""
    brought = _locked(brought)
    require(brought.state == ImportState.WRITTEN, _("Only what was written can be taken back."))
    brought.state, brought.error, brought.done = ImportState.UNDOING, "", 0
    brought.save(update_fields=["state", "error", "done"])
    audit.record(action="import.taken_back", target=brought, by=by)
    return do(brought)


@transaction.atomic
def stop(*, brought: Import, by: User) -> Import:
    """Stop what a worker does: a check or a writing leaves nothing behind."""
    brought = _locked(brought)
    require(brought.is_at_work, _("It has ended already."))
    before = {
        ImportState.CHECKING: ImportState.MATCHING,
        ImportState.WRITING: ImportState.CHECKED,
        ImportState.UNDOING: ImportState.WRITTEN,
    }
    brought.state = before[ImportState(brought.state)]
    brought.token = brought.heartbeat = None
    brought.save(update_fields=["state", "token", "heartbeat"])
    audit.record(action="import.stopped", target=brought, by=by)
    return brought


@transaction.atomic
def discard(*, brought: Import, by: User) -> Import:
    """Lay a table aside of which nothing was written; its cells are deleted at once."""
    brought = _locked(brought)
    require(brought.state in OPEN, _("Something was written of this table: take it back instead."))
    brought.state = ImportState.DISCARDED
    brought.save(update_fields=["state"])
    _empty(brought)
    audit.record(action="import.discarded", target=brought, by=by)
    return brought


@transaction.atomic
def handed_out(*, brought: Import, by: User) -> None:
    """Somebody took the file as it came: the trail says who."""
    audit.record(action="import.downloaded", target=brought, by=by, sha256=brought.sha256)


@transaction.atomic
def empty_old() -> int:
    """Cells of rows that became no record are personal data nobody needs: gone after a month."""
    old = Import.objects.filter(brought_at__lt=Now() - KEPT, emptied_at=None)
    old = old.exclude(state__in=[ImportState.WRITING, ImportState.UNDOING, ImportState.CHECKING])
    found = list(old.select_for_update().order_by("pk"))
    for brought in found:
        _empty(brought)
    return len(found)


def _empty(brought: Import) -> None:
    brought.rows.exclude(cells={}, findings=[]).update(cells={}, findings=[])
    headings = [[letters, words, ""] for letters, words, *_rest in brought.headings]
    Import.objects.filter(pk=brought.pk).update(emptied_at=Now(), headings=headings)


def _locked(brought: Import) -> Import:
    return Import.objects.select_for_update(of=("self",)).get(pk=brought.pk)


def counts(brought: Import) -> dict[str, int]:
    """How many rows there are of each verdict."""
    rows = ImportRow.objects.filter(of=brought).order_by().values_list("verdict")
    return dict.fromkeys(RowVerdict.values, 0) | dict(rows.annotate(Count("pk")))
