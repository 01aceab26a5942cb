"""Where a village belongs now, and to whom a text passes: every rule, in words."""

from datetime import date, timedelta

import pytest

from core.errors import RuleViolation
from partnerships.choices import DecisionKind, Level
from partnerships.models import UnitReach
from partnerships.services import decisions
from tests.factories import UnitFactory, UserFactory
from tests.partnerships.reform import (
    REFORM,
    district,
    foreign,
    new_commune,
    old_commune,
    text_of,
    tie,
)
from tests.partnerships.test_decisions import BY

DAY = timedelta(days=1)


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def twinned(thanh_hoa):
    return tie(district(thanh_hoa), foreign())


@pytest.fixture
def na_vang(thanh_hoa):
    """Its commune was divided; the two successors are `halves` of it."""
    commune = old_commune(district(thanh_hoa, "Đình Lập"), "Bính Xá")
    village = UnitFactory(word="thôn", name="Nà Vang", parent=commune)
    village.halves = [
        new_commune(thanh_hoa, name, commune, kind="divided") for name in ("Đình Lập", "Kiên Mộc")
    ]
    return village


def place(unit, parent, by, **more):
    return decisions.place(**{"unit": unit, "parent": parent, "on": REFORM, "by": by} | BY | more)


def test_a_village_is_placed_and_the_tree_before_stays(na_vang, by):
    decision = place(na_vang, na_vang.halves[1], by)
    before, now = na_vang.parents.order_by("pk")
    assert (before.until, before.left_by) == (REFORM, decision)
    assert (now.parent, now.since, now.joined_by) == (na_vang.halves[1], REFORM, decision)
    na_vang.refresh_from_db()
    assert na_vang.parent == na_vang.halves[1]
    assert UnitReach.objects.filter(ancestor=na_vang.halves[1], unit=na_vang).exists()
    with pytest.raises(RuleViolation, match="placed meanwhile"):
        place(na_vang, na_vang.halves[0], by)


@pytest.mark.parametrize(
    ("parent", "more", "words"),
    [
        ({}, {}, "does not succeed"),
        ({"country__code": "CN"}, {"elsewhere": True}, "its own country"),
        ({"valid_from": date(2026, 1, 1)}, {"elsewhere": True}, "does not exist"),
        ({}, {"on": REFORM - DAY, "elsewhere": True}, "place it from then on"),
    ],
)
def test_a_village_goes_where_it_can(na_vang, by, parent, more, words):
    with pytest.raises(RuleViolation, match=words):
        place(na_vang, UnitFactory(level=Level.COMMUNE, **parent), by, **more)


def test_a_village_may_lie_outside_the_old_land_if_somebody_says_so(na_vang, by):
    elsewhere = UnitFactory(level=Level.COMMUNE)
    place(na_vang, elsewhere, by, elsewhere=True)
    na_vang.refresh_from_db()
    assert na_vang.parent == elsewhere


def test_a_village_whose_commune_stands_does_not_wait(thanh_hoa, by):
    village = UnitFactory(parent=UnitFactory(level=Level.COMMUNE))
    with pytest.raises(RuleViolation, match="does not wait"):
        place(village, thanh_hoa, by)


def test_an_agreement_passes_to_the_province_and_keeps_its_words(twinned, thanh_hoa, by):
    text = text_of(twinned)
    before = (text.title, text.status, text.term)
    decision = decisions.pass_on(memorandum=text, heirs=[thanh_hoa], on=REFORM, by=by, **BY)
    text.refresh_from_db()
    assert (text.title, text.status, text.term) == before
    assert [heir.who for heir in decision.heirs.all()] == [thanh_hoa]
    with pytest.raises(RuleViolation, match="decided already"):
        decisions.pass_on(memorandum=text, heirs=[thanh_hoa], on=REFORM, by=by, **BY)
    again = REFORM + DAY * 300  # by a later reform
    decisions.pass_on(memorandum=text, heirs=[thanh_hoa], on=again, by=by, **BY)


def test_a_text_passes_on_within_the_country_and_once_it_was_signed(twinned, thanh_hoa, by):
    said = {"on": REFORM, "by": by} | BY
    with pytest.raises(RuleViolation, match="the other side of the border"):
        decisions.pass_on(memorandum=text_of(twinned), heirs=[foreign()], **said)
    draft = text_of(twinned, status="draft")
    with pytest.raises(RuleViolation, match="Only a signed text"):
        decisions.pass_on(memorandum=draft, heirs=[thanh_hoa], **said)


@pytest.mark.parametrize(
    ("on", "allowed"),
    [
        (date(2025, 6, 30), False),
        (date(2025, 7, 1), True),
        (date(2027, 2, 28), True),
        (date(2027, 3, 1), False),
    ],
)
def test_names_are_amended_without_opinions_in_the_days_of_the_decree(twinned, by, on, allowed):
    text = text_of(twinned)
    if allowed:
        found = decisions.amend_names(memorandum=text, on=on, by=by, **BY)
        assert found.kind == DecisionKind.NAME_AMENDED
        return
    with pytest.raises(RuleViolation, match="until 28/02/2027"):
        decisions.amend_names(memorandum=text, on=on, by=by, **BY)
