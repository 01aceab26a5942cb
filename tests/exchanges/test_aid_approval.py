"""Who approves aid, by what, and what PostgreSQL refuses around it."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from exchanges.choices import AidStatus
from exchanges.models import AidStep
from exchanges.services import aid_projects, aid_steps
from tests.exchanges.aid import TODAY, answer_all, approve, handed_over, propose
from tests.factories import (
    AidProjectFactory,
    AidStepFactory,
    MemorandumFactory,
    UserFactory,
)

# Approved


def test_the_proposer_never_approves(officer, unit, head, paper):
    officer.role = Role.HEAD  # whoever changes office stays the proposer
    officer.save()
    project = propose(officer, unit)
    with pytest.raises(RuleViolation, match="Somebody else approves"):
        approve(project, officer, paper)


def test_an_approval_has_a_paper_a_past_day_and_every_answer(rules, officer, unit, head, paper):
    project = propose(officer, unit)
    with pytest.raises(RuleViolation, match="Record the answer first: Cho ý kiến về nguồn vốn"):
        approve(project, head, paper)
    answer_all(project, officer)
    for changes, words in (
        ({"paper": None}, "Name the paper"),
        ({"on": TODAY + timedelta(1)}, "still to come"),
    ):
        with pytest.raises(RuleViolation, match=words):
            approve(project, head, **{"paper": paper} | changes)
    assert approve(project, head, paper).approved_by == head


def test_the_text_is_in_force_on_the_day_of_approval(officer, unit, head, paper):
    text = MemorandumFactory(signed=PartialDate.read("01/12/2026"))
    project = propose(officer, unit, memorandum=text)
    with pytest.raises(RuleViolation, match="not in force on the day"):
        approve(project, head, paper)


def test_what_others_tell_is_not_approved_here(head, partnership, paper):
    told = AidProjectFactory(partnership=partnership, basis=Basis.REPORTED)
    with pytest.raises(RuleViolation, match="Only aid that was proposed here"):
        approve(told, head, paper)


def test_what_was_approved_stays_and_the_rest_may_be_told(approved, officer):
    for facts in ({"amount": Amount(Decimal(1), "VND")}, {"givers": []}):
        with pytest.raises(RuleViolation, match="stays as it was approved"):
            aid_projects.revise(project=approved, on=TODAY, by=officer, **facts)
    changed = aid_projects.revise(project=approved, on=TODAY, place="bản Đoạn", by=officer)
    assert changed.place == "bản Đoạn"


@pytest.mark.django_db(transaction=True)
def test_of_two_heads_at_once_one_wins_and_the_other_is_told(unit, officer, paper, monkeypatch):
    project = propose(officer, unit)
    heads = [UserFactory(role=Role.HEAD, units=[unit]) for _ in range(2)]
    start, needed = Barrier(2), aid_steps.needed
    monkeypatch.setattr(aid_steps, "needed", lambda one: time.sleep(0.3) or needed(one))

    def send(head):
        browser = Client()
        browser.force_login(head)
        start.wait()
        form = {"on": f"{timezone.localdate():%d/%m/%Y}", "paper": str(paper.uuid)}
        try:
            url = reverse("exchanges:aid-project-approve", args=[project.uuid])
            answer = browser.post(url, form)
            return answer.status_code, answer.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, heads))
    assert [status for status, _page in answers] == [302, 422]
    assert "approved this aid already" in answers[1][1]
    assert AuditEvent.objects.filter(action="aid.approved").count() == 1


# What PostgreSQL refuses


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("approved_by_id = proposed_by_id", "nobody_approves_their_own_aid|stays as it was"),
        ("approval_id = NULL", "aid_made_here_is_approved_by_a_paper|stays as it was"),
        ("status = 'cancelled'", "aid_is_cancelled_with_a_reason"),
        ("sector = 'defence'", "aid_is_of_a_civil_sector|stays as it was"),
        ("amount_number = 7", "what was approved stays"),
        ("basis = 'reported'", "what was approved stays"),
        ("status = 'proposed'", "what was approved stays"),
        ("status = 'handed_over'", "aid_made_here_is_handed_over_on_a_day"),
    ],
)
def test_plain_sql_cannot_break_an_approval(approved, change, rule):
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_aidproject SET {change}")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("sector = 'defence'", "aid_is_of_a_civil_sector"),
        ("approved_on = now(), approved_by_id = proposed_by_id", "nobody_approves_their_own_aid"),
        (
            "status = 'approved', approved_on = now(), approved_by_id = {head}",
            "aid_made_here_is_approved_by_a_paper",
        ),
        (
            "status = 'approved', approved_on = now(), approved_by_id = {head}, "
            "approval_id = {paper}",
            "a step of the procedure is not answered",
        ),
    ],
)
def test_plain_sql_cannot_approve_otherwise(proposed, head, paper, change, rule):
    if "step" in rule:
        AidStepFactory(project=proposed)
    change = change.format(head=head.pk, paper=paper.pk)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_aidproject SET {change}")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("acceptance = 'accepted'", "acceptance_has_a_day"),
        ("acceptance = 'with_remarks', accepted_on = now()", "acceptance_with_remarks_says_them"),
    ],
)
def test_plain_sql_cannot_accept_without_day_or_remarks(approved, officer, change, rule):
    handed_over(approved, officer)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_handover SET {change}")


def test_plain_sql_cannot_answer_what_was_not_asked(proposed):
    step = AidStepFactory(project=proposed)
    with (
        pytest.raises(IntegrityError, match="aidstep_is_answered_after_it_was_asked"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE exchanges_aidstep SET answered_on = now() WHERE id = {step.pk}")


@pytest.mark.parametrize("status", AidStatus)
def test_reported_aid_is_accepted_with_all_its_gaps_in_any_state(officer, unit, status):
    told = aid_projects.record_past(
        title="Quà", direction="outbound", receivers=[unit], status=status, by=officer
    )
    assert "amount" in told.missing()
    assert not AidStep.objects.exists()
