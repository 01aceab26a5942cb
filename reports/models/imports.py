from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from partnerships.models import Unit
from reports.choices import AT_WORK, ImportState, RowVerdict
from reports.models.build import STALE


class ImportQuerySet(ScopedQuerySet):
    def claimable(self):
        """Those that wait for a worker, and those whose worker fell silent."""
        silent = Q(heartbeat__lt=Now() - timedelta(seconds=STALE))
        return self.filter(Q(token=None) | silent, state__in=AT_WORK, background=True)


class Import(models.Model):
    """A table that an office brings in: the file as it came, its columns, how far it is.

    A job, not a record: the records it makes have their own history, and a paper with its uuid
    says in each of them from which row it came.
    """

    scope_paths = ("unit",)

    uuid = public_id()
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("area"), related_name="+", null=True
    )
    kind = models.CharField(_("kind of record"), max_length=24)
    name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("brought by"), related_name="+"
    )
    brought_at = models.DateTimeField(_("brought at"), db_default=Now())
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    heading_row = models.PositiveIntegerField(_("row of the headings"), default=1)
    headings = models.JSONField(default=list)  # [letters, words, first value] of each column
    matching = models.JSONField(default=dict)  # letters of a column: its name with us
    findings = models.JSONField(default=list)  # what is said of the whole sheet
    state = models.CharField(
        _("state"), max_length=16, choices=ImportState, default=ImportState.MATCHING
    )
    accepted = models.JSONField(default=list)  # the verdicts whose rows are written
    written_at = models.DateTimeField(_("written at"), null=True)  # the clock of its transaction
    last_act = models.BigIntegerField(null=True)  # of the audit trail, when it was written
    emptied_at = models.DateTimeField(_("cells deleted at"), null=True)
    background = models.BooleanField(default=False)  # a worker does it
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    token = models.UUIDField(null=True)  # the worker that has claimed it
    heartbeat = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(default="", blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ImportState.values), name="import_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(token__isnull=True, heartbeat__isnull=True)
                | Q(token__isnull=False, heartbeat__isnull=False, state__in=AT_WORK),
                name="a_claimed_import_is_at_work",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ImportState.WRITTEN, ImportState.UNDONE])
                | Q(written_at__isnull=False, last_act__isnull=False),
                name="a_written_import_says_when",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="brought_as_it_was",
                fields=["unit", "kind", "name", "sha256", "size", "brought_by", "brought_at"],
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:import-detail", args=[self.uuid])

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK


class ImportRow(models.Model):
    """A row of the table: its cells until they are deleted, what was found of them, and the
    record it became.
    """

    uuid = public_id()
    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)  # by the name of our column
    verdict = models.CharField(max_length=8, choices=RowVerdict)
    findings = models.JSONField(default=list)
    record = models.UUIDField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="an_import_has_a_row_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=RowVerdict.values), name="a_row_has_a_known_verdict"
            ),
        ]
        indexes = [
            models.Index(fields=["of", "verdict", "number"], name="import_row_by_verdict"),
            models.Index(
                fields=["record"], name="import_row_by_record", condition=Q(record__isnull=False)
            ),
        ]

    def __str__(self):
        return f"{self.of_id}: {self.number}"


class ColumnMatch(models.Model):
    """What the officers of an area said a heading of their tables means; empty: not brought in."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    kind = models.CharField(max_length=24)
    heading = models.CharField(max_length=200)  # folded
    column = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind", "heading"],
                nulls_distinct=False,
                name="a_heading_means_one_thing",
            )
        ]

    def __str__(self):
        return f"{self.heading}: {self.column}"
