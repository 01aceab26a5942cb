"""A place with ties, and what a worker would do, for the tests of batches."""

from datetime import date
from io import BytesIO

import pikepdf
from django.db import connection

from reports.choices import BatchState, PaperKind
from reports.models import AnnualReview, BatchItem
from reports.services import annual_reviews, batch_items, batches, review_series
from tests import factories as make
from tests.factories.reports import YEAR_2024

DONE, FAILED, WAITING = BatchState.DONE, BatchState.FAILED, BatchState.WAITING


def tie_of(province, title, **more):
    below = make.UnitFactory(parent=province)
    return make.PartnershipFactory(
        home__unit=below, title=title, paper_languages=["vi", "lo"], **more
    )


def ordered(unit, officer, **more):
    return batches.order(
        **{"unit": unit, "period": YEAR_2024, "kind": PaperKind.JOINT, "by": officer} | more
    )


def work(batch) -> list[bool]:
    """Every item in turn, as a worker would take them, the volume last."""
    items = BatchItem.objects.filter(batch=batch).order_by("pk")
    return [batch_items.build(item_id=item.pk) for item in items]


def states(batch) -> list[str]:
    return list(batch.items.order_by("pk").values_list("state", flat=True))


def sent(tie, directions, *, by):
    """The review of a tie that was issued with that text."""
    series = review_series.of_ties(ties=[tie], by=by)
    review = annual_reviews.find_or_draft(
        series=series, period=YEAR_2024, languages=["vi", "lo"], by=by
    )
    AnnualReview.objects.filter(pk=review.pk).update(narrative={"directions": directions})
    annual_reviews.freeze(review=review, on=date(2025, 1, 10), by=by)
    AnnualReview.objects.filter(pk=review.pk).update(status="sent", issued_on=date(2025, 1, 15))
    return review


def kill_the_workers():
    """Their heartbeats stop, and some seconds pass."""
    with connection.cursor() as cursor:
        for table in ("reports_batchitem", "reports_build"):
            cursor.execute(f"UPDATE {table} SET heartbeat = heartbeat - interval '1 minute'")


def blank() -> bytes:
    """A PDF of one empty page."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
        return out.getvalue()
