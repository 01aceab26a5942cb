"""The jobs of large imports on a worker: claimed, kept alive, ended, stopped, swept."""

from dataclasses import dataclass, field
from functools import partial
from threading import Event
from time import monotonic
from uuid import UUID, uuid4

import pghistory
from celery.exceptions import SoftTimeLimitExceeded
from django.db import transaction
from django.db.models import Case, F, Value, When
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
TURN = 10 * 60  # seconds of a dry run; then others have their turn, and a further task goes on


class Lost(Exception):
    """The claim does not stand any more: it was stopped, or another worker has it."""


class TurnIsOver(Exception):
    """What was found so far is kept; a further task goes on behind it."""


@dataclass
class AtOnce:
    """Few rows, within the transaction of the request, which holds the lock of the import."""

    brought: Import

    def step(self, rows: int = 1) -> None:
        """Nobody looks on."""

    def require(self) -> None:
        """The lock is held."""

    def kept(self) -> None:
        """All is done in one go."""

    def finish(self, state: ImportState, **facts) -> None:
        Import.objects.filter(pk=self.brought.pk).update(state=state, **facts)


@dataclass
class Claimed:
    """Many rows, on a worker that has claimed the import by its token."""

    token: UUID
    done: int = 0
    gone: Event = field(default_factory=Event)
    until: float = field(default_factory=lambda: monotonic() + TURN)

    def step(self, rows: int = 1) -> None:
        self.done += rows
        if self.gone.is_set():
            raise Lost

    def require(self) -> None:
        if not Import.objects.select_for_update().filter(token=self.token).exists():
            raise Lost

    def kept(self) -> None:
        """A worker that is killed from now on was not killed by the rows before."""
        Import.objects.filter(token=self.token).update(attempts=1, done=self.done)
        if monotonic() > self.until:
            raise TurnIsOver

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
    state, work = ImportState(brought.state), Claimed(token, brought.done)
    with translation.override(brought.brought_by.language):
        try:
            alive = signs_of_life(
                token=token, of=Import, every=SEEN, told=work.told, gone=work.gone
            )
            with alive, pghistory.context(user=brought.brought_by_id):  # as in their own request
                JOBS[state](brought, work)
        except Lost:
            return False
        except TurnIsOver:
            hand_on(brought, token=token)
            return False
        except AWAY:  # its claim grows old, and the sweep sends it again
            raise
        except Stamped:
            drop(brought)
            give_up(token=token, state=state, reason=stamped())
        except (SoftTimeLimitExceeded, *REFUSED) as refused:
            give_up(token=token, state=state, reason=refusal(refused, state))
        except Exception as error:
            give_up(token=token, state=state, reason=unexpected(error))
            raise
    return True


@transaction.atomic(durable=True)
def claim(*, import_id: int) -> UUID | None:
    """Take the job for this worker, in one short update; None if it is not to be had.

    A dry run goes on where it was; what was being written is written from the beginning.
    """
    token = uuid4()
    free = Import.objects.filter(pk=import_id).claimable()
    done = Case(When(state=ImportState.CHECKING, then=F("done")), default=Value(0))
    taken = free.update(token=token, heartbeat=Now(), attempts=F("attempts") + 1, done=done)
    return token if taken else None


@transaction.atomic(durable=True)
def hand_on(brought: Import, *, token: UUID) -> None:
    """This worker has had its turn: the next task of any worker goes on with the dry run."""
    free = {"token": None, "heartbeat": None, "attempts": 0}
    if Import.objects.filter(token=token).update(**free):
        ring(brought)


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


def refusal(error: Exception, state: ImportState) -> str:
    """What a rule said, or that the job had all the time a worker has for one task."""
    if not isinstance(error, SoftTimeLimitExceeded):
        return " ".join(sentence(error))
    said = {"hours": tasks.HOURS["soft_time_limit"] // 3600}
    if state == ImportState.UNDOING:
        words = _("It took longer than %(hours)s hours. Nothing was taken back. Try it again.")
    else:
        words = _(
            "It took longer than %(hours)s hours. Nothing was written. Divide the table and bring "
            "each part by itself."
        )
    return words % said


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
