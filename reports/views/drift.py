"""What a frozen review would say differently today, and why: a part of its page."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.pages import FragmentPage
from reports import drift, figures, permissions
from reports.choices import ReviewStatus
from reports.drift.reasons import explained, frozen_at
from reports.models import AnnualReview


class AnnualReviewDrift(FragmentPage):
    """For those who could make a new edition of it. A draft has nothing to differ from."""

    queryset = AnnualReview.objects.select_related("series", "series__unit", "meeting")
    permission = permissions.VIEW_DRIFT
    template_name = "reports/_review_drift.html"
    heading = _("Changed since it was frozen")

    def get_context_data(self, **kwargs):
        review = self.object
        draft = review.status == ReviewStatus.DRAFT
        found = [] if draft else drift.compare(review.figures, figures.collect(review))
        sections = explained(found or [], review=review, user=self.request.user)
        many = sum(len(section.records) for section in sections)
        return super().get_context_data(
            draft=draft,
            compared=found is not None,
            sections=sections,
            many=many,
            count=ngettext("%(many)s difference", "%(many)s differences", many) % {"many": many},
            frozen_at=frozen_at(review) or review.cut_off,
            **kwargs,
        )
