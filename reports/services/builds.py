"""The build: claim, render, finish. One PDF, however many workers try, are killed or come late.

How far it is stands on its row: content read, text composed, pages laid out, file written, kept.

`durable` makes Django refuse to run a step inside somebody's transaction, so no transaction and
no row lock is open while the PDF is being made.
"""

from functools import partial
from hashlib import sha256
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from reports import tasks
from reports.choices import PaperStatus
from reports.models import Build, ReviewPaper
from reports.models.build import ATTEMPTS, SWEEP
from reports.pdf.errors import RenderingError
from reports.pdf.kept import page_count
from reports.services.claims import AWAY, if_the_database_is_there, lost, signs_of_life


def build(*, paper_id: int) -> bool:
    """Make the PDF, unless another worker is at it or it exists. Says whether this call made it."""
    from reports import rendering  # here: only the workers need what makes PDFs

    token = claim(paper_id=paper_id)
    if token is None:
        return False
    content = ReviewPaper.objects.values_list("content", flat=True).get(pk=paper_id)
    try:
        with signs_of_life(token=token, of=Build):
            reached(token=token, step=1)
            pdf = rendering.paper_pdf(content, progress=partial(reached, token=token))
        return finish(paper_id=paper_id, token=token, pdf=pdf)
    except RenderingError as error:
        give_up(paper_id=paper_id, token=token, reason=str(error))
        raise
    except AWAY:  # says nothing about the paper: its claim grows old, and the sweep sends it again
        raise
    except Exception as error:
        give_up(paper_id=paper_id, token=token, reason=unexpected(error))
        raise


@transaction.atomic(durable=True)
def claim(*, paper_id: int) -> UUID | None:
    """Take the build for this worker, in one short update; None if it is not to be had."""
    token = uuid4()
    free = Build.objects.filter(paper_id=paper_id).claimable()
    taken = free.update(token=token, heartbeat=Now(), attempts=F("attempts") + 1, step=0)
    return token if taken else None


def reached(*, token: UUID, step: int) -> None:
    """Write down how many of the steps are done. A sign of life too."""
    with if_the_database_is_there():
        Build.objects.filter(token=token).update(step=step, heartbeat=Now())


@transaction.atomic(durable=True)
def finish(*, paper_id: int, token: UUID, pdf: bytes) -> bool:
    """Keep the PDF if the claim still stands; the work of a worker that was replaced is dropped."""
    kept, _rows = Build.objects.filter(paper_id=paper_id, token=token).delete()
    if kept:
        paper = ReviewPaper.objects.get(pk=paper_id)
        path = f"review-papers/{paper.uuid}.pdf"
        paper.pdf.storage.delete(path)  # what a worker killed at this very point may have left
        paper.pdf = paper.pdf.storage.save(path, ContentFile(pdf))
        paper.pdf_sha256 = sha256(pdf).hexdigest()
        paper.pages = page_count(pdf)
        paper.status = PaperStatus.BUILT
        paper.save(update_fields=["pdf", "pdf_sha256", "pages", "status"])
    return bool(kept)


@transaction.atomic(durable=True)
def give_up(*, paper_id: int, token: UUID, reason: str) -> None:
    """Mark a paper as failed, with the reason, if the claim stands."""
    build = Build.objects.filter(paper_id=paper_id, token=token)
    if build.update(token=None, heartbeat=None, error=reason[:2000]):
        ReviewPaper.objects.filter(pk=paper_id).update(status=PaperStatus.FAILED)


def unexpected(error: Exception) -> str:
    """For the people who ordered it; the worker's log has the rest."""
    return _(
        "An unexpected fault (%(fault)s). Order the paper once more; if it fails again, tell the "
        "administrator."
    ) % {"fault": f"{type(error).__name__}: {error}"[:500]}


def sweep() -> None:
    """Send again what the broker lost or a killed worker left. Beat calls it every 10 seconds.

    A message waits no longer than until the next sweep, so a long queue does not grow by it.
    """
    for paper_id, token, attempts in Build.objects.claimable().values_list(
        "paper_id", "token", "attempts"
    ):
        if attempts >= ATTEMPTS:
            give_up(paper_id=paper_id, token=token, reason=lost(attempts))
        else:
            tasks.build_paper.apply_async(kwargs={"paper_id": paper_id}, expires=SWEEP)
