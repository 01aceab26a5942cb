"""The pages of incidents: entering, the course, lists, pieces of other pages."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.fields import PartialDate
from exchanges.models import Incident
from tests.exchanges.filing import errors, untouched
from tests.factories import (
    BorderMarkerFactory,
    IncidentFactory,
    IncidentMoveFactory,
    LetterFactory,
    MeetingFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

NEW = reverse("exchanges:incident-create")
LIST = reverse("exchanges:incident-list")


def at(verb, incident):
    return reverse(f"exchanges:incident-{verb}", args=[incident.uuid])


@pytest.fixture
def entering(client, liaison):
    """Opens the form and sends it with what was typed."""
    client.force_login(liaison)

    def send(query="", **typed):
        url = f"{NEW}{query}"
        facts = {"kind": "marker", "title": "Cột mốc bị sứt cạnh"}
        return client.post(url, untouched(client.get(url)) | facts | typed)

    return send


@pytest.mark.parametrize("whose", ["tie", "unit", "marker", "meeting"])
def test_entered_from_the_page_of_a_tie_a_unit_a_marker_or_a_meeting(
    entering, partnership, unit, whose
):
    made = {
        "tie": lambda: partnership,
        "unit": lambda: unit,
        "marker": lambda: BorderMarkerFactory(unit=unit),
        "meeting": lambda: MeetingFactory(partnerships=[partnership]),
    }[whose]()
    more = {"partnership": str(partnership.uuid)} if whose == "meeting" else {}
    answer = entering(f"?{whose}={made.uuid}", happened="cuối năm 2024", account="Lũ.", **more)
    incident = Incident.objects.get()
    assert answer.url == incident.get_absolute_url()
    names = {"tie": "partnership", "unit": "unit", "marker": "marker"}
    if whose == "meeting":
        assert list(incident.meetings.all()) == [made]
    else:
        assert getattr(incident, names[whose]) == made
    assert str(incident.happened) == "cuối năm 2024"
    assert incident.filed_by.role == Role.LIAISON


def test_the_form_says_what_never_belongs_here_and_who_sees_what_is_sensitive(client, liaison):
    client.force_login(liaison)
    page = client.get(NEW)
    assert "TUYỆT MẬT" in page.text
    assert "Only you, who file it" in page.text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"happened": "2199"}, "happened", "still to come"),
        ({"happened": "hôm nọ 5"}, "happened", "not understood"),
        ({"title": ""}, "title", "Fill this in"),
        ({"unit": ""}, "marker", "one of them is enough"),
        ({"account": "Kính gửi\nTỐI MẬT\n"}, "account", "carries the stamp TỐI MẬT"),
        ({"status": "settled"}, "status", "begins as reported"),
        ({"outcome": "Xong"}, "outcome", "when the incident is settled"),
        ({"kind": "war"}, "kind", "Select a valid choice"),
    ],
)
def test_bad_input_is_told_at_its_box_and_nothing_is_lost(entering, unit, typed, field, words):
    page = entering(f"?unit={unit.uuid}", **{"place": "Bờ suối"} | typed)
    assert words in errors(page)[field]
    assert "Bờ suối" in page.text
    assert not Incident.objects.exists()


def test_a_place_outside_the_area_is_told_at_its_box(entering):
    far = UnitFactory()
    assert "outside your area" in errors(entering(f"?unit={far.uuid}"))["unit"]
    marker = BorderMarkerFactory(unit=far)
    assert "outside your area" in errors(entering(f"?marker={marker.uuid}"))["marker"]


def test_what_others_tell_is_entered_in_its_state(entering, unit):
    entering(f"?unit={unit.uuid}", basis="reported", status="closed", outcome="Đã trả.")
    incident = Incident.objects.get()
    assert (incident.basis, incident.status, incident.outcome) == ("reported", "closed", "Đã trả.")


def test_the_course_by_its_pages(client, unit, officer, liaison, partnership):
    incident = IncidentFactory(partnership=partnership, unit=unit, filed_by=liaison)
    client.force_login(officer)
    verify = at("verify", incident)
    form = untouched(client.get(verify))
    page = client.post(verify, form | {"on": "31/12/2199"})
    assert "still to come" in errors(page)["on"]
    page = client.post(verify, form | {"on": "12/2024"})
    assert "full day" in errors(page)["on"]
    assert client.post(verify, form).status_code == 302
    raising = at("raise", incident)
    page = client.post(raising, untouched(client.get(raising)))
    assert "in which way" in errors(page)["words"]
    for verb, typed in (
        ("raise", {"words": "Gặp tại mốc"}),
        ("settle", {"outcome": "Hai bên sửa lại"}),
        ("close", {}),
    ):
        data = untouched(client.get(at(verb, incident))) | typed
        assert client.post(at(verb, incident), data).status_code == 302, verb
    again = at("reopen", incident)
    assert "words" in errors(client.post(again, untouched(client.get(again))))
    data = untouched(client.get(again)) | {"words": "Lại hỏng"}
    page = client.post(again, data, follow=True)
    said = [(step["what"], step["words"]) for step in page.context["course"]]
    assert [str(what) for what, _words in said] == [
        "It happened",
        "Verified",
        "Raised with the other side",
        "Settled",
        "Closed",
        "Opened again",
    ]
    assert said[-1][1] == "Lại hỏng"
    assert page.context["object"].outcome == "Hai bên sửa lại"


def test_editing_what_is_verified_asks_for_the_reason(client, unit, officer, partnership):
    incident = IncidentFactory(partnership=partnership)
    client.force_login(officer)
    page = client.get(at("edit", incident))
    assert "reason" not in page.context["form"].fields
    IncidentMoveFactory(incident=incident)
    Incident.objects.update(status="verified", verified_by=UserFactory())
    data = untouched(client.get(at("edit", incident))) | {"title": "Khác"}
    assert "reason" in errors(client.post(at("edit", incident), data))
    page = client.post(at("edit", incident), data | {"reason": "Nhầm tên"}, follow=True)
    assert "Corrected: Nhầm tên" in page.text


def test_taking_back_leaves_it_to_be_read_and_out_of_the_list(client, officer, partnership):
    incident = IncidentFactory(partnership=partnership)
    client.force_login(officer)
    url = at("withdraw", incident)
    page = client.post(url, untouched(client.get(url)) | {"reason": "Nhập nhầm"}, follow=True)
    assert "Nhập nhầm" in page.text
    assert page.context["actions"] == []
    assert client.get(LIST).context["table"].count == "0"
    assert client.get(f"{LIST}?withdrawn=yes").context["table"].count == "1"
    piece = client.get(reverse("exchanges:tie-incidents", args=[partnership.uuid]))
    assert piece.context["rows"] == []


def test_the_list_is_cut_down_by_state_kind_and_year(client, officer, partnership):
    IncidentFactory(partnership=partnership, happened=PartialDate.read("2023"))
    IncidentFactory(partnership=partnership, kind="drugs", status="closed", basis="reported")
    client.force_login(officer)
    for query, count in (
        ("status=open", 1),
        ("status=closed", 1),
        ("kind=drugs", 1),
        ("year=2023", 1),
    ):
        assert client.get(f"{LIST}?{query}").context["table"].count == str(count), query


def full(partnership, unit, officer):
    """An incident with all that its page can show."""
    incident = IncidentFactory(
        partnership=partnership,
        unit=unit,
        marker=BorderMarkerFactory(unit=unit),
        counterpart=UnitFactory(country__code="LA"),
        filed_by=officer,
    )
    for _ in range(3):
        IncidentMoveFactory(incident=incident)
        LetterFactory(partnership=partnership, incident=incident)
        incident.meetings.add(MeetingFactory(partnerships=[partnership]))
    return incident


def test_the_page_of_an_incident(client, officer, partnership, unit, django_assert_num_queries):
    incident = full(partnership, unit, officer)
    client.force_login(officer)
    # who is signed in (2), reach, the incident, tie, sources, course, meetings, letters
    with django_assert_num_queries(9):
        page = client.get(incident.get_absolute_url())
    assert len(page.context["letters"]) == 3
    assert "Write a protest" in page.text


def test_letters_and_meetings_out_of_reach_are_not_shown(client, officer, unit, partnership):
    incident = IncidentFactory(partnership=partnership)
    other = PartnershipFactory()
    LetterFactory(partnership=other, incident=incident, gist="Thư nơi khác")
    incident.meetings.add(MeetingFactory(partnerships=[other], title="Hội đàm nơi khác"))
    client.force_login(officer)
    page = client.get(incident.get_absolute_url())
    assert "nơi khác" not in page.text


@pytest.mark.parametrize("whose", ["marker", "meeting"])
def test_pieces_of_a_marker_and_of_a_meeting(client, officer, unit, partnership, whose):
    incident = full(partnership, unit, officer)
    IncidentFactory(partnership=partnership)
    of = incident.marker if whose == "marker" else incident.meetings.first()
    client.force_login(officer)
    url = reverse(f"exchanges:{whose}-incidents", args=[of.uuid])
    page = client.get(url)
    assert [row["record"] for row in page.context["rows"]] == [incident]
    assert f"{NEW}?{whose}={of.uuid}" in page.text
    client.force_login(UserFactory(role=Role.OFFICER, units=[UnitFactory()]))
    away = client.get(url)
    assert away.status_code == 404 or away.context["rows"] == []


@pytest.mark.parametrize("page", [NEW, reverse("exchanges:letter-create")])
@pytest.mark.parametrize("name", ["tie", "unit", "marker", "meeting", "incident", "answers"])
@pytest.mark.parametrize("said", ["", "x", "0" * 40])
def test_an_address_that_names_nothing_opens_the_empty_form(client, liaison, page, name, said):
    client.force_login(liaison)
    assert client.get(page, {name: said}).status_code == 200
