"""What the form of a place refuses, at which box it says so, and what PostgreSQL refuses too."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from partnerships.models import UnitSuccession
from tests.factories import (
    UnitFactory,
    UnitNameFactory,
    UnitParentFactory,
    UnitSuccessionFactory,
)
from tests.partnerships.place_form import REFORM, above, became, edit, filled, told

# What is refused, and at which box it says so


def test_what_a_place_itself_cannot_be_is_said_at_its_box(at_work, below, unit):
    UnitFactory(code="04117", valid_to=REFORM)
    parents = [above(unit)]
    cases = [
        ({"valid_from": "01/07/2025", "valid_to": "01/07/2025"}, "valid_to", "comes after"),
        ({"latitude": "20"}, "longitude", "both latitude and longitude"),
        ({"longitude": "104"}, "latitude", "both latitude and longitude"),
        ({"latitude": "91", "longitude": "104"}, "latitude", "between -90 and 90"),
        ({"latitude": "20", "longitude": "181"}, "longitude", "between -180 and 180"),
        ({"code": "04117", "valid_from": "30/06/2025"}, "code", "Codes are used again only"),
        ({"code": "04117"}, "code", "Codes are used again only"),
        ({"name": ""}, "name", "Fill this in"),
        ({"valid_to": "31/02/2025"}, "valid_to", "no such day"),
    ]
    for change, box, words in cases:
        errors = told(at_work.post(edit(below), filled(parents=parents, **change)))
        assert list(errors) == [box], (change, errors)
        assert words in errors[box][0]
    answer = at_work.post(
        edit(below), filled(parents=parents, code="04117", valid_from="01/07/2025")
    )
    assert answer.status_code == 302  # free again from the day on which the first one ended


def test_units_above_that_cannot_be_are_said_at_their_row(at_work, below, unit):
    lao = UnitFactory(country__code="LA")
    under = UnitFactory(parent=below)
    elsewhere = UnitFactory(name="Nghệ An")
    cases = [
        ([above(lao)], "parents-0-parent", "one of its own country"),
        ([above(below)], "parents-0-parent", "to itself or to a unit below"),
        ([above(under)], "parents-0-parent", "to itself or to a unit below"),
        ([above(elsewhere)], "parents-0-parent", "outside your area"),
        ([{"since": "01/01/2020"}], "parents-0-parent", "Choose the unit"),
        (
            [above(unit), above(unit, since="01/01/2020")],
            "parents-1-since",
            "in that time already",
        ),
        (
            [above(unit, since="01/01/2020", until="01/01/2020")],
            "parents-0-until",
            "comes after",
        ),
    ]
    for parents, box, words in cases:
        errors = told(at_work.post(edit(below), filled(parents=parents)))
        assert list(errors) == [box], (parents, errors)
        assert words in errors[box][0]


def test_names_that_cannot_be_are_said_at_their_row(at_work, below, unit):
    lao = {"text": "ຕາມລື", "language": "lo", "kind": "official"}
    wrong = lao | {"since": "01/01/2020", "until": "01/01/2019"}
    today = {"text": "Tam Lư", "language": "vi", "kind": "official"}
    cases = [
        ([lao, lao], "names-1-text", "has this name already"),
        ([wrong], "names-0-until", "comes after"),
        ([today], "names-0-kind", "is this a former one?"),
        ([lao | {"text": ""}], "names-0-text", "Fill this in"),
    ]
    for names, box, words in cases:
        errors = told(at_work.post(edit(below), filled(parents=[above(unit)], names=names)))
        assert list(errors) == [box], (names, errors)
        assert words in errors[box][0]


def test_successions_that_cannot_be_are_said_at_their_row(at_work, below, unit):
    heir = UnitFactory(parent=unit, valid_from=REFORM)
    lao = UnitFactory(country__code="LA")
    before = UnitFactory(parent=unit)
    UnitSuccessionFactory(predecessor=before, successor=below, on=date(1990, 1, 1))
    elsewhere = UnitFactory(name="Nghệ An")
    ends = {"valid_to": "01/07/2025"}
    day = "01/07/2025"
    cases = [
        ([became("merged", day)], "successor", "Name the unit that succeeds it", {}),
        ([became("abolished", day, heir)], "successor", "has no successor", {}),
        ([became("merged", day, lao)], "successor", "unit of its own country", {}),
        ([became("merged", day, below)], "successor", "one of its own successors", {}),
        ([became("kept", day, before)], "successor", "one of its own successors", {}),
        ([became("merged", day, elsewhere)], "successor", "outside your area", {}),
        ([became("merged", "30/06/2025", heir)], "on", "does not exist on that day", {}),
        ([became("merged", "02/07/2025", heir)], "on", "ended on another day", ends),
        ([became("merged", "30/06/2025", heir)], "on", "ended on another day", ends),
        ([became("merged", "", heir)], "on", "Fill this in", {}),
    ]
    for steps, field, words, facts in cases:
        sent = filled(parents=[above(unit)], successions=steps, **facts)
        errors = told(at_work.post(edit(below), sent))
        assert list(errors) == [f"successions-0-{field}"], (steps, errors)
        assert words in errors[f"successions-0-{field}"][0]
    twice = [became("divided", day, heir), became("divided", day, heir)]
    errors = told(at_work.post(edit(below), filled(parents=[above(unit)], successions=twice)))
    assert "in the register already" in errors["successions-1-successor"][0]
    assert UnitSuccession.objects.count() == 1


def test_a_day_that_belies_what_the_place_came_from_is_refused(at_work, below, unit):
    UnitSuccessionFactory(
        predecessor=UnitFactory(parent=unit, name="Cũ"), successor=below, on=REFORM
    )
    errors = told(at_work.post(edit(below), filled(parents=[above(unit)], valid_from="02/07/2025")))
    assert "became this unit on 01/07/2025" in errors["valid_from"][0]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("latitude = 20, longitude = NULL", "unit_lies_on_the_globe"),
        ("latitude = NULL, longitude = 104", "unit_lies_on_the_globe"),
        ("latitude = 20, longitude = -180.1", "unit_lies_on_the_globe"),
    ],
)
def test_the_database_refuses_half_a_position_and_one_off_the_globe(unit, change, rule):
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_unit SET {change}")


def test_the_database_refuses_a_period_that_ends_before_it_begins(unit):
    UnitParentFactory(unit=unit, since=REFORM)
    UnitNameFactory(unit=unit, since=REFORM)
    for table, rule in (
        ("unitparent", "belonging_ends_after_it_starts"),
        ("unitname", "unit_name_ends_after_it_starts"),
    ):
        with (
            pytest.raises(IntegrityError, match=rule),
            connection.cursor() as cursor,
            transaction.atomic(),
        ):
            cursor.execute(f"UPDATE partnerships_{table} SET until = '2025-07-01'")
