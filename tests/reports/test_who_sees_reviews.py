"""Reviews and papers: who sees them, where else they are shown, and what their pages cost."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.choices import Role
from reports.choices import ReviewStatus
from reports.models import AnnualReview
from tests import factories as make
from tests.factories.reports import HASH


@pytest.fixture
def review(partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership], title="Na Mèo – Lơi")
    return make.AnnualReviewFactory(series=series)


@pytest.fixture
def reader(unit):
    return make.UserFactory(role=Role.READER, units=[unit])


def url(page, target=None):
    return reverse(f"reports:{page}", args=[target.uuid] if target else [])


def test_readers_see_what_was_issued_and_no_draft(client, reader, review):
    draft = make.ReviewPaperFactory(review=review)
    client.force_login(reader)
    assert client.get(review.get_absolute_url()).status_code == 404
    assert client.get(draft.get_pdf_url()).status_code == 404
    assert "Na Mèo – Lơi" not in client.get(url("annual-review-list")).text

    AnnualReview.objects.update(
        status=ReviewStatus.SENT, figures_hash=HASH, issued_on=date(2025, 1, 15)
    )
    final = make.ReviewPaperFactory(review=review, final=True)
    page = client.get(review.get_absolute_url()).text
    assert final.code in page
    assert draft.code not in page
    assert "Order a paper" not in page
    assert "Na Mèo – Lơi" in client.get(url("annual-review-list")).text


def test_what_is_out_of_scope_does_not_exist(client, officer):
    paper = make.ReviewPaperFactory()
    client.force_login(officer)
    for page, target in (
        ("annual-review-detail", paper.review),
        ("annual-review-figures", paper.review),
        ("annual-review-write", paper.review),
        ("review-series-detail", paper.review.series),
        ("review-paper-pdf", paper),
        ("review-paper-progress", paper),
        ("tie-reviews", paper.review.series.partnerships.get()),
    ):
        assert client.get(url(page, target)).status_code == 404, page


def test_liaison_officers_read_and_do_not_write(client, unit, review):
    client.force_login(make.UserFactory(role=Role.LIAISON, units=[unit]))
    assert client.get(review.get_absolute_url()).status_code == 200
    assert client.get(url("annual-review-write", review)).status_code == 403
    assert client.post(url("annual-review-freeze", review)).status_code == 403


def test_the_tie_page_gets_its_reviews_as_a_fragment(client, officer, review, partnership):
    client.force_login(officer)
    page = client.get(url("tie-reviews", partnership), headers={"HX-Request": "true"}).text

    assert review.get_absolute_url() in page
    assert f"?tie={partnership.uuid}" in page
    assert "superseded" not in page
    for edition in (5, 6):
        make.AnnualReviewFactory(series=review.series, edition=edition, sent=True)
    page = client.get(url("tie-reviews", partnership), headers={"HX-Request": "true"}).text
    last, replaced = page.index('<td role="cell" data-label="Edition">6<'), page.index("superseded")
    assert last < page.index('data-label="Edition">5<') < replaced


def test_the_unit_page_gets_its_reviews_too_but_only_those_in_scope(client, officer, review, unit):
    elsewhere = make.AnnualReviewFactory(series__unit=unit)
    stranger = make.UserFactory(units=[make.UnitFactory()])
    for user, seen in ((officer, True), (stranger, False)):
        client.force_login(user)
        page = client.get(url("unit-reviews", unit), headers={"HX-Request": "true"}).text
        for found in (review, elsewhere):
            assert (found.get_absolute_url() in page) is seen
    client.force_login(officer)
    assert str(unit) in client.get(f"{url('annual-review-create')}?unit={unit.uuid}").text


def test_the_title_of_a_series_can_be_changed(client, officer, review):
    client.force_login(officer)
    client.post(url("review-series-edit", review.series), {"title": "Tên mới"})
    assert "Tên mới" in client.get(url("review-series-detail", review.series)).text


# Cost


def test_lists_cost_the_same_for_1_row_and_a_full_page(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    client.get(url("annual-review-list"))  # the first page of a session notes the user's area
    for rows in (1, 59):
        for _row in range(rows):
            series = make.ReviewSeriesFactory(partnerships=[partnership])
            make.AnnualReviewFactory(series=series)
        for page in ("annual-review-list", "review-series-list"):
            with django_assert_num_queries(5):  # signed in (2), reach, count, page
                client.get(url(page))


def test_record_pages_are_cheap_and_cost_the_same_for_many_papers(
    client, officer, review, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get(url("annual-review-list"))
    for papers in (1, 9):
        for paper in make.ReviewPaperFactory.create_batch(papers, review=review):
            make.BuildFactory(paper=paper)
        make.ReviewCommentFactory.create_batch(papers, review=review)
        for page, most in (("annual-review-detail", 10), ("annual-review-figures", 6)):
            with django_assert_max_num_queries(most):
                client.get(url(page, review))
    with django_assert_max_num_queries(5):
        client.get(url("review-paper-progress", paper), headers={"HX-Request": "true"})
    with django_assert_max_num_queries(7):
        client.get(url("review-series-detail", review.series))
    with django_assert_max_num_queries(7):
        client.get(url("annual-review-write", review))
