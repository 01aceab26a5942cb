"""What a review freezes has one shape, says of each record which it is, and is all in its hash."""

import re
from copy import deepcopy
from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from jsonschema import Draft202012Validator

from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from exchanges.choices import DelegationRole
from partnerships.choices import Side
from reports import figures
from reports.choices import ReviewPurpose
from reports.figures import schema
from reports.figures.schema_parts import UUID
from reports.services import annual_reviews
from tests import factories as make
from tests.factories.reports import YEAR_2024
from tests.reports.collected import gift, meeting, review_of, said

PARTS = {  # every part of the figures, so that none comes or goes without its version
    *("schema", "review", "title", "sides", "tie", "memoranda", "commitments", "meeting"),
    *("meetings", "meetings_due", "hosts", "agreed_items", "agreed_counts", "incidents"),
    *("incident_counts", "sensitive", "aid", "aid_undated", "aid_totals", "activities"),
    *("patrols", "twinnings", "figures", "facts", "comparison", "plan", "agreements", "gaps"),
    *("places", "sources"),
}


@pytest.fixture
def everything(tie, district, across):
    """One record of every kind that a review tells."""
    met = meeting(tie, "10/02/2024", Side.HOME, year_reviewed=2024, place_unit=district)
    make.AttendanceFactory(meeting=met, role=DelegationRole.HEAD)
    make.AttendanceFactory(meeting=met, role=DelegationRole.INTERPRETER)
    make.MinutesItemFactory(minutes__meeting=met)
    item = make.AgreedItemFactory(meeting=met)
    make.AgreedItemPartyFactory(item=item, unit=across)
    gift(tie, "Cầu", 5, when="5/2024", givers=[district], receivers=[across])
    gift(tie, "Quà", 5, "under")
    gift(tie, "Năm trước", 7, when="5/2023")
    promise = make.CommitmentFactory(partnership=tie, giver=district, interval_months=12)
    receiver = make.CommitmentReceiverFactory(commitment=promise, unit=across)
    due = make.InstalmentFactory(commitment=promise, receiver=receiver)
    given = PartialDate.read("2/2024")
    make.DeliveryFactory(
        commitment=promise, instalment=due, unit=across, given=given, amount=Amount(3, "VND")
    )
    make.DeliveryFactory(commitment=promise)
    make.CadenceFactory(partnership=tie, starts=date(2023, 5, 1))
    make.MemorandumFactory(partnerships=[tie], term=DateRange(date(2022, 1, 1), date(2025, 7, 1)))
    happened = PartialDate.read("6/2024")
    make.ActivityFigureFactory(activity__partnership=tie, activity__happened=happened)
    make.ActivityFactory(partnership=tie)
    make.IncidentFactory(partnership=tie, happened=happened)
    make.IncidentFactory(partnership=tie, happened=happened, sensitive=True)
    make.PatrolFactory(partnership=tie, happened=PartialDate.read("12/03/2024"))
    make.StatedFigureFactory(partnership=tie)
    make.BorderProfileFactory(unit=district, communes=3)
    make.PartnershipEventFactory(partnership=tie)
    make.PartnershipFactory(frame=tie)
    plan = make.YearPlanFactory(unit=district, year=2025)
    make.YearPlanLineFactory(plan=plan, partnership=tie)
    note = make.NoteFactory(partnership=tie)
    note.sources.add(make.SourceFactory())
    return tie


def records(value, path="$"):
    """Every object with an id, with where it stands."""
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from records(one, f"{path}[{number}]")
    elif isinstance(value, dict):
        if "id" in value:
            yield path, value
        for name, one in value.items():
            yield from records(one, f"{path}.{name}")


def test_the_schema_is_one_and_fits_what_is_collected(everything):
    Draft202012Validator.check_schema(schema.SCHEMA)
    known = said(everything)
    assert figures.checked(known) is known
    assert set(known) == PARTS
    empty = [name for name in PARTS if not known[name] and name not in ("title", "agreements")]
    assert empty == []
    kinds = {row["model"] for _path, row in records(known)}
    assert {
        *("partnerships.partnership", "partnerships.memorandum", "partnerships.commitment"),
        *("partnerships.instalment", "partnerships.cadence", "partnerships.note"),
        *("partnerships.statedfigure", "partnerships.borderprofile", "partnerships.unit"),
        *("exchanges.meeting", "exchanges.minutesitem", "exchanges.agreeditem"),
        *("exchanges.aidproject", "exchanges.delivery", "exchanges.activity"),
        *("exchanges.incident", "exchanges.patrol", "exchanges.yearplan"),
    } <= kinds
    assert all(re.fullmatch(UUID, row["id"]) for _path, row in records(known))


@pytest.mark.parametrize("case", ["nothing recorded", "one language", "two ties", "a unit"])
def test_any_review_fits_the_schema(everything, district, across, case):
    period = DateRange(date(1990, 1, 1), date(1991, 1, 1))
    series = {
        "nothing recorded": {"partnerships": [make.PartnershipFactory()]},
        "one language": {"partnerships": [make.PartnershipFactory(paper_languages=["vi"])]},
        "two ties": {"partnerships": [everything, make.PartnershipFactory()]},
        "a unit": {"unit": district},
    }[case]
    review = make.AnnualReviewFactory(
        series=make.ReviewSeriesFactory(**series),
        period=period if case == "nothing recorded" else YEAR_2024,
        languages=["vi"] if case == "one language" else ["vi", "lo"],
    )
    known = figures.checked(figures.collect(review))
    if case == "nothing recorded":
        assert known["comparison"] is None
        assert (known["aid"]["rows"], known["meetings_due"]["rows"]) == ([], [])


def test_every_part_that_is_printed_is_in_the_hash(everything):
    """Whatever value of the figures is another, the hash is another."""
    known = said(everything)
    whole = figures.digest(known, {})
    for path, leaf, change in changes(known):
        changed = deepcopy(known)
        change(changed)
        assert figures.digest(changed, {}) != whole, (path, leaf)


def changes(known):
    """One change in every part: the first plain value found in it becomes another."""
    for name in known:
        path, leaf = first_leaf(known[name], (name,))
        yield path, leaf, lambda whole, path=path: put(whole, path)


def first_leaf(value, path):
    while isinstance(value, dict | list) and value:
        key = next(iter(value)) if isinstance(value, dict) else 0
        value, path = value[key], (*path, key)
    return path, value


def put(whole, path):
    for step in path[:-1]:
        whole = whole[step]
    whole[path[-1]] = "another value"


def test_figures_of_another_shape_are_not_frozen(everything, officer, monkeypatch):
    collect = figures.collect
    monkeypatch.setattr(figures, "collect", lambda *args, **more: collect(*args, **more) | {"x": 1})
    review = review_of(everything)
    with pytest.raises(RuleViolation, match="Nothing was frozen"):
        annual_reviews.freeze(review=review, on=date(2025, 2, 1), by=officer)
    review.refresh_from_db()
    assert (review.status, review.figures_hash) == ("draft", "")


def test_what_is_frozen_fits_and_says_of_what_it_is(everything, officer):
    review = review_of(everything)
    frozen = annual_reviews.freeze(review=review, on=date(2025, 2, 1), by=officer)
    assert figures.checked(frozen.figures)["schema"] == schema.VERSION
    assert frozen.figures["review"] == {
        "code": frozen.code,
        "purpose": ReviewPurpose.REVIEW,
        "edition": 1,
        "period": {"from": "2024-01-01", "until": "2025-01-01"},
        "cut_off": "2025-02-01",
        "languages": ["vi", "lo"],
    }
    assert figures.collect(frozen) == frozen.figures


def test_what_was_frozen_before_there_was_a_schema_is_as_it_is():
    assert figures.checked({"aid": {"rows": []}}) == {"aid": {"rows": []}}
    with pytest.raises(RuleViolation, match="schema 2"):
        figures.checked({"schema": 2})
