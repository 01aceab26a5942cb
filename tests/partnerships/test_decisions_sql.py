"""What PostgreSQL refuses of decisions, whoever asks."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from partnerships.choices import DecisionKind, Level, Side
from partnerships.models import Decision
from partnerships.services import decisions
from tests.factories import UnitFactory, UserFactory
from tests.partnerships.reform import (
    REFORM,
    district,
    foreign,
    new_commune,
    old_commune,
    province,
    settle,
    text_of,
    tie,
)

DAY = timedelta(days=1)
BY = {"decided_by": "UBND tỉnh"}
HEIR = """
    INSERT INTO partnerships_decisionheir (uuid, decision_id, unit_id)
    VALUES (gen_random_uuid(), %s, %s)
"""
DECISION = """
    INSERT INTO partnerships_decision
        (uuid, kind, partnership_id, memorandum_id, side, "on", decided_by, reason)
    VALUES (gen_random_uuid(), %s, %s, %s, '', %s, 'UBND tỉnh', 'x')
"""


def sql(statement, values=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
    settle()


def refuses(rule, statement, values=()):
    with pytest.raises(IntegrityError) as caught:
        sql(statement, values)
    assert caught.value.__cause__.diag.constraint_name == rule


@pytest.fixture
def by(db):
    return UserFactory()


@pytest.fixture
def twinned(by):
    return tie(district(province()), foreign())


@pytest.fixture
def carried(twinned, by):
    heir = UnitFactory(level=Level.COMMUNE)
    said = {"side": Side.HOME, "heirs": [heir], "on": REFORM, "by": by} | BY
    found = decisions.carry_over(partnership=twinned, **said)
    settle()
    return found


@pytest.fixture
def placed(by):
    commune = old_commune(province())
    village = UnitFactory(parent=commune)
    half = new_commune(province(), "Mới", commune)
    found = decisions.place(unit=village, parent=half, on=REFORM, by=by, **BY)
    settle()
    return found


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM partnerships_partnershipparty WHERE joined_by_id IS NOT NULL",
        "DELETE FROM partnerships_partnershipparty WHERE left_by_id IS NOT NULL",
        "DELETE FROM partnerships_partnershipevent WHERE decision_id IS NOT NULL",
        "UPDATE partnerships_partnershipparty SET since = since - 1 WHERE joined_by_id IS NOT NULL",
        "UPDATE partnerships_partnershipparty SET joined_by_id = NULL",
        "UPDATE partnerships_partnershipparty SET until = '2026-01-01'"
        " WHERE left_by_id IS NOT NULL",
        "UPDATE partnerships_partnershipparty SET left_by_id = NULL",
        "UPDATE partnerships_partnershipevent SET decision_id = NULL",
        "UPDATE partnerships_partnershipevent SET reason = 'y' WHERE decision_id IS NOT NULL",
    ],
)
def test_what_a_decision_did_to_a_tie_stands(carried, change):
    refuses("what_was_decided_stands", change)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM partnerships_unitparent WHERE joined_by_id IS NOT NULL",
        "UPDATE partnerships_unitparent SET since = since + 1 WHERE joined_by_id IS NOT NULL",
        "UPDATE partnerships_unitparent SET until = NULL, left_by_id = NULL"
        " WHERE left_by_id IS NOT NULL",
    ],
)
def test_where_a_decision_placed_a_village_stands(placed, change):
    refuses("what_was_decided_stands", change)


def test_an_heir_may_leave_later_by_itself(carried):
    sql(
        "UPDATE partnerships_partnershipparty SET until = '2026-01-01'"
        " WHERE joined_by_id IS NOT NULL"
    )


@pytest.mark.parametrize("column", ["joined_by_id", "left_by_id"])
def test_a_party_names_a_decision_on_its_own_tie_and_side(carried, column):
    other = tie(province("Nghệ An"), foreign("Khác"))
    refuses(
        "decided_by_a_decision_of_its_own",
        f"UPDATE partnerships_partnershipparty SET {column} = %s WHERE partnership_id = %s",
        [carried.pk, other.pk],
    )


def test_nothing_is_left_of_a_decision_that_was_taken_back(carried):
    refuses(
        "nothing_is_left_of_it",
        """INSERT INTO partnerships_decision
            (uuid, kind, partnership_id, side, "on", decided_by, reason, takes_back_id)
           VALUES (gen_random_uuid(), 'taken_back', %s, '', '2026-01-01', 'UBND', 'x', %s)""",
        [carried.partnership_id, carried.pk],
    )


@pytest.mark.parametrize(
    ("heir", "rule"),
    [
        ({"valid_from": REFORM + DAY}, "heir_is_there_on_the_day"),
        ({"valid_to": REFORM}, "heir_is_there_on_the_day"),
        ({"country__code": "LA"}, "heir_is_of_the_side"),
    ],
)
def test_an_heir_is_there_and_of_the_side(carried, heir, rule):
    refuses(rule, HEIR, [carried.pk, UnitFactory(**heir).pk])


def test_a_place_stays_in_its_country(placed):
    refuses("heir_is_of_the_side", HEIR, [placed.pk, UnitFactory(country__code="CN").pk])


def test_names_are_amended_in_the_days_of_the_decree_only(twinned):
    text = text_of(twinned)
    for on in (date(2025, 6, 30), date(2027, 3, 1)):
        values = [DecisionKind.NAME_AMENDED, None, text.pk, on]
        sql("SAVEPOINT before")
        refuses("names_only_while_the_decree_allows_it", DECISION, values)
        sql("ROLLBACK TO SAVEPOINT before")
    sql(DECISION, [DecisionKind.NAME_AMENDED, None, text.pk, date(2027, 2, 28)])
    assert Decision.objects.get().on == date(2027, 2, 28)


def test_a_text_passes_on_once_and_a_tie_ends_once(twinned):
    text = text_of(twinned)
    for values in (
        [DecisionKind.ENDED, twinned.pk, None, REFORM],
        [DecisionKind.PASSED_ON, None, text.pk, REFORM],
    ):
        sql("SAVEPOINT before")
        sql(DECISION, values)
        refuses("decided_once", DECISION, values)
        sql("ROLLBACK TO SAVEPOINT before")


def test_no_tie_arises_twice_by_decision(carried, twinned, by):
    them = twinned.parties.get(side=Side.COUNTERPART).unit
    heir = twinned.parties.get(joined_by=carried).unit
    other = tie(district(province(), "Quan Hóa"), them)
    decision = Decision.objects.create(
        kind=DecisionKind.CARRIED_OVER, partnership=other, side="home", on=REFORM, decided_by="x"
    )
    refuses(
        "no_tie_twice_by_decision",
        "INSERT INTO partnerships_partnershipparty"
        " (uuid, partnership_id, side, unit_id, since, joined_by_id)"
        " VALUES (gen_random_uuid(), %s, 'home', %s, %s, %s)",
        [other.pk, heir.pk, REFORM, decision.pk],
    )
