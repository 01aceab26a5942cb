"""What the work list finds, for whom, and what it costs."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.choices import Role
from core.access import Reach
from core.fields import PartialDate
from partnerships.choices import Level, PartnershipKind, Side
from partnerships.models import PartnershipParty
from partnerships.services import decisions, partnerships, taking_back, tie_events
from partnerships.work import PlaceWork, SideWork, WorkList
from tests.factories import (
    MemorandumPartyFactory,
    OrganisationFactory,
    PartnershipFactory,
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
    text_of,
    tie,
)

NOW = date(2026, 11, 21)
BY = {"decided_by": "UBND tỉnh"}


@pytest.fixture
def thanh_hoa(db):
    return province()


@pytest.fixture
def everybody(db):
    return UserFactory(sees_all=True)


def found(user, on=NOW, province=""):
    return WorkList(Reach(user), on, province)


def names(work):
    return [group.name for group in work.waiting]


def test_a_district_that_ended_waits_with_its_ties(thanh_hoa, everybody):
    unit = district(thanh_hoa)
    ties = [tie(unit, foreign(name)) for name in ("Viêng Xay", "Sầm Tớ")]
    work = found(everybody)
    (group,) = work.waiting
    assert (group.name, group.province, group.ties) == ("huyện Quan Sơn", "Thanh Hóa", 2)
    assert group.happened == "the district level was abolished"
    assert {one.title for one in group.works} == {str(one) for one in ties}
    assert all(one.vacant for one in group.works)
    assert (work.ties_waiting, work.clear, work.texts) == (2, [], [])
    assert not found(everybody, on=date(2025, 6, 30)).waiting


def test_a_side_others_still_fill_and_a_counterpart_side_wait_too(thanh_hoa, everybody):
    shared = tie(old_commune(thanh_hoa), foreign("Cũ", valid_to=REFORM))
    PartnershipPartyFactory(partnership=shared, unit=UnitFactory(level=Level.COMMUNE))
    works = {one.side: one for group in found(everybody).waiting for one in group.works}
    assert (works[Side.HOME].vacant, works[Side.COUNTERPART].vacant) == (False, True)


def test_an_organisation_that_ended_waits(thanh_hoa, everybody):
    body = OrganisationFactory(name="Bộ Chỉ huy", seat=thanh_hoa, until=REFORM)
    link = PartnershipFactory(level=Level.AGENCY, home=None)
    PartnershipPartyFactory(partnership=link, unit=None, organisation=body)
    (group,) = found(everybody).waiting
    assert (group.name, group.province) == ("Bộ Chỉ huy", "Thanh Hóa")
    assert group.url == reverse("partnerships:organisation-decide", args=[body.uuid])


@pytest.mark.parametrize(
    ("kind", "clear"),
    [("kept", True), ("renamed", True), ("merged", True), ("divided", False)],
)
def test_one_successor_makes_a_clear_case(thanh_hoa, everybody, kind, clear):
    old = old_commune(thanh_hoa)
    tie(old, foreign(), level=Level.COMMUNE)
    new_commune(thanh_hoa, "Mới", old, kind=kind)
    work = found(everybody)
    assert [isinstance(one, SideWork) for one in work.clear] == ([True] if clear else [])
    assert bool(work.waiting) is not clear


def test_a_successor_that_ended_since_and_a_second_one_are_no_clear_case(thanh_hoa, everybody):
    first, second = old_commune(thanh_hoa, "Một"), old_commune(thanh_hoa, "Hai")
    for old in (first, second):
        tie(old, foreign(old.name), level=Level.COMMUNE)
    gone = new_commune(thanh_hoa, "Mất", first)
    gone.valid_to = date(2026, 1, 1)
    gone.save()
    for name in ("Nửa", "Nửa kia"):
        new_commune(thanh_hoa, name, second)
    work = found(everybody)
    assert not work.clear
    assert names(work) == ["xã Hai", "xã Một"]
    assert work.waiting[0].happened == "divided between xã Nửa, xã Nửa kia"


def test_villages_are_placed_by_hand_or_are_a_clear_case(thanh_hoa, everybody):
    divided, merged = old_commune(thanh_hoa, "Bính Xá"), old_commune(thanh_hoa, "Tam Gia")
    by_hand = UnitFactory(word="thôn", name="Nà Vang", parent=divided)
    UnitFactory(word="thôn", name="Chi Ma", parent=merged)
    UnitFactory(word="thôn", name="Đã hết", parent=merged, valid_to=REFORM)
    for name in ("Đình Lập", "Kiên Mộc"):
        new_commune(thanh_hoa, name, divided, kind="divided")
    new_commune(thanh_hoa, "Khuất Xá", merged)
    tie(by_hand, foreign(), level=Level.VILLAGE)
    work = found(everybody)
    (group,) = work.waiting
    assert (group.name, group.ties) == ("thôn Nà Vang", 1)
    assert "divided between xã Đình Lập, xã Kiên Mộc: place it by hand" in group.happened
    (clear,) = work.clear
    assert isinstance(clear, PlaceWork)
    assert (clear.name, clear.who.clear.name) == ("thôn Chi Ma", "xã Khuất Xá")


def test_what_was_decided_leaves_the_list_and_comes_back_with_its_taking_back(thanh_hoa, everybody):
    unit = district(thanh_hoa)
    link = tie(unit, foreign())
    decision = decisions.carry_over(
        partnership=link, side=Side.HOME, heirs=[thanh_hoa], on=REFORM, by=everybody, **BY
    )
    assert (names(found(everybody)), found(everybody).decided) == ([], 1)
    taking_back.take_back(decision=decision, on=NOW, reason="nhầm", by=everybody, **BY)
    assert (names(found(everybody)), found(everybody).decided) == (["huyện Quan Sơn"], 1)


def test_ended_merged_and_closed_ties_wait_for_nobody(thanh_hoa, everybody):
    unit = district(thanh_hoa)
    over, merged, left = (tie(unit, foreign(name)) for name in "ABC")
    ended = PartialDate.read("2020")
    tie_events.end(partnership=over, since=ended, reason="hết", by=everybody)
    type(merged).objects.filter(pk=merged.pk).update(merged_into=over)
    party = left.parties.get(side=Side.HOME)
    partnerships.leave(party=party, until=date(2024, 1, 1), by=everybody)
    assert not found(everybody).waiting


# Texts


@pytest.mark.parametrize(
    ("more", "waits"),
    [
        ({}, True),
        ({"term": "[2022-01-01,2026-01-01)"}, True),
        ({"term": "[2020-01-01,2025-01-01)"}, False),
        ({"signed": PartialDate.read("01/01/2026")}, False),
        ({"status": "terminated"}, False),
        ({"status": "draft"}, False),
    ],
)
def test_agreements_in_force_when_the_district_ended_pass_on(thanh_hoa, everybody, more, waits):
    text = text_of(tie(district(thanh_hoa), foreign()), **more)
    work = found(everybody)
    assert [one.uuid for one in work.texts] == ([str(text.uuid)] if waits else [])
    if waits:
        decisions.pass_on(memorandum=text, heirs=[thanh_hoa], on=REFORM, by=everybody, **BY)
        assert not found(everybody).texts


def test_a_text_that_names_the_unit_itself_is_listed_once(thanh_hoa, everybody):
    unit = district(thanh_hoa)
    text = text_of(tie(unit, foreign()))
    MemorandumPartyFactory(memorandum=text, unit=unit)
    assert len(found(everybody).texts) == 1


def test_a_province_agreement_needs_its_names_amended_in_time(everybody):
    old = province("Lào Cai", valid_to=REFORM)
    UnitFactory(name="Lào Cai", level=Level.PROVINCE)
    text_of(tie(old, foreign(), level=Level.PROVINCE))
    gone = text_of(tie(old, foreign("Khác"), level=Level.PROVINCE), term="[2022-01-01,2026-01-01)")
    work = found(everybody)
    (text,) = work.texts
    assert (text.names_only, text.uuid != str(gone.uuid)) == (True, True)
    assert (work.days_left, work.asks_opinions) == (99, False)
    assert found(everybody, on=date(2027, 2, 28)).asks_opinions is False
    late = found(everybody, on=date(2027, 3, 1))
    assert (late.days_left, late.asks_opinions) == (0, True)


# For whom, and at what cost


def test_everybody_finds_the_work_of_their_own_area(thanh_hoa):
    unit = district(thanh_hoa)
    text_of(tie(unit, foreign()))
    divided = old_commune(thanh_hoa, "Bính Xá")
    UnitFactory(name="Nà Vang", parent=divided)
    own = UserFactory(units=[thanh_hoa])
    other = UserFactory(units=[province("Sơn La")])
    assert (len(found(own).waiting), len(found(own).texts)) == (2, 1)
    work = found(other)
    assert (work.waiting, work.clear, work.texts, work.decided) == ([], [], [], 0)
    assert not PartnershipParty.objects.visible_to(AnonymousUser()).exists()


def test_the_list_is_cut_to_one_province(thanh_hoa, everybody):
    for above, name in ((thanh_hoa, "Quan Sơn"), (province("Sơn La"), "Sông Mã")):
        tie(district(above, name), foreign(), kind=PartnershipKind.TWINNING)
    work = found(everybody, province="Sơn La")
    assert (names(work), work.provinces) == (["huyện Sông Mã"], ["Sơn La", "Thanh Hóa"])


def much(above, number):
    for n in range(number):
        unit = district(above, f"Huyện {n}")
        text_of(tie(unit, foreign(f"Mường {n}")))
        old = old_commune(above, f"Xã {n}")
        tie(old, foreign(f"Bản {n}"), level=Level.COMMUNE)
        new_commune(above, f"Xã mới {n}", old)
        UnitFactory(parent=old)


@pytest.mark.parametrize("show", ["waiting", "clear", "texts", "decided"])
def test_every_tab_costs_the_same_for_few_and_for_many(
    client, thanh_hoa, show, django_assert_max_num_queries
):
    client.force_login(UserFactory(units=[thanh_hoa], role=Role.HEAD))
    for number in (1, 6):
        much(thanh_hoa, number)
        with django_assert_max_num_queries(6):
            answer = client.get(reverse("partnerships:reform-list"), {"show": show})
        assert answer.status_code == 200
