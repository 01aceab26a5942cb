"""Steps of several annual reviews at once, from their list."""

from django.utils import timezone
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


class AnnualReviewFreezeChosen(ChosenReviews):
    """Drafts handed to the head: figures and texts of each are fixed as they are today."""

    permission = permissions.EDIT_REVIEW
    heading = gettext_lazy("Freeze several reviews for approval")
    submit = gettext_lazy("Freeze all that are ticked")
    begins = (ReviewStatus.DRAFT,)
    most = 10  # the figures of each are collected anew

    def perform(self, review, data):
        annual_reviews.freeze(review=review, on=timezone.localdate(), by=self.request.user)


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
