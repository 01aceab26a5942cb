"""Aid made here: proposed, asked about, begun, handed over, accepted, or cancelled."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from exchanges.choices import AidStatus
from exchanges.models import AidProject
from exchanges.procedures import AID_STEPS, EMERGENCY_DAYS
from exchanges.services import aid_courses, aid_projects, aid_steps, hand_overs
from partnerships.choices import Answer, Procedure
from partnerships.models import StepRule
from tests.exchanges.aid import HALF_A_BILLION, TODAY, answer_all, approve, handed_over, propose
from tests.factories import (
    AidProjectFactory,
    AidStepFactory,
    CommitmentFactory,
    MemorandumFactory,
    OrganisationFactory,
    UnitFactory,
)

# Proposed


def test_aid_goes_through_every_step_to_its_end(rules, officer, head, unit, paper):
    project = propose(officer, unit)
    answer_all(project, officer)
    project = approve(project, head, paper)
    project = aid_courses.begin(project=project, by=officer)
    project = handed_over(project, officer, giver_name="Lò Văn Thủy", condition="Tốt")
    project = hand_overs.accept(
        project=project, acceptance="accepted", accepted_on=TODAY, today=TODAY, by=officer
    )
    project = aid_courses.close(project=project, by=officer)

    assert project.status == AidStatus.CLOSED
    assert project.hand_over.giver_name == "Lò Văn Thủy"
    acts = AuditEvent.objects.filter(target=project.uuid).order_by("pk")
    assert [act.action for act in acts if "step" not in act.action] == [
        *("aid.proposed", "aid.approved", "aid.begun"),
        *("aid.handed_over", "aid.accepted", "aid.closed"),
    ]


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"sector": "defence"}, "defence or security sector does not belong here"),
        ({"amount": Amount()}, "Enter the amount, or say it in words"),
        ({"occasion": " "}, "Name the commitment it keeps, or say why"),
        ({"givers": []}, "Name a tie, a giver or a receiver"),
        ({"amount": Amount(Decimal("5.5"), "LAK")}, "whole number"),
    ],
)
def test_a_proposal_says_what_why_and_for_what_sector(officer, unit, facts, words):
    with pytest.raises(RuleViolation, match=words):
        propose(officer, unit, **facts)
    assert not AidProject.objects.exists()


def test_soldiers_building_a_house_of_culture_pass(officer, unit):
    station = OrganisationFactory(name="Đồn Biên phòng Na Mèo", seat=unit)
    assert propose(officer, unit, sector="culture", givers=[station]).pk


def test_nobody_proposes_aid_they_could_not_see_afterwards(officer, unit):
    with pytest.raises(RuleViolation, match="of your own area"):
        propose(officer, unit, givers=[UnitFactory()])


def test_a_promise_instead_of_a_reason_and_of_the_named_text(officer, unit):
    promise = CommitmentFactory(memorandum=MemorandumFactory())
    assert propose(officer, unit, commitment=promise, occasion="").commitment == promise
    with pytest.raises(RuleViolation, match="stands in another memorandum"):
        propose(officer, unit, commitment=promise, memorandum=MemorandumFactory())


# Steps


@pytest.mark.parametrize(
    ("direction", "modality", "procedure"),
    [
        ("outbound", "emergency", Procedure.AID_OUTBOUND),
        ("inbound", "project", Procedure.AID_INBOUND),
        ("inbound", "", Procedure.AID_INBOUND),
        ("inbound", "non_project", Procedure.AID_NON_PROJECT),
        ("inbound", "emergency", Procedure.AID_EMERGENCY),
        ("other", "project", None),
    ],
)
def test_each_kind_of_aid_has_its_own_steps(rules, officer, unit, direction, modality, procedure):
    project = propose(officer, unit, direction=direction, modality=modality)
    wanted = StepRule.objects.filter(procedure=procedure).order_by("position")
    assert [step.rule for step in project.steps.all()] == list(wanted)


def test_limits_that_were_not_read_are_left_to_the_office():
    limited = [row for row in AID_STEPS if row.limit_days]
    assert [(row.procedure, row.limit_days, row.working_days) for row in limited] == [
        (Procedure.AID_EMERGENCY, EMERGENCY_DAYS, False)
    ]


def test_a_changed_rule_leaves_the_steps_of_a_running_project(rules, officer, unit):
    project = propose(officer, unit)
    StepRule.objects.filter(procedure=Procedure.AID_OUTBOUND).update(limit_days=10)
    step = aid_steps.ask(step=project.steps.first(), on=TODAY, today=TODAY, by=officer)
    assert step.due_on is None
    later = propose(officer, unit).steps.first()
    asked = aid_steps.ask(step=later, on=date(2026, 11, 9), today=TODAY, by=officer)
    assert asked.due_on == date(2026, 11, 23)  # ten working days


def test_another_direction_brings_its_steps_and_keeps_what_was_asked(rules, officer, unit):
    project = propose(officer, unit)
    aid_steps.ask(step=project.steps.first(), on=TODAY, today=TODAY, by=officer)
    aid_projects.revise(project=project, direction="inbound", on=TODAY, by=officer)
    procedures_of = [step.rule.procedure for step in project.steps.select_related("rule")]
    assert procedures_of == [Procedure.AID_OUTBOUND, *[Procedure.AID_INBOUND] * 3]


def test_a_step_is_asked_then_answered_once_each_and_not_in_the_future(proposed, officer):
    step = AidStepFactory(project=proposed)
    ask = {"step": step, "today": TODAY, "by": officer}
    said = ask | {"on": TODAY, "answer": Answer.DISAGREES}
    with pytest.raises(RuleViolation, match="Record first"):
        aid_steps.answer(**said)
    with pytest.raises(RuleViolation, match="still to come"):
        aid_steps.ask(**ask, on=TODAY + timedelta(1))
    aid_steps.ask(**ask, on=TODAY)
    with pytest.raises(RuleViolation, match="asked already, on 20/11/2026"):
        aid_steps.ask(**ask, on=TODAY)
    with pytest.raises(RuleViolation, match="comes after the question"):
        aid_steps.answer(**said | {"on": date(2026, 11, 1)})
    with pytest.raises(RuleViolation, match="Write what was answered"):
        aid_steps.answer(**said)
    aid_steps.answer(**said, words="Chưa có nguồn")
    with pytest.raises(RuleViolation, match="answered already"):
        aid_steps.answer(**said, words="Chưa có nguồn")


def test_overdue_steps_are_on_the_list_and_on_the_page(client, proposed, officer):
    past = timezone.localdate() - timedelta(30)
    AidStepFactory(project=proposed, asked_on=past, due_on=past + timedelta(5))
    client.force_login(officer)
    assert (
        client.get(reverse("exchanges:aid-project-list"), {"lacking": "answer"})
        .context["table"]
        .rows
    )
    assert "overdue" in client.get(proposed.get_absolute_url()).text


# Under way, handed over, cancelled


def test_aid_is_not_handed_over_before_its_approval_or_in_the_future(approved, officer):
    for day, words in (
        ("19/11/2026", "It is not handed over before"),
        ("21/11/2026", "still to come"),
        ("11/2026", "Enter the day of the hand-over"),
    ):
        with pytest.raises(RuleViolation, match=words):
            handed_over(approved, officer, day)
    assert not hasattr(AidProject.objects.get(), "hand_over")


def test_a_proposal_is_not_handed_over(proposed, officer):
    with pytest.raises(RuleViolation, match="Cannot go from"):
        handed_over(proposed, officer)


def test_the_record_of_the_hand_over_stays_once_it_was_accepted(approved, officer):
    project = handed_over(approved, officer, place="bản Đoạn")
    handed_over(project, officer, place="Trạm y tế bản Đoạn")
    accept = {"project": project, "today": TODAY, "by": officer}
    with pytest.raises(RuleViolation, match="accepted after it was handed over"):
        hand_overs.accept(**accept, acceptance="accepted", accepted_on=date(2026, 11, 1))
    with pytest.raises(RuleViolation, match="Write the remarks"):
        hand_overs.accept(**accept, acceptance="with_remarks", accepted_on=TODAY)
    hand_overs.accept(**accept, acceptance="accepted", accepted_on=TODAY)
    with pytest.raises(RuleViolation, match="the record of the hand-over stays"):
        handed_over(project, officer, place="Chỗ khác")


def test_a_past_hand_over_may_be_known_in_part(officer, partnership):
    told = AidProjectFactory(
        partnership=partnership, basis=Basis.REPORTED, status=AidStatus.HANDED_OVER
    )
    told = handed_over(told, officer, "2023", receiver_name="Ông Bun")
    assert (str(told.handed_over), told.hand_over.receiver_name) == ("2023", "Ông Bun")


def test_aid_is_cancelled_with_a_reason_before_its_hand_over(approved, officer):
    with pytest.raises(RuleViolation, match="Say why"):
        aid_courses.cancel(project=approved, reason=" ", by=officer)
    project = aid_courses.cancel(project=approved, reason="Bên nhận xin thôi", by=officer)
    assert project.cancelled_reason == "Bên nhận xin thôi"
    with pytest.raises(RuleViolation, match="Cannot go from"):
        aid_courses.begin(project=project, by=officer)


def test_stages_and_results_are_written_again_row_by_row(approved, officer):
    stage = {"what": "Đổ móng", "planned": PartialDate.read("2026"), "done": PartialDate()}
    rows = [stage | {"amount": HALF_A_BILLION}, stage | {"what": "Lợp mái", "amount": Amount()}]
    aid_courses.write_stages(project=approved, stages=rows, by=officer)
    first = approved.stages.first()
    aid_courses.write_stages(
        project=approved, stages=[rows[0] | {"uuid": first.uuid, "what": "Móng"}], by=officer
    )
    assert [(one.pk, one.what) for one in approved.stages.all()] == [(first.pk, "Móng")]
    result = {"what": "Người học", "amount": Amount(Decimal(60), "người")}
    aid_courses.write_results(project=approved, results=[result], by=officer)
    assert [(line.kind, str(line.amount)) for line in approved.lines.all()] == [
        ("result", "60 người")
    ]
