"""Document numbers of internal reports: the clerk's, or ours without a gap under any number of
requests at once; and what PostgreSQL refuses.
"""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from reports import figures
from reports.choices import PaperKind
from reports.models import DocumentNumber, NumberCounter
from reports.services import numbers, review_papers
from tests import factories as make
from tests.factories.reports import text
from tests.reports.numbered import final_papers, ours

DAY = date(2025, 1, 20)
NARRATIVE = {"directions": text("Họp hai lần.")}
AT_ONCE = 64


def issued(partnership, **more):
    """A review that was sent, ready for its final papers."""
    series = make.ReviewSeriesFactory(partnerships=[partnership])
    draft = make.AnnualReviewFactory.build(series=series)
    known = figures.collect(draft)
    return make.AnnualReviewFactory(
        series=series, sent=True, narrative=NARRATIVE, figures=known, **more
    )


@pytest.fixture
def review(partnership):
    return issued(partnership)


def ordered(review, by, **more):
    return review_papers.order(review=review, kind=PaperKind.INTERNAL, by=by, **more)


# Typed in from the registry clerk


def test_the_number_of_the_clerk_is_printed_with_its_day(review, clerk):
    paper = ordered(review, clerk, number=5, day=DAY)

    assert paper.document_number.symbol == "05/BC-SNgV"
    assert (paper.number, paper.content["report"]["number"]) == ("05", "05")
    assert paper.content["report"]["date"] == "2025-01-20"
    assert AuditEvent.objects.filter(action="number.given").get().details["number"] == "05/BC-SNgV"


def test_a_number_given_before_is_refused_and_names_its_paper(partnership, review, clerk):
    first = ordered(review, clerk, number=5, day=DAY)
    other = issued(partnership)
    said = f"05/BC-SNgV of 2025 was given before, to paper {first.code}"
    with pytest.raises(RuleViolation, match=re.escape(said)):
        ordered(other, clerk, number=5, day=DAY + timedelta(days=3))
    assert ordered(other, clerk, number=5, day=date(2026, 1, 20))  # another year, another book


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"number": 5}, "Enter the day of the paper"),
        ({"day": DAY}, "Enter the number that the registry clerk gave"),
        ({"number": 5, "day": date(2199, 1, 1)}, "lies in the future"),
    ],
)
def test_number_and_day_go_together(review, clerk, given, words):
    with pytest.raises(RuleViolation, match=words):
        ordered(review, clerk, **given)
    assert not review.papers.exists()


def test_without_a_number_the_registry_writes_it_by_hand(review, clerk):
    paper = ordered(review, clerk)
    assert paper.content["report"]["number"] is None
    assert not DocumentNumber.objects.exists()


def test_drafts_and_joint_papers_have_no_number(review, partnership, clerk):
    draft = make.AnnualReviewFactory(series=make.ReviewSeriesFactory(partnerships=[partnership]))
    for what, kind in ((draft, PaperKind.INTERNAL), (review, PaperKind.JOINT)):
        with pytest.raises(RuleViolation, match="Only the final internal report"):
            review_papers.order(review=what, kind=kind, number=5, day=DAY, by=clerk)


def test_an_office_without_code_or_no_office_has_no_numbers(review, clerk, office):
    office.code = ""
    office.save()
    for by, words in (
        (clerk, "no code for document numbers"),
        (make.UserFactory(), "you have none"),
    ):
        with pytest.raises(RuleViolation, match=words):
            ordered(review, by, number=5, day=DAY)


# Counted here


def test_our_own_numbers_run_on_and_a_refused_order_leaves_no_gap(
    partnership, clerk, office, monkeypatch
):
    ours(office)
    first, second = issued(partnership), issued(partnership)
    assert ordered(first, clerk).document_number.number == 1
    with pytest.raises(RuleViolation, match="has been ordered"):
        ordered(first, clerk)
    monkeypatch.setattr(review_papers.audit, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ordered(second, clerk)
    monkeypatch.undo()

    paper = ordered(second, clerk)
    assert paper.document_number.number == 2
    assert paper.content["report"]["date"] == timezone.localdate().isoformat()


def test_a_number_typed_in_where_we_count_is_refused(review, clerk, office):
    ours(office)
    with pytest.raises(RuleViolation, match="leave the number empty"):
        ordered(review, clerk, number=7, day=DAY)


def test_our_counter_goes_on_where_the_clerk_ended_and_steps_over_what_was_given(
    partnership, clerk, office
):
    year = timezone.localdate().year
    make.DocumentNumberFactory(office=office, number=8, year=year, dated=date(year, 1, 2))
    ours(office)
    assert ordered(issued(partnership), clerk).document_number.number == 9
    make.DocumentNumberFactory(office=office, number=10, year=year, dated=date(year, 1, 3))
    assert ordered(issued(partnership), clerk).document_number.number == 11


def test_a_later_number_has_no_earlier_day(clerk, office):
    ours(office)
    papers = final_papers(2)
    first = numbers.take(office=office, day=DAY, by=clerk)
    numbers.give(number=first, paper=papers[0], by=clerk)
    with pytest.raises(RuleViolation, match="cannot have an earlier day"):
        numbers.take(office=office, day=DAY - timedelta(days=1), by=clerk)


def test_the_administrator_says_where_the_book_stood(client, office):
    client.force_login(make.UserFactory(role=Role.ADMINISTRATOR))
    add = reverse("admin:reports_numbercounter_add")
    client.post(add, {"office": office.pk, "kind": "BC", "year": 2025, "after": 40})
    counter = NumberCounter.objects.get()
    assert (counter.after, counter.last) == (40, 40)

    taken = numbers.take(office=_own(office), day=DAY, by=make.UserFactory())
    numbers.give(number=taken, paper=final_papers(1)[0], by=make.UserFactory())
    assert taken.number == 41
    change = reverse("admin:reports_numbercounter_change", args=[counter.pk])
    client.post(change, {"after": 90})
    counter.refresh_from_db()
    assert counter.after == 40
    with pytest.raises(RuleViolation, match="its start stays"):
        numbers.start(office=office, year=2025, after=90, by=make.UserFactory())


def _own(office):
    ours(office)
    return office


# 64 requests at once


def taken_at_once(office, by, papers):
    """Everybody takes a number and gives it to a paper of their own; what each got, or why not."""
    start = Barrier(len(papers))

    def work(paper):
        try:
            connection.ensure_connection()
            start.wait(timeout=60)
            with transaction.atomic():
                number = numbers.take(office=office, day=DAY, by=by)
                numbers.give(number=number, paper=paper, by=by)
            return number.number
        except IntegrityError:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(papers)) as pool:
        return list(pool.map(work, papers, timeout=120))


def of_many(count):
    office = make.OfficeFactory(code="SNgV", own_numbering=True)
    return office, make.UserFactory(office=office), final_papers(count)


@pytest.mark.django_db(transaction=True)
def test_64_at_once_get_64_numbers_without_gap_or_repeat():
    office, by, papers = of_many(AT_ONCE)
    found = taken_at_once(office, by, papers)

    assert sorted(found) == list(range(1, AT_ONCE + 1))
    given = DocumentNumber.objects.values_list("number", flat=True)
    assert sorted(given) == sorted(found)
    assert NumberCounter.objects.get().last == AT_ONCE


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_number_is_taken_twice(monkeypatch):
    """So that the test above is known to show something: the unique rule is then all that holds."""
    office, by, papers = of_many(8)
    numbers.start(office=office, year=2025, after=0, by=by)
    tried, all_read = Counter(), Barrier(8)

    def unlocked(counter):
        found = NumberCounter.objects.get(pk=counter.pk)
        all_read.wait(timeout=30)
        tried[found.last + 1] += 1
        return found

    monkeypatch.setattr(numbers, "locked", unlocked)
    found = taken_at_once(office, by, papers)
    assert tried == {1: 8}
    assert Counter(found) == {1: 1, None: 7}
