"""The form of a patrol, its page, its list and its part on other pages."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from core.basis import Basis
from core.fields import PartialDate
from exchanges.models import Patrol
from partnerships.choices import Side
from tests.exchanges.filing import errors, untouched
from tests.exchanges.happenings import patrol_form
from tests.factories import (
    BorderFactory,
    BorderMarkerFactory,
    CountryFactory,
    IncidentFactory,
    OrganisationFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    PatrolFactory,
    PatrolFindingFactory,
    PatrolPartyFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
NEW = reverse("exchanges:patrol-create")
LIST = reverse("exchanges:patrol-list")


@pytest.fixture
def border():
    return BorderFactory()


@pytest.fixture
def markers(border):
    return [BorderMarkerFactory(border=border, number=number) for number in (691, 702)]


@pytest.fixture
def elsewhere():
    border = BorderFactory(neighbour=CountryFactory(code="CN"))
    return BorderMarkerFactory(border=border, number=691)


@pytest.fixture
def station(unit):
    return OrganisationFactory(name="Đồn Na Mèo", seat=unit)


@pytest.fixture
def company():
    return OrganisationFactory(
        name="Đại đội 1", seat=UnitFactory(country=CountryFactory(code="LA"))
    )


@pytest.fixture
def at_work(client, liaison):
    client.force_login(liaison)
    return client


@pytest.fixture
def form(border, markers, station, company):
    """What is typed of a patrol of both sides, with whatever a test says otherwise."""

    def typed(**more):
        facts = {"first": markers[0], "last": markers[1]}
        facts |= {"home": [(station, 8)], "counterpart": [(company, 7)]}
        return patrol_form(border, **facts | more)

    return typed


def test_it_is_entered_with_both_sides_and_what_was_found(at_work, form, markers, partnership):
    data = form(
        findings=[("Mốc nghiêng", markers[0]), ("Vết xe", None)], partnership=str(partnership.uuid)
    )
    answer = at_work.post(NEW, data)
    made = Patrol.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    assert [(str(one), one.people) for one in made.parties.all()] == [
        ("Đồn Na Mèo", 8),
        ("Đại đội 1", 7),
    ]
    page = at_work.get(made.get_absolute_url()).text
    for words in ("Patrol from marker 691 to 702", "Mốc nghiêng", "Vết xe", "signed patrol record"):
        assert words in page
    assert at_work.post(NEW, data)["Location"] == made.get_absolute_url()
    assert Patrol.objects.count() == 1


def test_the_form_says_what_has_no_place_here(at_work):
    assert "times of patrols to come" in at_work.get(NEW).text


def test_the_tie_offers_its_border_and_its_stations(at_work, border, partnership, station, company):
    PartnershipPartyFactory(partnership=partnership, unit=None, organisation=station)
    over_there = {"side": Side.COUNTERPART, "unit": None, "organisation": company}
    PartnershipPartyFactory(partnership=partnership, **over_there)
    page = at_work.get(f"{NEW}?tie={partnership.uuid}")
    sent = untouched(page) | {
        "border": str(border.uuid),
        "basis": "reported",
        "partnership": str(partnership.uuid),
    }
    assert page.context["form"]["border"].value() == border.uuid
    answer = at_work.post(f"{NEW}?tie={partnership.uuid}", sent)
    assert answer.status_code == 302, errors(answer)
    assert {one.who for one in Patrol.objects.get().parties.all()} == {station, company}


def test_a_liaison_finds_the_own_station_already_named(client, station):
    client.force_login(UserFactory(role=Role.LIAISON, organisation=station))
    (row,) = client.get(NEW).context["rowsets"]["home"].forms
    assert row["organisation"].value() == station


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        ({"happened": "12/03/2100"}, "happened", "still to come"),
        ({"happened": "03/2026"}, "happened", "full day"),
        ({"happened": ""}, "happened", "full day"),
        ({"first": None}, "from_marker", "Name the first marker"),
        ({"last": None}, "to_marker", "Name the last marker"),
        ({"border": ""}, "border", "Choose one"),
        ({"border": "1"}, "border", ""),
        ({"home": []}, "__all__", "station or unit of the home side"),
        ({"note": "Phương án\nTỐI MẬT"}, "note", "stamp TỐI MẬT"),
        ({"home-0-people": "0"}, "home-0-people", ""),
        ({"home-0-organisation": ""}, "home-0-__all__", "either a unit or an organisation"),
    ],
)
def test_bad_input_is_told_at_its_box_and_nothing_typed_is_lost(at_work, form, typed, box, words):
    answer = at_work.post(NEW, form(**{"findings": [("Cọc dấu gãy", None)], **typed}))
    assert words in errors(answer)[box]
    assert "Cọc dấu gãy" in answer.text
    assert not Patrol.objects.exists()


def test_markers_of_different_borders_are_refused(at_work, form, elsewhere):
    assert "does not stand on" in errors(at_work.post(NEW, form(last=elsewhere)))["to_marker"]
    told = errors(at_work.post(NEW, form(findings=[("Vết xe", elsewhere)])))
    assert "does not stand on" in told["findings-0-marker"]


def test_the_same_party_twice_or_on_the_wrong_side_is_told_in_its_row(at_work, form, station):
    told = errors(at_work.post(NEW, form(home=[(station, 8), (station, 2)])))
    assert "named already" in told["home-1-organisation"]
    told = errors(at_work.post(NEW, form(counterpart=[(station, 8)])))
    assert "named already" in told["counterpart-0-organisation"]
    told = errors(at_work.post(NEW, form(counterpart=[(OrganisationFactory(), 8)])))
    assert "this side of the border" in told["counterpart-0-organisation"]


def test_markers_are_found_by_number_on_the_border_of_the_form(
    at_work, border, markers, elsewhere, form
):
    picker = reverse("exchanges:patrol-marker-picker")
    BorderMarkerFactory(border=border, number=6911)
    near = at_work.get(f"{picker}?q=691&border={border.uuid}&name=from_marker").context["found"]
    assert [str(one) for one in near] == ["691", "6911"]
    assert elsewhere in at_work.get(f"{picker}?q=691&border=x").context["found"]
    typed = form(first=None, from_marker_q="691")  # without JavaScript: the number alone
    assert at_work.post(NEW, typed).status_code == 302
    assert Patrol.objects.get().from_marker == markers[0]


def test_incidents_are_offered_as_far_as_one_may_see_them(at_work, partnership):
    IncidentFactory(partnership=partnership, title="Vụ kín", sensitive=True)
    IncidentFactory(title="Vụ nơi khác")
    seen = IncidentFactory(partnership=partnership, title="Vụ trâu bò")
    picker = reverse("exchanges:incident-picker")
    assert at_work.get(f"{picker}?q=vụ").context["found"] == [seen]


def test_it_is_edited_and_a_finding_out_of_sight_stays(at_work, officer, partnership, station):
    one = PatrolFactory(partnership=partnership, station=station, station__people=8)
    secret = IncidentFactory(partnership=partnership, sensitive=True, title="Vụ kín")
    finding = PatrolFindingFactory(patrol=one, incident=secret, what="Lời kín")
    assert "kín" not in at_work.get(one.get_absolute_url()).text
    edit = reverse("exchanges:patrol-edit", args=[one.uuid])
    page = at_work.get(edit)
    assert "kín" not in page.text
    assert f'value="{one.border.uuid}" selected' in page.text
    data = untouched(page) | {"home-0-people": "9"}
    answer = at_work.post(edit, data)
    assert answer.status_code == 302, errors(answer)
    finding.refresh_from_db()
    assert (finding.what, finding.incident) == ("Lời kín", secret)
    one.refresh_from_db()
    assert (one.parties.get().people, one.partnership) == (9, partnership)


def test_it_is_taken_back_and_counts_no_more(at_work, partnership, unit, station):
    one = PatrolFactory(partnership=partnership, station=station)
    withdraw = reverse("exchanges:patrol-withdraw", args=[one.uuid])
    assert at_work.post(withdraw, {"reason": "Nhập hai lần"}).status_code == 302
    assert "Nhập hai lần" in at_work.get(one.get_absolute_url()).text
    assert at_work.get(LIST).context["table"].count == "0"
    assert at_work.get(f"{LIST}?standing=no").context["table"].count == "1"
    for name, record in (("tie", partnership), ("unit", unit), ("organisation", station)):
        piece = at_work.get(reverse(f"exchanges:{name}-patrols", args=[record.uuid]))
        assert not piece.context["rows"]


def test_the_list_is_cut_by_tie_border_period_and_basis(at_work, partnership, unit, border):
    ours = PatrolFactory(partnership=partnership, happened=PartialDate.read("12/03/2025"))
    told = PatrolFactory(
        partnership=partnership, basis=Basis.REPORTED, happened=PartialDate.read("2024")
    )
    PatrolFactory()
    china = BorderFactory(neighbour=CountryFactory(code="CN"))
    for query, found in (
        ("", {ours, told}),
        (f"tie={partnership.uuid}", {ours, told}),
        (f"unit={unit.uuid}", {ours, told}),
        (f"border={border.uuid}", {ours, told}),
        (f"border={china.uuid}", set()),
        ("basis=reported", {told}),
        ("since=01/01/2025&until=31/12/2025", {ours}),
    ):
        rows = at_work.get(f"{LIST}?{query}").context["table"].rows
        assert {row["uuid"] for row in rows} == {one.uuid for one in found}, query


def test_parts_of_other_pages_say_how_many_and_how_many_people(at_work, partnership, unit, station):
    for people in (8, 4):
        one = PatrolFactory(partnership=partnership, station=station, station__people=people)
        PatrolPartyFactory(patrol=one, side=Side.COUNTERPART, people=people)
    PatrolFactory(partnership=None, station=station)
    for name, record, number in (
        ("tie", partnership, "2"),
        ("unit", unit, "3"),
        ("organisation", station, "3"),
    ):
        piece = at_work.get(reverse(f"exchanges:{name}-patrols", args=[record.uuid]))
        assert piece.context["number"] == number
        assert piece.context["people"] == {"home": 12, "counterpart": 12}
    assert (
        f"{NEW}?tie={partnership.uuid}"
        in at_work.get(reverse("exchanges:tie-patrols", args=[partnership.uuid])).text
    )


def test_what_pages_cost(at_work, partnership, django_assert_max_num_queries):
    for rows in (1, 20):
        for _row in range(rows):
            one = PatrolFactory(partnership=partnership)
            PatrolFindingFactory(patrol=one, incident=IncidentFactory(partnership=partnership))
            PatrolFindingFactory(patrol=one)
        with django_assert_max_num_queries(6):
            at_work.get(LIST)
        with django_assert_max_num_queries(10):
            at_work.get(one.get_absolute_url())
        with django_assert_max_num_queries(9):
            at_work.get(reverse("exchanges:tie-patrols", args=[partnership.uuid]))


def test_whose_tie_is_out_of_sight_is_not_named_and_stays(at_work, station):
    strange = PartnershipFactory(title="cặp của tỉnh khác")
    one = PatrolFactory(partnership=strange, station=station)
    for url in (LIST, f"{LIST}?columns=partnership", one.get_absolute_url()):
        page = at_work.get(url)
        assert page.status_code == 200
        assert strange.title not in page.text
    edit = reverse("exchanges:patrol-edit", args=[one.uuid])
    page = at_work.get(edit)
    assert strange.title not in page.text
    sent = untouched(page) | {"note": "Trời mưa", "partnership": ""}
    assert at_work.post(edit, sent).status_code == 302
    one.refresh_from_db()
    assert (one.note, one.partnership) == ("Trời mưa", strange)
