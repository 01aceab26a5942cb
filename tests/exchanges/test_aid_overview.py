"""Aid by year: the same numbers as picture, as table and in the lists they lead to."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from core.fields import Amount, Bound, PartialDate
from exchanges.conversion import Rates, in_one
from exchanges.services import aid_projects
from tests.factories import (
    AidStepFactory,
    CountryFactory,
    ExchangeRateFactory,
    OrganisationFactory,
    UnitFactory,
    UserFactory,
)


def said(number, unit="VND", bound=Bound.EXACT):
    return Amount(Decimal(number), unit, bound)


@pytest.fixture
def gifts(officer, unit):
    lao = UnitFactory(country__code="LA")
    tokyo = OrganisationFactory(seat=None, country=CountryFactory(code="JP"))

    def given(title, amount=None, when="", receivers=(), **facts):
        return aid_projects.record_past(
            title=title,
            direction=facts.pop("direction", "outbound"),
            givers=[unit],
            receivers=receivers,
            amount=amount or Amount(),
            handed_over=PartialDate.read(when) if when else PartialDate(),
            by=officer,
            **facts,
        )

    return [
        given("Trường", said(1300), "03/2024", [lao], sector="education"),
        given("Nhà văn hóa", said(180, bound=Bound.OVER), "2024", [lao], sector="culture"),
        given("Khẩu trang", said(50, "USD"), "07/05/2020", [tokyo], sector="health"),
        given("Cam", said(400, bound=Bound.UNDER), "", [lao, tokyo]),
        given("Lúa", when="2016 – 2020"),
        given("Còn làm", said(999), "2024", [lao], status="under_way"),
    ]


@pytest.fixture
def overview(client, officer):
    client.force_login(officer)
    return lambda **asked: client.get(reverse("exchanges:aid-overview"), asked)


def shown(context):
    return [
        (str(year.whole.words), year.whole.count, [str(part) for part in year.whole.amounts])
        for year in context["years"]
    ]


def test_years_stand_apart_from_what_is_not_known_to_the_year(overview, gifts):
    context = overview().context
    assert shown(context) == [
        ("2024", 2, ["1,300 VND", "over 180 VND"]),
        ("2020", 1, ["50 USD"]),
        ("Time not known to the year", 2, ["nearly 400 VND"]),
    ]
    assert (context["whole"].count, context["whole"].unsaid) == (3, 0)
    assert [total.number for total in context["whole"].totals] == [50, 1480]
    assert context["undated"][0].whole.unsaid == 1


@pytest.mark.parametrize("by", ["", "direction", "sector", "partner", "currency"])
def test_every_number_leads_to_the_list_of_just_what_it_counts(client, overview, gifts, by):
    context = overview(by=by).context
    rows = [row for year in context["years"] for row in (year.whole, *year.groups)]
    for row in [*rows, context["whole"]]:
        listed = client.get(f"{reverse('exchanges:aid-project-list')}?{row.query}")
        assert len(listed.context["table"].rows) == row.count, row.query
    for year in context["years"]:
        assert not year.groups or sum(group.count for group in year.groups) == year.whole.count


def test_a_gift_to_two_countries_is_counted_once(overview, gifts):
    undated = overview(by="partner").context["undated"][0]
    assert [(str(row.words), row.count) for row in undated.groups] == [
        ("No partner named", 1),
        ("Several countries", 1),
    ]


def test_filters_cut_the_overview_down_and_stay_in_its_links(overview, gifts):
    context = overview(sector="education", by="direction").context
    assert shown(context) == [("2024", 1, ["1,300 VND"])]
    assert "sector=education" in context["years"][0].groups[0].query


def test_the_picture_tells_exact_from_qualified(overview, gifts):
    page = overview()
    vnd, usd = page.context["charts"]
    assert (vnd.unit, usd.unit) == ("VND", "USD")
    assert [[part.exact for part in bar.parts] for bar in vnd.bars] == [[True, False], [False]]
    assert vnd.bars[0].words == "1,300 + over 180"
    assert "the same numbers stand in the table" in page.text


def test_conversion_names_its_rates_and_what_it_leaves_out(overview, gifts):
    ExchangeRateFactory(on=date(2020, 5, 1), rate=Decimal(23000))
    ExchangeRateFactory(on=date(2020, 5, 8), rate=Decimal(99999))
    page = overview(into="VND")
    assert "1 USD = 23,000 VND, 01/05/2020 (Ngân hàng Nhà nước)" in page.text
    assert "99,999" not in page.text
    total = page.context["converted"].totals[0]
    assert [str(part) for part in total.parts] == [
        *("1,151,300 VND", "nearly 400 VND", "over 180 VND")
    ]
    assert overview().context["converted"] is None


def test_without_a_rate_so_early_nothing_is_converted(db):
    ExchangeRateFactory(on=date(2024, 1, 2))
    early, undated = PartialDate.read("2023"), PartialDate()
    found = in_one([(said(5, "USD"), early), (said(5, "USD"), undated), (said(7), early)], Rates())
    assert (found.left_out, found.rates) == (2, [])
    assert [total.number for total in found.totals] == [7]


def test_nonsense_in_the_address_is_no_fault(overview, gifts):
    page = overview(by="nothing", into="XXX", sector="nope", partner="??")
    assert page.status_code == 200


def test_others_see_nothing_of_it(client, gifts):
    client.force_login(UserFactory(units=[UnitFactory()]))
    assert not client.get(reverse("exchanges:aid-overview")).context["years"]


def test_the_overview_costs_the_same_for_few_and_many(
    overview, officer, unit, gifts, django_assert_max_num_queries
):
    with django_assert_max_num_queries(6):
        overview(by="partner")


# The list


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"status": "given"}, 5),
        ({"status": "under_way"}, 1),
        ({"lacking": "reason"}, 6),
        ({"lacking": "receiver"}, 1),
        ({"lacking": "amount"}, 1),
        ({"lacking": "hand_over"}, 5),
        ({"lacking": "answer"}, 0),
        ({"partner": "LA"}, 3),
        ({"partner": "several"}, 1),
        ({"currency": "USD"}, 1),
        ({"time": "unknown"}, 2),
        ({"year": "2024"}, 3),
        ({"modality": "project"}, 0),
        ({"form": "goods"}, 0),
    ],
)
def test_the_list_is_cut_down_by_what_one_asks(client, officer, gifts, asked, count):
    AidStepFactory(project=gifts[0], asked_on=date(2026, 1, 1), due_on=date(2026, 1, 2))
    client.force_login(officer)
    listed = client.get(reverse("exchanges:aid-project-list"), asked)
    assert len(listed.context["table"].rows) == count


def test_the_lists_beside_are_reached_from_the_list(client, officer):
    client.force_login(officer)
    urls = [act.url for act in client.get(reverse("exchanges:aid-project-list")).context["actions"]]
    for name in ("aid-overview", "year-plan-list", "exchange-rate-list", "aid-project-past"):
        assert reverse(f"exchanges:{name}") in urls
