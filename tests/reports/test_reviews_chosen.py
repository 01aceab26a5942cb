"""Drafts of several reviews are frozen at once, for the head to approve."""

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from reports.choices import ReviewStatus
from reports.models import AnnualReview
from tests.factories import AnnualReviewFactory, ReviewSeriesFactory

URL = reverse("reports:annual-review-freeze-chosen")


@pytest.fixture
def drafts(partnership):
    return [
        AnnualReviewFactory(series=ReviewSeriesFactory(partnerships=[partnership]))
        for _nth in range(2)
    ]


def rows(*reviews):
    return {"row": [str(review.uuid) for review in reviews]}


def test_all_are_frozen_as_of_today(client, officer, drafts):
    client.force_login(officer)
    listed = client.get(reverse("reports:annual-review-list"), {"status": "draft"}).text
    assert f'href="{URL}?status=draft"' in listed
    assert client.post(URL, rows(*drafts)).status_code == 302

    frozen = AnnualReview.objects.all()
    today = timezone.localdate()
    assert {(one.status, one.cut_off) for one in frozen} == {(ReviewStatus.FROZEN, today)}
    assert all(one.figures_hash for one in frozen)
    assert AuditEvent.objects.filter(action="review.frozen").count() == 2


def test_if_one_is_refused_none_is_frozen(client, officer, drafts, partnership):
    after = timezone.localdate().year + 1
    early = AnnualReviewFactory(
        series=ReviewSeriesFactory(partnerships=[partnership]),
        period=DateRange(date(after, 1, 1), date(after + 1, 1, 1)),
    )
    client.force_login(officer)
    answer = client.post(URL, rows(*drafts, early))

    assert answer.status_code == 422
    said = {one.record: one.reasons for one in answer.context["candidates"] if one.reasons}
    assert said == {early: ["The period has not begun yet."]}
    assert set(AnnualReview.objects.values_list("status", flat=True)) == {ReviewStatus.DRAFT}


def test_a_sent_review_has_no_box(client, officer, drafts):
    sent = AnnualReviewFactory(series=drafts[0].series, sent=True, edition=2)
    client.force_login(officer)
    (one,) = client.get(URL, rows(sent)).context["candidates"]
    assert not one.can_be_ticked


def test_ten_are_frozen_at_once_and_no_more(client, officer, partnership):
    series = ReviewSeriesFactory(partnerships=[partnership])
    drafts = [
        AnnualReviewFactory(series=series, period=DateRange(date(year, 1, 1), date(year + 1, 1, 1)))
        for year in range(2010, 2021)
    ]
    client.force_login(officer)
    page = client.get(URL, rows(*drafts))

    assert len(page.context["candidates"]) == 10
    assert "Only the first 10 are shown" in page.text
    client.post(URL, rows(*drafts))
    assert AnnualReview.objects.filter(status=ReviewStatus.FROZEN).count() == 10
