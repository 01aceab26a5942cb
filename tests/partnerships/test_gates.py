"""Gates and openings, and border profiles: rules, forms with sources, pages."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from accounts.choices import Role
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from partnerships.choices import GateKind
from partnerships.models import BorderProfile, Gate
from partnerships.services import border_profiles, gates
from tests.factories import (
    BorderFactory,
    BorderMarkerFactory,
    BorderProfileFactory,
    GateFactory,
    PaperFactory,
    SourceFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def border():
    return BorderFactory()


@pytest.fixture
def chinese_border():
    return BorderFactory(neighbour__code="CN")


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def passages(*rows):
    sent = {"passages-TOTAL_FORMS": len(rows), "passages-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent |= {f"passages-{number}-{key}": value for key, value in row.items()}
    return sent


def test_a_gate_stands_on_one_border(border, chinese_border, officer, unit):
    facts = {"border": border, "kind": GateKind.MAIN, "name": "Na Mèo", "by": officer}
    strange = BorderMarkerFactory(border=chinese_border)
    for wrong, box in (
        ({"marker": strange}, "marker"),
        ({"unit": UnitFactory(country__code="LA")}, "unit"),
        ({"counterpart": UnitFactory(country__code="CN")}, "counterpart"),
        ({"since": PartialDate.read("2020"), "until": PartialDate.read("2019")}, "until"),
    ):
        with pytest.raises(RuleViolation) as no:
            gates.record(**facts, **wrong)
        assert no.value.field == box
    gates.record(**facts, unit=unit)
    with pytest.raises(RuleViolation, match="in the register already"):
        gates.record(**facts, unit=unit)


def test_a_closed_gate_may_open_again_as_another(border, officer, unit):
    facts = {"border": border, "kind": GateKind.OPENING, "name": "Pa Phay", "unit": unit}
    first = gates.record(**facts, by=officer)
    gates.revise(gate=first, **facts, until=PartialDate.read("2020"), by=officer)
    gates.record(**facts, since=PartialDate.read("2023"), by=officer)
    assert Gate.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("marker_id = {marker}", "units_of_the_border"),
        ("unit_id = {lao}", "units_of_the_border"),
        ("counterpart_id = {chinese}", "units_of_the_border"),
        (
            "since_days = '[2020-01-01,2021-01-01)', until_days = '[2019-01-01,2020-01-01)'",
            "gate_closes_after_it_opens",
        ),
    ],
)
def test_plain_sql_is_refused_too(border, chinese_border, change, rule):
    gate = GateFactory(border=border)
    change = change.format(
        marker=BorderMarkerFactory(border=chinese_border).pk,
        lao=UnitFactory(country__code="LA").pk,
        chinese=UnitFactory(country__code="CN").pk,
    )
    with pytest.raises(IntegrityError) as no, connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_gate SET {change} WHERE id = {gate.pk}")
    assert no.value.__cause__.diag.constraint_name == rule


def test_the_form_keeps_the_sources(at_work, border, unit, officer):
    paper = PaperFactory(published=True, title="Nghị định về cửa khẩu")
    sent = {
        "border": str(border.uuid),
        "kind": "international",
        "name": "Cửa khẩu Quốc tế Na Mèo",
        "unit": str(unit.uuid),
        "since": "05/2004",
        "submission": str(uuid4()),
    }
    answer = at_work.post(
        reverse("partnerships:gate-create"),
        sent | passages({"paper": str(paper.uuid), "paragraph": "3"}),
    )
    gate = Gate.objects.get()
    assert answer.url == gate.get_absolute_url()
    page = at_work.get(gate.get_absolute_url()).content.decode()
    assert "Nghị định về cửa khẩu" in page
    assert "05/2004" in page

    hidden = SourceFactory(paper=PaperFactory(published=False))
    gate.sources.add(hidden)
    edit = reverse("partnerships:gate-edit", args=[gate.uuid])
    assert at_work.post(edit, sent | {"until": "2024"} | passages()).status_code == 302
    gate.refresh_from_db()
    assert str(gate.until) == "2024"
    assert list(gate.sources.all()) == [hidden]  # what one cannot see, one does not take out


def test_the_form_says_at_the_box_what_is_wrong(at_work, border):
    lao = UnitFactory(country__code="LA")
    sent = {"border": str(border.uuid), "kind": "main", "name": "A", "unit": str(lao.uuid)}
    answer = at_work.post(reverse("partnerships:gate-create"), sent | passages())
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["unit"]


def test_a_profile_is_entered_and_put_right(at_work, border, unit):
    faces = UnitFactory(country__code="LA", name="Viêng Xay")
    sent = {
        "border": str(border.uuid),
        "unit": str(unit.uuid),
        "length_number": "64",
        "length_unit": "km",
        "length_bound": "exact",
        "communes": "6",
        "faces": str(faces.uuid),
        "submission": str(uuid4()),
    }
    at_work.post(reverse("partnerships:border-profile-create"), sent | passages())
    profile = BorderProfile.objects.get()
    assert (profile.length, list(profile.faces.all())) == (Amount(Decimal(64), "km"), [faces])

    edit = reverse("partnerships:border-profile-edit", args=[profile.uuid])
    at_work.post(edit, sent | {"length_bound": "over", "communes": ""} | passages())
    profile.refresh_from_db()
    assert (str(profile.length), profile.communes) == ("over 64 km", None)


def test_a_profile_fits_its_border(border, officer, unit):
    lao, chinese = UnitFactory(country__code="LA"), UnitFactory(country__code="CN")
    for wrong, box in (
        ({"unit": lao}, "unit"),
        ({"border_districts": [lao]}, "border_districts"),
        ({"faces": [chinese]}, "faces"),
    ):
        with pytest.raises(RuleViolation) as no:
            border_profiles.enter(border=border, by=officer, **wrong)
        assert no.value.field == box
    elsewhere = BorderProfileFactory(border=border)
    with pytest.raises(RuleViolation, match="outside your area"):
        border_profiles.revise(profile=elsewhere, border=border, unit=unit, by=officer)


def test_readers_see_and_officers_write(client, border, unit):
    gate = GateFactory(border=border, unit=UnitFactory())
    client.force_login(UserFactory(role=Role.READER, units=[unit]))
    page = client.get(gate.get_absolute_url())
    assert page.status_code == 200  # what was published of gates everybody may read
    edit = reverse("partnerships:gate-edit", args=[gate.uuid])
    assert edit not in page.content.decode()
    assert client.get(edit).status_code == 403


@pytest.mark.parametrize("name", ["gate-list", "border-profile-list"])
def test_lists_cost_the_same_for_1_row_and_a_full_page(
    at_work, border, unit, name, django_assert_max_num_queries
):
    for rows in (1, 59):
        GateFactory.create_batch(rows, border=border, unit=unit)
        BorderProfileFactory.create_batch(rows, border=border, unit=unit)
        with django_assert_max_num_queries(6):
            at_work.get(reverse(f"partnerships:{name}"))


def test_the_form_opens_with_the_border_that_the_gate_has(at_work, border, unit):
    gate = GateFactory(border=border, unit=unit)
    page = at_work.get(reverse("partnerships:gate-edit", args=[gate.uuid]))
    assert f'<option value="{border.uuid}" selected>' in page.content.decode()
