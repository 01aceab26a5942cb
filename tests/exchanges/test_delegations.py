"""Delegations take whoever heads the two sides on the day of the meeting from the register."""

from datetime import date

import pytest
from django.urls import reverse

from core.fields import PartialDate
from exchanges.models import Attendance, Meeting
from exchanges.services import attendances
from tests.exchanges.filing import row, untouched, with_rows
from tests.factories import MeetingFactory, PersonFactory, PostFactory, UnitFactory


@pytest.fixture
def them(partnership):
    return partnership.parties.get(side="counterpart").unit


@pytest.fixture
def heads(unit, them):
    """Of the home side until 2023 and since; of the other side since ever."""
    return {
        "before": PostFactory(
            unit=unit, title="Chủ tịch", heads=True, until=PartialDate.read("2023")
        ),
        "now": PostFactory(
            unit=unit, title="Chủ tịch", heads=True, since=PartialDate.read("01/01/2024")
        ),
        "them": PostFactory(unit=them, title="Chánh huyện", heads=True),
    }


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def new(partnership):
    return reverse("exchanges:tie-meeting-create", args=[partnership.uuid])


def filled(page) -> dict[str, list[tuple]]:
    """Who stands in the rows of each side: uuid of the person, post, role."""
    return {
        side: [
            (str(one["person"].value().uuids[0]), one["post"].value(), one["role"].value())
            for one in page.context["rowsets"][side].forms
            if one["person"].value() and one["person"].value().uuids
        ]
        for side in ("home", "counterpart")
    }


def test_a_button_puts_the_heads_of_both_sides_into_the_rows(at_work, new, heads):
    page = at_work.get(new)
    assert "Add the heads of both sides" in page.text
    sent = untouched(page) | {"held": "28/03/2025", "place": "Na Mèo", "add_heads": "1"}
    page = at_work.post(new, sent)
    assert page.status_code == 200
    assert filled(page) == {
        "home": [(str(heads["now"].person.uuid), "Chủ tịch", "head")],
        "counterpart": [(str(heads["them"].person.uuid), "Chánh huyện", "head")],
    }
    assert "Na Mèo" in page.text  # what was typed is still there
    assert str(heads["now"].person) in page.text
    assert not Meeting.objects.exists()


def test_they_are_those_of_the_day_of_the_meeting(at_work, new, heads):
    sent = untouched(at_work.get(new)) | {"held": "28/03/2023", "add_heads": "1"}
    home = filled(at_work.post(new, sent))["home"]
    assert home == [(str(heads["before"].person.uuid), "Chủ tịch", "head")]


def test_rows_that_are_there_stay_and_nobody_stands_twice(at_work, new, heads):
    known = PersonFactory(name="Đã ở đó")
    sent = untouched(at_work.get(new)) | {"held": "28/03/2025", "add_heads": "1"}
    sent |= row("home", 0, person=str(known.uuid), post="Bí thư", role="head")
    PostFactory(person=known, unit=heads["now"].unit, title="Bí thư")
    page = at_work.post(new, with_rows(sent, home=1))
    expected = [
        (str(known.uuid), "Bí thư", "head"),
        (str(heads["now"].person.uuid), "Chủ tịch", "member"),
    ]
    assert filled(page)["home"] == expected
    again = untouched(page) | row("home", 0, person=str(known.uuid), post="Bí thư", role="head")
    again |= row("home", 1, person=expected[1][0], post="Chủ tịch", role="member")
    page = at_work.post(new, again | {"held": "28/03/2025", "add_heads": "1"})
    assert filled(page)["home"] == expected


def test_the_filled_form_is_filed_with_the_post_of_the_day(at_work, new, heads):
    sent = untouched(at_work.get(new)) | {"held": "28/03/2025", "add_heads": "1"}
    page = at_work.post(new, sent)
    for side, people in filled(page).items():
        for number, (person, post, role) in enumerate(people):
            sent |= row(side, number, person=person, post=post, role=role)
    del sent["add_heads"]
    answer = at_work.post(new, sent)
    assert answer.status_code == 302, answer.context["problems"]
    came = Attendance.objects.filter(meeting=Meeting.objects.get())
    assert {one.post for one in came} == {heads["now"], heads["them"]}


def test_the_form_of_a_recorded_meeting_has_the_button_too(at_work, partnership, heads):
    meeting = MeetingFactory(partnerships=[partnership])
    url = reverse("exchanges:meeting-edit", args=[meeting.uuid])
    page = at_work.get(url)
    page = at_work.post(url, untouched(page) | {"add_heads": "1"})
    assert len(filled(page)["home"]) == 1
    elsewhere = reverse("exchanges:meeting-edit", args=[MeetingFactory().uuid])
    assert at_work.post(elsewhere, {"add_heads": "1"}).status_code == 404


def test_a_unit_without_a_tie_has_its_own_heads(at_work, unit, heads):
    url = reverse("exchanges:unit-meeting-create", args=[unit.uuid])
    page = at_work.post(url, untouched(at_work.get(url)) | {"add_heads": "1"})
    assert [one[1] for one in filled(page)["home"]] == ["Chủ tịch"]


def test_the_picker_shows_the_post_held_on_the_day(
    at_work, heads, unit, django_assert_max_num_queries
):
    person = heads["before"].person
    PostFactory(
        person=person, unit=unit, title="Bí thư", since=PartialDate.read("01/01/2024"), heads=True
    )
    url = reverse("exchanges:attendee-picker")
    asked = {"name": "home-0-person", "home-0-person_q": person.name}
    with django_assert_max_num_queries(8):
        then = at_work.get(url, asked | {"held": "28/03/2023"}).text
    assert "Chủ tịch, xã Na Mèo" in then
    assert "Bí thư" not in then
    assert "Bí thư, xã Na Mèo" in at_work.get(url, asked | {"held": "28/03/2025"}).text
    assert person.name in at_work.get(url, asked | {"held": "hôm nào đó"}).text
    PostFactory.create_batch(20, person__name=person.name, unit=unit)
    with django_assert_max_num_queries(8):
        at_work.get(url, asked)


def test_somebody_without_a_post_in_the_row_comes_in_the_post_of_the_day(
    officer, partnership, unit
):
    person = PersonFactory()
    held = PostFactory(person=person, unit=unit, title="Phó", until=PartialDate.read("2025"))
    PostFactory(person=person, unit=UnitFactory(), title="Nay", since=PartialDate.read("2026"))
    meeting = MeetingFactory(partnerships=[partnership], held=PartialDate.read("28/03/2025"))
    said = {"side": "home", "role": "member", "person": person, "post": ""}
    (came,) = attendances.write(meeting=meeting, rows=[said], by=officer)
    assert came.post == held
    assert held.held_on(date(2025, 3, 28))
