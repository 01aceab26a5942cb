"""The clearance of a text: its steps by the procedure of the day, answers, the head's clearing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import Answer, MemorandumStatus, Procedure, Route
from partnerships.models import Clearance, Memorandum, Paper, StepRule
from partnerships.procedures import MEMORANDUM_STEPS
from partnerships.services import articles, clearance_steps, clearances, procedures
from tests.factories import (
    MemorandumFactory,
    OrganisationFactory,
    PaperFactory,
    StepRuleFactory,
    UnitFactory,
    UserFactory,
)
from tests.partnerships.texts_here import (
    ASKED,
    TODAY,
    answered,
    asked_for,
    both,
    cleared,
    drafted,
    new,
    ready,
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


# Clearing


def test_a_head_clears_what_another_drafted(officer, head, partnership):
    text = cleared(partnership, officer, head)
    text.refresh_from_db()
    assert (text.status, text.cleared_by, text.cleared_on) == ("cleared", head, TODAY)
    assert AuditEvent.objects.filter(action="memorandum.cleared", by=head.username).exists()


def test_nobody_clears_their_own_draft(head, partnership):
    text = ready(partnership, head)
    with refused("Somebody else clears"):
        clearances.clear(text=text, on=TODAY, by=head)


def test_an_unanswered_step_is_in_the_way(officer, head, partnership):
    text = asked_for(partnership, officer)
    with refused("needed has to be answered"):
        clearances.clear(text=text, on=TODAY, by=head)


def test_a_text_without_clearance_or_with_an_empty_round_is_not_cleared(officer, head, partnership):
    with refused("Begin the clearance"):
        clearances.clear(text=written(partnership, officer), on=TODAY, by=head)
    text = asked_for(partnership, officer, route=Route.OTHER)
    with refused("at least one step"):
        clearances.clear(text=text, on=TODAY, by=head)


def test_a_missing_translation_is_in_the_way(officer, head, partnership):
    text = ready(partnership, officer)
    clearances.return_to_draft(text=text, reason="bổ sung", by=head)

    added = both(3) | {"changes": {"vi": new("Ba")}}
    articles.write(memorandum=text, items=[added], by=officer)
    text = clearances.start(text=text, on=ASKED, by=officer)
    for step in text.clearances.filter(required=True, round=2):
        answered(step, officer)
    with refused("Lao is missing in: Article 3"):
        clearances.clear(text=text, on=TODAY, by=head)


def test_a_disagreement_is_in_the_way_until_it_is_answered_anew(officer, head, partnership):
    text = ready(partnership, officer)
    step = in_order(text)[3]
    answer(step, officer, answer=Answer.DISAGREES, words="Điều 5 chưa rõ")
    with refused("does not agree. Explain or change"):
        clearances.clear(text=text, on=TODAY, by=head)
    answer(step, officer, answer=Answer.WITH_COMMENTS, words="Đã giải trình")
    assert clearances.clear(text=text, on=TODAY, by=head).status == MemorandumStatus.CLEARED
    assert step.events.filter(answer=Answer.DISAGREES).exists()


def test_over_a_disagreement_about_a_text_of_the_province_the_prime_minister_decides(
    officer, head, partnership
):
    text = ready(partnership, officer, route=Route.PROVINCE)
    first, *_others, minister = in_order(text)
    answer(first, officer, answer=Answer.DISAGREES, words="Chưa phù hợp", on=date(2026, 3, 11))
    with refused("The Prime Minister decides"):
        clearances.clear(text=text, on=TODAY, by=head)
    answered(minister, officer, Answer.DISAGREES, "Không đồng ý")
    with refused("The Prime Minister decides"):
        clearances.clear(text=text, on=TODAY, by=head)
    answer(minister, officer)
    assert clearances.clear(text=text, on=TODAY, by=head).status == MemorandumStatus.CLEARED


def test_an_earlier_word_of_the_prime_minister_settles_nothing(officer, head, partnership):
    text = ready(partnership, officer, route=Route.PROVINCE)
    first, *_others, minister = in_order(text)
    answered(minister, officer, on=date(2026, 3, 4))
    answer(first, officer, answer=Answer.DISAGREES, words="Chưa phù hợp")
    with refused("The Prime Minister decides"):
        clearances.clear(text=text, on=TODAY, by=head)


def test_a_text_goes_back_with_a_reason_and_is_cleared_anew(officer, head, partnership):
    text = cleared(partnership, officer, head)
    with refused("why the text goes back"):
        clearances.return_to_draft(text=text, reason="", by=head)
    text = clearances.return_to_draft(text=text, reason="Sửa Điều 2", by=head)
    assert (text.status, text.cleared_by, text.returned_reason) == ("draft", None, "Sửa Điều 2")
    with refused("Begin the clearance"):
        answer(in_order(text)[0], officer)
    text = clearances.start(text=text, on=ASKED, by=officer)
    assert (text.clearance_round, text.returned_reason) == (2, "")
    assert text.clearances.filter(round=1, answered_on__isnull=False).count() == 5
    old = text.clearances.filter(round=1).first()
    with refused("earlier round"):
        answer(old, officer)
    with refused("needed has to be answered"):
        clearances.clear(text=text, on=TODAY, by=head)


def test_what_is_told_cannot_be_half_done(officer, head, partnership, monkeypatch):
    text = ready(partnership, officer)

    def broken(**facts):
        raise RuntimeError

    monkeypatch.setattr(clearances.audit, "record", broken)
    with pytest.raises(RuntimeError):
        clearances.clear(text=text, on=TODAY, by=head)
    text.refresh_from_db()
    assert text.status == MemorandumStatus.DRAFT


# Two heads at once


def cleared_at_once(text, heads):
    start = Barrier(len(heads))

    def clear(head):
        start.wait()
        try:
            clearances.clear(text=text, on=TODAY, by=head)
        except RuleViolation as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "cleared"

    with ThreadPoolExecutor(len(heads)) as pool:
        return sorted(pool.map(clear, heads))


def head_who_waits(unit):
    return UserFactory(role=Role.HEAD, units=[unit], first_name="Hà", last_name="Lò")


@pytest.mark.django_db(transaction=True)
def test_of_two_heads_at_once_one_clears_and_the_other_is_told(unit, partnership, officer):
    text = ready(partnership, officer)
    told, done = cleared_at_once(text, [head_who_waits(unit) for _head in range(2)])
    assert done == "cleared"
    assert "has cleared this text already, on 20/03/2026" in told
    assert AuditEvent.objects.filter(action="memorandum.cleared").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_both_would_clear_it(unit, partnership, officer, monkeypatch):
    """So that the test above is known to show something."""
    both_read = Barrier(2)

    def unlocked(text):
        found = Memorandum.objects.get(pk=text.pk)
        both_read.wait(timeout=10)
        return found

    text = ready(partnership, officer)
    monkeypatch.setattr(clearances, "locked", unlocked)
    assert cleared_at_once(text, [head_who_waits(unit) for _head in range(2)]) == ["cleared"] * 2


# What PostgreSQL refuses


@pytest.mark.parametrize(
    ("statement", "rule"),
    [
        ("UPDATE partnerships_clearance SET answer = 'disagrees'", "clearances_stay"),
        ("DELETE FROM partnerships_clearance", "clearances_stay"),
        (
            "INSERT INTO partnerships_clearance (uuid, memorandum_id, round, position, title,"
            " asked_of, working_days, required, answer, words) SELECT gen_random_uuid(), id, 1,"
            " 99, 'x', 'y', true, false, '', '' FROM partnerships_memorandum",
            "clearances_stay",
        ),
    ],
)
def test_the_answers_to_a_cleared_text_stay(officer, head, partnership, statement, rule):
    cleared(partnership, officer, head)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("answered_on = '2026-03-01', answer = 'agrees'", "is_answered_after_it_was_asked"),
        ("answered_on = '2026-03-09', answer = ''", "is_answered_after_it_was_asked"),
        ("asked_on = NULL, answered_on = '2026-03-09', answer = 'agrees'", "is_answered_after"),
        ("due_on = '2026-03-01'", "is_due_after_it_was_asked"),
    ],
)
def test_the_days_of_a_step_are_in_order(officer, partnership, change, rule):
    step = in_order(asked_for(partnership, officer))[0]
    ask(step, officer)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE partnerships_clearance SET {change} WHERE id = {step.pk}")


def test_a_step_of_a_past_text_may_be_written_down_at_any_time(db):
    past = MemorandumFactory()
    Clearance.objects.create(memorandum=past, position=1, title="Ý kiến", asked_of="Bộ Ngoại giao")
    assert past.clearances.count() == 1
