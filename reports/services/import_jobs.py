"""The jobs of large imports on a worker: claimed, kept alive, ended, stopped, swept."""

from dataclasses import dataclass, field
from functools import partial
from threading import Event
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from core.refusals import REFUSED, sentence
from exchanges.models import Attachment
from partnerships.files import store
from partnerships.models import Document
from reports import tasks
from reports.choices import ImportState
from reports.models import Import, SignedCopy
from reports.models.build import ATTEMPTS, SWEEP
from reports.services.claims import AWAY, lost, signs_of_life
from reports.services.import_rows import Stamped
from reports.services.import_undoing import undo
from reports.services.import_work import check, write_rows

JOBS = {
    ImportState.CHECKING: check,
    ImportState.WRITING: write_rows,
    ImportState.UNDOING: undo,
}
# Where an import is when its job came to nothing.
BACK = {
    ImportState.CHECKING: ImportState.FAILED,
    ImportState.WRITING: ImportState.CHECKED,
    ImportState.UNDOING: ImportState.WRITTEN,
}
FILES = (Document, Attachment, SignedCopy)
SEEN = 1.0  # seconds between two looks at how far it is


class Lost(Exception):
    """The claim does not stand any more: it was stopped, or another worker has it."""


@dataclass
class AtOnce:
    """Few rows, within the transaction of the request, which holds the lock of the import."""

    brought: Import

    def step(self, rows: int = 1) -> None:
        """Nobody looks on."""

    def require(self) -> None:
        """The lock is held."""

    def finish(self, state: ImportState, **facts) -> None:
        Import.objects.filter(pk=self.brought.pk).update(state=state, **facts)


@dataclass
class Claimed:
    """Many rows, on a worker that has claimed the import by its token."""

    token: UUID
    gone: Event = field(default_factory=Event)
    done: int = 0

    def step(self, rows: int = 1) -> None:
        self.done += rows
        if self.gone.is_set():
            raise Lost

    def require(self) -> None:
        if not Import.objects.select_for_update().filter(token=self.token).exists():
            raise Lost

    def finish(self, state: ImportState, **facts) -> None:
        free = {"token": None, "heartbeat": None, "attempts": 0, "error": ""}
        rows = Import.objects.filter(token=self.token)
        if not rows.update(state=state, done=self.done, **free, **facts):
            raise Lost

    def told(self) -> dict:
        return {"done": self.done}


def run(*, import_id: int) -> bool:
    """Do the job of an import, unless another worker is at it. Says whether this call ended it."""
    token = claim(import_id=import_id)
    if token is None:
        return False
    brought = Import.objects.select_related("brought_by", "unit").get(pk=import_id)
    state, work = ImportState(brought.state), Claimed(token)
    with translation.override(brought.brought_by.language):
        try:
            with signs_of_life(token=token, of=Import, every=SEEN, told=work.told, gone=work.gone):
                JOBS[state](brought, work)
        except Lost:
            return False
        except AWAY:  # its claim grows old, and the sweep sends it again
            raise
        except Stamped:
            drop(brought)
            give_up(token=token, state=state, reason=stamped())
        except REFUSED as refused:
            give_up(token=token, state=state, reason=" ".join(sentence(refused)))
        except Exception as error:
            give_up(token=token, state=state, reason=unexpected(error))
            raise
    return True


@transaction.atomic(durable=True)
def claim(*, import_id: int) -> UUID | None:
    """Take the job for this worker, in one short update; None if it is not to be had."""
    token = uuid4()
    free = Import.objects.filter(pk=import_id).claimable()
    taken = free.update(token=token, heartbeat=Now(), attempts=F("attempts") + 1, done=0)
    return token if taken else None


@transaction.atomic(durable=True)
def give_up(*, token: UUID, state: ImportState, reason: str) -> None:
    """The job came to nothing: the import is where it was before, with the reason."""
    free = {"token": None, "heartbeat": None, "attempts": 0}
    Import.objects.filter(token=token).update(state=BACK[state], error=reason[:2000], **free)


def stamped() -> str:
    """Nothing of such a file is kept."""
    return _(
        "A row carries the stamp of a state secret. State secrets are not kept here. Take the rows "
        "out and bring the table again."
    )


def drop(brought: Import) -> None:
    """The rows read so far are deleted. The file goes out of the storage, unless it was brought as
    the file of a record too.
    """
    brought.rows.all().delete()
    if not any(kind.objects.filter(sha256=brought.sha256).exists() for kind in FILES):
        store.drop(brought.sha256)


def unexpected(error: Exception) -> str:
    """What a cell says is never part of it."""
    return _("An unexpected fault (%(fault)s). Tell the administrator.") % {
        "fault": type(error).__name__
    }


def ring(brought: Import) -> None:
    """Send it to a worker when the transaction is over. While the broker is away the sweep does."""
    send = partial(tasks.run_import.delay, import_id=brought.pk)
    transaction.on_commit(send, robust=True)


def do(brought: Import) -> Import:
    """Few rows at once, many on a worker. Within the transaction that holds the lock."""
    if brought.background:
        ring(brought)
        return brought
    try:
        JOBS[ImportState(brought.state)](brought, AtOnce(brought))
    except Stamped:
        drop(brought)  # though the rest is rolled back
        raise RuleViolation(stamped()) from None
    brought.refresh_from_db()
    return brought


def sweep() -> None:
    """Send again what the broker lost or a killed worker left. Beat calls it every 10 seconds."""
    for brought in Import.objects.claimable():
        if brought.attempts >= ATTEMPTS and brought.token:
            state = ImportState(brought.state)
            give_up(token=brought.token, state=state, reason=lost(brought.attempts))
        else:
            tasks.run_import.apply_async(kwargs={"import_id": brought.pk}, expires=SWEEP)
