"""The volume of a batch: its papers joined under a cover with their list. A working collection for
the office; what counts are the papers themselves.
"""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.files.inspection import hash_of
from reports.binding import Part, bind
from reports.choices import BatchState
from reports.contents.common import sealed
from reports.models import BatchItem, ReviewBatch
from reports.papers.volume import LEVELS, title
from reports.services.batches import rank_of


def make(*, batch: ReviewBatch, token: UUID) -> bool:
    """Join what is built; kept if the claim still stands. Raises RuleViolation without a paper."""
    from reports import rendering  # here: only the workers need what makes PDFs

    found = list(_items(batch))
    done = [item for item in found if item.state == BatchState.DONE]
    if not done:
        raise RuleViolation(_("No paper was built, so there is nothing to join."))
    parts = [
        Part(
            title=f"{item.tie.title} ({item.paper.code})",
            group=LEVELS.get(item.tie.level, item.tie.level),
            open=partial(_opened, item),
        )
        for item in done
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder, "volume.pdf")
        told = partial(_content, batch, found)
        bind(
            parts,
            lambda pages: rendering.paper_pdf(told(pages)),
            title=title(told([0] * len(done))),
            to=path,
        )
        return _keep(batch, token, path)


def _items(batch: ReviewBatch):
    """The ties in the order of the volume: level, then name."""
    items = batch.items.of_ties().select_related("tie", "paper").defer("paper__content")
    return items.order_by(rank_of("tie__level"), "tie__title", "pk")


def _opened(item: BatchItem) -> File:
    try:
        return item.paper.pdf.storage.open(item.paper.pdf.name)
    except FileNotFoundError:
        words = _("The file of %(code)s is lost from the storage. Tell the administrator.")
        raise RuleViolation(words % {"code": item.paper.code}) from None


def _content(batch: ReviewBatch, items: list[BatchItem], pages: list[int]) -> dict:
    """What the cover says."""
    done = [item for item in items if item.state == BatchState.DONE]
    office = batch.ordered_by.office
    said = {
        "schema": 1,
        "kind": "volume",
        "paper": batch.kind,
        "copy": batch.copy,
        "layout": "consecutive",
        "languages": ["vi"],
        "office": office.name if office else "",
        "unit": str(batch.unit),
        "period": {
            "from": batch.period.lower.isoformat(),
            "until": batch.period.upper.isoformat(),
        },
        "cut_off": timezone.localdate(batch.ordered_at).isoformat(),
        "parts": [
            {
                "title": item.tie.title,
                "level": item.tie.level,
                "code": item.paper.code,
                "draft": not item.paper.final,
                "pages": count,
            }
            for item, count in zip(done, pages, strict=True)
        ],
        "missing": [item.tie.title for item in items if item.state != BatchState.DONE],
    }
    return sealed(said, record=batch, prefix="TTH")


def _keep(batch: ReviewBatch, token: UUID, path: Path) -> bool:
    """A name of its own for each try: a worker that was replaced overwrites nothing."""
    storage = batch.volume.storage
    with path.open("rb") as file:
        digest = hash_of(file)
        file.seek(0)
        name = storage.save(f"review-volumes/{batch.uuid}-{token.hex[:8]}.pdf", File(file))
    before = _keep_row(batch.pk, token, name, digest)
    if before is None:
        storage.delete(name)
        return False
    if before:
        storage.delete(before)
    return True


@transaction.atomic(durable=True)
def _keep_row(batch_id: int, token: UUID, name: str, digest: str) -> str | None:
    """The file that was the volume before; None if the claim does not stand any more."""
    batch = ReviewBatch.objects.select_for_update().get(pk=batch_id)
    item = BatchItem.objects.filter(batch=batch, tie=None, token=token)
    if not item.update(state=BatchState.DONE, token=None, heartbeat=None, error=""):
        return None
    before = batch.volume.name
    batch.volume, batch.volume_sha256 = name, digest
    batch.save(update_fields=["volume", "volume_sha256"])
    return before or ""
