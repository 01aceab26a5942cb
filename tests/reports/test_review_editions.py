"""Editions and the archive: which paper is valid, and what a review needs to be put away."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from accounts.choices import Role
from core.errors import RuleViolation
from reports.choices import PaperKind, ReviewStatus
from reports.models import AnnualReview
from reports.services import annual_reviews, review_state
from tests import factories as make
from tests.factories.reports import content


@pytest.fixture
def series(partnership):
    return make.ReviewSeriesFactory(partnerships=[partnership])


@pytest.fixture
def review(series):
    return make.AnnualReviewFactory(series=series, sent=True)


def test_readers_are_told_which_edition_took_the_place_of_another(client, unit, series, review):
    client.force_login(make.UserFactory(role=Role.READER, units=[unit]))
    draft = make.AnnualReviewFactory(series=series, edition=2)
    page = client.get(review.get_absolute_url()).text
    assert "took the place" not in page
    assert draft.get_absolute_url() not in page

    AnnualReview.objects.filter(pk=draft.pk).update(
        status=ReviewStatus.SENT, figures_hash="0" * 64, issued_on=date(2025, 3, 1)
    )
    page = client.get(review.get_absolute_url()).text
    assert "A later edition took the place of this one." in page
    assert draft.get_absolute_url() in page
    assert "took the place" not in client.get(draft.get_absolute_url()).text
    table = client.get(reverse("reports:annual-review-list")).context["table"]
    states = [cell.text for row in table.rows for cell in row["cells"] if "Sent" in cell.text]
    assert sorted(states) == ["Sent", "Sent superseded"]


def test_only_the_last_edition_has_a_next_one(client, officer, series, review):
    make.AnnualReviewFactory(series=series, edition=2, sent=True)
    client.force_login(officer)
    page = client.get(review.get_absolute_url()).text
    assert reverse("reports:annual-review-edition", args=[review.uuid]) not in page


def test_a_review_is_archived_with_its_signed_copy_and_signatures(
    client, officer, review, django_assert_max_num_queries
):
    with pytest.raises(RuleViolation, match="No final paper was ordered yet"):
        annual_reviews.archive(review=review, by=officer)
    paper = make.ReviewPaperFactory(
        review=review,
        kind=PaperKind.JOINT,
        languages=["vi", "lo"],
        final=True,
        code="T-2024/1",
        content=content(narrative={}),
    )
    client.force_login(officer)
    page = client.get(review.get_absolute_url()).text
    assert "It cannot be archived yet, because:" in page
    assert "Not recorded as signed yet: Home side, Counterpart side." in page
    archive = reverse("reports:annual-review-archive", args=[review.uuid])
    assert "The signed copy is not there yet" in client.post(archive, follow=True).text

    copy = make.SignedCopyFactory(paper=paper, master=True)
    make.PaperSignatureFactory(copy=copy, paper=paper, side="home")
    with pytest.raises(RuleViolation, match="signed yet: Counterpart side"):
        annual_reviews.archive(review=review, by=officer)
    make.PaperSignatureFactory(copy=copy, paper=paper, side="counterpart")
    assert review_state.unsigned(review) == []
    with django_assert_max_num_queries(10):
        page = client.get(review.get_absolute_url()).text
    assert archive in page
    assert "The review is archived" in client.post(archive, follow=True).text
    review.refresh_from_db()
    assert review.status == ReviewStatus.ARCHIVED


def test_plain_sql_archives_nothing_unsigned(review):
    refused = pytest.raises(IntegrityError, match="archived with its signed")
    with refused, connection.cursor() as cursor:
        cursor.execute("UPDATE reports_annualreview SET status = 'archived'")
