"""What the history of a review tells, and to whom: work before the issue is not for readers."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.services import audit
from reports.choices import ReviewStatus
from reports.models import AnnualReview
from reports.services import annual_reviews, comments
from tests.factories import AnnualReviewFactory, ReviewSeriesFactory, UserFactory
from tests.factories.reports import HASH

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Số liệu viện trợ chưa khớp biên bản"


@pytest.fixture
def review(officer, head, partnership) -> AnnualReview:
    """Returned, remarked on, frozen again, sent."""
    review = AnnualReviewFactory(
        series=ReviewSeriesFactory(partnerships=[partnership]),
        status=ReviewStatus.FROZEN,
        figures_hash=HASH,
        drafted_by=officer,
    )
    annual_reviews.return_to_draft(review=review, reason=WHY, by=head)
    comments.write(review=review, text="Xem lại bảng 2", by=head)
    rows = AnnualReview.objects.filter(pk=review.pk)
    rows.update(status=ReviewStatus.APPROVED, figures_hash=HASH)
    audit.record(action="review.approved", target=review, by=head)
    rows.update(status=ReviewStatus.SENT, issued_on=date(2025, 1, 15))
    audit.record(action="review.sent", target=review, by=head)
    return review


def told(client, review, user) -> str:
    client.force_login(user)
    return client.get(reverse("records:history", args=["reports.annualreview", review.uuid])).text


def test_readers_are_told_nothing_from_before_it_was_issued(client, review, unit):
    page = told(client, review, UserFactory(role=Role.READER, units=[unit]))
    assert "sent the review" in page
    assert "from “approved” to “sent”" in page.lower()
    for words in (WHY, "returned the review", "approved the review", "comment on the review"):
        assert words not in page


def test_who_works_on_it_reads_why_it_went_back(client, review, officer, unit):
    page = told(client, review, officer)
    assert WHY in page
    assert "commented on the review" in page
    page = told(client, review, UserFactory(role=Role.LIAISON, units=[unit]))
    assert WHY in page
    assert "commented on the review" not in page


def test_readers_find_the_reason_on_no_page_of_it(client, review, unit):
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    pages = [
        review.get_absolute_url(),
        reverse("reports:annual-review-list"),
        reverse("search") + "?q=viện trợ chưa khớp",
        review.series.get_absolute_url(),
    ]
    for address in pages:
        answer = client.get(address)
        assert answer.status_code == 200
        assert WHY not in answer.text
    draft = AnnualReviewFactory(series=review.series, edition=2, reason=WHY)
    assert client.get(draft.get_absolute_url()).status_code == 404
    history = reverse("records:history", args=["reports.annualreview", draft.uuid])
    assert client.get(history).status_code == 404
