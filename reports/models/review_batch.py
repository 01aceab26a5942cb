from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from partnerships.models import Partnership, Unit
from reports.choices import BatchState, PaperCopy, PaperKind, PaperLayout
from reports.models.annual_review import AnnualReview
from reports.models.build import STALE
from reports.models.review_paper import ReviewPaper


class ReviewBatch(models.Model):
    """The papers of all ties of a unit for one period, ordered at once: a draft of each review, or
    the final paper where a review was sent. Its volume joins them under one list of contents.

    A job, not a record: the reviews and papers it makes have their own history.
    """

    scope_paths = ("unit",)

    uuid = public_id()
    unit = models.ForeignKey(Unit, models.PROTECT, verbose_name=_("unit"), related_name="+")
    period = DateRangeField(_("period"))
    kind = models.CharField(_("kind"), max_length=16, choices=PaperKind, default=PaperKind.JOINT)
    copy = models.CharField(_("copy"), max_length=16, choices=PaperCopy, default=PaperCopy.HOME)
    layout = models.CharField(
        _("layout"), max_length=16, choices=PaperLayout, default=PaperLayout.COLUMNS
    )
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("ordered by"), related_name="+"
    )
    ordered_at = models.DateTimeField(_("ordered at"), db_default=Now())
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    volume = models.FileField(blank=True)
    volume_sha256 = models.CharField(max_length=64, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("batch of reviews")
        verbose_name_plural = _("batches of reviews")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period__isempty=False)
                & Q(period__startswith__isnull=False)
                & Q(period__endswith__isnull=False),
                name="a_batch_has_a_first_and_a_last_day",
                violation_error_message=_("A period has a first and a last day."),
            ),
            models.CheckConstraint(
                condition=Q(kind=PaperKind.JOINT) | Q(copy=PaperCopy.HOME),
                name="a_batch_of_internal_reports_has_one_copy",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="ordered_as_it_was",
                fields=["unit", "period", "kind", "copy", "layout", "ordered_by", "ordered_at"],
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.period.lower:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("reports:review-batch-detail", args=[self.uuid])


class BatchItemQuerySet(models.QuerySet):
    def of_ties(self):
        return self.exclude(tie=None)

    def claimable(self):
        """Those that wait for a worker, and those whose worker fell silent."""
        silent = Q(state=BatchState.BUILDING, heartbeat__lt=Now() - timedelta(seconds=STALE))
        return self.filter(Q(state=BatchState.WAITING) | silent)

    def unfinished(self):
        return self.filter(state__in=[BatchState.WAITING, BatchState.BUILDING])

    def ready(self):
        """Those whose turn has come: a volume waits until every tie of its batch has ended."""
        ties = BatchItem.objects.of_ties().unfinished().filter(batch=OuterRef("batch"))
        return self.filter(Q(tie__isnull=False) | ~Exists(ties))


class BatchItem(models.Model):
    """One tie of a batch on its way to a paper; without a tie it is the volume of them all.

    It changes every few seconds, so it has no history.
    """

    uuid = public_id()
    batch = models.ForeignKey(ReviewBatch, models.CASCADE, related_name="items")
    tie = models.ForeignKey(Partnership, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=16, choices=BatchState, default=BatchState.WAITING)
    review = models.ForeignKey(AnnualReview, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey(ReviewPaper, models.PROTECT, null=True, related_name="+")
    token = models.UUIDField(null=True)  # the worker that has claimed it
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="")

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "tie"], nulls_distinct=False, name="a_batch_has_a_tie_once"
            ),
            models.CheckConstraint(
                condition=Q(token__isnull=True, heartbeat__isnull=True)
                | Q(token__isnull=False, heartbeat__isnull=False),
                name="a_claimed_item_has_a_heartbeat",
            ),
            models.CheckConstraint(
                condition=(Q(state=BatchState.BUILDING) & Q(token__isnull=False))
                | (~Q(state=BatchState.BUILDING) & Q(token__isnull=True)),
                name="an_item_at_work_is_claimed",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.FAILED) | ~Q(error=""),
                name="a_failed_item_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.DONE) | Q(tie=None) | Q(paper__isnull=False),
                name="a_done_item_has_its_paper",
            ),
        ]

    def __str__(self):
        return f"{self.batch_id}: {self.tie_id or 'volume'}"
