"""Minutes of several meetings are submitted at once, from the list of meetings."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from exchanges.choices import MinutesStatus, Outcome
from exchanges.models import Minutes
from tests.factories import MeetingFactory, MinutesFactory, MinutesItemFactory

URL = reverse("exchanges:minutes-submit-chosen")


@pytest.fixture
def written(partnership):
    """Minutes that are ready to be submitted."""

    def make(**facts):
        meeting = MeetingFactory(partnerships=[partnership])
        record = MinutesFactory(meeting=meeting, **{"outcome": Outcome.AGREED} | facts)
        MinutesItemFactory(minutes=record)
        return record

    return make


def rows(*records):
    return {"row": [str(record.meeting.uuid) for record in records]}


def test_all_are_submitted_each_with_its_line_in_the_audit_trail(client, liaison, written):
    drafts = [written(), written(status=MinutesStatus.RETURNED, reason="Thiếu kết quả")]
    client.force_login(liaison)
    page = client.get(URL)
    assert {one.record for one in page.context["candidates"]} == {one.meeting for one in drafts}
    assert {one.state for one in page.context["candidates"]} == {"Draft", "Returned"}

    answer = client.post(URL, rows(*drafts))
    assert answer.status_code == 302
    assert set(Minutes.objects.values_list("status", "filed_by")) == {
        (MinutesStatus.SUBMITTED, liaison.pk)
    }
    trail = AuditEvent.objects.filter(action="minutes.submitted")
    assert set(trail.values_list("target", flat=True)) == {one.uuid for one in drafts}
    assert client.get(answer["Location"]).context["table"].count == "2"


def test_if_one_is_incomplete_none_is_submitted_and_it_says_why(client, liaison, written):
    ready, lacking = written(), written(outcome="")
    client.force_login(liaison)
    answer = client.post(URL, rows(ready, lacking))

    assert answer.status_code == 422
    assert set(Minutes.objects.values_list("status", flat=True)) == {MinutesStatus.DRAFT}
    said = {one.record: one.reasons for one in answer.context["candidates"]}
    assert said == {
        ready.meeting: [],
        lacking.meeting: ["Say how the meeting ended: its outcome."],
    }
    assert "press the button again for the others" in answer.text
    assert client.post(URL, rows(ready)).status_code == 302


def test_if_all_are_refused_they_stand_as_in_the_list_and_none_is_left_to_try(
    client, liaison, written
):
    lacking = [written(outcome="") for _ in range(3)]
    client.force_login(liaison)
    before = client.get(URL, rows(*lacking)).context["candidates"]
    answer = client.post(URL, rows(*lacking))

    listed = [one.record for one in before]
    assert [one.record for one in answer.context["candidates"]] == listed
    assert listed != sorted(listed, key=lambda meeting: meeting.pk)
    assert "all 3 records were refused" in answer.text
    assert "press the button again" not in answer.text


def test_what_cannot_be_submitted_has_no_box(client, liaison, written, partnership):
    submitted = written(status=MinutesStatus.SUBMITTED)
    without = MeetingFactory(partnerships=[partnership])
    client.force_login(liaison)
    page = client.get(URL, {"row": [without.uuid, submitted.meeting.uuid]})

    reasons = {one.record: one.reasons[0] for one in page.context["candidates"]}
    assert not any(one.can_be_ticked for one in page.context["candidates"])
    assert reasons[without] == "No minutes of it are written yet."
    assert "It is “Submitted”." in reasons[submitted.meeting]
    assert client.post(URL, {"row": without.uuid}).status_code == 422


def test_minutes_out_of_the_area_are_not_submitted(client, liaison, written):
    hidden = MinutesFactory(outcome=Outcome.AGREED)
    MinutesItemFactory(minutes=hidden)
    client.force_login(liaison)
    assert client.post(URL, rows(written(), hidden)).status_code == 422
    assert set(Minutes.objects.values_list("status", flat=True)) == {MinutesStatus.DRAFT}
