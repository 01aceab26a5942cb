"""The reviews of a tie or a unit, as a part of its page."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.pages import FragmentPage
from partnerships.models import Partnership, Unit
from reports import permissions
from reports.lists import status_badge
from reports.models import AnnualReview, ReviewSeries

SHOWN = 20


class ReviewsOf(FragmentPage):
    """The last reviews, and the way to the next one. `asked` names the subject in its address."""

    permission = permissions.VIEW_REVIEW
    template_name = "reports/_reviews_of.html"
    heading = _("Annual reviews")
    asked: str
    several = False  # of several series: then each row says which

    def of_it(self) -> Q:
        raise NotImplementedError

    def is_frame(self) -> bool:
        """Whether ties stand under it, which one paper may review together with it."""
        return False

    def get_context_data(self, **kwargs):
        series = ReviewSeries.objects.filter(self.of_it()).values("pk")
        rows = AnnualReview.objects.visible_to(self.request.user).filter(series__in=series)
        found = rows.with_superseded().select_related("series").defer("figures", "narrative")
        found = found.order_by("-period", "-pk")[:SHOWN]
        create = f"{reverse('reports:annual-review-create')}?{self.asked}={self.object.uuid}"
        return super().get_context_data(
            reviews=[(one, status_badge(one.status)) for one in found],
            several=self.several,
            create=create if self.may(permissions.EDIT_REVIEW) else "",
            frame=self.is_frame() if self.may(permissions.EDIT_REVIEW) else False,
            **kwargs,
        )


class TieReviews(ReviewsOf):
    model = Partnership
    asked = "tie"

    def of_it(self) -> Q:
        return Q(partnerships=self.object)

    def is_frame(self) -> bool:
        below = Partnership.objects.visible_to(self.request.user).kept()
        return below.filter(frame=self.object).exists()


class UnitReviews(ReviewsOf):
    """Of the unit itself and of the ties it is party to. Names of units are public, these not."""

    model = Unit
    asked = "unit"
    several = True

    def of_it(self) -> Q:
        return Q(unit=self.object) | Q(partnerships__parties__unit=self.object)
