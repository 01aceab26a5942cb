"""Organisations, people and their posts, entered and corrected through the pages."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from partnerships.models import Organisation, Person, Post
from partnerships.services import organisations, people
from tests.factories import (
    AttendanceFactory,
    MeetingFactory,
    OrganisationFactory,
    PersonFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)

NEW = "partnerships:organisation-create"
NEW_PERSON = "partnerships:person-create"


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def posts(*rows, initial=0):
    sent = {"posts-TOTAL_FORMS": len(rows), "posts-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        sent |= {f"posts-{number}-{key}": value for key, value in row.items()}
    return sent


def post_row(**given):
    return {"title": "Chủ tịch", "basis": "reported"} | given


# Organisations


def test_an_organisation_is_entered_with_its_names(at_work, unit):
    sent = {
        "name": "Đồn Biên phòng Na Mèo",
        "kind": "border_guard",
        "seat": str(unit.uuid),
        "other_names_lo": "ປ້ອມຊາຍແດນນາແມວ",
        "since": "03/03/1959",
        "submission": str(uuid4()),
    }
    answer = at_work.post(reverse(NEW), sent)
    one = Organisation.objects.get()
    assert answer.url == one.get_absolute_url()
    assert (one.country_id, one.seat, one.since) == ("VN", unit, date(1959, 3, 3))
    assert one.other_names == {"lo": "ປ້ອມຊາຍແດນນາແມວ"}
    assert at_work.post(reverse(NEW), sent).url == answer.url  # sent twice, entered once
    assert "ປ້ອມຊາຍແດນນາແມວ" in at_work.get(answer.url).text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Fill this in."),
        ({"seat": ""}, "Name the seat of the organisation, or at least its country."),
        ({"since": "01/01/2020", "until": "01/01/2019"}, "The end comes after the beginning"),
        ({"other_names_lo": "ກ" * 300}, "at most 200"),
    ],
)
def test_what_was_typed_wrongly_of_an_organisation_is_said_and_kept(at_work, unit, changed, words):
    sent = {"name": "Đồn", "kind": "border_guard", "seat": str(unit.uuid)}
    page = at_work.post(reverse(NEW), sent | changed)
    assert (page.status_code, words in page.text) == (422, True)
    assert not Organisation.objects.exists()


def test_an_organisation_lies_in_the_area_or_abroad_where_there_is_a_tie(
    officer, unit, partnership
):
    say = {"name": "Công an huyện", "by": officer}
    with pytest.raises(RuleViolation, match="outside your area"):
        organisations.propose(**say, seat=UnitFactory())
    with pytest.raises(RuleViolation, match="outside your area"):
        organisations.propose(**say, seat=UnitFactory(country__code="KH"))
    assert organisations.propose(**say, seat=unit)
    assert organisations.propose(**say, seat=UnitFactory(country__code="LA"))
    with pytest.raises(RuleViolation, match="in its own country"):
        organisations.propose(**say, seat=unit, country=partnership.parties.all()[1].unit.country)


def test_an_organisation_is_corrected_and_its_rarer_names_stay(at_work, officer, unit):
    one = OrganisationFactory(seat=unit, other_names={"lo": "ປ້ອມ", "th": "ป้อม"})
    url = reverse("partnerships:organisation-edit", args=[one.uuid])
    assert "ປ້ອມ" in at_work.get(url).text
    sent = {"name": "Đồn mới", "kind": "command", "seat": str(unit.uuid), "country": ""}
    assert at_work.post(url, sent | {"other_names_zh": "边防站"}).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.kind) == ("Đồn mới", "command")
    assert one.other_names == {"zh": "边防站", "th": "ป้อม"}
    assert AuditEvent.objects.filter(action="organisation.revised", target=one.uuid).exists()
    elsewhere = OrganisationFactory()
    page = at_work.post(
        reverse("partnerships:organisation-edit", args=[elsewhere.uuid]),
        sent | {"seat": str(elsewhere.seat.uuid)},
    )
    assert "outside your area" in page.text


# People


def test_a_person_is_entered_with_posts_in_time(at_work, unit):
    sent = {"name": "Lò Văn Pánh", "other_names_lo": "ລໍ ວັນ ປານ"} | posts(
        post_row(unit=str(unit.uuid), heads="on", since="2021", other_titles_lo="ປະທານ"),
        post_row(title="Bí thư", unit=str(unit.uuid), since="2015", until="2021"),
    )
    answer = at_work.post(reverse(NEW_PERSON), sent)
    person = Person.objects.get()
    assert answer.url == person.get_absolute_url()
    head, before = person.posts.in_time()
    assert (head.heads, str(head.since), head.other_titles) == (True, "2021", {"lo": "ປະທານ"})
    assert (before.title, before.heads, str(before.until)) == ("Bí thư", False, "2021")
    page = at_work.get(answer.url).text
    assert page.index("Chủ tịch") < page.index("Bí thư")
    assert "heads it" in page


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (None, "Name at least one post"),
        ({}, "Name either a unit or an organisation."),
        ({"unit": "here", "organisation": "there"}, "Name either a unit or an organisation."),
        ({"unit": "here", "since": "2021", "until": "2015"}, "The end comes after the beginning"),
        ({"unit": "elsewhere"}, "outside your area"),
    ],
)
def test_a_person_has_a_post_in_the_area(at_work, unit, row, words):
    places = {
        "here": unit,
        "there": OrganisationFactory(seat=unit),
        "elsewhere": UnitFactory(),
    }
    said = {key: str(places[v].uuid) if v in places else v for key, v in (row or {}).items()}
    rows = [] if row is None else [post_row(**said)]
    page = at_work.post(reverse(NEW_PERSON), {"name": "Lò Văn Pánh"} | posts(*rows))
    assert (page.status_code, words in page.text) == (422, True)
    assert not Person.objects.exists()


def test_posts_that_the_officer_cannot_see_stay(at_work, unit):
    person = PersonFactory()
    ours = PostFactory(person=person, unit=unit, title="Chủ tịch")
    theirs = PostFactory(person=person, title="Bí thư nơi khác")
    url = reverse("partnerships:person-edit", args=[person.uuid])
    page = at_work.get(url)
    assert "Bí thư nơi khác" not in page.text
    sent = {"name": "Tên đúng"} | posts(
        post_row(uuid=str(ours.uuid), title="Phó Chủ tịch", unit=str(unit.uuid), until="3/2024"),
        initial=1,
    )
    assert at_work.post(url, sent).status_code == 302
    person.refresh_from_db()
    ours.refresh_from_db()
    assert (person.name, ours.title, str(ours.until)) == ("Tên đúng", "Phó Chủ tịch", "3/2024")
    assert Post.objects.filter(pk=theirs.pk).exists()


def test_a_post_named_in_a_delegation_is_ended_and_not_taken_out(officer, unit, partnership):
    person = PersonFactory()
    came, wrong = PostFactory.create_batch(2, person=person, unit=unit)
    AttendanceFactory(meeting=MeetingFactory(partnerships=[partnership]), person=person, post=came)
    row = {"title": "x", "unit": unit, "since": PartialDate(), "until": PartialDate()}
    say = {"person": person, "name": "x", "other_names": {}, "by": officer}
    with pytest.raises(RuleViolation, match="named in a delegation"):
        people.revise(**say, posts=[row])
    people.revise(**say, posts=[row | {"uuid": came.uuid, "organisation": None}])
    assert not Post.objects.filter(pk=wrong.pk).exists()


@pytest.mark.parametrize("role", [Role.READER, Role.LIAISON, Role.HEAD])
def test_only_officers_see_the_buttons(client, unit, role):
    one = OrganisationFactory(seat=unit)
    client.force_login(UserFactory(role=role, units=[unit]))
    page = client.get(one.get_absolute_url()).text
    assert "Give charge" not in page
    assert "Merge…" not in page
    client.force_login(UserFactory(role=Role.OFFICER, units=[unit]))
    page = client.get(one.get_absolute_url()).text
    assert "Give charge" in page
    assert "Merge…" in page
