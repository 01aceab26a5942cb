"""Promises against deliveries and instalments, aid by direction, activities, incidents, and all of
it beside the period before.
"""

from datetime import date
from decimal import Decimal

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import Amount, PartialDate
from exchanges.choices import ActivityKind, AidDirection, IncidentKind, IncidentStatus, Measure
from partnerships.choices import MemorandumStatus, Side
from reports import figures
from reports.choices import ReviewPurpose
from tests import factories as make
from tests.reports.collected import gift, meeting, place, said

YEAR = DateRange(date(2025, 1, 1), date(2026, 1, 1))


def vnd(number, bound="exact"):
    return Amount(Decimal(number), "VND", bound)


def numbers(rows):
    return [(row["amount"] or {}).get("number") for row in rows]


@pytest.fixture
def promise(tie, district, across):
    found = make.CommitmentFactory(
        partnership=tie, giver=district, amount=vnd(500), interval_months=12
    )
    make.CommitmentReceiverFactory(commitment=found, unit=across)
    return found


def given(promise, number, when="", **more):
    day = PartialDate.read(when) if when else PartialDate()
    return make.DeliveryFactory(commitment=promise, amount=vnd(number), given=day, **more)


# Promises


def test_deliveries_stand_by_their_day(tie, promise):
    given(promise, 100, "5/2024")
    given(promise, 10, "5/2023")
    given(promise, 7, "5/2025")
    given(promise, 3)
    given(promise, 90, "6/2024", withdrawn_reason="nhập hai lần")
    (known,) = said(tie)["commitments"]

    assert numbers(known["delivered"]) == ["100"]
    assert numbers(known["delivered_undated"]) == ["3"]
    assert [(one["unit"], one["sum"]) for one in known["delivered_before"]] == [("VND", "10")]


def test_instalments_say_how_far_they_were_met(tie, promise, across):
    first = make.InstalmentFactory(commitment=promise, amount=vnd(500))
    make.InstalmentFactory(commitment=promise, amount=vnd(500), period=YEAR)
    given(promise, 400, "5/2024", instalment=first)
    known = said(tie)

    (row,) = known["commitments"][0]["instalments"]
    assert (row["id"], row["status"]) == (str(first.uuid), "part")
    assert [one["number"] for one in row["given"]] == ["400"]
    (coming,) = known["plan"]["instalments"]
    assert coming["period"]["from"] == "2025-01-01"
    given(promise, 100, "6/2024", instalment=first)
    assert said(tie)["commitments"][0]["instalments"][0]["status"] == "met"


def test_what_went_to_another_receiver_of_the_same_promise_is_of_another_table(
    tie, promise, across
):
    other = make.CommitmentReceiverFactory(commitment=promise, unit=place("huyện", "Sầm Tớ"))
    given(promise, 100, "5/2024", unit=across)
    given(promise, 200, "5/2024", unit=other.unit)
    given(promise, 50, "5/2024", unit=place("bản", "Na Cay", parent=across, country=across.country))
    (known,) = said(tie)["commitments"]
    assert numbers(known["delivered"]) == ["100", "50"]


# Aid, activities, incidents


def test_aid_is_summed_by_direction_and_currency_with_its_bounds(tie):
    gift(tie, "Cầu", 100, when="5/2024")
    gift(tie, "Trường", 400, "under", when="5/2024")
    back = gift(tie, "Quà bạn", 30, "over", when="6/2024")
    back.direction = AidDirection.INBOUND
    back.save()
    gift(tie, "Không ngày", 7)
    outbound, inbound = said(tie)["aid_totals"]
    assert (outbound["direction"], outbound["exact"], outbound["under"], outbound["sum"]) == (
        "outbound",
        "100",
        "400",
        "500",
    )
    assert (inbound["direction"], inbound["over"], inbound["exact"]) == ("inbound", "30", None)


def test_activities_are_counted_by_kind_and_measure(tie):
    when = PartialDate.read("6/2024")
    for number, bound in ((30, "exact"), (500, "under")):
        one = make.ActivityFactory(partnership=tie, kind=ActivityKind.CLINIC, happened=when)
        make.ActivityFigureFactory(
            activity=one,
            measure=Measure.PATIENTS,
            what="",
            amount=Amount(Decimal(number), "lượt", bound),
        )
    make.ActivityFactory(partnership=tie, kind=ActivityKind.CLINIC)
    make.ActivityFactory(partnership=tie, happened=when, withdrawn_reason="nhầm")
    known = said(tie)["activities"]

    (row,) = known["rows"]
    assert (row["kind"], row["count"]) == ("clinic", 2)
    (patients,) = row["figures"]
    assert (patients["measure"], patients["exact"], patients["under"], patients["sum"]) == (
        "patients",
        "30",
        "500",
        "530",
    )
    assert len(known["undated"]) == 1


def test_incidents_are_counted_by_kind_and_outcome_and_sensitive_ones_apart(tie):
    when = {"happened": PartialDate.read("6/2024"), "partnership": tie}
    make.IncidentFactory(kind=IncidentKind.MARKER, **when)
    make.IncidentFactory(kind=IncidentKind.MARKER, **when)
    settled = {"status": IncidentStatus.SETTLED, "outcome": "đã sửa mốc", "basis": "reported"}
    make.IncidentFactory(kind=IncidentKind.MARKER, **settled, **when)
    make.IncidentFactory(kind=IncidentKind.DRUGS, sensitive=True, **when)
    make.IncidentFactory(partnership=tie, title="Không rõ ngày")
    known = said(tie)

    assert [(row["kind"], row["outcome"], row["count"]) for row in known["incident_counts"]] == [
        ("marker", "reported", 2),
        ("marker", "settled", 1),
    ]
    assert [row["undated"] for row in known["incidents"]].count(True) == 1
    assert [row["sort"] for row in known["sensitive"]["incidents"]] == ["drugs"]
    assert [row["count"] for row in known["sensitive"]["incident_counts"]] == [1]
    assert "drugs" not in {row["sort"] for row in known["incidents"]}


# Beside the period before


def compared(known):
    return {
        (row["measure"], row["bound"]): tuple(
            said and said["number"] for said in (row["before"], row["now"])
        )
        for row in known["comparison"]["rows"]
    }


def test_the_period_before_is_counted_by_the_same_code(tie):
    for when in ("10/02/2023", "10/06/2024", "10/08/2024"):
        met = meeting(tie, when, Side.HOME)
        make.AgreedItemFactory(meeting=met)
    gift(tie, "Cầu", 100, when="5/2023")
    gift(tie, "Trường", 400, "under", when="5/2024")
    happened = {"happened": PartialDate.read("6/2023"), "partnership": tie}
    make.IncidentFactory(sensitive=True, **happened)
    make.ActivityFactory(kind=ActivityKind.SPORT, **happened)
    known = said(tie)

    assert known["comparison"]["period"] == {"from": "2023-01-01", "until": "2024-01-01"}
    assert compared(known) == {
        ("meetings_held", None): ("1", "2"),
        ("items_agreed", None): ("1", "2"),
        ("aid_projects", None): ("1", "1"),
        ("aid_outbound", "exact"): ("100", None),
        ("aid_outbound", "under"): (None, "400"),
        ("aid_outbound", "sum"): ("100", "400"),
        ("activities", None): ("1", "0"),
        ("activities_sport", None): ("1", "0"),
    }


def test_without_anything_before_there_is_no_comparison(tie):
    meeting(tie, "10/06/2024", Side.HOME)
    assert said(tie)["comparison"] is None


# The report on agreements


def test_the_report_on_agreements_is_of_everything_in_reach(tie, district):
    village = place("bản", "Na Mèo", parent=district)
    office = make.OrganisationFactory(seat=village)

    def text(title, term=None, signed="1/1/2020", **more):
        days = DateRange(*(date(*one) for one in term)) if term else None
        found = make.MemorandumFactory(
            title=title, term=days, signed=PartialDate.read(signed), **more
        )
        make.MemorandumPartyFactory(
            memorandum=found, unit=None, organisation=office, side=Side.HOME
        )
        return found

    text("mới", ((2024, 3, 1), (2030, 1, 1)), signed="1/3/2024")
    text("sắp hết", ((2020, 1, 1), (2025, 7, 1)))
    text("đã hết", ((2020, 1, 1), (2024, 7, 1)))
    text("cũ", ((2010, 1, 1), (2015, 1, 1)), signed="1/1/2010")
    make.MemorandumFactory(title="nơi khác")
    draft = make.DraftMemorandumFactory(title="đang xin ý kiến", clearance_round=1)
    draft.partnerships.set([tie])
    make.ClearanceFactory(memorandum=draft, asked_on=date(2024, 9, 1))
    text("bỏ", status=MemorandumStatus.GIVEN_UP, end_reason="không ký nữa")

    series = make.ReviewSeriesFactory(unit=district, purpose=ReviewPurpose.AGREEMENTS)
    known = figures.checked(figures.collect(make.AnnualReviewFactory(series=series)))
    groups = {
        name: [one["title"]["vi"]["text"] for one in rows]
        for name, rows in known["agreements"].items()
    }
    assert groups == {
        "signed": ["mới"],
        "in_force": ["sắp hết", "mới"],
        "expiring": ["sắp hết"],
        "ended": ["đã hết"],
        "in_clearance": ["đang xin ý kiến"],
    }
    assert known["agreements"]["in_clearance"][0]["ties"] == [tie.title]
    assert said(tie)["agreements"] is None
