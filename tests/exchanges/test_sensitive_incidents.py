"""Need-to-know: a sensitive incident is nowhere for those without the right, its filer excepted."""

import pytest
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.answers import letters_due
from exchanges.models import Attachment, Incident, IncidentMove, Letter
from exchanges.services import incident_courses, incidents, letters
from exchanges.strip import incidents_on
from partnerships.strip.lines import Line
from tests.exchanges.filing import errors, untouched
from tests.exchanges.test_incidents import TODAY, filed, go
from tests.factories import (
    AttachmentFactory,
    BorderMarkerFactory,
    IncidentMoveFactory,
    LetterFactory,
    MeetingFactory,
    UserFactory,
)

SECRET = "Truyền đạo trái phép"


@pytest.fixture
def secret(liaison, partnership, unit):
    incident = filed(
        liaison,
        partnership=partnership,
        unit=unit,
        marker=BorderMarkerFactory(unit=unit),
        meetings=[MeetingFactory(partnerships=[partnership])],
        sensitive=True,
    )
    Incident.objects.filter(pk=incident.pk).update(title=SECRET)
    IncidentMoveFactory(incident=incident)
    return Incident.objects.get(pk=incident.pk)


@pytest.fixture
def letter(secret, partnership):
    return LetterFactory(
        partnership=partnership,
        incident=secret,
        gist=SECRET,
        answer_due=TODAY,
        meeting=secret.meetings.get(),
    )


@pytest.fixture
def knows(unit):
    return UserFactory(role=Role.OFFICER, units=[unit], sees_sensitive=True)


def addresses(secret, letter) -> dict[str, str]:
    """Every page on which the incident, or a letter about it, could turn up."""
    of = {
        "tie": secret.partnership,
        "unit": secret.unit,
        "marker": secret.marker,
        "meeting": secret.meetings.get(),
    }
    found = {
        f"{whose}-{what}": reverse(f"exchanges:{whose}-{what}", args=[record.uuid])
        for whose, record in of.items()
        for what in ("incidents", "letters")
        if (whose, what) != ("marker", "letters")
    }
    for what in ("incident", "letter"):
        listed = reverse(f"exchanges:{what}-list")
        found |= {f"{what}-list": listed, f"{what}-csv": f"{listed}?as=csv"}
        found[f"{what}-search"] = f"{listed}?q=Truyền"
        found[f"{what}-picker"] = f"{reverse(f'exchanges:{what}-picker')}?q=truyen&name={what}"
    found["letter-picker"] = f"{reverse('exchanges:letter-picker')}?q=Truyền&name=letter"
    found["strip"] = reverse("border-strip")
    return found


def said(client, url: str) -> str:
    answer = client.get(url, headers={"HX-Request": "true"})
    return answer.getvalue().decode() if answer.streaming else answer.text


def test_it_turns_up_nowhere_without_the_right(client, secret, letter, officer):
    for user in (officer, UserFactory(role=Role.OFFICER, sees_all=True)):
        client.force_login(user)
        for name, url in addresses(secret, letter).items():
            assert SECRET not in said(client, url), name
        for record in (secret, letter):
            assert client.get(record.get_absolute_url()).status_code == 404


def test_with_the_right_or_as_its_filer_it_turns_up(client, secret, letter, knows, liaison):
    for user in (knows, liaison):
        client.force_login(user)
        for name, url in addresses(secret, letter).items():
            if name != "strip":  # shows one range of a border; see the next test
                assert SECRET in said(client, url), name
        for record in (secret, letter):
            assert client.get(record.get_absolute_url()).status_code == 200


def test_the_strip_of_the_border(secret, officer, knows):
    line = Line(border=secret.marker.border)
    assert incidents_on(line, officer, TODAY) == []
    assert [found.words for found in incidents_on(line, knows, TODAY)] == [SECRET]


def test_its_course_files_and_letters_go_with_it(secret, letter, officer, knows, liaison):
    AttachmentFactory(project=None, incident=secret)
    AttachmentFactory(project=None, letter=letter)
    reply = letters.record(direction="in", kind="reply", gist="Trả lời", answers=letter, by=knows)
    assert reply.incident == secret
    for model, count in ((Incident, 1), (IncidentMove, 1), (Letter, 2), (Attachment, 2)):
        assert model.objects.visible_to(officer).count() == 0, model
        assert model.objects.visible_to(knows).count() == count, model
        assert model.objects.visible_to(liaison).count() == count, model
    LetterFactory(partnership=letter.partnership, answer_due=TODAY)
    assert letters_due(officer, TODAY).count() == 1


@pytest.mark.parametrize("verb", ["edit", "withdraw", "verify", "settle", "close", "reopen"])
def test_no_form_about_it_opens_without_the_right(client, secret, officer, verb):
    client.force_login(officer)
    url = reverse(f"exchanges:incident-{verb}", args=[secret.uuid])
    assert client.get(url).status_code == 404
    assert client.post(url).status_code == 404


def test_a_letter_names_it_only_for_those_who_see_it(client, secret, officer):
    """Neither the address of the form nor a forged choice gives it away."""
    client.force_login(officer)
    url = f"{reverse('exchanges:letter-create')}?incident={secret.uuid}"
    page = client.get(url)
    assert SECRET not in page.text
    data = untouched(page) | {
        "kind": "notice",
        "gist": "Thử",
        "partnership": str(secret.partnership.uuid),
        "incident": str(secret.uuid),
    }
    page = client.post(url, data)
    assert "not in the register, or not in your area" in errors(page)["incident"]
    assert SECRET not in page.text


def test_a_letter_whose_incident_becomes_sensitive_names_no_answer_out_of_sight(
    client, secret, officer, partnership
):
    asked = LetterFactory(partnership=partnership, answer_due=TODAY)
    LetterFactory(
        partnership=partnership, direction="in", answers=asked, incident=secret, gist=SECRET
    )
    client.force_login(officer)
    page = client.get(asked.get_absolute_url())
    assert SECRET not in page.text
    listed = client.get(reverse("exchanges:letter-list")).text
    assert SECRET not in listed
    assert "answered" in listed


def test_nobody_hides_an_incident_from_themselves(liaison, officer, partnership, knows):
    incident = filed(liaison, partnership=partnership)
    with pytest.raises(RuleViolation, match="You would not see it any more"):
        incidents.revise(incident=incident, sensitive=True, today=TODAY, by=officer)
    for who in (knows, liaison):
        incidents.revise(incident=incident, sensitive=False, today=TODAY, by=who)
        incidents.revise(incident=incident, sensitive=True, today=TODAY, by=who)


def test_the_audit_trail_keeps_the_act_and_not_the_words(secret, letter, knows):
    told = "Ông A báo tin"
    go("verify", secret, knows, words=told)
    incidents.withdraw(incident=secret, reason=told, by=knows)
    letters.need_no_answer(letter=letter, reason=told, by=knows)
    letters.withdraw(letter=letter, reason=told, by=knows)
    lines = AuditEvent.objects.filter(target__in=[secret.uuid, letter.uuid])
    acts = {"incident.verified", "incident.withdrawn", "letter.needs_no_answer", "letter.withdrawn"}
    assert acts <= {line.action for line in lines}
    assert not any(told in f"{line.reason}{line.details}" for line in lines)
    assert IncidentMove.objects.get(words=told)


def test_an_open_one_says_its_words_in_the_audit_trail(liaison, officer, partnership):
    incident = filed(liaison, partnership=partnership)
    incident_courses.verify(
        incident=incident, on=PartialDate.read("2025"), today=TODAY, words="Đã xem", by=officer
    )
    assert AuditEvent.objects.get(action="incident.verified").reason == "Đã xem"
