"""Incidents: filed, put right, taken back, and their course; what PostgreSQL refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from accounts.choices import Role
from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.choices import IncidentKind, IncidentStatus
from exchanges.models import Incident, IncidentMove
from exchanges.services import incident_courses, incidents
from tests.factories import (
    BorderMarkerFactory,
    IncidentFactory,
    IncidentMoveFactory,
    LetterFactory,
    MeetingFactory,
    UnitFactory,
    UserFactory,
)

TODAY = date(2025, 6, 1)
VERBS = {
    "verify": incident_courses.verify,
    "raise": incident_courses.raise_,
    "settle": incident_courses.settle,
    "close": incident_courses.close,
    "reopen": incident_courses.reopen,
}


def filed(by, **facts):
    facts = {"happened": PartialDate.read("10/05/2025")} | facts
    return incidents.file(
        kind=IncidentKind.MARKER, title="Cột mốc bị sứt cạnh", today=TODAY, by=by, **facts
    )


def go(verb, incident, by, on="20/05/2025", **said):
    if verb in ("settle", "close"):
        said = {"outcome": "Hai bên cùng sửa lại."} | said
    if verb in ("raise", "reopen"):
        said = {"words": "Gặp tại cửa khẩu."} | said
    step = VERBS[verb]
    return step(incident=incident, on=PartialDate.read(on), today=TODAY, by=by, **said)


@pytest.fixture
def incident(liaison, partnership):
    return filed(liaison, partnership=partnership)


def test_the_course_of_an_incident_stands_step_by_step(incident, liaison, officer):
    for verb, by in (("verify", officer), ("raise", liaison), ("settle", officer)):
        incident = go(verb, incident, by)
    incident = go("close", incident, officer)
    assert incident.status == IncidentStatus.CLOSED
    assert incident.verified_by == officer
    incident = go("reopen", incident, officer, on="01/06/2025", words="Lại hỏng.")
    assert incident.status == IncidentStatus.VERIFIED
    steps = list(incident.moves.values_list("before", "after", "words"))
    assert steps[0] == ("reported", "verified", "")
    assert steps[-1] == ("closed", "verified", "Lại hỏng.")
    assert [step[1] for step in steps] == ["verified", "raised", "settled", "closed", "verified"]
    acts = AuditEvent.objects.order_by("pk").values_list("action", flat=True)
    assert list(acts) == [
        f"incident.{act}"
        for act in ("filed", "verified", "raised", "settled", "closed", "reopened")
    ]


def test_nobody_verifies_or_closes_what_they_filed(officer, partnership):
    mine = filed(officer, partnership=partnership)
    for verb in ("verify", "close"):
        with pytest.raises(RuleViolation, match="Somebody else verifies"):
            go(verb, mine, officer)


def test_a_closed_report_that_begins_again_is_verified_by_another(incident, officer, liaison):
    closed = go("close", incident, officer)
    with pytest.raises(RuleViolation, match="Somebody else verifies"):
        go("reopen", closed, liaison)
    assert go("reopen", closed, officer).verified_by == officer


@pytest.mark.parametrize("verb", ["raise", "settle", "reopen"])
def test_steps_follow_the_table(incident, officer, verb):
    with pytest.raises(RuleViolation, match=r"Cannot go from|Only what was settled"):
        go(verb, incident, officer)


@pytest.mark.parametrize(
    ("verb", "said", "words"),
    [
        ("verify", {"on": "02/06/2025"}, "still to come"),
        ("verify", {"on": "09/05/2025"}, "before the incident happened"),
        ("verify", {"words": "TỐI MẬT"}, "carries the stamp"),
        ("close", {"outcome": " "}, "how it ended"),
        ("close", {"outcome": "MẬT"}, "carries the stamp"),
    ],
)
def test_a_step_is_refused_with_words(incident, officer, verb, said, words):
    with pytest.raises(RuleViolation, match=words):
        go(verb, incident, officer, **said)
    assert not IncidentMove.objects.exists()


def test_steps_come_one_after_the_other(incident, officer):
    verified = go("verify", incident, officer)
    with pytest.raises(RuleViolation, match=r"on 20/05/2025. This one comes after"):
        go("raise", verified, officer, on="19/05/2025")


def test_raising_says_in_which_way(incident, officer, partnership):
    verified = go("verify", incident, officer)
    with pytest.raises(RuleViolation, match="in which way"):
        go("raise", verified, officer, words="")
    letter = LetterFactory(partnership=partnership, incident=incident, withdrawn_reason="Nhầm")
    with pytest.raises(RuleViolation, match="in which way"):
        go("raise", verified, officer, words="")
    letter.withdrawn_reason = ""
    letter.save()
    assert go("raise", verified, officer, words="").status == IncidentStatus.RAISED


def test_a_meeting_can_be_the_way(incident, officer, partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    raised = go("raise", go("verify", incident, officer), officer, words="", meetings=[meeting])
    assert list(raised.meetings.all()) == [meeting]


def test_what_was_verified_changes_for_a_reason(incident, officer):
    facts = {"title": "Cột mốc 1088 bị sứt cạnh", "today": TODAY, "by": officer}
    assert incidents.revise(incident=incident, **facts).moves.count() == 0
    verified = go("verify", incident, officer)
    with pytest.raises(RuleViolation, match="Say why it is changed"):
        incidents.revise(incident=verified, **facts)
    changed = incidents.revise(incident=verified, **facts, reason="Nhầm số mốc")
    assert changed.moves.last().words == "Nhầm số mốc"
    assert changed.moves.last().before == changed.moves.last().after == "verified"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"happened": PartialDate.read("7/2025")}, "still to come"),
        ({"title": " "}, "in a line"),
        ({"account": "Kính gửi\nTUYỆT MẬT\nVề việc"}, "carries the stamp TUYỆT MẬT"),
        ({"partnership": None}, "Name a tie, a unit or a marker"),
    ],
)
def test_bad_facts_are_refused_with_words(liaison, partnership, facts, words):
    facts = {"partnership": partnership, "title": "Sạt lở", "kind": "stream"} | facts
    with pytest.raises(RuleViolation, match=words):
        incidents.file(today=TODAY, by=liaison, **facts)
    assert not Incident.objects.exists()


def test_the_other_side_lies_across_that_border(liaison, partnership, unit):
    marker = BorderMarkerFactory(unit=unit)
    with pytest.raises(RuleViolation, match="lies in Vietnam"):
        filed(liaison, partnership=partnership, counterpart=unit)
    elsewhere = UnitFactory(country__code="KH")
    with pytest.raises(RuleViolation, match="does not lie across the border"):
        filed(liaison, marker=marker, counterpart=elsewhere)


def test_what_is_taken_back_stays_and_does_not_go_on(incident, officer):
    with pytest.raises(RuleViolation, match="Say why"):
        incidents.withdraw(incident=incident, reason=" ", by=officer)
    incidents.withdraw(incident=incident, reason="Nhập hai lần", by=officer)
    with pytest.raises(RuleViolation, match="was taken back"):
        go("verify", incident, officer)
    assert not Incident.objects.standing().exists()
    assert Incident.objects.get().withdrawn_reason == "Nhập hai lần"


def test_what_others_tell_has_the_state_it_has_and_goes_on(officer, partnership):
    told = incidents.record_past(
        kind=IncidentKind.ORDER,
        title="Mất trâu",
        partnership=partnership,
        status=IncidentStatus.SETTLED,
        by=officer,
    )
    assert told.moves.count() == 0
    assert go("close", told, officer, outcome="", on="2025").status == IncidentStatus.CLOSED


def test_act_step_and_audit_event_are_written_together(incident, officer, monkeypatch):
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        go("verify", incident, officer)
    incident.refresh_from_db()
    assert incident.status == IncidentStatus.REPORTED
    assert not IncidentMove.objects.exists()


# What PostgreSQL refuses, whoever writes


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("partnership_id = NULL", "incident_names_a_tie_a_unit_or_a_marker"),
        ("verified_by_id = filed_by_id", "nobody_verifies_their_own_incident"),
        ("status = 'settled'", "a_settled_incident_has_an_outcome"),
        ("status = 'closed'", "a_settled_incident_has_an_outcome"),
        ("happened_days = '[2999-01-01,2999-01-02)'", "what happened lies in the past"),
    ],
)
def test_plain_sql_is_refused_too(incident, change, rule):
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_incident SET {change}")


@pytest.mark.parametrize("status", ["settled", "closed"])
def test_plain_sql_may_end_what_others_tell_without_outcome(partnership, status):
    IncidentFactory(partnership=partnership, basis=Basis.REPORTED)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE exchanges_incident SET status = %s", [status])
    assert Incident.objects.get().status == status


@pytest.mark.parametrize("act", ["UPDATE {} SET words = 'x'", "DELETE FROM {}"])
def test_plain_sql_does_not_touch_a_step(partnership, act):
    IncidentMoveFactory(incident__partnership=partnership)
    with pytest.raises(Exception, match=r"Cannot (update|delete)"), connection.cursor() as cursor:
        cursor.execute(act.format("exchanges_incidentmove"))


@pytest.mark.parametrize("before", ["settled", "closed"])
def test_plain_sql_does_not_reopen_without_words(partnership, before):
    with pytest.raises(IntegrityError, match="an_incident_reopens_for_a_reason"):
        IncidentMoveFactory(incident__partnership=partnership, before=before, after="verified")


def test_who_may_take_which_step(client, incident, unit, liaison, officer):
    """The filer is offered no step of acceptance; a liaison none but raising it."""
    head = UserFactory(role=Role.HEAD, units=[unit])
    offered = {}
    for user in (liaison, officer, head):
        client.force_login(user)
        page = client.get(incident.get_absolute_url())
        offered[user.role] = [action.label for action in page.context["actions"]]
    assert offered["liaison"] == ["Edit", "Take it back"]
    assert offered["officer"] == ["Edit", "Mark as verified", "Close", "Take it back"]
    assert offered["head"] == ["Mark as verified", "Close"]
