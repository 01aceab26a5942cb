"""Delegations: their order, who was named and did not come, for which party, and nobody twice."""

import pytest
from django.urls import reverse

from core.errors import RuleViolation
from exchanges.choices import DelegationRole
from exchanges.services import attendances, meetings
from exchanges.views.rearranged import moved_up
from partnerships.choices import Side
from partnerships.models import Person
from tests.exchanges.filing import errors, row, untouched, with_rows
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
)


@pytest.fixture
def edit(meeting):
    return reverse("exchanges:meeting-edit", args=[meeting.uuid])


def one(person, side=Side.HOME, role=DelegationRole.MEMBER, **more):
    return {"side": side, "role": role, "person": person, "post": "Chủ tịch"} | more


def names(meeting, side="home"):
    return [str(one.person) for one in meeting.attendances.filter(side=side)]


# Order


def three(meeting, unit):
    people = [PersonFactory(name=name) for name in ("An", "Bình", "Cường")]
    for place, person in enumerate(people, 1):
        post = PostFactory(person=person, unit=unit)
        AttendanceFactory(meeting=meeting, person=person, post=post, position=place)
    return people


def test_a_row_moves_up_without_javascript(at_work, meeting, unit, edit):
    three(meeting, unit)
    page = at_work.get(edit)
    assert page.text.count('name="move_row"') >= 3
    typed = untouched(page) | {"place": "Nhà văn hóa"}
    page = at_work.post(edit, typed | {"move_row": "home-2"})
    assert page.status_code == 200
    assert "Nhà văn hóa" in page.text
    assert names(meeting) == ["An", "Bình", "Cường"]  # nothing is saved yet
    page = at_work.post(edit, untouched(page) | {"move_row": "home-1"})
    assert at_work.post(edit, untouched(page)).status_code == 302
    assert names(meeting) == ["Cường", "An", "Bình"]
    assert {str(row.post.unit) for row in meeting.attendances.all()} == {str(unit)}


@pytest.mark.parametrize("row", ["home-0", "home-99999", "home-x", "home", "strangers-1", ""])
def test_a_row_that_is_first_or_none_stays(at_work, meeting, unit, edit, row):
    three(meeting, unit)
    page = at_work.post(edit, untouched(at_work.get(edit)) | {"move_row": row})
    assert page.status_code in (200, 302)
    assert names(meeting) == ["An", "Bình", "Cường"]


def test_rows_taken_out_in_between_are_passed_over(rf):
    data = rf.post("/", {"a-0-x": "one", "a-1-x": "gone", "a-1-DELETE": "on", "a-2-x": "two"}).POST
    moved = moved_up(data, "a-2")
    assert (moved["a-0-x"], moved["a-1-x"], moved["a-2-x"]) == ("two", "gone", "one")


def test_out_of_scope_nothing_moves(at_work):
    url = reverse("exchanges:meeting-edit", args=[MeetingFactory().uuid])
    assert at_work.post(url, {"move_row": "home-1"}).status_code == 404


# Presence


def test_who_was_named_and_did_not_come_is_shown_so(at_work, meeting, unit, edit):
    three(meeting, unit)
    at_work.post(edit, untouched(at_work.get(edit)) | {"home-1-absent": "on"})
    assert list(meeting.attendances.values_list("present", flat=True)) == [True, False, True]
    assert at_work.get(meeting.get_absolute_url()).text.count("did not come") == 1
    page = at_work.get(edit)
    assert untouched(page)["home-1-absent"] == "True"


# For which party


@pytest.fixture
def second(partnership):
    return PartnershipPartyFactory(
        partnership=partnership, side=Side.HOME, unit=UnitFactory(word="xã", name="Mường Mìn")
    )


def test_where_a_side_has_several_parties_each_says_for_whom(
    at_work, meeting, partnership, second, edit
):
    data = with_rows(untouched(at_work.get(edit)), home=2)
    data |= row("home", 0, person_q="An", post="Chủ tịch", role="head", party=str(second.uuid))
    data |= row("home", 1, person_q="Bình", post="Bí thư", role="member", party="")
    assert at_work.post(edit, data).status_code == 302
    an, binh = meeting.attendances.order_by("position")
    assert (an.party, an.post.unit) == (second, second.unit)
    assert binh.party is None
    page = at_work.get(meeting.get_absolute_url()).text
    assert page.count('data-label="For the party"') == 2
    assert untouched(at_work.get(edit))["home-0-party"] == str(second.uuid)


def test_the_only_party_of_a_side_needs_no_question(meeting, partnership, officer):
    attendances.write(meeting=meeting, rows=[one(PersonFactory())], by=officer)
    assert meeting.attendances.get().party == partnership.parties.get(side=Side.HOME)


def test_nobody_comes_for_a_party_of_another_tie(meeting, officer):
    stranger = PartnershipFactory().parties.get(side=Side.HOME)
    with pytest.raises(RuleViolation, match="for a party of the ties that met"):
        attendances.write(meeting=meeting, rows=[one(PersonFactory(), party=stranger)], by=officer)


def test_a_tie_that_did_not_meet_after_all_takes_its_party_along(meeting, partnership, officer):
    other = PartnershipFactory()
    meeting.partnerships.add(other)
    theirs = other.parties.get(side=Side.HOME)
    AttendanceFactory(meeting=meeting, party=theirs)
    meetings.change(meeting=meeting, partnerships=[partnership], by=officer)
    assert meeting.attendances.get().party is None


# Nobody twice


@pytest.mark.parametrize(
    ("side", "number", "words"),
    [
        ("counterpart", 0, "stands in the other delegation too"),
        ("home", 1, "stands in this delegation already"),
    ],
)
def test_the_same_person_in_two_rows_is_told_at_the_second(
    at_work, meeting, unit, edit, side, number, words
):
    person = PostFactory(unit=unit, person__name="Lò Văn Thành").person
    data = with_rows(untouched(at_work.get(edit)), home=2)
    data |= row("home", 0, person=str(person.uuid), post="Chủ tịch", role="head")
    data |= row(side, number, person=str(person.uuid), post="Chủ tịch", role="member")
    page = at_work.post(edit, data | {"place": "Nhà văn hóa"})
    found = errors(page)
    assert list(found) == [f"{side}-{number}-person"]
    assert words in found[f"{side}-{number}-person"]
    assert "Nhà văn hóa" in page.text
    assert not meeting.attendances.exists()


def test_a_new_name_typed_on_both_sides_is_one_person_too_many(meeting, officer):
    rows = [one("Khăm Phết"), one("khăm phết", side=Side.COUNTERPART)]
    with pytest.raises(RuleViolation, match="stands in the other delegation too") as refused:
        attendances.write(meeting=meeting, rows=rows, by=officer)
    assert refused.value.field == "counterpart-0-person"
    assert not Person.objects.exists()


def test_two_people_change_places(meeting, unit, officer):
    an, binh, _cuong = three(meeting, unit)
    first, second, _third = meeting.attendances.all()
    rows = [one(binh, uuid=first.uuid), one(an, uuid=second.uuid)]
    attendances.write(meeting=meeting, rows=rows, by=officer)
    assert names(meeting)[:2] == ["Bình", "An"]
    assert meeting.attendances.count() == 3
