"""AnnualReview: what PostgreSQL keeps, and several people at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import Level
from partnerships.models import UnitParent
from reports.models import AnnualReview, ReviewSeries
from reports.services import annual_reviews, review_series
from tests.factories import (
    AnnualReviewFactory,
    PartnershipFactory,
    ReviewSeriesFactory,
    UnitFactory,
    UnitSuccessionFactory,
    UserFactory,
)
from tests.factories.reports import HASH, YEAR_2024, text

TODAY = date(2025, 2, 1)
REFORM = date(2025, 7, 1)
NEEDED = {"shortcomings": text("Thiếu đường."), "directions": text("Họp hai lần.")}


@pytest.fixture
def series(partnership, officer):
    return review_series.of_ties(ties=[partnership], by=officer)


@pytest.fixture
def review(series, officer):
    return drafted(series, officer)


def drafted(series, by, period=YEAR_2024, languages=("vi", "lo")):
    return annual_reviews.draft(series=series, period=period, languages=list(languages), by=by)


def written(review):
    AnnualReview.objects.filter(pk=review.pk).update(narrative=NEEDED)
    review.refresh_from_db()
    return review


def approved(review, officer, head):
    annual_reviews.freeze(review=written(review), on=TODAY, by=officer)
    return annual_reviews.approve(review=review, by=head)


# What PostgreSQL keeps


@pytest.mark.parametrize(
    "change",
    [
        "figures = '{\"a\": 1}'",
        "narrative = '{\"a\": 1}'",
        "figures_hash = 'x'",
        "period = '[2023-01-01,2024-01-01)'",
        "edition = 7",
        "cut_off = '2030-01-01'",
    ],
)
def test_plain_sql_cannot_change_what_is_frozen(review, officer, change):
    annual_reviews.freeze(review=review, on=TODAY, by=officer)
    with pytest.raises(DatabaseError, match="Cannot update rows"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE reports_annualreview SET {change}")


def test_plain_sql_cannot_open_again_or_delete_what_was_sent(review, officer, head):
    approved(review, officer, head)
    annual_reviews.send(review=review, on=date(2025, 1, 15), by=officer)
    for command in (
        "UPDATE reports_annualreview SET status = 'draft'",
        "DELETE FROM reports_annualreview",
    ):
        with (
            pytest.raises(DatabaseError, match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(command)


def test_plain_sql_cannot_enter_an_edition_twice(review):
    with (
        pytest.raises(IntegrityError, match="one_review_per_edition"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO reports_annualreview (uuid, series_id, period, edition, languages, status,"
            " reason, narrative, figures, figures_hash, one_text)"
            " SELECT gen_random_uuid(), series_id, period, edition, languages, status, reason,"
            " narrative, figures, figures_hash, one_text"
            " FROM reports_annualreview"
        )


def test_plain_sql_cannot_freeze_without_figures(db):
    AnnualReviewFactory()
    rule = "a_frozen_review_has_its_figures"
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute("UPDATE reports_annualreview SET status = 'frozen'")


@pytest.mark.django_db(transaction=True)
def test_plain_sql_cannot_enter_a_series_of_nothing():
    rule = "a series reviews a tie or a unit"
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reports_reviewseries (uuid, code, title, purpose)"
            " VALUES (gen_random_uuid(), 'X', 'x', 'review')"
        )


# Races


def at_once(count, call):
    """Run the call in threads with connections of their own, starting together."""
    start = Barrier(count)

    def work(number):
        start.wait(timeout=10)
        try:
            return call(number)
        except RuleViolation as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count), timeout=60))


@pytest.mark.django_db(transaction=True)
def test_of_several_officers_at_once_one_opens_the_edition():
    series, officer = ReviewSeriesFactory(), UserFactory()
    found = at_once(4, lambda _number: drafted(series, officer))

    refused = [one for one in found if isinstance(one, RuleViolation)]
    assert len(refused) == 3
    assert AnnualReview.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_officers_asking_for_a_series_at_once_get_the_same_one():
    tie, officer = PartnershipFactory(), UserFactory()
    found = at_once(4, lambda _number: review_series.of_ties(ties=[tie], by=officer))

    assert len({series.pk for series in found}) == 1
    assert ReviewSeries.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_heads_at_once_approve_once():
    review = AnnualReviewFactory(narrative=NEEDED)
    officer, heads = UserFactory(), UserFactory.create_batch(2)
    annual_reviews.freeze(review=review, on=TODAY, by=officer)
    found = at_once(2, lambda number: annual_reviews.approve(review=review, by=heads[number]))

    assert sum(isinstance(one, RuleViolation) for one in found) == 1
    assert AuditEvent.objects.filter(action="review.approved").count() == 1


# A village of a divided commune waits to be placed (DESIGN.md 6, 3)


def placed(village, commune):
    village.parents.update(until=REFORM)
    UnitParent.objects.create(unit=village, parent=commune, since=REFORM)


@pytest.mark.parametrize("of_a_unit", [True, False])
def test_a_review_after_the_division_is_sent_once_its_village_is_placed(db, of_a_unit):
    commune = UnitFactory(level=Level.COMMUNE, valid_to=REFORM)
    village = UnitFactory(parent=commune)
    halves = UnitFactory.create_batch(2, level=Level.COMMUNE, valid_from=REFORM)
    for half in halves:
        UnitSuccessionFactory(predecessor=commune, successor=half, kind="divided", on=REFORM)
    of = (
        {"unit": village}
        if of_a_unit
        else {"partnerships": [PartnershipFactory(home__unit=village)]}
    )
    series = ReviewSeriesFactory(**of)
    reviews = {
        year: AnnualReviewFactory(
            series=series,
            period=DateRange(date(year, 1, 1), date(year + 1, 1, 1)),
            status="approved",
            figures_hash=HASH,
        )
        for year in (2024, 2026)
    }

    def send(year):
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE reports_annualreview SET status = 'sent', issued_on = '2027-01-15'"
                " WHERE id = %s",
                [reviews[year].pk],
            )

    send(2024)  # it prints the commune of that time
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        send(2026)
    rule = caught.value.__cause__.diag.constraint_name
    assert rule == "places_are_settled_before_issue"
    placed(village, halves[0])
    send(2026)
