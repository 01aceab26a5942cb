"""A province with forty ties is collected with as many queries as one with two."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.fields import Amount, PartialDate
from partnerships.choices import Level, Side
from reports import drift, figures
from tests import factories as make
from tests.reports.collected import gift, meeting, place

MOST = 80  # queries of a whole province, whatever it has


@pytest.fixture
def province(db):
    return place("tỉnh", "Thanh Hóa", level=Level.PROVINCE)


def tie_of(province, number):
    """A tie of two villages with one record of every kind that a year brings."""
    home = place("bản", f"Việt {number}", parent=province, level=Level.VILLAGE)
    other = make.UnitFactory(country__code="LA", level=Level.VILLAGE)
    tie = make.PartnershipFactory(home__unit=home, counterpart__unit=other, level=Level.VILLAGE)
    met = meeting(tie, "10/02/2024", Side.HOME)
    make.AgreedItemFactory(meeting=met)
    make.MinutesFactory(meeting=met)
    gift(tie, f"Quà {number}", 5, when="5/2024", givers=[home], receivers=[other])
    promise = make.CommitmentFactory(partnership=tie, giver=home, interval_months=12)
    receiver = make.CommitmentReceiverFactory(commitment=promise, unit=other)
    due = make.InstalmentFactory(commitment=promise, receiver=receiver)
    given = {"given": PartialDate.read("2/2024"), "amount": Amount(3, "VND")}
    make.DeliveryFactory(commitment=promise, instalment=due, **given)
    make.CadenceFactory(partnership=tie, starts=date(2023, 5, 1))
    make.MemorandumFactory(partnerships=[tie])
    happened = PartialDate.read("6/2024")
    make.ActivityFigureFactory(activity__partnership=tie, activity__happened=happened)
    make.IncidentFactory(partnership=None, unit=home, happened=happened)
    make.StatedFigureFactory(partnership=tie)
    make.NoteFactory(partnership=tie).sources.add(make.SourceFactory())
    plan = make.YearPlanFactory(unit=home, year=2025)
    make.YearPlanLineFactory(plan=plan, partnership=tie)
    return tie


@pytest.mark.uncounted
def test_forty_ties_cost_as_many_queries_as_two(province):
    review = make.AnnualReviewFactory(series=make.ReviewSeriesFactory(unit=province))
    costs = []
    for numbers in (range(2), range(2, 40)):
        for number in numbers:
            tie_of(province, number)
        with CaptureQueriesContext(connection) as queries:
            known = figures.collect(review)
        costs.append(len(queries))
    assert costs[1] <= costs[0] <= MOST
    figures.checked(known)

    assert len(known["meetings"]) == len(known["agreed_items"]) == 40
    assert len(known["commitments"]) == len(known["aid"]["rows"]) == 40
    assert len(known["hosts"]["by_tie"]) == len(known["plan"]["year_plans"]) == 40
    assert known["meetings_due"]["due"] == len(known["incidents"]) == 40  # of places below it too
    assert drift.compare(known, known) == []
