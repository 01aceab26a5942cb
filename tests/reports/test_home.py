"""The home page: what is there, what is vacant, due, missing, and what waits for whom."""

from datetime import date, timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from core.basis import Basis
from core.counting import capped
from core.fields import PartialDate
from core.lists import COUNTED
from exchanges.choices import AidStatus, MinutesStatus
from reports.choices import ReviewStatus
from reports.models import AnnualReview
from reports.numbers import counted
from reports.views.home import FRAGMENTS
from tests import factories as make
from tests.factories.reports import HASH

TODAY = date(2026, 11, 21)


def fragment(client, name):
    return client.get(reverse(f"reports:home-{name}"), headers={"HX-Request": "true"}).text


def user(unit, role):
    return make.UserFactory(role=role, units=[unit])


def test_every_number_leads_to_its_list(client, officer, partnership):
    make.PartnershipFactory()  # out of scope
    make.MeetingFactory(partnerships=[partnership])
    client.force_login(officer)
    page = client.get("/").text

    for name, query in (
        ("partnerships:partnership-list", ""),
        ("partnerships:partnership-list", "?status=vacant"),
        ("partnerships:memorandum-list", "?state=expired"),
        ("exchanges:meeting-list", "?minutes=to_check"),
        ("exchanges:agreed-item-open", "?due=late"),
    ):
        assert f'href="{reverse(name)}{query}"' in page
    assert counted.of(officer, TODAY, ("ties", "vacant", "meetings")) == {
        "ties": 1,
        "vacant": 0,
        "meetings": 1,
    }


def test_a_count_stops_at_a_thousand():
    assert (capped(COUNTED), capped(COUNTED + 1)) == ("1000", "1000+")


def test_vacant_sides_and_texts_that_end_are_on_the_list(client, officer, partnership, unit):
    unit.valid_to = date(2025, 7, 1)
    unit.save()
    last = timezone.localdate() - timedelta(days=40)
    over = DateRange(date(2022, 1, 1), last + timedelta(days=1))
    make.MemorandumFactory(partnerships=[partnership], title="Biên bản cũ", term=over)
    make.MemorandumFactory(
        partnerships=[partnership],
        title="còn lâu",
        term=DateRange(date(2022, 1, 1), timezone.localdate() + timedelta(days=900)),
    )
    meeting = make.MeetingFactory(partnerships=[partnership])
    make.AgreedItemFactory(meeting=meeting, title="Sửa mốc", due=date(2025, 1, 1))
    client.force_login(officer)
    page = fragment(client, "vacant")

    assert "vacant since 01/07/2025" in page
    assert "Sửa mốc" in page
    page = fragment(client, "texts")
    assert "Biên bản cũ" in page
    assert f"{last:%d/%m/%Y} · Texts that end" in page
    assert "40 days ago" in page
    assert "còn lâu" not in page


def test_a_renewed_text_is_not_on_the_list(client, officer, partnership):
    lately = DateRange(date(2016, 1, 1), timezone.localdate())
    old = make.MemorandumFactory(partnerships=[partnership], title="vừa hết", term=lately)
    client.force_login(officer)
    assert "vừa hết" in fragment(client, "texts")

    make.MemorandumFactory(partnerships=[partnership], renews=old)
    assert "vừa hết" not in fragment(client, "texts")


def test_what_is_missing_is_counted(client, officer, partnership):
    make.CommitmentFactory(partnership=partnership)
    make.MemorandumFactory(partnerships=[partnership], signed=PartialDate())
    make.AidProjectFactory(
        partnership=partnership, status=AidStatus.HANDED_OVER, basis=Basis.REPORTED
    )
    make.MeetingFactory(partnerships=[partnership])
    client.force_login(officer)
    page = fragment(client, "lacking")

    for words in (
        "texts without a full day of signing",
        "commitments without an interval",
        "aid without a day of the hand-over",
        "meetings without minutes",
    ):
        assert words in page
    assert "agreed items without" not in page
    for query in ("kind=text&amp;lacking=signed", "kind=meeting&amp;lacking=minutes"):
        assert f"/gaps/?{query}" in page


def test_ties_are_counted_by_level_and_country(client, officer, partnership):
    client.force_login(officer)
    page = fragment(client, "register")
    country = partnership.parties.get(side="counterpart").unit.country
    assert f"?level=village&amp;country={country.uuid}" in page


def test_minutes_that_wait_are_for_those_who_check(client, officer, head, partnership, unit):
    meeting = make.MeetingFactory(partnerships=[partnership], title="Giao ban quý I")
    make.MinutesFactory(meeting=meeting, status=MinutesStatus.SUBMITTED)
    own = make.MeetingFactory(partnerships=[partnership], title="của tôi")
    make.MinutesFactory(meeting=own, status=MinutesStatus.SUBMITTED, filed_by=officer)

    client.force_login(officer)
    page = client.get("/").text
    assert "Giao ban quý I" in page
    assert "của tôi" not in page
    for role in (Role.LIAISON, Role.READER):
        client.force_login(user(unit, role))
        assert "Giao ban quý I" not in client.get("/").text


def test_heads_see_first_what_waits_for_approval(client, head, officer, partnership):
    series = make.ReviewSeriesFactory(partnerships=[partnership], title="Na Mèo – Lơi")
    make.AnnualReviewFactory(series=series)
    client.force_login(head)
    assert "No review waits for your approval." in client.get("/").text

    AnnualReview.objects.update(status=ReviewStatus.FROZEN, figures_hash=HASH)
    page = client.get("/").text
    assert page.index("Waiting for approval") < page.index("Minutes waiting for a check")
    assert "Na Mèo – Lơi, 2024" in page
    client.force_login(officer)
    assert "Reviews in work" in client.get("/").text


def test_administrators_find_their_pages_and_no_register(client, unit):
    client.force_login(user(unit, Role.ADMINISTRATOR))
    page = client.get("/").text
    assert reverse("admin:index") in page
    assert reverse("partnerships:partnership-list") not in page
    assert client.get(reverse("reports:home-due")).status_code == 403


@pytest.mark.parametrize("name", FRAGMENTS)
def test_each_part_is_a_page_of_its_own_without_javascript(client, officer, name):
    client.force_login(officer)
    assert "<h1>" in client.get(reverse(f"reports:home-{name}")).text
