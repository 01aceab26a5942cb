"""A text is cleared by a head: what is in the way, two heads at once, what PostgreSQL refuses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from partnerships.choices import Answer, MemorandumStatus, Route
from partnerships.models import Clearance, Memorandum
from partnerships.services import articles, clearance_steps, clearances
from tests.factories import (
    MemorandumFactory,
    UserFactory,
)
from tests.partnerships.texts_here import (
    ASKED,
    TODAY,
    answered,
    asked_for,
    both,
    cleared,
    new,
    ready,
    written,
)


def refused(words):
    return pytest.raises(RuleViolation, match=words)


def ask(step, officer, **facts):
    return clearance_steps.ask(**{"step": step, "on": ASKED, "today": TODAY} | facts, by=officer)


def answer(step, officer, **facts):
    facts = {"on": TODAY, "today": TODAY, "answer": Answer.AGREES} | facts
    return clearance_steps.answer(step=step, **facts, by=officer)


def in_order(text):
    return list(text.clearances.filter(round=text.clearance_round).order_by("position"))


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
