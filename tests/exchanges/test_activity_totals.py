"""Sums of activities per tie, unit and period: what counts, and where each number leads."""

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.html import escape

from core.fields import Amount, Bound, PartialDate
from exchanges.choices import ActivityKind, Measure
from tests.factories import (
    ActivityFactory,
    ActivityFigureFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
URL = reverse("exchanges:activity-totals")
LIST = reverse("exchanges:activity-list")
CLINIC, GIFT = ActivityKind.CLINIC, ActivityKind.GIFT


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def happened(kind=CLINIC, day="05/2025", figures=(), **facts):
    found = ActivityFactory(
        kind=kind, happened=PartialDate.read(day) if day else PartialDate(), **facts
    )
    for measure, number, unit, bound, what in figures:
        number = None if number is None else Decimal(number)
        amount = Amount(number, unit, bound, words="" if number else "rất đông")
        ActivityFigureFactory(activity=found, measure=measure, what=what, amount=amount)
    return found


def patients(number, bound=Bound.EXACT, unit="lượt"):
    return (Measure.PATIENTS, number, unit, bound, "")


def told(rows):
    """Kind, how many, and each sum in its parts."""
    return [
        (
            str(row.words),
            row.count,
            [
                (
                    one.words,
                    [str(part) for total in one.totals for part in total.parts],
                    one.in_words,
                )
                for one in row.sums
            ],
        )
        for row in rows
    ]


def whole(answer):
    return told(answer.context["whole"].kinds)


def titles(answer):
    return {row["cells"][0].text for row in answer.context["table"].rows}


def test_exact_nearly_and_over_stand_apart_and_currencies_too(at_work, partnership):
    money = [
        (Measure.MONEY, 5_000_000, "VND", Bound.EXACT, ""),
        (Measure.MONEY, 9_000, "CNY", Bound.EXACT, ""),
    ]
    happened(figures=[patients(100), patients(400, Bound.OVER)], partnership=partnership)
    happened(figures=[patients(20), *money], partnership=partnership)
    happened(figures=[patients(None, unit="")], partnership=partnership)
    happened(GIFT, figures=[("", 30, "lá cờ", Bound.UNDER, "Cờ")], partnership=partnership)
    assert whole(at_work.get(URL)) == [
        ("Gift", 1, [("Cờ", ["nearly 30 lá cờ"], 0)]),
        (
            "Medical examination and treatment",
            3,
            [
                ("Patients", [], 1),
                ("Patients", ["120 lượt", "over 400 lượt"], 0),
                ("Money", ["9,000 CNY"], 0),
                ("Money", ["5,000,000 VND"], 0),
            ],
        ),
    ]


def test_what_lies_in_reach_of_a_place_counts_once(at_work, unit, partnership):
    village = UnitFactory(parent=unit)
    station = OrganisationFactory(seat=village)
    happened(partnership=partnership, unit=village, organiser=station, figures=[patients(10)])
    happened(partnership=None, organiser=station, figures=[patients(5)])
    for place, count, number in ((unit, 2, "15 lượt"), (village, 2, "15 lượt")):
        (row,) = whole(at_work.get(f"{URL}?unit={place.uuid}"))
        assert (row[1], row[2][0][1]) == (count, [number])
    (row,) = whole(at_work.get(f"{URL}?tie={partnership.uuid}"))
    assert (row[1], row[2][0][1]) == (1, ["10 lượt"])


def test_only_what_stands_and_surely_lies_in_the_period_counts(at_work, partnership):
    happened(day="05/2025", partnership=partnership)
    happened(day="2025", partnership=partnership)
    happened(day="", partnership=partnership)
    happened(day="2023", partnership=partnership)
    happened(day="05/2025", partnership=partnership, withdrawn_reason="nhầm")
    page = at_work.get(f"{URL}?since=01/03/2025&until=31/12/2025")
    assert [row[1] for row in whole(page)] == [1]
    assert page.context["unsure"] == 2
    listed = at_work.get(f"{LIST}?{page.context['unsure_query']}")
    assert listed.context["table"].count == "2"
    assert [row[1] for row in whole(at_work.get(URL))] == [4]
    assert at_work.get(URL).context["unsure"] == 0


def test_each_tie_by_itself_and_those_out_of_sight_unnamed(at_work, unit, partnership):
    strange = PartnershipFactory(title="cặp của tỉnh khác")
    happened(partnership=partnership, figures=[patients(10)])
    happened(partnership=strange, unit=unit, figures=[patients(7)])
    happened(GIFT, partnership=None, unit=unit)
    page = at_work.get(f"{URL}?by=tie")
    assert [(str(one.words), one.whole.count) for one in page.context["groups"]] == [
        (partnership.title, 1),
        ("No tie, or none in your area", 2),
    ]
    assert strange.title not in page.text
    assert page.context["whole"].whole.count == 3


def test_every_number_leads_to_the_list_of_just_what_it_counts(at_work, unit, partnership):
    happened(partnership=partnership, title="một", figures=[patients(10)])
    happened(partnership=partnership, title="hai", figures=[patients(5, unit="người")])
    happened(partnership=None, unit=unit, title="ba", day="2024", figures=[patients(1)])
    happened(
        GIFT, partnership=partnership, title="bốn", figures=[("", 3, "cờ", "over", "Cờ & hoa")]
    )
    query = f"unit={unit.uuid}&since=01/01/2025&until=31/12/2025"
    page = at_work.get(f"{URL}?{query}&by=tie")
    groups = [page.context["whole"], *page.context["groups"]]
    followed = 0
    for row in (row for group in groups for row in (group.whole, *group.kinds)):
        listed = at_work.get(f"{LIST}?{row.query}")
        assert listed.context["table"].count == str(row.count), row.query
        assert escape(f"{LIST}?{row.query}") in page.text
        for one in row.sums:
            found = titles(at_work.get(f"{LIST}?{one.query}"))
            assert found == {("Cờ & hoa", "cờ"): {"bốn"}, ("Patients", "lượt"): {"một"}}.get(
                (one.words, one.totals[0].unit), {"hai"}
            )
            followed += 1
    assert followed == 12


def test_periods_that_are_often_asked_for(at_work, partnership):
    happened(partnership=partnership)
    page = at_work.get(f"{URL}?tie={partnership.uuid}")
    shown = {str(words): (query, now) for words, query, now in page.context["presets"]}
    assert [words for words, (_query, now) in shown.items() if now] == ["All time"]
    assert all(str(partnership.uuid) in query for query, _now in shown.values())
    last_year = at_work.get(f"{URL}?{shown['Last year'][0]}")
    assert [words for words, _query, now in last_year.context["presets"] if now] == ["Last year"]


def test_what_cannot_be_read_is_told_and_counts_nothing_wrong(at_work, partnership):
    happened(partnership=partnership)
    page = at_work.get(f"{URL}?since=31/02/2025&until=x&tie=1&unit=2&by=x")
    assert page.status_code == 200
    assert "There is no such day" in page.text
    hidden = PartnershipFactory()
    happened(partnership=hidden)
    page = at_work.get(f"{URL}?tie={hidden.uuid}")
    assert hidden.title not in page.text
    swapped = at_work.get(f"{URL}?since=31/12/2025&until=01/01/2025")
    assert [row[1] for row in whole(swapped)] == [1]


def test_as_a_spreadsheet(at_work, partnership):
    figures = [patients(100), patients(None, unit=""), ("", 2, "cây", Bound.OVER, "=1+1")]
    happened(partnership=partnership, figures=figures)
    answer = at_work.get(f"{URL}?by=tie&as=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    kind = "Medical examination and treatment"
    assert lines[0].startswith("Tie,Kind,Activities,What is counted,Bound,Number,Unit")
    assert lines[1:5] == [
        f"{partnership.title},{kind},1,Patients,,,,1",
        f"{partnership.title},{kind},1,Patients,exactly,100,lượt,",
        f"{partnership.title},{kind},1,'=1+1,over,2,cây,",
        f"All together,{kind},1,Patients,,,,1",
    ]


def test_it_costs_the_same_for_few_and_many(at_work, partnership, unit, django_assert_num_queries):
    for rows in (1, 20):
        for _row in range(rows):
            happened(partnership=PartnershipFactory(home__unit=unit), figures=[patients(3)])
        # who is signed in (2), reach, ties, activities, figures
        with django_assert_num_queries(6):
            page = at_work.get(f"{URL}?by=tie")
    assert len(page.context["groups"]) == 21
    assert not re.search(r"<td[^>]*></td>", page.text)
