"""Year plans with what was spent beside the estimate, and the exchange rates."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, Bound, PartialDate
from exchanges.models import ExchangeRate, YearPlan
from exchanges.plan_figures import figures_of
from exchanges.services import aid_projects, exchange_rates, year_plans
from tests.factories import (
    CommitmentFactory,
    DeliveryFactory,
    ExchangeRateFactory,
    UnitFactory,
    YearPlanFactory,
    YearPlanLineFactory,
)


def million(number, bound=Bound.EXACT):
    return Amount(Decimal(number) * 1_000_000, "VND", bound)


@pytest.fixture
def given(officer, unit, partnership):
    def record(title, amount, when, **facts):
        return aid_projects.record_past(
            title=title,
            direction="outbound",
            givers=[unit],
            amount=amount,
            handed_over=PartialDate.read(when),
            by=officer,
            **facts,
        )

    return record


@pytest.fixture
def plan(unit):
    return YearPlanFactory(unit=unit)


def line(plan, estimate, **of):
    return YearPlanLineFactory(plan=plan, estimate=estimate, **of)


def spent(plan, reader):
    lines = list(plan.lines.all())
    figures = figures_of(plan, lines, reader)
    return [[str(part) for total in one.spent for part in total.parts] for one in figures.lines]


def test_aid_counts_once_for_its_own_line_its_promise_or_its_tie(plan, officer, given, partnership):
    promise = CommitmentFactory(partnership=partnership)
    school = given("Trường", million(100), "2025", partnership=partnership, commitment=promise)
    given("Quà", million(7, Bound.OVER), "06/2025", partnership=partnership)
    given("Máy", million(30), "2025", partnership=partnership, commitment=promise)
    given("Năm trước", million(999), "2024", partnership=partnership)
    given("Không rõ năm", million(999), "2024 – 2025", partnership=partnership)
    line(plan, million(90), project=school)
    line(plan, million(50), commitment=promise)
    line(plan, million(10), partnership=partnership)
    line(plan, million(10))

    assert spent(plan, officer) == [
        *(["100,000,000 VND"], ["30,000,000 VND"], ["over 7,000,000 VND"], [])
    ]
    figures = figures_of(plan, list(plan.lines.all()), officer)
    assert [(int(one.number), one.exact) for one in figures.lines[0].differences] == [
        (10_000_000, True)
    ]
    assert not figures.lines[2].differences[0].exact
    assert [int(total.number) for total in figures.estimated] == [160_000_000]
    assert [int(total.number) for total in figures.spent] == [137_000_000]
    assert not figures.lines[3].differences


def test_deliveries_of_the_year_count_instead_of_the_hand_over(plan, officer, given):
    school = given("Trường", million(100), "2025")
    for amount, when, why in ((40, "02/2025", ""), (50, "12/2024", ""), (9, "03/2025", "nhầm")):
        DeliveryFactory(
            commitment=None,
            project=school,
            amount=million(amount),
            given=PartialDate.read(when),
            withdrawn_reason=why,
        )
    line(plan, million(90), project=school)
    assert spent(plan, officer) == [["40,000,000 VND"]]


def test_deliveries_of_a_promise_count_without_any_project(plan, officer, partnership):
    promise = CommitmentFactory(partnership=partnership)
    DeliveryFactory(commitment=promise, amount=million(500), given=PartialDate.read("2025"))
    line(plan, million(500), commitment=promise)
    assert spent(plan, officer) == [["500,000,000 VND"]]


def test_a_second_plan_of_a_year_and_aid_in_two_lines_are_refused(officer, unit, given):
    school = given("Trường", million(1), "2025")
    facts = {"unit": unit, "year": 2025, "direction": "outbound", "by": officer}
    row = {"what": "Trường", "project": school, "estimate": million(1)}
    with pytest.raises(RuleViolation, match="stands in two lines"):
        year_plans.draw_up(**facts, lines=[row, row])
    with pytest.raises(RuleViolation, match="your own area"):
        year_plans.draw_up(**facts | {"unit": UnitFactory()})
    YearPlanFactory(unit=unit)
    with (
        pytest.raises(IntegrityError, match="a_unit_has_one_plan_a_year"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO exchanges_yearplan (uuid, unit_id, year, direction, note) "
            "SELECT gen_random_uuid(), unit_id, year, direction, '' FROM exchanges_yearplan"
        )


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


def rows_of_lines(*rows, before=0):
    data = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": str(before)}
    return data | {
        f"lines-{number}-{name}": value
        for number, row in enumerate(rows)
        for name, value in row.items()
    }


def test_a_plan_is_drawn_up_and_revised_on_its_form(browser, unit):
    planned = {
        "what": "Quà Tết",
        "estimate_bound": "about",
        "estimate_number": "50 triệu",
        "estimate_unit": "VND",
    }
    facts = {"unit": str(unit.uuid), "year": "2026", "direction": "outbound"}
    url = reverse("exchanges:year-plan-create")
    wrong = browser.post(url, facts | rows_of_lines(planned) | {"year": "26"})
    assert "Write the year in four digits" in str(wrong.context["form"].errors)
    answer = browser.post(url, facts | rows_of_lines(planned))
    plan = YearPlan.objects.get()
    assert answer.url == plan.get_absolute_url()
    assert "about 50,000,000 VND" in browser.get(answer.url).text

    again = browser.post(url, facts | rows_of_lines(planned))
    assert "There is a plan of this unit for this year" in again.text
    kept = planned | {"uuid": str(plan.lines.get().uuid), "what": "Quà Tết và khai giảng"}
    edit = reverse("exchanges:year-plan-edit", args=[plan.uuid])
    assert browser.post(edit, facts | rows_of_lines(kept, before=1)).status_code == 302
    assert plan.lines.get().what == "Quà Tết và khai giảng"


def test_the_page_of_a_plan_costs_the_same_for_many_lines(
    browser, plan, given, partnership, django_assert_max_num_queries
):
    promise = CommitmentFactory(partnership=partnership)
    for number in range(6):
        line(plan, million(1), project=given(f"Quà {number}", million(1), "2025"))
    line(plan, million(1), commitment=promise)
    line(plan, million(1), partnership=partnership)
    with django_assert_max_num_queries(10):
        browser.get(plan.get_absolute_url())


@pytest.mark.parametrize("name", ["year-plan-list", "exchange-rate-list", "aid-project-list"])
def test_lists_cost_the_same_for_many_rows(
    browser, unit, partnership, given, name, django_assert_max_num_queries
):
    for year in range(2000, 2020):
        YearPlanFactory(unit=unit, year=year)
        ExchangeRateFactory(on=date(year, 1, 2))
        given(f"Quà {year}", million(1), str(year))
    with django_assert_max_num_queries(6):
        assert browser.get(reverse(f"exchanges:{name}")).context["table"].rows


# Exchange rates


RATE = {"currency": "USD", "into": "VND", "on": "02/01/2024", "source": "Ngân hàng Nhà nước"}


def test_a_rate_is_entered_as_it_is_written_here_and_corrected(browser):
    url = reverse("exchanges:exchange-rate-create")
    answer = browser.post(url, RATE | {"rate": "24.350"})
    rate = ExchangeRate.objects.get()
    assert (rate.rate, answer.url) == (24350, rate.get_absolute_url())
    edit = reverse("exchanges:exchange-rate-edit", args=[rate.uuid])
    assert browser.get(edit).context["form"]["rate"].value() == "24,350"
    browser.post(edit, RATE | {"rate": "24.350,5"})
    rate.refresh_from_db()
    assert rate.rate == Decimal("24350.5")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rate": "cao"}, "is not a number"),
        ({"rate": "0"}, "above zero"),
        ({"rate": ""}, "Fill this in"),
        ({"into": "USD"}, "Choose two different currencies"),
        ({"on": "1/1/2199"}, "still to come"),
        ({"source": ""}, "Fill this in"),
    ],
)
def test_a_bad_rate_is_told_at_its_field(browser, changes, words):
    answer = browser.post(
        reverse("exchanges:exchange-rate-create"), RATE | {"rate": "24.350"} | changes
    )
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors)


def test_a_second_rate_of_the_day_is_refused(browser, officer):
    ExchangeRateFactory()
    answer = browser.post(reverse("exchanges:exchange-rate-create"), RATE | {"rate": "1"})
    assert "There is a rate of this currency for this day" in answer.text
    with pytest.raises(RuleViolation, match="still to come"):
        exchange_rates.enter(
            **RATE | {"on": date(2024, 1, 3)},
            rate=Decimal(1),
            today=date(2024, 1, 2),
            by=officer,
        )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("rate = 0", "rate_is_above_zero"),
        ('"into" = currency', "rate_is_between_two_currencies"),
        ("currency = 'usd'", "rate_is_between_two_currencies"),
    ],
)
def test_plain_sql_cannot_enter_a_rate_that_is_none(db, change, rule):
    ExchangeRateFactory()
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_exchangerate SET {change}")


def test_reported_aid_needs_nothing_of_all_this(given):
    assert given("Quà", Amount(), "2024").basis == Basis.REPORTED
