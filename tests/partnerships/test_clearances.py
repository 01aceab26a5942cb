"""The clearance of a text: its steps by the procedure of the day, answers, the head's clearing."""

from datetime import date

import pytest
from django.core.management import call_command

from core.errors import RuleViolation
from partnerships.choices import Answer, Procedure, Route
from partnerships.models import Clearance, Paper, StepRule
from partnerships.procedures import MEMORANDUM_STEPS
from partnerships.services import clearance_steps, clearances, procedures
from tests.factories import (
    MemorandumFactory,
    OrganisationFactory,
    PaperFactory,
    StepRuleFactory,
    UnitFactory,
)
from tests.partnerships.texts_here import (
    ASKED,
    TODAY,
    answered,
    asked_for,
    drafted,
    written,
)

LIMITS = {
    Route.COMMUNE: [7, 5, 3, 7, 7, 7, 5],
    Route.DEPARTMENT: [7, 7, 5],
    Route.PROVINCE: [7, 7, None, 7],
}


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def ask(step, officer, **facts):
    return clearance_steps.ask(**{"step": step, "on": ASKED, "today": TODAY} | facts, by=officer)


def answer(step, officer, **facts):
    facts = {"on": TODAY, "today": TODAY, "answer": Answer.AGREES} | facts
    return clearance_steps.answer(step=step, **facts, by=officer)


def in_order(text):
    return list(text.clearances.filter(round=text.clearance_round).order_by("position"))


# Procedures


@pytest.mark.parametrize("route", LIMITS)
def test_each_route_has_its_steps_and_limits(officer, partnership, route):
    text = asked_for(partnership, officer, route=route)
    steps = in_order(text)
    assert [step.limit_days for step in steps] == LIMITS[route]
    assert all(step.rule.law for step in steps)
    assert text.clearance_round == 1


def test_loading_the_procedures_again_changes_nothing(officer):
    assert procedures.load(rows=MEMORANDUM_STEPS, by=officer) == len(MEMORANDUM_STEPS)
    rule = StepRule.objects.get(procedure=Procedure.MEMORANDUM_COMMUNE, position=10)
    StepRule.objects.filter(pk=rule.pk).update(limit_days=4, position=11, title="Khác")
    assert procedures.load(rows=MEMORANDUM_STEPS, by=officer) == 0
    rule.refresh_from_db()
    assert (rule.limit_days, rule.position, rule.title) == (4, 11, "Khác")


def test_the_command_loads_all_procedures_once(db, capsys):
    call_command("load_procedures")
    count = StepRule.objects.count()
    assert {rule.procedure for rule in StepRule.objects.all()} == set(Procedure)
    StepRule.objects.filter(position=10).delete()
    call_command("load_procedures", if_empty=True)
    assert StepRule.objects.count() < count
    call_command("load_procedures")
    assert StepRule.objects.count() == count


def test_a_changed_limit_is_a_new_dated_row_and_old_rounds_keep_theirs(officer, partnership):
    text = asked_for(partnership, officer)
    old = StepRule.objects.get(procedure=Procedure.MEMORANDUM_COMMUNE, position=10)
    StepRuleFactory(position=10, since=date(2026, 6, 1), limit_days=4, title=old.title)
    before = procedures.rules_on(Procedure.MEMORANDUM_COMMUNE, date(2026, 5, 31))
    after = procedures.rules_on(Procedure.MEMORANDUM_COMMUNE, date(2026, 6, 1))
    assert [rule.limit_days for rule in before] == LIMITS[Route.COMMUNE]
    assert [rule.limit_days for rule in after] == [4, 5, 3, 7, 7, 7, 5]
    assert in_order(text)[0].limit_days == 7


def test_a_step_that_ended_is_not_asked_any_more(db):
    StepRuleFactory(position=10, until=date(2026, 6, 1))
    StepRuleFactory(position=20, since=date(2026, 1, 1), until=date(2026, 6, 1))
    assert len(procedures.rules_on(Procedure.MEMORANDUM_COMMUNE, date(2026, 5, 31))) == 2
    assert not procedures.rules_on(Procedure.MEMORANDUM_COMMUNE, date(2026, 6, 1))


def test_another_route_gets_its_steps_by_hand(officer, partnership):
    text = asked_for(partnership, officer, route=Route.OTHER)
    assert not in_order(text)
    step = clearance_steps.add(
        text=text, title="Cho ý kiến", asked_of="Quân khu", limit_days=7, by=officer
    )
    assert (step.position, step.rule, step.round) == (10, None, 1)


# Beginning


def test_what_keeps_a_clearance_from_beginning(officer, head, partnership):
    with refused("Write the articles"):
        clearances.start(text=drafted(partnership, officer), on=ASKED, by=officer)
    with refused("Ask the administrator"):
        clearances.start(text=written(partnership, officer), on=ASKED, by=officer)
    text = asked_for(partnership, officer)
    with refused("has begun already"):
        clearances.start(text=text, on=ASKED, by=officer)
    with refused("not a draft"):
        clearances.start(text=MemorandumFactory(), on=ASKED, by=officer)


# Asking and answering


def test_asking_keeps_the_last_day_to_answer(officer, partnership):
    step = in_order(asked_for(partnership, officer))[0]
    ask(step, officer)
    step.refresh_from_db()
    assert (step.asked_on, step.due_on) == (ASKED, date(2026, 3, 11))
    assert list(Clearance.objects.overdue(date(2026, 3, 12))) == [step]
    assert not Clearance.objects.overdue(date(2026, 3, 11))
    ask(step, officer, on=date(2026, 3, 3))  # the day was mistyped
    step.refresh_from_db()
    assert step.due_on == date(2026, 3, 12)


def test_an_organisation_of_the_register_is_asked(officer, partnership):
    police = OrganisationFactory(name="Công an tỉnh Thanh Hóa")
    step = in_order(asked_for(partnership, officer))[3]
    ask(step, officer, organisation=police)
    step.refresh_from_db()
    assert (step.organisation, step.asked_of) == (police, "Công an tỉnh Thanh Hóa")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"on": date(2026, 3, 21)}, "cannot be of a day to come"),
        ({"on": date(2026, 3, 1)}, "comes after the question"),
        ({"answer": Answer.DISAGREES}, "Write what was said"),
        ({"answer": Answer.WITH_COMMENTS, "words": " "}, "Write what was said"),
    ],
)
def test_what_an_answer_cannot_be(officer, partnership, facts, words):
    step = in_order(asked_for(partnership, officer))[0]
    ask(step, officer)
    with refused(words):
        answer(step, officer, **facts)
    step.refresh_from_db()
    assert step.answered_on is None


def test_nothing_is_asked_tomorrow_or_answered_before_it_was_asked(officer, partnership):
    step = in_order(asked_for(partnership, officer))[0]
    with refused("on a day to come"):
        ask(step, officer, on=date(2026, 3, 21))
    with refused("on which day it was asked"):
        answer(step, officer)
    answered(step, officer)
    with refused("answered already"):
        ask(step, officer)


def test_the_paper_of_an_answer_is_chosen_or_entered_in_short(officer, partnership):
    first, second = in_order(asked_for(partnership, officer))[:2]
    ask(first, officer)
    ask(second, officer)
    paper = PaperFactory()
    answer(first, officer, paper=paper)
    first.refresh_from_db()
    assert first.paper == paper
    answer(second, officer, paper_number="12/SNgV-HTQT", paper_dated=date(2026, 3, 9))
    second.refresh_from_db()
    entered = second.paper
    assert (entered.number, str(entered.dated)) == ("12/SNgV-HTQT", "09/03/2026")
    assert Paper.objects.visible_to(officer).filter(pk=entered.pk).exists()
    with refused("not both"):
        answer(first, officer, paper=paper, paper_number="13")


def test_the_paper_of_an_answer_is_kept_in_the_area_of_who_entered_it(officer, unit, partnership):
    parties = [{"side": "home", "unit": one, "organisation": None} for one in (UnitFactory(), unit)]
    step = in_order(asked_for(partnership, officer, partnerships=[], parties=parties))[0]
    ask(step, officer)
    answer(step, officer, paper_number="14/SNgV-HTQT")
    step.refresh_from_db()
    assert Paper.objects.visible_to(officer).filter(pk=step.paper_id).exists()


def test_an_optional_step_is_left_out_with_a_reason_and_a_needed_one_is_not(officer, partnership):
    needed, optional = in_order(asked_for(partnership, officer))[:2]
    with refused("cannot be left out"):
        clearance_steps.skip(step=needed, reason="không cần", by=officer)
    with refused("why it is not needed"):
        clearance_steps.skip(step=optional, reason="", by=officer)
    clearance_steps.skip(step=optional, reason="hồ sơ đã đủ", by=officer)
    optional.refresh_from_db()
    assert optional.is_skipped
    ask(optional, officer)
    optional.refresh_from_db()
    assert not optional.is_skipped


def test_only_an_unasked_step_of_ones_own_is_taken_out(officer, partnership):
    text = asked_for(partnership, officer)
    with refused("added by hand"):
        clearance_steps.remove(step=in_order(text)[0], by=officer)
    step = clearance_steps.add(text=text, title="Ý kiến", asked_of="Sở Tài chính", by=officer)
    assert step.position > max(one.position for one in in_order(text) if one != step)
    clearance_steps.remove(step=step, by=officer)
    with refused("taken out this step"):
        ask(step, officer)
