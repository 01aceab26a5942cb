"""Comments between officer and head: who writes, settles and sees them, what they stand in the way
of, and that they stay.
"""

import pytest
from django.db import DatabaseError, connection
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from reports.choices import PaperKind, ReviewStatus
from reports.models import AnnualReview, ReviewComment
from reports.services import annual_reviews, comments, review_papers
from tests import factories as make
from tests.factories.reports import HASH, text

NEEDED = {"shortcomings": text("Thiếu đường."), "directions": text("Họp hai lần.")}
REMARK = "Xem lại số cuộc họp."


@pytest.fixture
def review(partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership])
    return make.AnnualReviewFactory(series=series, narrative=NEEDED)


@pytest.fixture
def comment(review, head):
    return comments.write(review=review, section="directions", text=REMARK, by=head)


def url(page, target):
    return reverse(f"reports:{page}", args=[target.uuid])


def test_an_open_comment_stands_in_the_way_of_approval_until_it_is_settled(
    review, comment, officer, head
):
    AnnualReview.objects.update(status=ReviewStatus.FROZEN, figures_hash=HASH)
    with pytest.raises(RuleViolation, match="1 comment is not settled yet"):
        annual_reviews.approve(review=review, by=head)
    comments.settle(comment=comment, by=officer)
    assert annual_reviews.approve(review=review, by=head).status == ReviewStatus.APPROVED

    acts = ["review.commented", "review.comment_settled"]
    assert AuditEvent.objects.filter(action__in=acts, target=review.uuid).count() == 2


def test_a_comment_stays_when_the_review_is_returned(review, comment, head):
    AnnualReview.objects.update(status=ReviewStatus.FROZEN, figures_hash=HASH)
    annual_reviews.return_to_draft(review=review, reason="xem góp ý", by=head)
    assert review.comments.open().get() == comment


def test_comments_that_say_nothing_or_come_too_late_are_refused(review, comment, officer):
    with pytest.raises(RuleViolation, match="Write the comment"):
        comments.write(review=review, text=" ", by=officer)
    comments.settle(comment=comment, by=officer)
    with pytest.raises(RuleViolation, match="settled already"):
        comments.settle(comment=comment, by=officer)
    sent = make.AnnualReviewFactory(sent=True)
    with pytest.raises(RuleViolation, match="only a new edition"):
        comments.write(review=sent, text="muộn", by=officer)


def test_comments_are_never_printed(review, comment, officer):
    paper = review_papers.order(review=review, kind=PaperKind.INTERNAL, by=officer)
    assert REMARK not in str(paper.content)


def test_officer_and_head_write_and_settle_on_the_pages(client, officer, head, review):
    def post(user, page, target, **typed):
        client.force_login(user)
        return client.post(url(page, target), typed, follow=True)

    page = post(head, "review-comment-create", review, section="directions", text=REMARK)
    assert REMARK in page.text
    assert post(head, "review-comment-create", review, text="").status_code == 422
    again = {"text": "Cả báo cáo", "submission": "7a1e4a7e-2d7e-4a4b-9a52-0a3e7f0f8a11"}
    for _twice in range(2):
        page = post(officer, "review-comment-create", review, **again)
    assert ReviewComment.objects.count() == 2
    assert "2 comments are not settled yet" in page.text
    assert page.text.count("Mark as settled") == 2

    client.force_login(officer)
    assert REMARK in client.get(url("annual-review-write", review)).text
    for row in ReviewComment.objects.all():
        page = post(officer, "review-comment-settle", row)
    assert "The comment is settled." in page.text
    assert "not settled yet" not in page.text


def test_the_list_counts_open_comments_for_those_who_comment(
    client, officer, unit, review, comment
):
    def cells():
        (row,) = client.get(reverse("reports:annual-review-list")).context["table"].rows
        return [cell.text for cell in row["cells"]]

    client.force_login(officer)
    assert cells()[-1] == "1"
    client.force_login(make.UserFactory(role=Role.LIAISON, units=[unit]))
    assert "1" not in cells()[-1]


def test_nobody_else_sees_or_writes_them(client, unit, review, comment):
    AnnualReview.objects.update(status=ReviewStatus.SENT, figures_hash=HASH, issued_on="2025-01-15")
    for role in (Role.READER, Role.LIAISON):
        client.force_login(make.UserFactory(role=role, units=[unit]))
        page = client.get(review.get_absolute_url())
        assert page.status_code == 200
        assert REMARK not in page.text
        assert client.post(url("review-comment-settle", comment)).status_code == 403
    client.force_login(make.UserFactory(units=[make.UnitFactory()]))
    assert client.post(url("review-comment-settle", comment)).status_code == 404
    assert client.get(url("review-comment-create", review)).status_code == 404


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE reports_reviewcomment SET text = 'khác'", "Cannot update"),
        ("DELETE FROM reports_reviewcomment", "Cannot delete"),
        ("UPDATE reports_reviewcomment SET settled_at = now()", "settled_comment_says_by_whom"),
    ],
)
def test_plain_sql_changes_no_comment(comment, statement, rule):
    with pytest.raises(DatabaseError, match=rule), connection.cursor() as cursor:
        cursor.execute(statement)
