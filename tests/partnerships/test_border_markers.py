"""Boundary markers: numbers with suffixes, their order, runs, and what is refused."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.models import BorderMarker
from partnerships.services import border_markers
from tests.factories import BorderFactory, BorderMarkerFactory, GateFactory, UnitFactory

NEW = "partnerships:border-marker-create"
pytestmark = pytest.mark.django_db


@pytest.fixture
def border():
    return BorderFactory()


@pytest.fixture
def at_work(client, officer):
    client.force_login(officer)
    return client


def labels(border):
    return [str(marker) for marker in border.markers.order_by("place")]


def test_order_follows_from_number_and_suffix(border, officer):
    for number, suffix in ((1088, "/2"), (1089, ""), (1088, "(1)"), (1088, ""), (1088, "/1")):
        border_markers.record(border=border, number=number, suffix=suffix, by=officer)
    assert labels(border) == ["1088", "1088/1", "1088/2", "1088(1)", "1089"]
    assert AuditEvent.objects.filter(action="border_marker.recorded").count() == 5


def test_a_marker_can_stand_behind_another_whatever_its_number(border, officer):
    border_markers.enter(border=border, number=320, last=323, by=officer)
    first = border.markers.get(number=320)
    for number in (900, 901):
        border_markers.record(border=border, number=number, after=first, by=officer)
    assert labels(border) == ["320", "901", "900", "321", "322", "323"]

    border_markers.revise(
        marker=border.markers.get(number=901),
        number=901,
        after=border.markers.get(number=323),
        by=officer,
    )
    assert labels(border)[-1] == "901"


def test_a_run_is_entered_at_once(border, officer, unit):
    first = border_markers.enter(border=border, number=320, last=331, unit=unit, by=officer)
    assert str(first) == "320"
    assert labels(border) == [str(number) for number in range(320, 332)]
    assert not border.markers.exclude(unit=unit).exists()


@pytest.mark.parametrize(
    ("facts", "box", "words"),
    [
        ({"number": 1, "suffix": "-2"}, "suffix", "A suffix is written /2 or (1)."),
        ({"number": 5}, "number", "Marker 5 of "),
        ({"number": 100_000}, "number", "from 0 to 99999"),
        ({"number": 9, "last": 8}, "last", "from the lower number to the higher"),
        ({"number": 1, "last": 501}, "last", "At most 500"),
        ({"number": 4, "last": 6}, "last", "These are in the register already: 5."),
        ({"number": 7, "last": 8, "suffix": "/2"}, "suffix", "A run of markers has no suffix."),
    ],
)
def test_a_refusal_says_what_is_wrong_and_where(border, officer, facts, box, words):
    BorderMarkerFactory(border=border, number=5)
    with pytest.raises(RuleViolation, match=words.replace("(", r"\(").replace(")", r"\)")) as no:
        border_markers.enter(border=border, by=officer, **facts)
    assert no.value.field == box
    assert labels(border) == ["5"]


def test_units_lie_on_their_sides(border, officer, unit):
    lao, chinese = UnitFactory(country__code="LA"), UnitFactory(country__code="CN")
    for sides, box in (
        ({"unit": lao}, "unit"),
        ({"counterpart": chinese}, "counterpart"),
        ({"counterpart": unit}, "counterpart"),
    ):
        with pytest.raises(RuleViolation) as no:
            border_markers.record(border=border, number=1, by=officer, **sides)
        assert no.value.field == box
    border_markers.record(border=border, number=1, unit=unit, counterpart=lao, by=officer)


def test_an_officer_keeps_the_markers_of_their_own_area(border, officer):
    theirs = BorderMarkerFactory(border=border, unit=UnitFactory())
    with pytest.raises(RuleViolation, match="outside your area"):
        border_markers.enter(border=border, number=999, unit=UnitFactory(), by=officer)
    with pytest.raises(RuleViolation, match="outside your area"):
        border_markers.revise(marker=theirs, number=theirs.number, by=officer)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("suffix = '-2'", "marker_has_a_known_suffix"),
        ("number = 6", "a_marker_is_there_once"),
        ("unit_id = counterpart_id", "units_of_the_border"),
        ("counterpart_id = {chinese}", "units_of_the_border"),
        ("place = 12000", "one_marker_at_a_place"),
    ],
)
def test_plain_sql_is_refused_too(border, change, rule):
    BorderMarkerFactory(border=border, number=6)
    marker = BorderMarkerFactory(
        border=border, number=5, counterpart=UnitFactory(country__code="LA")
    )
    change = change.format(chinese=UnitFactory(country__code="CN").pk)
    with pytest.raises(IntegrityError) as no, connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE;"
            f"UPDATE partnerships_bordermarker SET {change} WHERE id = {marker.pk}"
        )
    assert no.value.__cause__.diag.constraint_name == rule


def test_the_form_enters_a_run_once(at_work, border, unit):
    sent = {
        "border": str(border.uuid),
        "number": "320",
        "last": "331",
        "suffix": "",
        "unit": str(unit.uuid),
        "submission": str(uuid4()),
    }
    for _twice in range(2):
        answer = at_work.post(reverse(NEW), sent)
        assert answer.status_code == 302
    assert border.markers.count() == 12


def test_the_form_says_at_the_box_what_is_wrong(at_work, border):
    BorderMarkerFactory(border=border, number=5, suffix="/1")
    for number, suffix, box in (("5", "/1", "number"), ("6", "x", "suffix")):
        sent = {"border": str(border.uuid), "number": number, "suffix": suffix}
        answer = at_work.post(reverse(NEW), sent)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [box]


def test_the_page_names_its_neighbours_in_the_order(at_work, border):
    before, marker, after = (BorderMarkerFactory(border=border, number=n) for n in (1, 2, 3))
    GateFactory(border=border, marker=marker, name="Chiềng Khương")
    page = at_work.get(marker.get_absolute_url()).content.decode()
    for words in (before.get_absolute_url(), after.get_absolute_url(), "Chiềng Khương"):
        assert words in page


def test_a_marker_is_offered_with_its_border(at_work, border):
    BorderMarkerFactory(border=border, number=1088, suffix="/2")
    page = at_work.get(reverse("partnerships:border-marker-picker"), {"q": "108", "name": "m"})
    assert f"1088/2 ({border})" in page.content.decode()


def test_the_list_costs_the_same_for_1_row_and_a_full_page(
    at_work, border, django_assert_max_num_queries
):
    for first, rows in ((1, 1), (2, 60)):
        for number in range(first, first + rows):
            BorderMarkerFactory(border=border, number=number, unit=UnitFactory())
        with django_assert_max_num_queries(6):
            at_work.get(reverse("partnerships:border-marker-list"))
    assert BorderMarker.objects.count() == 61
