from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from core.access import ScopedQuerySet
from core.fields import AmountField, public_id
from core.history import keep_history
from exchanges.choices import AidDirection
from exchanges.models.aid_project import AidProject
from partnerships.models import Commitment, Paper, Partnership, Unit


@keep_history()
class ExchangeRate(models.Model):
    """What one unit of a currency was worth in another on a day, and who said so.

    Sums are converted only with such a rate, which is shown beside them. Everybody may read it.
    """

    uuid = public_id()
    currency = models.CharField(_("currency"), max_length=3)
    into = models.CharField(_("in the currency"), max_length=3, default="VND")
    on = models.DateField(_("day"))
    rate = models.DecimalField(_("rate"), max_digits=18, decimal_places=6)
    source = models.CharField(_("source of the rate"), max_length=200)
    paper = models.ForeignKey(
        Paper, models.PROTECT, verbose_name=_("paper"), related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("exchange rate")
        verbose_name_plural = _("exchange rates")
        ordering = ["-on", "currency"]
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "into", "on"],
                name="a_currency_has_one_rate_a_day",
                violation_error_message=_("There is a rate of this currency for this day."),
            ),
            models.CheckConstraint(
                condition=Q(rate__gt=0),
                name="rate_is_above_zero",
                violation_error_message=_("A rate is above zero."),
            ),
            models.CheckConstraint(
                condition=~Q(currency=F("into"))
                & Q(currency__regex="^[A-Z]{3}$", into__regex="^[A-Z]{3}$"),
                name="rate_is_between_two_currencies",
                violation_error_message=_("Name two currencies by their codes: USD, LAK, CNY."),
            ),
        ]

    def __str__(self):
        return f"{self.currency}/{self.into} {self.on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("exchanges:exchange-rate-detail", args=[self.uuid])

    @property
    def worth(self) -> str:
        """25.400 VND: as many decimals as were entered."""
        places = max(0, -self.rate.normalize().as_tuple().exponent)
        return f"{number_format(self.rate, places, force_grouping=True)} {self.into}"


@keep_history()
class YearPlan(models.Model):
    """What a unit means to give, or hopes to receive, in a calendar year."""

    scope_paths = ("unit",)

    uuid = public_id()
    unit = models.ForeignKey(
        Unit, models.PROTECT, verbose_name=_("whose plan"), related_name="year_plans"
    )
    year = models.PositiveSmallIntegerField(_("year"))
    direction = models.CharField(_("direction"), max_length=16, choices=AidDirection)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("year plan")
        verbose_name_plural = _("year plans")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "year", "direction"],
                name="a_unit_has_one_plan_a_year",
                violation_error_message=_("There is a plan of this unit for this year."),
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1950, year__lte=2100),
                name="plan_is_of_a_year",
                violation_error_message=_("Write the year in four digits."),
            ),
        ]

    def __str__(self):
        return f"{self.unit} {self.year}"

    def get_absolute_url(self):
        return reverse("exchanges:year-plan-detail", args=[self.uuid])


@keep_history(of=("plan",))
class YearPlanLine(models.Model):
    """One thing planned, with an estimate; beside it stands what was spent in that year."""

    scope_paths = ("plan__unit",)

    uuid = public_id()
    plan = models.ForeignKey(
        YearPlan, models.PROTECT, verbose_name=_("year plan"), related_name="lines"
    )
    what = models.CharField(_("what is planned"), max_length=200)
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        verbose_name=_("tie"),
        related_name="plan_lines",
        null=True,
        blank=True,
    )
    commitment = models.ForeignKey(
        Commitment,
        models.PROTECT,
        verbose_name=_("commitment"),
        related_name="plan_lines",
        null=True,
        blank=True,
    )
    project = models.ForeignKey(
        AidProject,
        models.PROTECT,
        verbose_name=_("aid project"),
        related_name="plan_lines",
        null=True,
        blank=True,
    )
    estimate = AmountField(_("estimate"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a year plan")
        verbose_name_plural = _("lines of year plans")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "project"], name="a_project_stands_in_a_plan_once"
            )
        ]

    def __str__(self):
        return self.what
