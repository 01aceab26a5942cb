from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.fields import public_id
from reports.choices import BookKind, ExportState
from reports.models.build import STALE

KEPT = timedelta(days=1)  # the register goes on: an old list is taken anew


class ListExportQuerySet(models.QuerySet):
    def claimable(self):
        """Those that wait for a worker, and those whose worker fell silent."""
        silent = Q(state=ExportState.BUILDING, heartbeat__lt=Now() - timedelta(seconds=STALE))
        return self.filter(Q(state=ExportState.WAITING) | silent)

    def old(self):
        return self.filter(ordered_at__lt=Now() - KEPT)


class ListExport(models.Model):
    """A long list as a workbook, on its way or ready: for the person who ordered it, for a day.

    A job, not a record: it has no history.
    """

    uuid = public_id()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("ordered by"), related_name="+"
    )
    page = models.CharField(_("page"), max_length=2000)  # the address of the list …
    query = models.TextField(_("filters"), blank=True)  # … and what was asked of it
    heading = models.CharField(_("list"), max_length=200)
    kind = models.CharField(_("kind"), max_length=8, choices=BookKind)
    scope = models.CharField(max_length=64)  # mark of what the person could see when it was built
    ordered_at = models.DateTimeField(_("ordered at"), db_default=Now())
    state = models.CharField(max_length=16, choices=ExportState, default=ExportState.WAITING)
    rows = models.PositiveIntegerField(_("records"), default=0)  # written so far
    total = models.PositiveIntegerField(default=0)
    file = models.FileField(blank=True)
    token = models.UUIDField(null=True)  # the worker that has claimed it
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="", blank=True)

    objects = ListExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("list as a file")
        verbose_name_plural = _("lists as files")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state=ExportState.BUILDING) & Q(token__isnull=False))
                | (~Q(state=ExportState.BUILDING) & Q(token__isnull=True)),
                name="an_export_at_work_is_claimed",
            ),
            models.CheckConstraint(
                condition=Q(token__isnull=True, heartbeat__isnull=True)
                | Q(token__isnull=False, heartbeat__isnull=False),
                name="a_claimed_export_has_a_heartbeat",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExportState.FAILED) | ~Q(error=""),
                name="a_failed_export_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExportState.DONE) | ~Q(file=""),
                name="a_done_export_has_its_file",
            ),
            models.UniqueConstraint(
                fields=["user", "page", "query", "kind"],
                condition=Q(state__in=[ExportState.WAITING, ExportState.BUILDING]),
                name="the_same_list_is_built_once",
            ),
        ]

    def __str__(self):
        return self.heading

    @property
    def is_running(self) -> bool:
        return self.state in (ExportState.WAITING, ExportState.BUILDING)
