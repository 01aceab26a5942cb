"""Delegations: who came, in which post, and what the services refuse."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import DelegationRole, MeetingKind
from exchanges.services import attendances, meetings
from partnerships.choices import Side
from partnerships.models import Person
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    PersonFactory,
    PostFactory,
)

TODAY = date(2026, 3, 1)
HELD = PartialDate.read("28/03/2025")


def held(partnership, by, **facts):
    facts = {"kind": MeetingKind.BRIEFING, "held": HELD, "today": TODAY} | facts
    return meetings.record_held(partnerships=[partnership], by=by, **facts)


def came(meeting, by, person="Nguyễn Văn Thành", post="Chủ tịch huyện", **row):
    row = {"side": Side.HOME, "role": DelegationRole.HEAD, "person": person, "post": post} | row
    return attendances.write(meeting=meeting, rows=[row], by=by)


def test_a_new_name_joins_the_register_with_its_post(partnership, officer):
    meeting = held(partnership, officer)
    came(meeting, officer)

    person = Person.objects.get()
    assert (person.posts.get().title, person.posts.get().unit) == (
        "Chủ tịch huyện",
        partnership.parties.get(side=Side.HOME).unit,
    )
    assert Person.objects.visible_to(officer).get() == person


def test_the_same_name_at_the_same_place_is_the_same_person(partnership, officer):
    for day in ("28/03/2025", "28/03/2024"):
        came(held(partnership, officer, held=PartialDate.read(day)), officer)
    assert Person.objects.count() == 1
    assert Person.objects.get().posts.count() == 1


def test_a_person_of_the_register_comes_in_a_known_or_a_new_post(partnership, officer):
    unit = partnership.parties.get(side=Side.HOME).unit
    person = PersonFactory(name="Lò Thị Hoa")
    known = PostFactory(person=person, unit=unit, title="Phó chủ tịch")

    (attendance,) = came(held(partnership, officer), officer, person=person, post="")
    assert attendance.post == known
    second = held(partnership, officer, held=PartialDate.read("28/03/2024"))
    (attendance,) = came(second, officer, person=person, post="Chủ tịch")
    assert (attendance.post.title, attendance.post.unit) == ("Chủ tịch", unit)


def test_a_new_name_says_its_post(partnership, officer):
    with pytest.raises(RuleViolation, match="Say in which post Khăm Phết came"):
        came(held(partnership, officer), officer, person="Khăm Phết", post=" ")


def test_a_delegation_has_one_head(partnership, officer):
    meeting = held(partnership, officer)
    came(meeting, officer)
    with pytest.raises(RuleViolation, match="A delegation has one head"):
        came(meeting, officer, person="Lò Văn Hai")


def test_head_and_member_may_change_places(partnership, officer):
    meeting = held(partnership, officer)
    unit = partnership.parties.get(side=Side.HOME).unit
    people = [PostFactory(unit=unit).person for _ in range(2)]
    roles = [DelegationRole.HEAD, DelegationRole.MEMBER]

    def rows(roles, uuids):
        return [
            {"side": Side.HOME, "role": role, "person": person, "post": "", "uuid": uuid}
            for person, role, uuid in zip(people, roles, uuids, strict=True)
        ]

    attendances.write(meeting=meeting, rows=rows(roles, [None, None]), by=officer)
    uuids = [meeting.attendances.get(person=person).uuid for person in people]
    attendances.write(meeting=meeting, rows=rows(roles[::-1], uuids), by=officer)

    assert meeting.attendances.get(role=DelegationRole.HEAD).person == people[1]


def test_a_side_without_a_party_cannot_place_a_new_person(unit, officer):
    meeting = MeetingFactory(unit=unit)
    with pytest.raises(RuleViolation, match="names no party of that side"):
        came(meeting, officer, side=Side.COUNTERPART)


def test_a_person_is_in_one_delegation(partnership, officer):
    one = AttendanceFactory(meeting=held(partnership, officer))
    with pytest.raises(ValidationError, match="in a delegation already"):
        attendances.add(
            meeting=one.meeting,
            side=Side.COUNTERPART,
            role=DelegationRole.MEMBER,
            person=one.person,
            by=officer,
        )
