"""Meetings held against those due, who hosted, and what was agreed and carried over."""

from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from core.fields import PartialDate
from exchanges.choices import AgreedItemStatus, MeetingStatus
from partnerships.choices import CadenceSubject, CadenceUnit, HostRule, Side
from reports import figures
from tests import factories as make
from tests.reports.collected import meeting, review_of, said, taken_up

LATER = date(2025, 2, 1)


def quarterly(tie, **more):
    facts = {"every": 3, "each": CadenceUnit.MONTH, "starts": date(2024, 1, 15)} | more
    return make.CadenceFactory(partnership=tie, title="Giao ban quý", **facts)


def due_of(tie, on=LATER):
    return figures.collect(review_of(tie), on=on)["meetings_due"]


def counts(due):
    return {name: due[name] for name in ("due", "held", "early", "to_come", "missed")}


# Due and held


def test_meetings_held_stand_against_those_due(tie):
    cadence = quarterly(tie)
    on_time = meeting(tie, "20/01/2024", Side.HOME)
    meeting(tie, "10/04/2024", Side.COUNTERPART)
    due = due_of(tie)

    assert counts(due) == {"due": 4, "held": 1, "early": 1, "to_come": 0, "missed": 2}
    assert [row["state"] for row in due["rows"]] == ["held", "early", "missed", "missed"]
    first = due["rows"][0]
    assert (first["id"], first["due"], first["met_by"]) == (
        str(cadence.uuid),
        "2024-01-15",
        str(on_time.uuid),
    )
    assert (first["met"]["from"], first["met"]["until"]) == ("2024-01-20", "2024-01-21")
    assert [row["due"] for row in due["by_cadence"]] == [4]


def test_what_is_due_after_the_cut_off_is_to_come(tie):
    quarterly(tie)
    assert counts(due_of(tie, on=date(2024, 8, 1))) == {
        "due": 4,
        "held": 0,
        "early": 0,
        "to_come": 1,
        "missed": 3,
    }


def test_a_cadence_that_ended_before_the_period_neither_counts_nor_prints(tie):
    over = {"starts": date(2020, 1, 15), "end_reason": "theo thỏa thuận mới"}
    quarterly(tie, ends=date(2024, 1, 1), **over)
    known = said(tie)
    assert (known["meetings_due"]["due"], known["facts"]) == (0, [])
    quarterly(tie, ends=date(2024, 6, 1), **over)
    known = said(tie)
    assert (known["meetings_due"]["due"], len(known["facts"])) == (2, 1)


def test_what_is_only_recommended_or_no_meeting_is_not_due(tie):
    quarterly(tie, recommended=True)
    quarterly(tie, subject=CadenceSubject.ACTIVITY)
    assert due_of(tie)["due"] == 0


def test_the_cadence_of_a_unit_counts_in_its_review(tie, district):
    cadence = quarterly(None, unit=district)
    review = make.AnnualReviewFactory(series=make.ReviewSeriesFactory(unit=district))
    (row,) = figures.collect(review, on=LATER)["meetings_due"]["by_cadence"]
    assert (row["id"], row["missed"]) == (str(cadence.uuid), 4)
    assert said(tie)["meetings_due"]["due"] == 0


# Hosts


def test_hosts_are_listed_with_the_turn_that_was_broken(tie):
    quarterly(tie, host_rule=HostRule.ALTERNATING)
    meeting(tie, "10/02/2023", Side.HOME)
    meeting(tie, "10/02/2024", Side.HOME, host_reason="lũ cuốn cầu")
    meeting(tie, "10/02/2026", Side.COUNTERPART)
    hosts = said(tie)["hosts"]

    assert hosts["rule"] == HostRule.ALTERNATING
    told = [(row["side"], row["break"], row["reason"]) for row in hosts["sequence"]]
    assert told == [("home", False, ""), ("home", True, "lũ cuốn cầu")]
    assert hosts["by_tie"] == []


def test_of_several_ties_each_has_its_turn(tie):
    other = make.PartnershipFactory(title="bản A – bản B")
    meeting(tie, "10/02/2024", Side.HOME)
    meeting(other, "11/02/2024", Side.COUNTERPART)
    hosts = said(tie, other)["hosts"]
    assert (hosts["sequence"], hosts["next"]) == ([], None)
    sides = {row["id"]: row["turn"]["sequence"][0]["side"] for row in hosts["by_tie"]}
    assert sides == {str(tie.uuid): "home", str(other.uuid): "counterpart"}


# The next period


def test_the_plan_holds_what_is_due_and_planned_next(tie):
    cadence = quarterly(tie, every=12)
    waiting = {"held": PartialDate(), "status": MeetingStatus.PLANNED}
    make.MeetingFactory(partnerships=[tie], planned=date(2025, 1, 20), **waiting)
    extra = make.MeetingFactory(
        partnerships=[tie], planned=date(2025, 9, 2), title="Thăm Quốc khánh", **waiting
    )
    plan = said(tie)["plan"]

    assert plan["period"] == {"from": "2025-01-01", "until": "2026-01-01"}
    told = [(row["id"], row["due"], row["planned"]) for row in plan["meetings"]]
    assert told == [
        (str(cadence.uuid), "2025-01-15", "2025-01-20"),
        (str(extra.uuid), None, "2025-09-02"),
    ]


def test_the_period_after_a_free_one_is_as_long(tie):
    period = DateRange(date(2023, 11, 15), date(2024, 11, 15))
    assert said(tie, period=period)["plan"]["period"] == {
        "from": "2024-11-15",
        "until": "2025-11-15",
    }
    days = DateRange(date(2024, 3, 10), date(2024, 3, 20))
    assert said(tie, period=days, code="D")["plan"]["period"]["until"] == "2024-03-30"


# What was agreed


def test_what_was_found_of_an_item_after_the_period_does_not_count(tie):
    """An item closed by a meeting long after was still open at the end of the year."""
    first = meeting(tie, "10/02/2023", Side.HOME)
    middle = meeting(tie, "10/02/2024", Side.COUNTERPART)
    late = meeting(tie, "10/02/2026", Side.HOME)
    item = make.AgreedItemFactory(meeting=first, status=AgreedItemStatus.OPEN)
    taken_up(item, middle, AgreedItemStatus.IN_HAND)
    taken_up(item, late, AgreedItemStatus.DONE)
    fresh = make.AgreedItemFactory(meeting=middle)
    known = said(tie)

    rows = {row["id"]: row for row in known["agreed_items"]}
    old = rows[str(item.uuid)]
    assert (old["status"], old["carried"], old["closed"]) == ("in_hand", True, None)
    assert [step["status"] for step in old["course"]] == ["in_hand"]
    assert rows[str(fresh.uuid)]["carried"] is False
    assert known["agreed_counts"] == {
        "open": 1,
        "in_hand": 1,
        "done": 0,
        "dropped": 0,
        "carried": 1,
    }
    assert {one["id"] for one in known["plan"]["agreed_items"]} == set(rows)
