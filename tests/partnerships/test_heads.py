"""Who heads the two sides on a day, and what is not known."""

from datetime import date

import pytest
from django.urls import reverse

from core.fields import PartialDate
from partnerships import heads
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    UserFactory,
)

ON = date(2024, 6, 1)


def led_by(unit, on=ON):
    (led,) = heads.of_places([unit], on, UserFactory(sees_all=True))
    return [str(head.post.person) for head in led.heads], led.last and str(led.last.post.person)


def holds(unit, name, since="", until="", title="Chủ tịch", **more):
    return PostFactory(
        unit=unit,
        title=title,
        heads=True,
        person=PersonFactory(name=name),
        since=PartialDate.read(since) if since else PartialDate(),
        until=PartialDate.read(until) if until else PartialDate(),
        **more,
    )


def test_the_heads_of_a_day_are_those_in_office_then(unit):
    holds(unit, "Cũ", "2015", "2020")
    holds(unit, "Nay", "2021")
    holds(unit, "Bí thư", "2019", title="Bí thư")
    PostFactory(unit=unit, person=PersonFactory(name="Chuyên viên"))
    assert led_by(unit) == (["Nay", "Bí thư"], None)
    assert led_by(unit, date(2018, 1, 1)) == (["Cũ"], None)
    assert led_by(unit, date(2020, 8, 1)) == (["Bí thư", "Cũ"], None)


def test_a_successor_in_the_same_post_takes_over_where_no_end_was_told(unit):
    holds(unit, "Cũ", "2015")
    holds(unit, "Nay", "2021")
    assert led_by(unit) == (["Nay"], None)


def test_after_the_last_known_head_it_is_said_since_when_nobody_is_known(unit):
    holds(unit, "Đầu", "2010", "2015")
    holds(unit, "Cuối", "2015", "3/2020")
    assert led_by(unit) == ([], "Cuối")
    assert led_by(unit, date(2009, 1, 1)) == ([], None)


def test_an_end_told_in_words_only_is_an_end(unit):
    post = holds(unit, "Đã nghỉ", "2010")
    post.until = PartialDate(words="đã nghỉ hưu")
    post.save()
    assert led_by(unit) == ([], None)


def test_the_piece_of_a_tie_shows_both_sides_in_both_scripts(
    client, officer, partnership, unit, django_assert_max_num_queries
):
    them = partnership.parties.get(side="counterpart").unit
    head = holds(them, "Bun Phết", "2021", other_titles={"lo": "ເຈົ້າເມືອງ"})
    head.person.other_names = {"lo": "ບຸນເພັດ"}
    head.person.save()
    holds(unit, "Lương Thị Hạnh", "2015", "2023")
    client.force_login(officer)
    url = reverse("partnerships:partnership-heads", args=[partnership.uuid])
    with django_assert_max_num_queries(10):
        page = client.get(f"{url}?on=01/06/2024").text
    for words in ("Bun Phết", "ບຸນເພັດ", "ເຈົ້າເມືອງ", "not known since 2023", "Lương Thị Hạnh"):
        assert words in page
    assert "not known since" not in client.get(f"{url}?on=01/06/2022").text
    record = client.get(f"{partnership.get_absolute_url()}?on=01/06/2022").text
    assert f"{url}?on=01/06/2022" in record


@pytest.mark.parametrize("kind", ["unit", "organisation"])
def test_the_pieces_of_a_place_and_an_organisation(client, officer, unit, kind):
    where = unit if kind == "unit" else OrganisationFactory(seat=unit)
    post = PostFactory(title="Trưởng", heads=True, **{"unit": None} | {kind: where})
    client.force_login(officer)
    page = client.get(reverse(f"partnerships:{kind}-heads", args=[where.uuid]))
    assert str(post.person) in page.text


def test_a_person_page_tells_posts_in_time_and_the_meetings_attended(
    client, officer, partnership, unit, django_assert_max_num_queries
):
    person = PersonFactory()
    old = PostFactory(person=person, unit=unit, title="Phó", since=PartialDate.read("2010"))
    PostFactory(person=person, unit=unit, title="Trưởng", since=PartialDate.read("2020"))
    for meeting in MeetingFactory.create_batch(3, partnerships=[partnership]):
        AttendanceFactory(meeting=meeting, person=person, post=old)
    hidden = AttendanceFactory(person=person, meeting=MeetingFactory())
    client.force_login(officer)
    with django_assert_max_num_queries(10):
        page = client.get(person.get_absolute_url()).text
    assert page.index("Trưởng") < page.index("Phó")
    with django_assert_max_num_queries(8):
        piece = client.get(reverse("exchanges:person-meetings", args=[person.uuid])).text
    assert piece.count("Phó, xã Na Mèo") == 3
    assert str(hidden.meeting) not in piece


def test_what_is_no_more_has_no_head_though_no_end_of_the_post_was_told(unit):
    unit.valid_to = date(2025, 7, 1)
    unit.save()
    holds(unit, "Hạnh", "2020")
    assert led_by(unit, date(2025, 6, 30)) == (["Hạnh"], None)
    assert led_by(unit, date(2025, 7, 1)) == ([], "Hạnh")
