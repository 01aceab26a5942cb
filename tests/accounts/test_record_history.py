"""The history page: who changed what from what to what, when and why."""

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from accounts.models import AuditEvent
from accounts.record_history import ACTS, shown
from accounts.services import audit
from core.fields import Amount, PartialDate
from exchanges.models import AgendaItem, PatrolFinding
from partnerships.models import Person
from tests.factories import (
    AidProjectFactory,
    ArticleFactory,
    CadenceFactory,
    CommitmentFactory,
    DraftMemorandumFactory,
    IncidentFactory,
    MeetingFactory,
    MemorandumFactory,
    PartnershipFactory,
    PatrolFactory,
    PatrolFindingFactory,
    PostFactory,
    UnitFactory,
    UnitNameFactory,
    UnitSuccessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def address(record) -> str:
    return reverse("records:history", args=[record._meta.label_lower, record.uuid])


def words(act) -> list[str]:
    return [
        f"{line.kind} {line.title}|{one.label}: {one.before} → {one.now}"
        for line in act.lines
        for one in line.fields
    ]


def test_a_change_tells_the_field_from_what_to_what_who_and_why(client, officer, partnership):
    text = MemorandumFactory(partnerships=[partnership], title="Bản ghi nhớ")
    client.force_login(officer)
    text.title, text.signed = "Bản ghi nhớ 2019", PartialDate.read("12/2019")
    text.save()
    page = client.get(address(text))
    assert page.status_code == 200
    assert "from “Bản ghi nhớ” to “Bản ghi nhớ 2019”." in page.text
    assert "12/2019" in page.text


def test_versions_of_a_text_are_told_to_who_may_read_them(client, officer, partnership):
    text = DraftMemorandumFactory(partnerships=[partnership])
    first, second = ({"vi": {"text": said, "state": "checked"}} for said in ("Câu đầu", "Câu sau"))
    article = ArticleFactory(memorandum=text, text=first)
    article.text = second
    article.save()
    client.force_login(officer)
    assert "from “Câu đầu” to “Câu sau”." in client.get(address(text)).text

    client.force_login(UserFactory(role=Role.READER, units=officer.units.all()))
    page = client.get(address(text)).text
    assert "written anew" in page
    assert "Câu đầu" not in page
    assert "Câu sau" not in page


def test_rows_of_one_transaction_are_one_act_with_its_words_and_its_reason(officer, partnership):
    from django.db import transaction

    tie = partnership
    with transaction.atomic():
        tie.note = ""
        tie.title = "Na Mèo – Nậm Xôi (mới)"
        tie.save()
        audit.record(
            action="partnership.revised", target=tie, by=officer, reason="Theo Công văn 12"
        )
    newest = shown(tie, officer).acts[0]
    assert newest.who == officer.name
    assert newest.what == ["corrected the tie"]
    assert newest.reasons == ["Theo Công văn 12"]
    assert len([line for line in newest.lines if line.fields]) == 1


def test_values_are_said_as_elsewhere(officer, partnership):
    promise = CommitmentFactory(partnership=partnership, amount=Amount(400_000_000, "VND"))
    promise.amount = Amount(5_000, "USD", "under", True)
    promise.since = PartialDate.read("2015")
    promise.save()
    said = " ".join(words(shown(promise, officer).acts[0]))
    assert "400,000,000 VND → an estimated nearly 5,000 USD" in said
    assert "→ 2015" in said


def test_rows_that_belong_to_a_record_are_told_also_when_they_are_gone(officer, partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    line = AgendaItem.objects.create(
        meeting=meeting, text={"vi": {"text": "Mốc 1088/2", "state": "unchecked", "rev": 1}}
    )
    line.text = {"vi": {"text": "Mốc 1089", "state": "unchecked", "rev": 2}}
    line.save()
    line.delete()
    removed, changed, added = shown(meeting, officer).acts[:3]
    assert [act.lines[0].kind for act in (removed, changed, added)] == [
        "removed",
        "changed",
        "added",
    ]
    assert removed.lines[0].title == "Mốc 1089"
    assert "Mốc 1088/2 → Mốc 1089" in words(changed)[0]


def test_a_row_is_known_by_its_words_and_not_by_its_source_or_its_language(officer, partnership):
    from django.db import transaction

    with transaction.atomic():
        cadence = CadenceFactory(partnership=partnership, title="Giao ban hai huyện", weekday=6)
        for number in range(3):
            audit.record(action="cadence.recorded", target=partnership, by=officer, n=number)
    act = shown(partnership, officer).acts[0]
    assert act.what == ["entered the cadence (3 times)"]
    [line] = [one for one in act.lines if one.kind == "added"]
    assert line.title == "Giao ban hai huyện"
    said = " ".join(words(act))
    assert "on Saturdays" in said
    assert "feast" not in said  # nothing was entered there
    cadence.days, cadence.weekday = ["09-02", "12-31"], None
    cadence.save()
    said = " ".join(words(shown(partnership, officer).acts[0]))
    assert "on Saturdays → " in said
    assert " → 02/09, 31/12" in said

    old, new = UnitFactory(name="bản Cũ"), UnitFactory(name="bản Mới")
    UnitSuccessionFactory(predecessor=old, successor=new)
    for record, other in ((old, new), (new, old)):
        said = [line.title for act in shown(record, officer).acts for line in act.lines]
        assert str(other) in said

    place = UnitFactory()
    UnitNameFactory(unit=place, language="lo", text="ບ້ານນາແມວ")
    added = [line for act in shown(place, officer).acts for line in act.lines if line.title]
    assert [line.title for line in added] == ["ບ້ານນາແມວ"]


def test_the_name_of_a_record_out_of_sight_is_not_told(officer, partnership):
    project = AidProjectFactory(partnership=partnership)
    elsewhere = MemorandumFactory(partnerships=[PartnershipFactory()], title="Thỏa thuận nơi khác")
    project.memorandum = elsewhere
    project.save()
    said = " ".join(words(shown(project, officer).acts[0]))
    assert "a record that is not shown to you" in said
    assert "nơi khác" not in said
    knows = UserFactory(role=Role.OFFICER, sees_all=True)
    assert "nơi khác" in " ".join(words(shown(project, knows).acts[0]))


def test_a_finding_about_a_sensitive_incident_stays_hidden_after_it_is_gone(officer, partnership):
    patrol = PatrolFactory(partnership=partnership)
    secret = IncidentFactory(partnership=partnership, sensitive=True)
    finding = PatrolFindingFactory(patrol=patrol, incident=secret, what="Vật chứng")
    sees = UserFactory(role=Role.OFFICER, sees_all=True, sees_sensitive=True)

    def told(user):
        return [line.title for act in shown(patrol, user).acts for line in act.lines]

    assert any("Vật chứng" in " ".join(words(act)) for act in shown(patrol, sees).acts)
    assert not any("Vật chứng" in " ".join(words(act)) for act in shown(patrol, officer).acts)
    PatrolFinding.objects.filter(pk=finding.pk).delete()
    assert not any("Vật chứng" in " ".join(words(act)) for act in shown(patrol, officer).acts)
    assert any(line for line in told(sees))


def test_a_post_elsewhere_of_a_person_is_not_told(officer, unit):
    here = PostFactory(unit=unit)
    person: Person = here.person
    PostFactory(person=person, unit=UnitFactory(), title="Chức vụ nơi khác")
    assert not any("nơi khác" in " ".join(words(act)) for act in shown(person, officer).acts)


def test_acts_from_before_moments_were_kept_stand_at_their_own_time(officer, partnership):
    AuditEvent.objects.bulk_create(
        [
            AuditEvent(
                action="partnership.cited",
                target_model="partnerships.Partnership",
                target=partnership.uuid,
                by=officer.username,
                moment=None,
                at=timezone.now(),
            )
        ]
    )
    assert any("entered a paper of the tie" in act.what for act in shown(partnership, officer).acts)


def test_pages_are_cut_by_moment_and_cost_the_same(
    client, officer, partnership, django_assert_num_queries
):
    text = MemorandumFactory(partnerships=[partnership])
    for number in range(ACTS + 5):
        text.title = f"Lần {number}"
        text.save()
        audit.record(action="memorandum.corrected", target=text, by=officer)
    first = shown(text, officer)
    second = shown(text, officer, before=first.acts[-1].at)
    assert len(first.acts) == ACTS
    assert first.next
    assert second.acts[0].at < first.acts[-1].at
    client.force_login(officer)
    client.get(address(text))
    with django_assert_num_queries(9):
        page = client.get(address(text))
    with django_assert_num_queries(9):
        client.get(address(text), {"before": first.acts[3].at.isoformat()})
    assert "Older" in page.text
    far = ("2024-01-01T00:00:00+17:00", "0001-01-01T00:00:00+23:59")
    for bad in ("x", "2026-01-01", "9" * 400, *far):
        assert client.get(address(text), {"before": bad}).status_code == 200


def test_the_page_is_as_closed_as_the_record(client, officer, partnership):
    client.force_login(officer)
    secret = IncidentFactory(partnership=partnership, sensitive=True)
    assert client.get(address(secret)).status_code == 404
    assert client.get(address(PartnershipFactory())).status_code == 404
    for kind in ("accounts.user", "nothing.here", "nothing", "exchanges.agendaitem"):
        url = reverse("records:history", args=[kind, partnership.uuid])
        assert client.get(url).status_code == 404
    client.force_login(UserFactory(role=Role.ADMINISTRATOR, sees_all=True))
    assert client.get(address(partnership)).status_code == 403


def test_every_page_of_a_record_leads_there(client, officer, partnership):
    client.force_login(officer)
    assert address(partnership) in client.get(partnership.get_absolute_url()).text
