"""What officer and head remark to each other on a review; nobody else sees it."""

from django.utils.translation import gettext_lazy as _

from core.pages import ActionPage, FormPage, Group
from reports import permissions
from reports.forms import CommentForm
from reports.models import AnnualReview, ReviewComment
from reports.services import comments


class ReviewCommentCreate(FormPage):
    """The record in its URL is the review; `?part=` is the part that is remarked on."""

    queryset = AnnualReview.objects.select_related("series")
    creates = ReviewComment
    form_class = CommentForm
    permission = permissions.COMMENT_REVIEW
    heading = _("Comment")
    submit = _("Write the comment")
    groups = (Group("", ("section:6", "text:12")),)

    def get_initial(self):
        return {"section": self.request.GET.get("part", "")}

    def perform(self, data):
        return comments.write(
            review=self.object, **data, uuid=self.submission, by=self.request.user
        )


class ReviewCommentSettle(ActionPage):
    queryset = ReviewComment.objects.select_related("review")
    permission = permissions.COMMENT_REVIEW
    done = _("The comment is settled.")

    def perform(self, comment):
        comments.settle(comment=comment, by=self.request.user)
