from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import PartialDateField, public_id
from core.history import keep_history
from partnerships.choices import PaperKind
from partnerships.models.organisation import Organisation
from partnerships.models.unit import Unit


@keep_history()
class Paper(models.Model):
    """Any text that is cited: an article, a law, a decision. It may be known by name only.

    What was published everybody may read; other papers are seen through their issuer or the unit
    they concern.
    """

    scope_paths = ("issuer", "unit")
    open_rows = Q(published=True)

    uuid = public_id()
    kind = models.CharField(_("kind"), max_length=16, choices=PaperKind)
    title = models.CharField(_("title"), max_length=300, db_collation="vi-x-icu")
    issuer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("issuer"),
        related_name="papers",
        null=True,
        blank=True,
    )
    issued_by = models.CharField(_("issuer, in words"), max_length=200, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("concerns the unit"),
        related_name="papers",
        null=True,
        blank=True,
    )
    number = models.CharField(_("number"), max_length=60, blank=True)
    dated = PartialDateField(_("dated"))
    gist = models.TextField(_("gist"), blank=True, max_length=2000)
    published = models.BooleanField(_("published"), default=False)
    kept_outside = models.CharField(
        _("kept outside the system, number"), max_length=120, blank=True
    )
    sources = models.ManyToManyField(
        "partnerships.Source", verbose_name=_("sources"), related_name="paper_set", blank=True
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["title", "id"], name="paper_by_title")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("partnerships:paper-detail", args=[self.uuid])

    @property
    def from_whom(self) -> str:
        return str(self.issuer or self.issued_by)


@keep_history(of=("paper",))
class Source(models.Model):
    """Where a fact stands: a paper and the paragraph in it, counted from 1, the title not counted.

    `reference` is the number of the fact in the office's own list. Nothing is quoted.
    """

    scope_paths = ("paper__issuer", "paper__unit")
    open_rows = Q(paper__published=True)

    uuid = public_id()
    paper = models.ForeignKey(
        Paper, models.PROTECT, verbose_name=_("paper"), related_name="passages"
    )
    paragraph = models.PositiveSmallIntegerField(_("paragraph"), null=True, blank=True)
    reference = models.CharField(_("reference"), max_length=20, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["paper", "paragraph", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["reference"], condition=~Q(reference=""), name="a_fact_has_one_source"
            )
        ]

    def __str__(self):
        return f"{self.paper} ({self.paragraph or '?'})"
