"""What PostgreSQL refuses of places in time, decisions and borders, in plain SQL."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection

from partnerships.choices import DecisionKind, SuccessionKind
from partnerships.models import Decision, DecisionHeir
from tests.factories import (
    CountryFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
    UnitSuccessionFactory,
)

REFORM = date(2025, 7, 1)
DAY = timedelta(days=1)
SUCCESSION = """
    INSERT INTO partnerships_unitsuccession (uuid, predecessor_id, successor_id, kind, "on")
    VALUES (gen_random_uuid(), %s, %s, %s, %s)
"""


def sql(statement, values=()):
    """The statement, and what waits for the commit."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def rule_of(caught) -> str:
    return caught.value.__cause__.diag.constraint_name


def refuses(rule, statement, values=()):
    with pytest.raises(IntegrityError) as caught:
        sql(statement, values)
    assert rule_of(caught) == rule


def succeeded(old, new, on=REFORM, kind=SuccessionKind.MERGED):
    return SUCCESSION, [old.pk, new and new.pk, kind, on]


# Successions fit the days of their units


@pytest.fixture
def ended(db):
    return UnitFactory(valid_from=date(1977, 1, 1), valid_to=REFORM)


@pytest.mark.parametrize("on", [REFORM - DAY, REFORM + DAY, date(1970, 1, 1)])
@pytest.mark.parametrize("kind", [SuccessionKind.MERGED, SuccessionKind.DIVIDED])
def test_a_succession_is_on_the_day_its_predecessor_ended(ended, kind, on):
    refuses("successor_after_predecessor", *succeeded(ended, UnitFactory(), on=on, kind=kind))


def test_a_succession_on_that_day_is_accepted(ended):
    sql(*succeeded(ended, UnitFactory(valid_from=REFORM)))


@pytest.mark.parametrize("kind", [SuccessionKind.PART_TRANSFERRED, SuccessionKind.NEW_PARENT])
def test_a_part_passes_on_while_the_predecessor_lives_but_not_after(ended, kind):
    sql(*succeeded(ended, UnitFactory(), on=date(2005, 1, 1), kind=kind))
    refuses(
        "successor_after_predecessor",
        *succeeded(ended, UnitFactory(), on=REFORM + DAY, kind=kind),
    )


@pytest.mark.parametrize("days", [{"valid_from": REFORM + DAY}, {"valid_to": REFORM}])
def test_a_successor_exists_on_the_day(ended, days):
    refuses("successor_is_there", *succeeded(ended, UnitFactory(**days)))


def test_a_succession_stays_in_one_country(ended):
    refuses("succession_in_one_country", *succeeded(ended, UnitFactory(country__code="LA")))


@pytest.mark.parametrize(
    ("whose", "change"),
    [
        ("predecessor", {"valid_to": REFORM + DAY}),
        ("predecessor", {"valid_from": REFORM + DAY, "valid_to": None}),
        ("successor", {"valid_from": REFORM + DAY}),
        ("successor", {"valid_to": REFORM}),
    ],
)
def test_no_day_of_a_unit_changes_under_a_recorded_succession(ended, whose, change):
    step = UnitSuccessionFactory(predecessor=ended, on=REFORM)
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # it was recorded in a transaction of its own
    columns = ", ".join(f"{name} = %s" for name in change)
    unit = getattr(step, whose)
    refuses(
        "successions_stay_in_time",
        f"UPDATE partnerships_unit SET {columns} WHERE id = %s",
        [*change.values(), unit.pk],
    )


# Codes, parents, merges


CODE = """
    INSERT INTO partnerships_unit
        (uuid, word, name, level, country_id, code, valid_from, valid_to)
    VALUES (gen_random_uuid(), 'xã', 'Na Mèo', 'commune', 'VN', '15022', %s, %s)
"""


def test_a_code_is_used_again_only_after_its_first_unit_ended(db):
    UnitFactory(code="15022", valid_to=REFORM)
    refuses("a_code_names_one_unit_at_a_time", CODE, [REFORM - DAY, None])


def test_a_code_that_is_free_again_is_accepted(db):
    UnitFactory(code="15022", valid_to=REFORM)
    UnitFactory(code="15022", country=CountryFactory(code="LA"))
    sql(CODE, [REFORM, None])


def test_a_unit_belongs_to_one_of_its_own_country(unit):
    refuses(
        "unit_belongs_in_its_country",
        "INSERT INTO partnerships_unitparent (uuid, unit_id, parent_id) "
        "VALUES (gen_random_uuid(), %s, %s)",
        [unit.pk, UnitFactory(country__code="LA").pk],
    )


@pytest.mark.parametrize(
    ("table", "factory"),
    [
        ("partnerships_unit", UnitFactory),
        ("partnerships_organisation", OrganisationFactory),
        ("partnerships_partnership", PartnershipFactory),
    ],
)
@pytest.mark.parametrize(("what", "into"), [(2, 1), (0, 2), (2, 2)])
def test_merges_make_no_chain(db, table, factory, what, into):
    """Of three, the second was merged into the first. Nothing is merged into what was merged, a
    record that others were merged into goes nowhere, and nothing is merged into itself.
    """
    three = factory.create_batch(3)
    merge = f"UPDATE {table} SET merged_into_id = %s WHERE id = %s"
    sql(merge, [three[0].pk, three[1].pk])
    refuses("merged_into_one_that_stands", merge, [three[into].pk, three[what].pk])


# Decisions


@pytest.fixture
def decision(partnership):
    found = Decision.objects.create(
        kind=DecisionKind.CARRIED_OVER,
        partnership=partnership,
        side="home",
        on=REFORM,
        decided_by="UBND tỉnh",
    )
    DecisionHeir.objects.create(decision=found, unit=UnitFactory())
    return found


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'ended', side = '', reason = 'x'",
        "side = 'counterpart'",
        "\"on\" = '2020-01-01'",
        "decided_by = 'ai đó'",
        "reason = 'x'",
        "batch = gen_random_uuid()",
    ],
)
def test_a_decision_is_not_changed(decision, change):
    refuses("a_decision_stands", f"UPDATE partnerships_decision SET {change}")


@pytest.mark.parametrize("table", ["partnerships_decisionheir", "partnerships_decision"])
def test_a_decision_and_its_heirs_are_not_deleted(decision, table):
    refuses("a_decision_stands", f"DELETE FROM {table}")


def test_what_a_decision_is_about_may_be_pointed_at_the_record_kept_of_two(decision):
    kept = PartnershipFactory()
    sql("UPDATE partnerships_decision SET partnership_id = %s", [kept.pk])


TAKE_BACK = """
    INSERT INTO partnerships_decision
        (uuid, kind, partnership_id, side, "on", decided_by, reason, takes_back_id)
    VALUES (gen_random_uuid(), 'taken_back', %s, '', '2026-01-01', 'UBND tỉnh', 'nhầm', %s)
"""


def test_a_decision_takes_back_one_about_the_same_thing(decision):
    other = PartnershipFactory()
    refuses("takes_back_a_decision_of_its_own", TAKE_BACK, [other.pk, decision.pk])


def test_a_decision_is_taken_back_once_and_the_taking_back_stays(decision):
    sql(TAKE_BACK, [decision.partnership_id, decision.pk])
    back = Decision.objects.get(takes_back=decision)
    assert not Decision.objects.standing().exists()
    with pytest.raises(IntegrityError) as caught:
        sql(TAKE_BACK, [decision.partnership_id, back.pk])
    assert rule_of(caught) == "takes_back_a_decision_of_its_own"


def test_no_decision_is_taken_back_twice(decision):
    sql(TAKE_BACK, [decision.partnership_id, decision.pk])
    refuses(
        "partnerships_decision_takes_back_id_key",
        TAKE_BACK,
        [decision.partnership_id, decision.pk],
    )
