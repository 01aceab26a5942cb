"""The days an office must not miss: each on its list, with who looks after it and where to go."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from core.basis import Basis
from partnerships.choices import MemorandumStatus
from partnerships.deadlines import Deadlines, Kind
from partnerships.models import Clearance, ExpiryWarning, Memorandum
from tests.factories import MemorandumFactory, PartnershipFactory

URL = reverse("partnerships:text-deadlines")
TODAY = date(2026, 11, 22)


def rows(user, kind, on=TODAY, **options):
    [group] = Deadlines(user, on, **options).groups([kind])
    return group.rows


def until(days, on=TODAY):
    return DateRange(date(2020, 1, 1), on + timedelta(days=days))


def draft(partnership, **facts):
    facts = {"status": MemorandumStatus.DRAFT, "basis": Basis.MADE_HERE, "route": "commune"} | facts
    return MemorandumFactory(partnerships=[partnership], clearance_round=1, **facts)


@pytest.mark.parametrize(
    ("days", "listed"),
    [(181, False), (180, True), (1, True), (0, True), (-300, True), (-365, False)],
)
def test_a_text_is_listed_from_half_a_year_before_its_end_to_a_year_after(
    officer, partnership, days, listed
):
    MemorandumFactory(partnerships=[partnership], term=until(days))
    found = rows(officer, Kind.ENDING)
    assert bool(found) is listed
    assert [row.left for row in found] == ([days - 1] if listed else [])


def test_what_is_renewed_ended_or_out_of_sight_is_not(officer, partnership):
    old = MemorandumFactory(partnerships=[partnership], term=until(30))
    MemorandumFactory(partnerships=[partnership], renews=old)
    MemorandumFactory(
        partnerships=[partnership], term=until(30), status=MemorandumStatus.TERMINATED
    )
    MemorandumFactory(partnerships=[PartnershipFactory()], term=until(30))
    assert rows(officer, Kind.ENDING) == []


def test_it_says_who_looks_after_it_and_when_they_were_told(officer, partnership):
    text = MemorandumFactory(partnerships=[partnership], term=until(30), owner=officer)
    MemorandumFactory(partnerships=[partnership], term=until(60))
    ExpiryWarning.objects.create(
        memorandum=text, days_before=30, ends_on=text.term.upper, sent_to=officer
    )
    mine, nobodys = rows(officer, Kind.ENDING)
    assert (mine.owner, mine.warned, nobodys.owner) == (officer.name, "told 30 days before", "")
    assert [row.title for row in rows(officer, Kind.ENDING, mine=True)] == [text.title]

    type(officer).objects.filter(pk=officer.pk).update(is_active=False)
    assert rows(officer, Kind.ENDING)[0].owner == f"{officer.name} (closed)"


def test_an_answer_overdue_or_due_soon_is_listed_while_its_round_runs(officer, partnership):
    text = draft(partnership, owner=officer)
    for position, (due, answered, number) in enumerate(
        [(-3, None, 1), (10, None, 1), (40, None, 1), (-3, TODAY, 1), (-30, None, 0)]
    ):
        Clearance.objects.create(
            memorandum=text,
            round=number,
            position=position,
            title=f"bước {position}",
            asked_of="Công an tỉnh",
            asked_on=TODAY - timedelta(days=60),
            due_on=TODAY + timedelta(days=due),
            answered_on=answered,
            answer="agrees" if answered else "",
        )
    late, soon = rows(officer, Kind.STEP)
    assert (late.left, soon.left) == (-3, 10)
    assert late.why == "bước 0 · Công an tỉnh"
    assert late.url.startswith(text.get_absolute_url())
    assert str(late.badge) == "3 days ago"

    Memorandum.objects.filter(pk=text.pk).update(status=MemorandumStatus.GIVEN_UP, end_reason="x")
    assert rows(officer, Kind.STEP) == []


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2026, 3, 1), []),
        (date(2026, 6, 1), [2026]),
        (date(2026, 11, 15), [2026]),
        (date(2026, 11, 22), [2026]),
        (date(2026, 12, 15), [2026]),
        (date(2026, 12, 16), []),
    ],
)
def test_the_yearly_report_is_in_view_before_and_shortly_after_its_day(
    officer, partnership, on, years
):
    assert [row.due.year for row in rows(officer, Kind.REPORT, on=on)] == years


def test_the_report_covers_what_was_signed_or_in_force_in_the_year(client, officer, partnership):
    MemorandumFactory(partnerships=[partnership], title="còn hạn", term=until(800))
    over = DateRange(date(2020, 1, 1), date(2025, 1, 1))
    MemorandumFactory(partnerships=[partnership], title="hết trước", term=over)
    [report] = rows(officer, Kind.REPORT)
    assert report.why.endswith(": 1")
    client.force_login(officer)
    page = client.get(report.url).text
    assert "còn hạn" in page
    assert "hết trước" not in page


def test_amendments_of_names_are_in_view_until_their_last_day(officer):
    assert [row.left for row in rows(officer, Kind.NAMES, on=date(2027, 2, 28))] == [0]
    assert rows(officer, Kind.NAMES, on=date(2027, 3, 1)) == []


# The page


def test_the_page_shows_all_or_one_kind_or_ones_own(client, officer, partnership):
    today = timezone.localdate()
    MemorandumFactory(
        partnerships=[partnership], title="của tôi", term=until(30, today), owner=officer
    )
    MemorandumFactory(partnerships=[partnership], title="của ai", term=until(30, today))
    client.force_login(officer)
    page = client.get(URL).text
    for words in ("của tôi", "của ai", "nobody named", "Copies due", "Steps of clearance"):
        assert words in page
    mine = client.get(f"{URL}?mine=1&kind=ending").text
    assert "của tôi" in mine
    assert "của ai" not in mine
    assert "No copy of a signed text is due." not in mine
    assert client.get(f"{URL}?mine=x&kind=%00").status_code == 200


def test_the_page_costs_the_same_for_one_text_and_for_many(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    for number in (1, 30):
        term = until(30, timezone.localdate())
        for _text in range(number):
            text = MemorandumFactory(partnerships=[partnership], term=term, owner=officer)
        ExpiryWarning.objects.create(
            memorandum=text, days_before=30, ends_on=term.upper, sent_to=officer
        )
        with django_assert_num_queries(7):  # who (2), reach, texts, copies, steps, report
            assert client.get(URL).status_code == 200
