"""Steps of several rows of a list at once: shown first, then done to all of them or to none."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent
from core import chosen_pages
from core.basis import Basis
from exchanges.choices import AgreedItemStatus, AidStatus, ItemOwner
from exchanges.models import AgreedItem, AidProject
from exchanges.views.aid_chosen import AidProjectCloseChosen
from partnerships.choices import CommitmentStatus
from partnerships.models import Paper
from tests.exchanges.aid import propose
from tests.factories import (
    AgreedItemFactory,
    AidProjectFactory,
    CommitmentFactory,
    UserFactory,
)

APPROVE = reverse("exchanges:aid-project-approve-chosen")
CLOSE = reverse("exchanges:aid-project-close-chosen")
MOVE = reverse("exchanges:agreed-item-move-chosen")
ASSIGN = reverse("exchanges:agreed-item-assign-chosen")
SETTLE = reverse("partnerships:commitment-settle-chosen")
TODAY = timezone.localdate()
PAPER = {
    "on": f"{TODAY:%d/%m/%Y}",
    "paper_number": "12/QĐ-UBND",
    "paper_gist": "Phê duyệt viện trợ",
}


@pytest.fixture
def officer(db):
    return UserFactory(role=Role.OFFICER, sees_all=True)


@pytest.fixture
def head(db):
    return UserFactory(role=Role.HEAD, sees_all=True)


def accepted(number):
    return AidProjectFactory.create_batch(number, basis=Basis.REPORTED, status=AidStatus.ACCEPTED)


def rows(records):
    return {"row": [str(record.uuid) for record in records]}


def states(model):
    return set(model.objects.values_list("status", flat=True))


def test_what_cannot_be_done_says_why_and_has_no_box(client, officer):
    ready, not_yet = [
        *accepted(1),
        AidProjectFactory(basis=Basis.REPORTED, status=AidStatus.HANDED_OVER),
    ]
    client.force_login(officer)
    page = client.get(CLOSE, rows([ready, not_yet]))

    boxes = {one.record: (one.can_be_ticked, one.is_ticked) for one in page.context["candidates"]}
    assert boxes == {ready: (True, True), not_yet: (False, False)}
    assert "It is “Handed over”" in page.text
    assert states(AidProject) == {AidStatus.ACCEPTED, AidStatus.HANDED_OVER}


def test_where_none_can_be_done_nothing_is_sent(client, officer):
    """Neither by a button nor by Enter."""
    not_yet = AidProjectFactory(basis=Basis.REPORTED, status=AidStatus.HANDED_OVER)
    client.force_login(officer)
    sends = f"{AidProjectCloseChosen.submit}</button>"

    assert sends not in client.get(CLOSE, rows([not_yet])).text
    assert client.get(CLOSE, rows(accepted(1))).text.count(sends) == 2


def test_without_rows_named_those_of_the_filters_are_offered_and_ticked_on_wish(client, officer):
    here, elsewhere = accepted(2)
    AidProjectFactory(basis=Basis.REPORTED, status=AidStatus.HANDED_OVER)
    client.force_login(officer)
    page = client.get(CLOSE, {"q": here.title})
    assert [one.record for one in page.context["candidates"]] == [here]
    ticked = client.get(CLOSE, {"tick": "all"}).context["candidates"]

    assert {one.record for one in ticked if one.is_ticked} == {here, elsewhere}


def test_all_are_done_each_with_its_own_line_in_the_audit_trail(client, officer):
    projects = accepted(3)
    client.force_login(officer)
    answer = client.post(CLOSE, rows(projects))

    assert states(AidProject) == {AidStatus.CLOSED}
    trail = AuditEvent.objects.filter(action="aid.closed")
    assert set(trail.values_list("target", flat=True)) == {project.uuid for project in projects}
    assert trail.count() == 3
    assert set(trail.values_list("by", flat=True)) == {officer.username}
    shown = client.get(answer["Location"])
    assert "Done for 3 records." in shown.text
    assert shown.context["table"].count == "3"


def test_if_one_is_refused_none_is_done(client, officer):
    """Somebody cancelled the second meanwhile: the button is pressed in a window of before."""
    first, second = accepted(2)
    AidProject.objects.filter(pk=second.pk).update(status=AidStatus.CLOSED)
    client.force_login(officer)
    answer = client.post(CLOSE, rows([first, second]))

    assert answer.status_code == 422
    first.refresh_from_db()
    assert first.status == AidStatus.ACCEPTED
    assert not AuditEvent.objects.filter(action="aid.closed").exists()
    assert "1 record was refused" in answer.text
    ticked = {one.record: one.is_ticked for one in answer.context["candidates"]}
    assert ticked == {first: True, second: False}
    client.post(CLOSE, rows([first]))
    first.refresh_from_db()
    assert first.status == AidStatus.CLOSED


def test_the_button_pressed_twice_does_it_once(client, officer):
    projects = accepted(2)
    client.force_login(officer)
    answers = [client.post(CLOSE, rows(projects)).status_code for _time in range(2)]

    assert answers == [302, 422]
    assert AuditEvent.objects.filter(action="aid.closed").count() == 2


def test_nothing_ticked_or_not_to_be_seen_is_said_and_nothing_done(client, unit, partnership):
    seen = AidProjectFactory(
        basis=Basis.REPORTED, partnership=partnership, status=AidStatus.ACCEPTED
    )
    hidden = AidProjectFactory(basis=Basis.REPORTED, status=AidStatus.ACCEPTED)
    client.force_login(UserFactory(role=Role.OFFICER, units=[unit]))

    assert "Tick at least one record." in client.post(CLOSE).text
    for gone in (str(hidden.uuid), str(uuid4())):
        answer = client.post(CLOSE, {"row": [str(seen.uuid), gone]})
        assert (answer.status_code, "no longer yours to see" in answer.text) == (422, True)
        assert hidden.title not in answer.text
    assert client.post(CLOSE, {"row": "x"}).status_code == 422
    assert hidden.title not in client.get(CLOSE, rows([seen, hidden])).text
    assert states(AidProject) == {AidStatus.ACCEPTED}


def test_so_many_are_done_at_once_and_no_more(client, officer, monkeypatch):
    monkeypatch.setattr(chosen_pages.ChosenPage, "most", 2)
    accepted(3)
    client.force_login(officer)
    page = client.get(CLOSE)

    assert len(page.context["candidates"]) == 2
    assert "Only the first 2 are shown" in page.text


def test_one_paper_approves_several_but_nobody_what_they_proposed(client, head, officer, unit):
    projects = [propose(officer, unit, title=title) for title in ("Trạm y tế", "Trường học")]
    client.force_login(head)
    answer = client.post(APPROVE, PAPER | rows(projects))

    assert answer.status_code == 302
    papers = {project.approval for project in AidProject.objects.all()}
    assert papers == {Paper.objects.get(number="12/QĐ-UBND")}
    own = propose(head, unit, title="Giếng nước")
    assert "Somebody else approves what you proposed." in client.get(APPROVE).text
    assert client.post(APPROVE, PAPER | rows([own])).status_code == 422


def test_a_refused_approval_leaves_no_paper_behind(client, head, officer, unit):
    project = propose(officer, unit)
    client.force_login(head)
    tomorrow = PAPER | {"on": f"{TODAY + timedelta(1):%d/%m/%Y}"}
    answer = client.post(APPROVE, tomorrow | rows([project]))

    assert "The day of the approval is still to come." in str(answer.context["form"].errors["on"])
    assert 'value="12/QĐ-UBND"' in answer.text
    assert not Paper.objects.filter(number="12/QĐ-UBND").exists()
    assert client.post(APPROVE, PAPER | {"on": ""} | rows([project])).status_code == 422
    assert states(AidProject) == {AidStatus.PROPOSED}


def test_agreed_items_are_done_with_one_proof_or_given_to_one_side(client, officer):
    items = AgreedItemFactory.create_batch(2, due=date(2026, 5, 1))
    client.force_login(officer)
    client.post(ASSIGN, {"owner": ItemOwner.HOME} | rows(items))
    assert {(i.owner, i.due) for i in AgreedItem.objects.all()} == {("home", date(2026, 5, 1))}
    without = client.post(MOVE, {"status": "done"} | rows(items))
    assert "Give the day and the proof" in str(without.context["form"].errors["proof"])
    done = {"status": "done", "closed": "03/02/2026", "proof": "Báo cáo 15/BC"}
    assert client.post(MOVE, done | rows(items)).status_code == 302

    assert states(AgreedItem) == {AgreedItemStatus.DONE}
    assert client.post(MOVE, {"status": "in_hand"} | rows(items)).status_code == 422


def test_commitments_that_ended_alike_are_settled_together(client, officer):
    promises = CommitmentFactory.create_batch(2)
    client.force_login(officer)
    ended = {"status": "fulfilled", "on": "2025", "reason": "Đã giao đủ"}
    client.post(SETTLE, ended | rows(promises))

    for promise in promises:
        promise.refresh_from_db()
        assert (promise.status, promise.settled_reason) == (
            CommitmentStatus.FULFILLED,
            "Đã giao đủ",
        )


def test_the_list_offers_the_steps_of_its_user_only(client, officer, head):
    accepted(1)
    for user, offered in ((officer, {CLOSE}), (head, {APPROVE})):
        client.force_login(user)
        page = client.get(reverse("exchanges:aid-project-list"), {"status": "accepted"}).text
        assert {
            url for url in (CLOSE, APPROVE) if f'href="{url}?status=accepted"' in page
        } == offered


def test_the_page_costs_the_same_for_one_row_and_many(client, officer):
    """Who is signed in (2), the rows counted, in order with their keys, and by their keys."""
    client.force_login(officer)
    asked = []
    for number in (1, 20):
        accepted(number)
        with CaptureQueriesContext(connection) as found:
            client.get(CLOSE)
        asked.append(len(found))
    assert asked[0] == asked[1] < 9
