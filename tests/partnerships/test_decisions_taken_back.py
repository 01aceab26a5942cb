"""A decision is taken back by another, and the register stands as before it, on every date."""

from datetime import date

import pytest
from django.db import connection

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.choices import DecisionKind, Level, Side
from partnerships.models import Decision, Partnership, Unit
from partnerships.services import decisions, partnerships, taking_back
from tests.factories import MeetingFactory, SignatoryFactory, UnitFactory, UserFactory
from tests.partnerships.reform import (
    DAYS,
    REFORM,
    district,
    dump,
    foreign,
    new_commune,
    old_commune,
    province,
    settle,
    text_of,
    tie,
)
from tests.partnerships.texts_here import signed

BY = {"decided_by": "UBND tỉnh"}
NOW = date(2026, 11, 21)


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def thanh_hoa(db):
    return province()


@pytest.fixture
def twinned(thanh_hoa):
    return tie(district(thanh_hoa), foreign())


@pytest.fixture
def village(thanh_hoa):
    commune = old_commune(thanh_hoa, "Bính Xá")
    found = UnitFactory(word="thôn", name="Nà Vang", parent=commune)
    found.halves = [
        new_commune(thanh_hoa, name, commune, kind="divided") for name in ("Đình Lập", "Kiên Mộc")
    ]
    return found


def nghe_an():
    return Unit.objects.filter(name="Nghệ An").first() or province("Nghệ An")


def carry(of, heir, by, **more):
    said = {"side": Side.HOME, "on": REFORM, "heirs": [heir]} | BY | more
    return decisions.carry_over(partnership=of, by=by, **said)


def back(decision, by, **more):
    said = {"on": NOW, "reason": "ghi nhầm"} | BY | more
    found = taking_back.take_back(decision=decision, by=by, **said)
    settle()
    return found


def statuses():
    return [
        list(Partnership.objects.with_status(day).order_by("pk").values_list("status", flat=True))
        for day in DAYS
    ]


def carries(of, village, by):
    return carry(of, nghe_an(), by)


def carries_with_one_who_stands(of, village, by):
    party = of.parties.get(side=Side.HOME)
    commune = UnitFactory(level=Level.COMMUNE)
    other = partnerships.join(partnership=of, side=Side.HOME, unit=commune, by=by)
    before = dump(), statuses()
    found = carry(of, nghe_an(), by, parties=[party, other])
    found.before = before
    return found


def ends(of, village, by):
    return decisions.end_tie(partnership=of, on=REFORM, reason="hết", by=by, **BY)


def places(of, village, by):
    return decisions.place(unit=village, parent=village.halves[0], on=REFORM, by=by, **BY)


def passes_on(of, village, by):
    return decisions.pass_on(memorandum=text_of(of), heirs=[nghe_an()], on=REFORM, by=by, **BY)


def amends(of, village, by):
    return decisions.amend_names(memorandum=text_of(of), on=REFORM, by=by, **BY)


@pytest.mark.parametrize(
    "decide", [carries, carries_with_one_who_stands, ends, places, passes_on, amends]
)
def test_nothing_is_left_of_what_was_taken_back(twinned, village, by, decide):
    nghe_an()
    before = dump(), statuses()
    decision = decide(twinned, village, by)
    changed = dump(), statuses()
    before = getattr(decision, "before", before)

    found = back(decision, by)

    after = dump(), statuses()
    assert after == before
    assert (changed != before) is (decide not in (passes_on, amends))
    assert (found.kind, found.takes_back) == (DecisionKind.TAKEN_BACK, decision)
    assert not Decision.objects.standing().exists()
    assert AuditEvent.objects.filter(action="decision.taken_back", target=found.uuid).exists()


def test_the_history_keeps_what_the_decision_did(twinned, thanh_hoa, by):
    decision = carry(twinned, thanh_hoa, by)
    party = twinned.parties.get(joined_by=decision)
    back(decision, by)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pgh_label, joined_by_id FROM partnerships_partnershippartyhistory"
            " WHERE id = %s ORDER BY pgh_id",
            [party.pk],
        )
        assert cursor.fetchall() == [("insert", decision.pk), ("delete", decision.pk)]


def test_after_it_the_right_one_is_recorded(twinned, thanh_hoa, by):
    back(carry(twinned, nghe_an(), by), by)
    carry(twinned, thanh_hoa, by)
    settle()
    assert [str(p) for p in twinned.parties.standing(NOW).order_by("side")][-1] == "tỉnh Thanh Hóa"


def test_a_decision_is_taken_back_once_and_for_a_reason(twinned, thanh_hoa, by):
    decision = carry(twinned, thanh_hoa, by)
    with pytest.raises(RuleViolation, match="Say why"):
        back(decision, by, reason=" ")
    with pytest.raises(RuleViolation, match="Say who decided"):
        back(decision, by, decided_by="")
    found = back(decision, by)
    with pytest.raises(RuleViolation, match="already on 21/11/2026"):
        back(decision, by)
    with pytest.raises(RuleViolation, match="A taking back stays"):
        back(found, by)


def test_what_a_later_decision_rests_on_stays(twinned, thanh_hoa, by):
    first = carry(twinned, thanh_hoa, by)
    heir = twinned.parties.get(joined_by=first)
    second = carry(twinned, nghe_an(), by, on=NOW, parties=[heir])
    with pytest.raises(RuleViolation, match="A later decision rests on it"):
        back(first, by)
    before = dump()
    back(second, by)
    assert before != dump()
    back(first, by)
    assert not twinned.parties.exclude(joined_by=None, left_by=None).exists()


def test_an_heir_that_left_by_itself_is_put_right_first(twinned, thanh_hoa, by):
    decision = carry(twinned, thanh_hoa, by)
    partnerships.leave(party=twinned.parties.get(joined_by=decision), until=NOW, by=by)
    with pytest.raises(RuleViolation, match="was changed since"):
        back(decision, by)


def test_what_names_a_party_of_the_decision_is_named(twinned, thanh_hoa, by):
    decision = carry(twinned, thanh_hoa, by)
    host = twinned.parties.get(joined_by=decision)
    MeetingFactory(partnerships=[twinned], title="Hội đàm 2026", host="home", host_party=host)
    before = dump()
    with pytest.raises(RuleViolation, match="Hội đàm 2026"):
        back(decision, by)
    assert dump() == before


def test_what_was_signed_here_about_a_village_rests_on_its_place(village, by):
    decision = places(None, village, by)
    of = tie(village, foreign(), level=Level.VILLAGE)
    officer, head = UserFactory(sees_all=True), UserFactory(role=Role.HEAD)
    signed(of, officer, head, title="Quy chế mới")
    settle()
    with pytest.raises(RuleViolation, match="“Quy chế mới” was signed since"):
        back(decision, by)


def test_what_others_signed_about_a_village_keeps_nothing(village, by):
    decision = places(None, village, by)
    of = tie(village, foreign(), level=Level.VILLAGE)
    text = text_of(of, title="Quy chế mới", signed=PartialDate.read("01/02/2026"))
    for side in Side:
        SignatoryFactory(memorandum=text, side=side)
    settle()
    back(decision, by)


def test_opening_a_side_again_makes_no_tie_twice(thanh_hoa, by):
    """Ended by decision; meanwhile the same parties were twinned anew."""
    first = tie(thanh_hoa, foreign())
    them = first.parties.get(side=Side.COUNTERPART).unit
    ended = decisions.end_tie(partnership=first, on=NOW, reason="thay", by=by, **BY)
    second = tie(district(thanh_hoa), them)
    carry(second, thanh_hoa, by)
    with pytest.raises(RuleViolation, match="same parties"):
        back(ended, by)
