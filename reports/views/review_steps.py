"""The steps of a review from draft to archive: each page is one service call."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.pages import ActionPage, FormPage
from reports import permissions
from reports.forms import ReturnForm
from reports.models import AnnualReview
from reports.services import annual_reviews


class AnnualReviewCollect(ActionPage):
    model = AnnualReview
    permission = permissions.EDIT_REVIEW
    done = _("The figures were collected from the register as it stands now.")

    def perform(self, review):
        annual_reviews.collect(review=review, by=self.request.user)


class AnnualReviewFreeze(ActionPage):
    model = AnnualReview
    permission = permissions.EDIT_REVIEW
    done = _("Figures and texts are frozen.")

    def perform(self, review):
        annual_reviews.freeze(review=review, on=timezone.localdate(), by=self.request.user)


class AnnualReviewApprove(ActionPage):
    model = AnnualReview
    permission = permissions.APPROVE_REVIEW
    done = _("The review is approved.")

    def perform(self, review):
        annual_reviews.approve(review=review, by=self.request.user)


class AnnualReviewReturn(FormPage):
    model = AnnualReview
    form_class = ReturnForm
    permission = permissions.APPROVE_REVIEW
    heading = _("Return to draft")
    submit = _("Return to draft")

    def perform(self, data):
        return annual_reviews.return_to_draft(review=self.object, **data, by=self.request.user)


class AnnualReviewSend(ActionPage):
    model = AnnualReview
    permission = permissions.EDIT_REVIEW
    done = _("The review is sent. Its papers are final from now on.")

    def perform(self, review):
        annual_reviews.send(review=review, on=timezone.localdate(), by=self.request.user)


class AnnualReviewArchive(ActionPage):
    model = AnnualReview
    permission = permissions.ARCHIVE_REVIEW
    done = _("The review is archived with its signed copy.")

    def perform(self, review):
        annual_reviews.archive(review=review, by=self.request.user)


class AnnualReviewEdition(ActionPage):
    queryset = AnnualReview.objects.select_related("series")
    permission = permissions.EDIT_REVIEW
    done = _("The next edition is open.")

    def perform(self, review):
        return annual_reviews.next_edition(review=review, by=self.request.user)
