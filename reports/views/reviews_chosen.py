"""Steps of several annual reviews at once, from their list."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.pages import ChosenPage
from reports import permissions
from reports.choices import ReviewStatus
from reports.services import annual_reviews
from reports.views.annual_reviews import AnnualReviewList


class ChosenReviews(ChosenPage):
    listed = AnnualReviewList
    back = "reports:annual-review-list"
    related = ("series",)


class AnnualReviewApproveChosen(ChosenReviews):
    permission = permissions.APPROVE_REVIEW
    heading = gettext_lazy("Approve several reviews")
    submit = gettext_lazy("Approve all that are ticked")
    begins = (ReviewStatus.FROZEN,)

    def hindrance(self, review):
        own = review.drafted_by_id == self.request.user.pk
        return _("Somebody else approves what you drafted.") if own else ""

    def perform(self, review, data):
        annual_reviews.approve(review=review, by=self.request.user)


class AnnualReviewArchiveChosen(ChosenReviews):
    permission = permissions.ARCHIVE_REVIEW
    heading = gettext_lazy("Archive several reviews")
    submit = gettext_lazy("Archive all that are ticked")
    begins = (ReviewStatus.SENT,)

    def perform(self, review, data):
        annual_reviews.archive(review=review, by=self.request.user)
