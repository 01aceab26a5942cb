"""One tie of a batch on its way: claimed by one worker, its review found or drafted, its paper
ordered and built, or the reason why not. Then the volume.

As in services/builds.py, what stands in PostgreSQL decides; Redis only rings the bell. The paper is
ordered in one transaction with the row that names it, so a worker that is killed leaves nothing
that the next one would do twice.
"""

from time import sleep
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import RuleViolation
from core.refusals import sentence
from partnerships.models import Partnership
from reports import tasks
from reports.choices import BatchState, PaperKind, PaperStatus
from reports.models import AnnualReview, BatchItem, ReviewPaper, ReviewSeries
from reports.models.build import ATTEMPTS, SWEEP
from reports.pdf.errors import RenderingError
from reports.services import (
    annual_reviews,
    batches,
    builds,
    claims,
    review_papers,
    review_series,
    volumes,
)

TOLD = (RuleViolation, ValidationError, IntegrityError, DataError, RenderingError)
LOOK = 0.5  # seconds between two looks at a paper that another worker is building


class Superseded(Exception):
    """Another worker has this item, or somebody has ordered it once more."""


def build(*, item_id: int) -> bool:
    """Bring one item to its end, unless another worker is at it. Says whether this call did."""
    token = claim(item_id=item_id)
    if token is None:
        return False
    item = BatchItem.objects.select_related("batch__ordered_by", "tie").get(pk=item_id)
    with translation.override(item.batch.ordered_by.language):
        try:
            with claims.signs_of_life(token=token, of=BatchItem):
                return _work(item, token)
        except Superseded:
            return False
        except claims.AWAY:  # says nothing about the tie: its claim grows old and is sent again
            raise
        except Exception as error:
            give_up(item_id=item_id, token=token, reason=_words(error))
            if not isinstance(error, TOLD):
                raise
            return True


def _words(error: Exception) -> str:
    """Why it failed, for the person who ordered it."""
    if isinstance(error, RenderingError):
        return _("The paper could not be built: %(reason)s") % {"reason": error}
    if isinstance(error, TOLD):
        return " ".join(sentence(error))
    return builds.unexpected(error)


def _work(item: BatchItem, token: UUID) -> bool:
    if item.tie_id is None:
        return volumes.make(batch=item.batch, token=token)
    paper = order_paper(item_id=item.pk, token=token)
    while not builds.build(paper_id=paper.pk):
        paper.refresh_from_db(fields=["status"])
        if paper.status != PaperStatus.BUILDING:
            break
        sleep(LOOK)  # another worker is at it; if that one is killed, we take over
    paper.refresh_from_db(fields=["status"])
    if paper.status == PaperStatus.FAILED:
        words = _("The paper could not be built: %(reason)s")
        raise RuleViolation(words % {"reason": paper.build.error})
    return finish(item_id=item.pk, token=token)


@transaction.atomic(durable=True)
def claim(*, item_id: int) -> UUID | None:
    """Take the item for this worker, in one short update; None if it is not to be had."""
    token = uuid4()
    free = BatchItem.objects.filter(pk=item_id).claimable().ready()
    taken = free.update(
        state=BatchState.BUILDING, token=token, heartbeat=Now(), attempts=F("attempts") + 1
    )
    return token if taken else None


@transaction.atomic(durable=True)
def order_paper(*, item_id: int, token: UUID) -> ReviewPaper:
    """The paper of the item: that which a worker before this one ordered, else the one to build.

    Raises RuleViolation with the reason why there is none.
    """
    item = _claimed(item_id, token)
    if item.paper_id:
        return _still_wanted(item.paper, item.batch.ordered_by)
    item.review = _review(item)
    item.paper = _paper(item)
    item.save(update_fields=["review", "paper"])
    return item.paper


def _claimed(item_id: int, token: UUID) -> BatchItem:
    rows = BatchItem.objects.select_related("batch__ordered_by__office", "tie", "paper")
    item = rows.select_for_update(of=["self"]).filter(pk=item_id, token=token).first()
    if item is None:
        raise Superseded
    return item


def _review(item: BatchItem) -> AnnualReview:
    """The latest edition for that period, sent or not; a draft if there is none yet."""
    by, period = item.batch.ordered_by, item.batch.period
    seen = Partnership.objects.visible_to(by).kept().filter(pk=item.tie_id)
    if not (by.is_active and seen.exists()):
        raise RuleViolation(
            _("The tie is not in the area of the person who ordered this any more.")
        )
    series = review_series.of_ties(ties=[item.tie], by=by)
    ReviewSeries.objects.select_for_update().get(pk=series.pk)
    editions = AnnualReview.objects.filter(series=series, period=period).order_by("edition")
    return editions.last() or annual_reviews.find_or_draft(
        series=series, period=period, languages=annual_reviews.usual_languages(series), by=by
    )


def _paper(item: BatchItem) -> ReviewPaper:
    """The final paper that is there, else one ordered now: final if the review is sent."""
    batch, review = item.batch, item.review
    same = review.papers.filter(kind=batch.kind, copy=batch.copy, final=True)
    if review.is_issued and (there := same.first()):
        return _still_wanted(there, batch.ordered_by)
    return review_papers.order(
        review=review,
        kind=PaperKind(batch.kind),
        copy=batch.copy,
        layout=batch.layout,
        languages=_languages(review, batch.kind),
        by=batch.ordered_by,
    )


def _languages(review: AnnualReview, kind: str) -> list[str]:
    if kind == PaperKind.INTERNAL or len(review.languages) > 1:
        return review.languages
    usual = annual_reviews.usual_languages(review.series)
    if len(usual) < 2:
        raise RuleViolation(
            _("No counterpart is known, so nobody knows the other language of a joint paper.")
        )
    return usual


def _still_wanted(paper: ReviewPaper, by: User) -> ReviewPaper:
    """A final paper whose build failed is built once more: there is only one of its kind."""
    if paper.status == PaperStatus.FAILED and paper.final:
        return review_papers.retry(paper=paper, by=by)
    return paper


@transaction.atomic(durable=True)
def finish(*, item_id: int, token: UUID) -> bool:
    """The paper is there, if the claim still stands; the volume has to take it up."""
    item = BatchItem.objects.filter(pk=item_id, token=token)
    done = item.update(state=BatchState.DONE, token=None, heartbeat=None, error="")
    if done:
        batch_id = BatchItem.objects.values_list("batch", flat=True).get(pk=item_id)
        _volume_after(batch_id)
    return bool(done)


@transaction.atomic(durable=True)
def give_up(*, item_id: int, token: UUID, reason: str) -> bool:
    """Mark an item as failed, with the sentence that says why, if the claim stands."""
    item = BatchItem.objects.filter(pk=item_id, token=token)
    ended = item.update(
        state=BatchState.FAILED, token=None, heartbeat=None, error=(reason or "?")[:2000]
    )
    of = BatchItem.objects.values_list("batch", "tie").filter(pk=item_id).first()
    if ended and of[1] is not None:
        _volume_after(of[0])
    return bool(ended)


def _volume_after(batch_id: int) -> None:
    """One tie has ended: the volume is made, or made anew, unless the batch was stopped."""
    volume = BatchItem.objects.filter(batch=batch_id, tie=None)
    if volume.exclude(state=BatchState.CANCELLED).exists():
        batches.wait_for_volume(batch_id=batch_id)
    transaction.on_commit(lambda: _ring_for_volume(batch_id), robust=True)


def _ring_for_volume(batch_id: int) -> None:
    volume = BatchItem.objects.filter(batch=batch_id, tie=None).claimable().ready()
    for pk in volume.values_list("pk", flat=True):
        tasks.build_batch_item.delay(item_id=pk)


def sweep() -> None:
    """Send again what the broker lost or a killed worker left. Beat calls it every 10 seconds."""
    waiting = BatchItem.objects.claimable().ready().order_by("pk")
    for item_id, token, attempts in waiting.values_list("pk", "token", "attempts"):
        if attempts >= ATTEMPTS:
            give_up(item_id=item_id, token=token, reason=claims.lost(attempts))
        else:
            tasks.build_batch_item.apply_async(kwargs={"item_id": item_id}, expires=SWEEP)
