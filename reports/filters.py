import django_filters
from django.utils.translation import gettext_lazy as _

from core.filters import RecordFilter
from core.search import Folded, fold
from partnerships.common_filters import (
    AtPlace,
    Common,
    InPeriod,
    OfLevel,
    WithCountry,
    WithTie,
)
from reports.choices import ImportState, ReviewPurpose, ReviewStatus
from reports.imports.kinds import KINDS
from reports.models import AnnualReview, Import, ReviewSeries


class AnnualReviewFilter(Common):
    period = ("period",)

    q = django_filters.CharFilter(
        method="called", label=_("Name of the tie or unit"), max_length=200
    )
    status = django_filters.ChoiceFilter(
        choices=[("in_work", _("In work")), *ReviewStatus.choices],
        method="in_status",
        label=_("Status"),
    )
    year = django_filters.NumberFilter(
        method="about", label=_("Year"), min_value=1945, max_value=2200
    )

    purpose = django_filters.ChoiceFilter(
        "series__purpose", choices=ReviewPurpose, label=_("Purpose")
    )

    class Meta:
        model = AnnualReview
        fields = ["q", "status", "year", "purpose"]

    def in_status(self, rows, _name, value):
        return rows.not_issued() if value == "in_work" else rows.filter(status=value)

    def called(self, rows, _name, typed):
        found = ReviewSeries.objects.annotate(folded_now=Folded("title"))
        return rows.filter(series__in=found.filter(folded_now__contains=fold(typed)).values("pk"))

    def about(self, rows, _name, year):
        days = f"[{int(year)}-01-01,{int(year) + 1}-01-01)"
        return rows.filter(period__overlap=days)


class ReviewSeriesFilter(AtPlace, WithCountry, OfLevel, WithTie):
    q = django_filters.CharFilter(method="called", label=_("Title"), max_length=200)

    class Meta:
        model = ReviewSeries
        fields = ["q"]

    def called(self, rows, _name, typed):
        return rows.annotate(folded_now=Folded("title")).filter(folded_now__contains=fold(typed))


class ReviewBatchFilter(AtPlace, WithCountry, OfLevel, InPeriod):
    """By the place whose ties are reviewed, and by the period of the reviews."""

    period = ("period",)


class ImportFilter(RecordFilter):
    q = django_filters.CharFilter(method="called", label=_("File"), max_length=200)
    kind = django_filters.ChoiceFilter(
        choices=lambda: [(name, kind.label) for name, kind in KINDS.items()],
        label=_("What a row is"),
    )
    state = django_filters.ChoiceFilter(choices=ImportState, label=_("State"))

    class Meta:
        model = Import
        fields = ["q", "kind", "state"]

    def called(self, rows, _name, typed):
        return rows.annotate(folded_now=Folded("name")).filter(folded_now__contains=fold(typed))
