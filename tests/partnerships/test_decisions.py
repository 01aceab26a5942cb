"""Who takes over from what ended: every rule, in words."""

from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import (
    Level,
    PartnershipEventKind,
    PartnershipKind,
    PartnershipStatus,
    Side,
)
from partnerships.models import Decision, Partnership, PartnershipParty
from partnerships.services import decisions, partnerships, tie_events
from tests.factories import (
    OrganisationFactory,
    PaperFactory,
    PartnershipPartyFactory,
    UnitFactory,
    UserFactory,
)
from tests.partnerships.reform import (
    REFORM,
    district,
    foreign,
    new_commune,
    old_commune,
    province,
    settle,
    tie,
)

DAY = timedelta(days=1)
BY = {"decided_by": "UBND tỉnh Thanh Hóa"}


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def quan_son(thanh_hoa):
    return district(thanh_hoa)


@pytest.fixture
def twinned(quan_son):
    return tie(quan_son, foreign())


def carry(of, heirs, by, **more):
    said = {"side": Side.HOME, "on": REFORM} | BY | more
    found = decisions.carry_over(partnership=of, heirs=heirs, by=by, **said)
    settle()
    return found


def test_the_province_takes_the_side_of_a_district_that_ended(twinned, thanh_hoa, quan_son, by):
    paper = PaperFactory()
    assert twinned.status_on(REFORM) == PartnershipStatus.VACANT

    decision = carry(twinned, [thanh_hoa], by, paper=paper, reason="Nghị định 177")

    old, new = twinned.parties.filter(side=Side.HOME).order_by("pk")
    assert (old.unit, old.until, old.left_by) == (quan_son, None, decision)
    assert (new.unit, new.since, new.until) == (thanh_hoa, REFORM, None)
    assert (new.joined_by, new.carried_over_by) == (decision, paper)
    event = twinned.changes.get(kind=PartnershipEventKind.CARRIED_OVER)
    assert (event.decision, event.since.days.lower, event.paper) == (decision, REFORM, paper)
    assert twinned.status_on(REFORM) == PartnershipStatus.ACTIVE
    assert twinned.status_on(REFORM - DAY) == PartnershipStatus.ACTIVE
    act = AuditEvent.objects.get(target=decision.uuid)
    assert (act.action, act.by) == ("decision.carried_over", by.username)


def test_several_take_over_together_or_one_from_later_on(twinned, thanh_hoa, by):
    two = [new_commune(thanh_hoa, name) for name in ("Na Mèo", "Sơn Thủy")]
    carry(twinned, two, by, on=REFORM + DAY)
    assert twinned.status_on(REFORM) == PartnershipStatus.VACANT
    standing = twinned.parties.standing(REFORM + DAY).filter(side=Side.HOME)
    assert {party.unit for party in standing} == set(two)


def test_a_named_party_that_did_not_end_leaves_on_the_day(thanh_hoa, by):
    commune, heir = UnitFactory(level=Level.COMMUNE), UnitFactory(level=Level.COMMUNE)
    found = tie(commune, foreign())
    party = found.parties.get(side=Side.HOME)
    decision = carry(found, [heir], by, parties=[party])
    party.refresh_from_db()
    assert (party.until, party.left_by) == (REFORM, decision)


def test_three_communes_pass_one_by_one_and_two_of_them_to_the_same_heir(thanh_hoa, by):
    old = [old_commune(thanh_hoa, name) for name in ("Một", "Hai", "Ba")]
    found = tie(old[0], foreign(), level=Level.COMMUNE)
    for unit in old[1:]:
        PartnershipPartyFactory(partnership=found, unit=unit)
    heirs = [new_commune(thanh_hoa, "Mới", *old[:2]), new_commune(thanh_hoa, "Khác", old[2])]
    for unit, heir in zip(old, [heirs[0], heirs[0], heirs[1]], strict=True):
        carry(found, [heir], by, parties=[found.parties.get(unit=unit)])
    standing = found.parties.standing(REFORM).filter(side=Side.HOME)
    assert sorted(party.unit.name for party in standing) == ["Khác", "Mới"]


def test_a_counterpart_side_passes_to_a_unit_of_its_country(thanh_hoa, by):
    old = foreign("Xiềng Khọ", valid_to=REFORM)
    new = foreign("Mới")
    found = tie(thanh_hoa, old, level=Level.PROVINCE)
    carry(found, [new], by, side=Side.COUNTERPART)
    assert found.status_on(REFORM) == PartnershipStatus.ACTIVE


@pytest.mark.parametrize(
    ("heir", "more", "words"),
    [
        ({}, {"side": Side.COUNTERPART}, "Nobody on this side"),
        ({"valid_from": REFORM + DAY}, {}, "does not exist on 01/07/2025"),
        ({"valid_to": REFORM}, {}, "does not exist on 01/07/2025"),
        ({"country__code": "LA"}, {}, "the other side of the border"),
        ({}, {"on": REFORM - DAY}, "Nobody on this side"),
        ({}, {"decided_by": " "}, "Say who decided"),
        (None, {}, "Name who takes over"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(twinned, by, heir, more, words):
    heirs = [] if heir is None else [UnitFactory(**heir)]
    with pytest.raises(RuleViolation, match=words):
        carry(twinned, heirs, by, **more)
    assert not Decision.objects.exists()


def test_an_organisation_takes_over_while_it_is_there(twinned, quan_son, by):
    gone = OrganisationFactory(seat=quan_son, until=REFORM)
    with pytest.raises(RuleViolation, match="does not exist"):
        carry(twinned, [gone], by)
    carry(twinned, [OrganisationFactory(seat=quan_son)], by)
    assert twinned.status_on(REFORM) == PartnershipStatus.ACTIVE


def test_nobody_takes_over_from_itself_or_where_it_leaves_anyway(thanh_hoa, by):
    found = tie(thanh_hoa, foreign())
    party = found.parties.get(side=Side.HOME)
    with pytest.raises(RuleViolation, match="cannot take over from itself"):
        carry(found, [thanh_hoa], by, parties=[party])
    partnerships.leave(party=party, until=date(2026, 1, 1), by=by)
    with pytest.raises(RuleViolation, match="leaves the tie on 01/01/2026 anyway"):
        carry(found, [UnitFactory()], by, parties=[party])


def test_the_second_decision_on_a_side_is_told_of_the_first(twinned, thanh_hoa, by):
    party = twinned.parties.get(side=Side.HOME)
    carry(twinned, [thanh_hoa], by)
    for named in (None, [party]):
        with pytest.raises(RuleViolation, match="decided meanwhile"):
            carry(twinned, [province("Nghệ An")], by, parties=named)


def test_the_same_tie_does_not_arise_twice(twinned, thanh_hoa, by):
    them = twinned.parties.get(side=Side.COUNTERPART).unit
    other = tie(district(thanh_hoa, "Quan Hóa"), them)
    friends = tie(district(thanh_hoa, "Lang Chánh"), them, kind=PartnershipKind.TWINNING)
    carry(twinned, [thanh_hoa], by)
    with pytest.raises(RuleViolation, match=f"same parties as .*{twinned.code}"):
        carry(other, [thanh_hoa], by)
    carry(friends, [thanh_hoa], by)  # of another kind: the same pair, but not the same tie
    decisions.end_tie(partnership=twinned, on=date(2026, 1, 1), reason="thay", by=by, **BY)
    carry(other, [thanh_hoa], by)


def test_a_tie_that_nobody_carries_on_ends_with_a_reason(twinned, thanh_hoa, by):
    with pytest.raises(RuleViolation, match="Say why"):
        decisions.end_tie(partnership=twinned, on=REFORM, reason=" ", by=by, **BY)
    decision = decisions.end_tie(partnership=twinned, on=REFORM, reason="hết", by=by, **BY)
    assert twinned.status_on(REFORM) == PartnershipStatus.ENDED
    assert twinned.changes.get(kind="ended").decision == decision
    with pytest.raises(RuleViolation, match="has ended"):
        carry(twinned, [thanh_hoa], by)


def test_a_tie_does_not_end_before_it_began(twinned, by):
    tie_events.establish(partnership=twinned, since=PartialDate.read("12/2015"), by=by)
    with pytest.raises(RuleViolation, match="established later"):
        decisions.end_tie(
            partnership=twinned, on=date(2014, 1, 1), reason="Không ai nhận.", by=by, **BY
        )


def test_a_merged_tie_is_decided_where_it_went(twinned, quan_son, thanh_hoa, by):
    kept = tie(quan_son, foreign("Sầm Tớ"))
    Partnership.objects.filter(pk=twinned.pk).update(merged_into=kept)
    with pytest.raises(RuleViolation, match="was merged into"):
        carry(twinned, [thanh_hoa], by)


def test_the_officer_of_the_heir_sees_the_tie_from_now_on(twinned, quan_son, by):
    heir = UnitFactory(level=Level.COMMUNE)
    officer = get_user_model().objects.create(username="xa", role="officer")
    officer.units.add(heir)
    assert not Partnership.objects.visible_to(officer).exists()
    carry(twinned, [heir], by)
    assert list(Partnership.objects.visible_to(officer)) == [twinned]


def test_forms_of_the_tie_do_not_undo_a_decision_on_the_side(twinned, thanh_hoa, by):
    """The service of the tie's form would take the row out; the database says no."""
    carry(twinned, [thanh_hoa], by)
    with pytest.raises(IntegrityError, match="what a decision did stands"):
        twinned.parties.get(unit=thanh_hoa).delete()


def test_a_tie_that_ended_before_the_reform_waits_for_nobody(twinned, by):
    ended = PartialDate.read("01/01/2024")
    tie_events.end(partnership=twinned, since=ended, reason="hết hạn", by=by)
    with pytest.raises(RuleViolation, match="has ended"):
        carry(twinned, [province("Nghệ An")], by)


@pytest.mark.django_db
def test_one_party_stood_on_a_day_as_a_question_for_all_says():
    ended = UnitFactory(valid_from=date(1990, 1, 1), valid_to=REFORM)
    gone = OrganisationFactory(until=REFORM)
    of = [
        PartnershipPartyFactory(),
        PartnershipPartyFactory(since=REFORM),
        PartnershipPartyFactory(since=date(2000, 1, 1), until=REFORM),
        PartnershipPartyFactory(unit=ended),
        PartnershipPartyFactory(unit=None, organisation=gone),
        PartnershipPartyFactory(unit=ended, until=date(2001, 1, 1)),
    ]
    for day in (date(1999, 1, 1), date(2000, 6, 1), REFORM - DAY, REFORM, REFORM + DAY):
        standing = set(PartnershipParty.objects.standing(day))
        assert {one for one in of if one.stood(day)} == standing & set(of)
