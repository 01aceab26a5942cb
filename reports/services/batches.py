"""What people do with a batch: the papers of all ties of a unit ordered at once, stopped, ordered
again. services/batch_items.py builds them.
"""

from collections.abc import Iterable
from functools import partial
from uuid import UUID, uuid4

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.errors import RuleViolation
from partnerships.choices import Level, PartnershipStatus
from partnerships.models import Partnership, TieReach, Unit
from reports import tasks
from reports.choices import BatchState, PaperCopy, PaperKind, PaperLayout, PaperStatus
from reports.models import BatchItem, ReviewBatch

MOST = 1000  # ties of one batch
ENDED = (BatchState.FAILED, BatchState.CANCELLED)


@transaction.atomic
def order(
    *,
    unit: Unit,
    period: DateRange,
    kind: PaperKind,
    by: User,
    copy: PaperCopy = PaperCopy.HOME,
    layout: PaperLayout = PaperLayout.COLUMNS,
    uuid: UUID | None = None,
) -> ReviewBatch:
    """Have the papers of all ties of a unit built, and joined to a volume.

    The ties are those the user sees that stood in the period. Whoever orders the very same while
    it is being built gets that batch. Raises RuleViolation if there is no tie, or far too many.
    """
    if kind == PaperKind.INTERNAL:
        copy = PaperCopy.HOME
    Unit.objects.select_for_update().get(pk=unit.pk)  # of two windows the second comes later
    ties = list(ties_of(unit, period, user=by).values_list("pk", flat=True)[: MOST + 1])
    if not ties:
        raise RuleViolation(_("No tie of this place stood in that period."))
    if len(ties) > MOST:
        words = _("There are more than %(most)d ties. Choose a smaller place.")
        raise RuleViolation(words % {"most": MOST})
    wanted = {"unit": unit, "period": period, "kind": kind, "copy": copy, "layout": layout}
    if running := _running(wanted, ties):
        return running
    batch = ReviewBatch.objects.create(uuid=uuid or uuid4(), ordered_by=by, **wanted)
    items = [BatchItem(batch=batch, tie_id=tie) for tie in ties]
    made = BatchItem.objects.bulk_create([*items, BatchItem(batch=batch)])
    _ring(made[:-1])
    audit.record(action="batch.ordered", target=batch, by=by, ties=len(ties), unit=str(unit))
    return batch


@transaction.atomic
def cancel(*, batch: ReviewBatch, by: User) -> ReviewBatch:
    """Stop what has not begun. What is being built is finished, what is built stays."""
    batch = ReviewBatch.objects.select_for_update().get(pk=batch.pk)
    waiting = batch.items.filter(state=BatchState.WAITING)
    if not waiting.update(state=BatchState.CANCELLED):
        raise RuleViolation(_("Nothing is waiting any more, so there is nothing to stop."))
    batch.cancelled_at = Now()
    batch.save(update_fields=["cancelled_at"])
    batch.refresh_from_db()
    audit.record(action="batch.cancelled", target=batch, by=by)
    return batch


@transaction.atomic
def retry(*, batch: ReviewBatch, by: User, item: UUID | None = None) -> ReviewBatch:
    """Build again what failed or was stopped: one tie, or all of them; then the volume anew."""
    batch = ReviewBatch.objects.select_for_update().get(pk=batch.pk)
    again = batch.items.filter(state__in=ENDED)
    if item:
        again = again.filter(uuid=item)
    found = list(again.select_for_update().order_by("pk"))
    if not found:
        raise RuleViolation(_("This was not stopped and did not fail: nothing is built again."))
    rows = BatchItem.objects.filter(pk__in=[one.pk for one in found])
    # A draft that failed is ordered anew, with what stands now; a final paper says what it says.
    rows.filter(paper__final=False, paper__status=PaperStatus.FAILED).update(paper=None)
    rows.update(state=BatchState.WAITING, attempts=0, error="")
    wait_for_volume(batch_id=batch.pk)
    batch.cancelled_at = None
    batch.save(update_fields=["cancelled_at"])
    _ring(found)
    audit.record(action="batch.retried", target=batch, by=by, items=len(found))
    return batch


@transaction.atomic
def handed_out(*, batch: ReviewBatch, by: User) -> None:
    """Somebody took the volume: it leaves the house, so the trail says who and when."""
    code, sha256 = volume_code(batch), batch.volume_sha256
    audit.record(action="batch.downloaded", target=batch, by=by, code=code, sha256=sha256)


def volume_code(batch: ReviewBatch) -> str:
    """At the foot of the cover of the volume."""
    return f"TTH-{batch.uuid.hex[:8].upper()}"


def ties_of(unit: Unit, period: DateRange, *, user: User):
    """The ties of a place and all below it that stood in the period, as far as the user sees them;
    in the order of the volume: level, then name.
    """
    reached = TieReach.objects.filter(unit=unit).values("tie")
    ties = Partnership.objects.visible_to(user).kept().filter(pk__in=reached)
    ties = ties.with_status(period.lower).exclude(status=PartnershipStatus.ENDED)
    later = Q(established_days__startswith__gte=period.upper)
    ties = ties.with_established().exclude(later & Q(established_days__startswith__isnull=False))
    return ties.order_by(rank_of("level"), "title", "pk")


def rank_of(name: str) -> Case:
    """The levels from the province down."""
    ranks = [When(**{name: level}, then=Value(rank)) for rank, level in enumerate(Level.values)]
    return Case(*ranks, output_field=IntegerField())


def wait_for_volume(*, batch_id: int) -> None:
    """The volume that is there, or is being made, does not hold what comes now."""
    volume = BatchItem.objects.filter(batch=batch_id, tie=None)
    volume.update(state=BatchState.WAITING, token=None, heartbeat=None, attempts=0, error="")


def _running(wanted: dict, ties: list[int]) -> ReviewBatch | None:
    """The same batch, of the same ties, while it is still being built."""
    same = ReviewBatch.objects.filter(**wanted, cancelled_at=None)
    at_work = BatchItem.objects.of_ties().unfinished().values("batch")
    for batch in same.filter(pk__in=at_work).annotate(n=Count("items")).filter(n=len(ties) + 1):
        if set(batch.items.of_ties().values_list("tie", flat=True)) == set(ties):
            return batch
    return None


def _ring(items: Iterable[BatchItem]) -> None:
    # Robust: while the broker is away the order stands, and the sweep rings again.
    ring = partial(tasks.send_batch, items=[item.pk for item in items])
    transaction.on_commit(ring, robust=True)
