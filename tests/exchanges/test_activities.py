"""Activities: the rules of their services, and of the database by plain SQL (DESIGN.md 6)."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from core.basis import Basis
from core.fields import Amount, Bound, PartialDate
from exchanges.choices import ActivityKind, DoneBy, Measure
from exchanges.models import Activity, ActivityFigure
from exchanges.services import activities
from tests.exchanges.happenings import TODAY, figure, refused, sql
from tests.factories import (
    ActivityFactory,
    ActivityFigureFactory,
    OrganisationFactory,
    PartnershipFactory,
    UnitFactory,
)


def enter(by, kind=ActivityKind.CLINIC, happened="05/04/2026", **facts):
    happened = PartialDate.read(happened) if happened else PartialDate()
    return activities.record(kind=kind, happened=happened, today=TODAY, by=by, **facts)


def test_an_activity_of_our_own_with_its_figures(officer, partnership):
    rows = [figure(Measure.PATIENTS, 120, "lượt"), figure("", 30, "lá cờ", what="Cờ Tổ quốc")]
    found = enter(officer, partnership=partnership, done_by=DoneBy.BOTH, figures=rows)
    assert (found.basis, found.filed_by) == (Basis.MADE_HERE, officer)
    assert [str(one) for one in found.figures.all()] == ["Patients", "Cờ Tổ quốc"]
    assert AuditEvent.objects.get().action == "activity.recorded"


def test_without_a_name_it_is_called_after_kind_tie_and_day(officer, partnership):
    found = enter(officer, partnership=partnership)
    assert found.title.endswith(f"{partnership.title}, 05/04/2026")
    assert enter(officer, partnership=partnership, title="Khám bệnh Tết").title == "Khám bệnh Tết"


@pytest.mark.parametrize("day", ["2025", "12/2025", ""])
def test_the_day_may_be_known_in_part(officer, partnership, day):
    assert enter(officer, partnership=partnership, happened=day).pk


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"happened": "23/11/2026"}, "still to come", "happened"),
        ({"partnership": None}, "Name a tie, a unit or an organiser", "partnership"),
        ({"note": "Kế hoạch\nTUYỆT MẬT"}, "stamp TUYỆT MẬT", "note"),
        ({"place": "MẬT"}, "stamp MẬT", "place"),
        ({"figures": [figure("", 3, "cây")]}, "Say what the figure counts", "figures-0-what"),
        (
            {"figures": [figure("money", 3, "VND"), figure("money", "0.5", "VND")]},
            "whole number",
            "",
        ),
        (
            {"figures": [{"measure": "gifts", "what": "", "amount": Amount()}]},
            "Say how much",
            "figures-0-amount",
        ),
    ],
)
def test_what_an_activity_cannot_be(officer, partnership, facts, words, field):
    with refused(words) as told:
        enter(officer, **{"partnership": partnership, **facts})
    assert told.value.field == field
    assert not Activity.objects.exists()


def test_nobody_enters_what_they_could_not_see(officer, partnership):
    with refused("of your own area"):
        enter(officer, unit=UnitFactory())
    assert enter(officer, unit=UnitFactory(), partnership=partnership)


def test_a_slip_is_put_right_and_its_figures_are_those_of_the_form(officer, partnership):
    rows = [figure(Measure.PATIENTS, 120, "lượt"), figure(Measure.PEOPLE, 9, "người")]
    found = enter(officer, partnership=partnership, figures=rows)
    kept = found.figures.first()
    activities.revise(
        activity=found,
        place="bản Na Mèo",
        figures=[figure(Measure.PATIENTS, 130, "lượt", Bound.OVER) | {"uuid": kept.uuid}],
        today=TODAY,
        by=officer,
    )
    only = found.figures.get()
    assert (only.pk, str(only.amount)) == (kept.pk, "over 130 lượt")
    assert only.events.count() == 2
    with refused("still to come"):
        activities.revise(
            activity=found, happened=PartialDate.read("2027"), today=TODAY, by=officer
        )


def test_what_was_taken_back_stays_and_counts_no_more(officer, partnership):
    found = enter(officer, partnership=partnership)
    with refused("Say why"):
        activities.withdraw(activity=found, reason=" ", by=officer)
    activities.withdraw(activity=found, reason="Nhập hai lần", by=officer)
    assert Activity.objects.count() == 1
    assert not Activity.objects.standing().exists()
    with refused("taken back"):
        activities.withdraw(activity=found, reason="lần nữa", by=officer)
    with refused("taken back"):
        activities.revise(activity=found, place="nơi khác", today=TODAY, by=officer)


@pytest.mark.parametrize("verb", ["record", "revise", "withdraw"])
def test_act_and_audit_are_written_together(officer, partnership, monkeypatch, verb):
    found = enter(officer, partnership=partnership)
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    acts = {
        "record": lambda: enter(officer, partnership=partnership),
        "revise": lambda: activities.revise(activity=found, place="khác", today=TODAY, by=officer),
        "withdraw": lambda: activities.withdraw(activity=found, reason="nhầm", by=officer),
    }
    with pytest.raises(ZeroDivisionError):
        acts[verb]()
    only = Activity.objects.get()
    assert (only.place, only.withdrawn_reason) == ("", "")


# What PostgreSQL itself refuses


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("partnership_id = NULL", "activity_names_a_tie_a_unit_or_an_organiser"),
        ("happened_days = '[2100-01-01,2100-01-02)'", "what happened lies in the past"),
        ("happened_days = 'empty'", "activity_happened_may_be_some_day"),
    ],
)
def test_the_database_refuses_an_impossible_activity(db, change, rule):
    ActivityFactory()
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE exchanges_activity SET {change}")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("measure = '', what = ''", "a_figure_says_what_it_counts"),
        ("amount_number = -1", "activityfigure_amount_is_not_negative"),
        ("amount_unit = ''", "activityfigure_amount_has_a_unit"),
        ("amount_bound = 'perhaps'", "activityfigure_amount_has_a_bound"),
        ("amount_unit = 'LAK', amount_number = 0.5", "amount_of_dong_or_kip_is_whole"),
    ],
)
def test_the_database_refuses_an_impossible_figure(db, change, rule):
    ActivityFigureFactory()
    with pytest.raises(IntegrityError, match=rule):
        sql(f"UPDATE exchanges_activityfigure SET {change}")


def test_an_activity_does_not_vanish_with_its_organiser_or_under_its_figures(db):
    found = ActivityFactory(partnership=None, organiser=OrganisationFactory())
    ActivityFigureFactory(activity=found)
    named = {"partnerships_organisation": found.organiser_id, "exchanges_activity": found.pk}
    for table, key in named.items():
        with pytest.raises(IntegrityError, match="foreign key"), transaction.atomic():
            sql(f"DELETE FROM {table} WHERE id = %s", [key])


def test_a_figure_of_a_tie_out_of_sight_is_out_of_sight(officer, partnership):
    ActivityFigureFactory(activity__partnership=PartnershipFactory())
    own = ActivityFigureFactory(activity__partnership=partnership)
    assert list(ActivityFigure.objects.visible_to(officer)) == [own]
