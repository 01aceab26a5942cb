from django.db.models import Count, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.access import reach_of
from core.pages import Action, DetailPage, FormPage, ListPage, PickerPage
from partnerships.models import Partnership, Unit
from reports import permissions
from reports.filters import ReviewSeriesFilter
from reports.forms import ReviewSeriesForm, search_named, search_places
from reports.lists import REVIEW_SERIES, status_badge
from reports.models import AnnualReview, ReviewSeries
from reports.services import review_series


class ReviewSeriesList(ListPage):
    model = ReviewSeries
    heading = _("Series of reviews")
    columns = REVIEW_SERIES
    detail = "reports:review-series-detail"
    filterset_class = ReviewSeriesFilter
    permission = permissions.VIEW_REVIEW
    empty = _("A series begins with the first review of a tie or a place.")

    def get_queryset(self):
        own = AnnualReview.objects.open_to(self.request.user).filter(series=OuterRef("pk"))
        counted = own.order_by().values("series").annotate(n=Count("pk")).values("n")
        self.queryset = ReviewSeries.objects.annotate(
            reviews_made=Subquery(counted),
            last_period=Subquery(own.order_by("-period", "-edition").values("period")[:1]),
        )
        return super().get_queryset()


class ReviewSeriesDetail(DetailPage):
    queryset = ReviewSeries.objects.select_related("unit")
    permission = permissions.VIEW_REVIEW

    def get_context_data(self, **kwargs):
        reviews = self.object.reviews.open_to(self.request.user)
        found = reviews.defer("figures", "narrative").order_by("-period", "-edition")
        ties = self.object.partnerships.visible_to(self.request.user).order_by("code")
        return super().get_context_data(
            reviews=[(review, status_badge(review.status)) for review in found[:50]],
            ties=ties[:50],
            **kwargs,
        )

    def get_actions(self):
        if not self.may(permissions.EDIT_REVIEW):
            return []
        url = reverse("reports:review-series-edit", args=[self.object.uuid])
        return [Action(_("Change the title"), url)]


class ReviewSeriesEdit(FormPage):
    model = ReviewSeries
    form_class = ReviewSeriesForm
    permission = permissions.EDIT_REVIEW
    heading = _("Title of the series")

    def perform(self, data):
        return review_series.rename(series=self.object, **data, by=self.request.user)


class TiePicker(PickerPage):
    model = Partnership
    permission = permissions.EDIT_REVIEW
    search = staticmethod(search_named)


class UnitPicker(PickerPage):
    """Units are open to all who read; only those in the user's area are offered here."""

    model = Unit
    permission = permissions.EDIT_REVIEW
    search = staticmethod(search_places)

    def get_queryset(self):
        user = self.request.user
        units = super().get_queryset()
        if user.sees_all:
            return units
        return units.filter(pk__in=reach_of(user)["Unit"])
