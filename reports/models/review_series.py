import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import public_id
from core.history import keep_history
from partnerships.models import Partnership, Unit
from reports.choices import ReviewPurpose

# Checked at commit, when the ties are there.
OF_A_TIE_OR_A_UNIT = """
    IF NEW.unit_id IS NULL AND NOT EXISTS (
        SELECT FROM reports_reviewseries_partnerships WHERE reviewseries_id = NEW.id
    ) THEN
        RAISE 'a series reviews a tie or a unit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'series_reviews_a_tie_or_a_unit';
    END IF;
    RETURN NULL;
"""


@keep_history()
class ReviewSeries(models.Model):
    """What is reviewed year after year: a tie, several ties under one frame, a unit or province;
    or the agreements of a unit, reported by 15 November (Law 70/2020/QH14, Article 46.3).

    The code is readable and opens the code of every paper: that of the tie where it is one.
    """

    scope_paths = ("partnerships", "unit")

    uuid = public_id()
    code = models.CharField(_("code"), max_length=40, unique=True)
    purpose = models.CharField(
        _("purpose"), max_length=16, choices=ReviewPurpose, default=ReviewPurpose.REVIEW
    )
    title = models.CharField(_("title"), max_length=255, db_collation="vi-x-icu")
    partnerships = models.ManyToManyField(
        Partnership, verbose_name=_("ties"), related_name="review_series", blank=True
    )
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        verbose_name=_("unit"),
        related_name="review_series",
        null=True,
        blank=True,
    )

    refusals = {  # what the triggers below say no to
        "series_reviews_a_tie_or_a_unit": _("A series reviews a tie or a unit."),
    }

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of reviews")
        verbose_name_plural = _("series of reviews")
        ordering = ["title"]
        indexes = [models.Index(fields=["title", "id"], name="series_by_title")]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose=ReviewPurpose.REVIEW) | Q(unit__isnull=False),
                name="agreements_are_reported_of_a_unit",
                violation_error_message=_("The report on agreements is of a unit: choose it."),
            ),
            models.UniqueConstraint(
                fields=["unit", "purpose"],
                condition=Q(unit__isnull=False),
                name="a_unit_has_one_series_of_a_purpose",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="purpose_stays", fields=["purpose"]),
            pgtrigger.Trigger(
                name="of_a_tie_or_a_unit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=OF_A_TIE_OR_A_UNIT,
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:review-series-detail", args=[self.uuid])
