from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

HEARTBEAT = 5  # seconds between two signs of life of a worker
STALE = 15  # after so many without one, another worker may take over
SWEEP = 10  # so often builds are sent again: STALE + SWEEP stays below the promised 30
ATTEMPTS = 3  # a paper that has killed so many workers is given up


class BuildQuerySet(models.QuerySet):
    def claimable(self):
        """Builds that wait for a worker, and those whose worker fell silent."""
        silent = Q(heartbeat__lt=Now() - timedelta(seconds=STALE))
        return self.filter(Q(token=None) | silent, error="")


class Build(models.Model):
    """A paper on its way to a PDF; the row goes when the PDF is there. Redis only rings the bell.

    It changes every few seconds and means nothing afterwards, so it has no history.
    """

    paper = models.OneToOneField("reports.ReviewPaper", models.CASCADE, primary_key=True)
    token = models.UUIDField(null=True)  # the worker that has claimed it
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="")
    step = models.PositiveSmallIntegerField(default=0)  # how many of the steps are done
    steps = models.PositiveSmallIntegerField(default=5)

    objects = BuildQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(token__isnull=True, heartbeat__isnull=True)
                | Q(token__isnull=False, heartbeat__isnull=False),
                name="a_claim_has_a_heartbeat",
            ),
        ]

    def __str__(self):
        return f"build of {self.paper_id}"
