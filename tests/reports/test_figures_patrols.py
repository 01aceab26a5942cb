"""Patrols and activities in a review: those of the period that stand, each once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.basis import Basis
from core.fields import Amount, PartialDate
from exchanges.choices import Measure
from partnerships.choices import Side
from tests import factories as make
from tests.reports.collected import said


@pytest.fixture
def border(tie):
    return make.BorderFactory()


@pytest.fixture
def markers(border):
    return [make.BorderMarkerFactory(border=border, number=one) for one in (691, 702)]


def patrol(tie, markers, happened="12/03/2024", **facts):
    first, last = markers
    return make.PatrolFactory(
        partnership=tie,
        border=first.border,
        from_marker=first,
        to_marker=last,
        happened=PartialDate.read(happened),
        **facts,
    )


def numbers(known):
    return {
        row["measure"]: row["computed"]["number"]
        for row in known["figures"]
        if (row["measure"] or "").startswith("patrol")
    }


def test_without_patrols_a_review_says_nothing_of_them(tie):
    known = said(tie)
    assert "patrols" not in known
    assert numbers(known) == {}


def test_patrols_of_the_period_with_people_of_both_sides_and_findings(tie, markers):
    found = patrol(tie, markers, station__people=8)
    make.PatrolPartyFactory(patrol=found, side=Side.COUNTERPART, people=7)
    make.PatrolFindingFactory(patrol=found, marker=markers[0], what="chân mốc bị xói.")
    secret = make.IncidentFactory(sensitive=True)
    make.PatrolFindingFactory(patrol=found, what="việc nhạy cảm", incident=secret)
    patrol(tie, markers, "20/11/2024")
    patrol(tie, markers, "20/11/2023")
    patrol(tie, markers, "05/05/2024", withdrawn_reason="Nhập hai lần")
    known = said(tie)

    patrols = known["patrols"]
    assert (patrols["count"], patrols["people"]) == (2, 15)
    first, second = patrols["legs"]
    assert (first["from_marker"], first["to_marker"], first["people"]) == ("691", "702", 15)
    assert first["findings"]["vi"]["text"] == (
        "Trong đó phía Việt Nam 8, phía bạn 7. Mốc 691: chân mốc bị xói."
    )
    assert (second["people"], second["findings"]) == (None, None)
    assert numbers(known) == {"patrols": "2", "patrol_people": "15"}


def test_a_patrol_of_a_station_of_the_place_counts_once(tie, markers, district):
    station = make.OrganisationFactory(seat=district)
    patrol(tie, markers, station=station)
    patrol(None, markers, station=station)
    patrol(None, markers)
    assert said(tie)["patrols"]["count"] == 2


def test_without_a_sure_day_it_stands_apart(tie, markers):
    reported = {"basis": Basis.REPORTED, "station__people": 8}
    patrol(tie, markers, "mùa khô", **reported)
    make.PatrolFactory(
        partnership=tie,
        border=markers[0].border,
        from_marker=None,
        to_marker=None,
        happened=PartialDate(),
        basis=Basis.REPORTED,
    )
    known = said(tie)
    assert "patrols" not in known
    told = [one for one in known["facts"] if one["undated"]]
    assert {one["section"] for one in told} == {"border"}
    assert sorted(one["text"]["vi"]["text"] for one in told) == [
        "Tuần tra song phương từ mốc 691 đến mốc 702 (mùa khô): 8 lượt người.",
        "Tuần tra song phương.",
    ]


def test_an_activity_that_was_taken_back_is_not_told(tie):
    told = make.ActivityFactory(
        partnership=tie, title="Khám bệnh", happened=PartialDate.read("2024")
    )
    make.ActivityFigureFactory(
        activity=told, measure=Measure.MONEY, what="", amount=Amount(500, "USD")
    )
    make.ActivityFactory(partnership=tie, title="Nhập nhầm", withdrawn_reason="nhầm")
    (known,) = said(tie)["facts"]
    assert known["text"]["vi"]["text"].startswith("Khám bệnh: ")
    assert "500\xa0USD" in known["text"]["vi"]["text"]


def test_the_cost_does_not_grow_with_the_patrols(tie, markers):
    def cost():
        with CaptureQueriesContext(connection) as told:
            said(tie)
        return len(told)

    def one_more():
        found = patrol(tie, markers)
        make.PatrolFindingFactory(patrol=found, marker=markers[1])

    one_more()
    first = cost()
    for _number in range(3):
        one_more()
    assert cost() == first
