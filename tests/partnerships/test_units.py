"""Places in time: services, pages, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import Level, NameKind, SuccessionKind
from partnerships.models import Unit, UnitName, UnitParent, UnitSuccession
from partnerships.services import units
from tests.factories import CountryFactory, SourceFactory, UnitFactory, UnitSuccessionFactory

REFORM = date(2025, 7, 1)


def recorded(by, **facts):
    facts = {"name": "Quan Sơn", "word": "huyện", "level": Level.DISTRICT} | facts
    return units.record(country=facts.pop("country", None) or CountryFactory(), by=by, **facts)


def test_a_place_enters_with_its_names_parent_and_sources(officer):
    province = recorded(officer, name="Thanh Hóa", word="tỉnh", level=Level.PROVINCE)
    source = SourceFactory()
    unit = recorded(
        officer,
        parent=province,
        parent_until=REFORM,
        valid_to=REFORM,
        names=[("lo", "ກວານເຊີນ"), ("vi", "Quan Sơn cũ", NameKind.FORMER, True)],
        sources=[source],
    )
    assert unit.parent == province
    assert unit.parents.get().until == REFORM
    assert {(n.language, n.kind, n.checked) for n in unit.names.all()} == {
        ("lo", "official", False),
        ("vi", "former", True),
    }
    assert list(unit.sources.all()) == [source]
    assert AuditEvent.objects.filter(action="unit.recorded", target=unit.uuid).exists()


def test_gaps_are_accepted(officer):
    assert recorded(officer, name="Ái Điểm").valid_from is None


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"valid_from": REFORM, "valid_to": REFORM}, "end comes after"),
        ({"latitude": 20}, "latitude and longitude"),
        ({"names": [("lo", "ກ"), ("lo", "ກ")]}, "has this name already"),
    ],
)
def test_what_a_place_cannot_be(officer, facts, words):
    with pytest.raises(RuleViolation, match=words):
        recorded(officer, **facts)
    assert not Unit.objects.filter(name="Quan Sơn").exists()  # nothing half-written
    assert not AuditEvent.objects.exists()


def test_a_unit_belongs_to_one_of_its_own_country(officer):
    lao = UnitFactory(country__code="LA")
    with pytest.raises(RuleViolation, match="own country"):
        recorded(officer, parent=lao)


def test_a_unit_does_not_belong_below_itself(officer):
    above = UnitFactory()
    below = UnitFactory(parent=above)
    for parent in (above, below):
        with pytest.raises(RuleViolation, match="below it"):
            units.belong(unit=above, parent=parent, by=officer)


def test_a_new_parent_ends_the_time_of_the_one_before(officer):
    unit = UnitFactory(parent=UnitFactory())
    after = UnitFactory()
    units.belong(unit=unit, parent=after, since=REFORM, by=officer)
    assert [place.until for place in unit.parents.order_by("pk")] == [REFORM, None]
    assert Unit.objects.get(pk=unit.pk).parent == after


def test_a_merged_unit_ends_on_the_day_of_its_succession(officer):
    old, new = UnitFactory(), UnitFactory()
    units.succeed(predecessor=old, successor=new, kind=SuccessionKind.MERGED, on=REFORM, by=officer)
    old.refresh_from_db()
    assert old.valid_to == REFORM


def test_a_unit_of_which_a_part_is_transferred_lives_on(officer):
    old, new = UnitFactory(), UnitFactory()
    kind = SuccessionKind.PART_TRANSFERRED
    units.succeed(predecessor=old, successor=new, kind=kind, on=REFORM, by=officer)
    old.refresh_from_db()
    assert old.valid_to is None


@pytest.mark.parametrize(
    ("kind", "named", "words"),
    [
        (SuccessionKind.MERGED, False, "Name the unit"),
        (SuccessionKind.ABOLISHED, True, "has no successor"),
    ],
)
def test_only_the_abolished_has_no_successor(officer, kind, named, words):
    successor = UnitFactory() if named else None
    with pytest.raises(RuleViolation, match=words):
        units.succeed(
            predecessor=UnitFactory(), successor=successor, kind=kind, on=REFORM, by=officer
        )


def test_a_succession_stands_once_and_never_goes_round(officer):
    first, second, third = UnitFactory.create_batch(3)
    kind = SuccessionKind.PART_TRANSFERRED
    say = {"kind": kind, "on": REFORM, "by": officer}
    units.succeed(predecessor=first, successor=second, **say)
    units.succeed(predecessor=second, successor=third, **say)
    with pytest.raises(RuleViolation, match="already"):
        units.succeed(predecessor=first, successor=second, **say)
    for successor in (first, third):
        with pytest.raises(RuleViolation, match="own successors"):
            units.succeed(predecessor=third, successor=successor, **say)


def test_a_unit_is_not_succeeded_after_its_end(officer):
    old = UnitFactory(valid_to=date(2020, 1, 1))
    with pytest.raises(RuleViolation, match="no more"):
        units.succeed(
            predecessor=old, successor=UnitFactory(), kind="merged", on=REFORM, by=officer
        )


# What PostgreSQL refuses, through the model and in plain SQL


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("valid_from = '2025-07-01', valid_to = '2025-07-01'", "unit_ends_after_it_starts"),
        ("latitude = 91, longitude = 100", "unit_lies_on_the_globe"),
    ],
)
def test_the_database_refuses_an_impossible_place(unit, change, rule):
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_unit SET {change}")


def test_the_database_refuses_a_succession_that_goes_round(db):
    step = UnitSuccessionFactory()
    with pytest.raises(IntegrityError, match="succession_without_cycle"), transaction.atomic():
        UnitSuccessionFactory(predecessor=step.successor, successor=step.predecessor)
    far = UnitSuccessionFactory(predecessor=step.successor)
    turned = "UPDATE partnerships_unitsuccession SET successor_id = %s WHERE id = %s"
    with (
        pytest.raises(IntegrityError, match="succession_without_cycle"),
        connection.cursor() as cursor,
    ):
        cursor.execute(turned, [step.predecessor_id, far.pk])


def test_the_database_refuses_two_parents_at_a_time(unit):
    UnitParent.objects.create(unit=unit, parent=UnitFactory())
    with pytest.raises(IntegrityError, match="a_unit_has_one_parent_at_a_time"):
        UnitParent.objects.create(unit=unit, parent=UnitFactory(), since=REFORM)


def test_the_database_refuses_a_unit_above_itself(unit):
    below = UnitFactory(parent=unit)
    with pytest.raises(IntegrityError, match="no_unit_above_itself"):
        UnitParent.objects.create(unit=unit, parent=below)


def test_a_name_stands_once_even_without_a_day(unit):
    UnitName.objects.create(unit=unit, language="lo", text="ນາແມວ")
    with pytest.raises(IntegrityError, match="a_unit_is_called_so_once"):
        UnitName.objects.create(unit=unit, language="lo", text="ນາແມວ")


def test_an_abolished_unit_has_a_row_without_successor(unit):
    assert UnitSuccession.objects.create(predecessor=unit, kind="abolished", on=REFORM)
    with pytest.raises(IntegrityError, match="only_the_abolished_has_no_successor"):
        UnitSuccession.objects.create(predecessor=UnitFactory(), kind="merged", on=REFORM)


# Looking for a place


@pytest.mark.parametrize("typed", ["quan son", "QUAN SƠN", "huyen quan s", "Quan Sơn"])
def test_quan_son_is_found_without_tone_marks(officer, typed):
    unit = recorded(officer)
    recorded(officer, name="Quan Hóa")
    assert list(Unit.objects.named(typed)) == [unit]


def test_a_place_is_found_by_its_name_in_lao_and_by_a_misspelling(officer):
    names = [("lo", "ວຽງໄຊ"), ("vi", "Viêng Say", NameKind.ALIAS)]
    unit = recorded(officer, name="Viêng Xay", country=CountryFactory(code="LA"), names=names)
    for typed in ("ວຽງໄຊ", "vieng say", "vieng xay"):
        assert list(Unit.objects.named(typed)) == [unit]
