"""Minutes from the agreed text to the archive: one side, then the other, and the scan."""

from datetime import date

import pytest
from django.db import DatabaseError
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.errors import RuleViolation
from exchanges.choices import MinutesStatus, Outcome
from exchanges.models import Minutes, MinutesSignature
from exchanges.services import minutes, signatures
from tests.exchanges.filing import untouched
from tests.exchanges.minutes import in_sql, row, sign, signed_minutes, write
from tests.factories import (
    AttachmentFactory,
    AttendanceFactory,
    MinutesFactory,
    PersonFactory,
    PostFactory,
    UserFactory,
)


@pytest.fixture
def agreed(submitted, officer):
    return minutes.agree_text(minutes=submitted, by=officer)


def scan(record, **facts):
    return AttachmentFactory(
        project=None, minutes=record, kind="signed_copy", is_master=True, **facts
    )


@pytest.mark.parametrize("order", [("home", "counterpart"), ("counterpart", "home")])
def test_one_side_signs_then_the_other_in_any_order(agreed, liaison, officer, order):
    for side, status in zip(order, ("signed_by_one", "signed_by_both"), strict=True):
        sign(agreed, side, liaison)
        agreed.refresh_from_db()
        assert agreed.status == status
    with pytest.raises(RuleViolation, match="as the master copy"):
        signatures.archive(minutes=agreed, by=officer)
    scan(agreed)
    assert signatures.archive(minutes=agreed, by=officer).status == MinutesStatus.ARCHIVED
    acts = AuditEvent.objects.filter(target=agreed.uuid).values_list("action", flat=True)
    assert {"minutes.signed_by_one", "minutes.signed_by_both", "minutes.archived"} <= set(acts)


def test_what_is_signed_is_never_opened_again(agreed, liaison, officer):
    sign(agreed, "home", liaison)
    with pytest.raises(RuleViolation, match="Cannot go from"):
        minutes.reopen(minutes=agreed, reason="Sửa", by=officer)
    with pytest.raises(RuleViolation, match="Cannot go from"):
        minutes.return_(minutes=agreed, reason="Sửa", by=officer)
    with pytest.raises(RuleViolation, match="must be returned first"):
        write(agreed, liaison, row("Thêm"))


@pytest.mark.parametrize("status", ["draft", "submitted", "returned"])
def test_nobody_signs_a_text_that_is_not_agreed(meeting, liaison, status):
    record = MinutesFactory(meeting=meeting, outcome="agreed", status=status, reason="x")
    with pytest.raises(RuleViolation, match="Cannot go from"):
        sign(record, "home", liaison)
    assert not MinutesSignature.objects.exists()


def test_a_side_signs_once_and_nobody_for_both(agreed, liaison):
    person = PersonFactory()
    sign(agreed, "home", liaison, person=person)
    with pytest.raises(RuleViolation, match="has signed already"):
        sign(agreed, "home", liaison)
    with pytest.raises(RuleViolation, match="signed for the other side"):
        sign(agreed, "counterpart", liaison, person=person)


def test_whoever_came_for_the_other_side_does_not_sign(agreed, liaison):
    theirs = AttendanceFactory(meeting=agreed.meeting, side="counterpart").person
    with pytest.raises(RuleViolation, match="other side's delegation"):
        sign(agreed, "home", liaison, person=theirs)


@pytest.mark.parametrize(
    ("day", "words"), [("2025-04-02", "lies in the past"), ("2025-03-27", "or later")]
)
def test_a_signature_has_a_day_between_the_meeting_and_today(agreed, liaison, day, words):
    with pytest.raises(RuleViolation, match=words):
        sign(agreed, "home", liaison, signed_on=date.fromisoformat(day))


def test_somebody_new_signs_with_a_post(agreed, liaison):
    with pytest.raises(RuleViolation, match="Say the post"):
        sign(agreed, "home", liaison, person="Lò Văn Mới")
    made = sign(agreed, "home", liaison, person="Lò Văn Mới", post="Phó Chủ tịch")
    assert (str(made.person), made.post.title) == ("Lò Văn Mới", "Phó Chủ tịch")


def test_a_unilateral_record_is_checked_and_signed_by_our_side_alone(
    meeting, liaison, officer, unit
):
    record = minutes.begin(meeting=meeting, languages=["vi"], outcome="unilateral", by=liaison)
    write(record, liaison, row("Không thống nhất"), outcome=Outcome.UNILATERAL)
    record = minutes.submit(minutes=record, by=liaison)
    with pytest.raises(RuleViolation, match="our side alone"):
        sign(record, "counterpart", officer)
    with pytest.raises(RuleViolation, match="The office checks"):
        sign(record, "home", UserFactory(role=Role.LIAISON, units=[unit]))
    sign(record, "home", officer)
    record.refresh_from_db()
    assert (record.status, record.checked_by) == ("signed_by_one", officer)
    scan(record)
    assert signatures.archive(minutes=record, by=officer).status == "archived"


def test_the_filer_of_a_unilateral_record_does_not_sign_it_off(meeting, officer):
    record = minutes.begin(meeting=meeting, languages=["vi"], outcome="unilateral", by=officer)
    write(record, officer, row("Không thống nhất"), outcome=Outcome.UNILATERAL)
    record = minutes.submit(minutes=record, by=officer)
    with pytest.raises(RuleViolation, match="Somebody else accepts"):
        sign(record, "home", officer)


def test_the_form_offers_the_head_of_the_side(client, agreed, liaison, unit):
    post = PostFactory(title="Chủ tịch UBND huyện", unit=unit)
    AttendanceFactory(meeting=agreed.meeting, role="head", person=post.person, post=post)
    client.force_login(liaison)
    page = client.get(agreed.get_absolute_url())
    assert [one.label for one in page.context["actions"]] == [
        "Our side has signed",
        "The other side has signed",
    ]
    url = reverse("exchanges:minutes-sign", args=[agreed.uuid])
    form = client.get(f"{url}?side=home")
    typed = untouched(form)
    assert (typed["side"], typed["post"]) == ("home", "Chủ tịch UBND huyện")
    assert typed["signed_on"] == "28/03/2025"
    typed["person"] = str(post.person.uuid)
    for _twice in range(2):
        assert client.post(url, typed)["Location"] == agreed.get_absolute_url()
    assert MinutesSignature.objects.get().post == post
    bad = client.post(url, typed | {"submission": "", "signed_on": "32/13/2025", "person": ""})
    assert {"side", "person", "signed_on"} == set(bad.context["form"].errors)


def test_the_page_shows_who_signed_in_few_queries(
    client, meeting, officer, django_assert_max_num_queries
):
    record = signed_minutes(meeting)
    client.force_login(officer)
    with django_assert_max_num_queries(10):
        page = client.get(record.get_absolute_url())
    for one in record.signatures.all():
        assert str(one.person) in page.text
    assert not page.context["actions"]  # without a scan there is nothing to archive
    archive = reverse("exchanges:minutes-archive", args=[record.uuid])
    assert "as the master copy first" in client.post(archive, follow=True).text
    scan(record)
    offered = client.get(record.get_absolute_url()).context["actions"]
    assert [one.label for one in offered] == ["Archive with the signed scan"]
    client.post(archive)
    record.refresh_from_db()
    assert record.status == "archived"


# What PostgreSQL refuses


SIGNED = [
    ("UPDATE exchanges_minutessignature SET signed_on = signed_on + 1", "Cannot update"),
    ("DELETE FROM exchanges_minutessignature", "Cannot update or delete"),
    ("UPDATE exchanges_minutes SET status = 'archived'", "archived minutes have their signed scan"),
    ("UPDATE exchanges_minutes SET status = 'text_agreed'", "Cannot update"),
    ("UPDATE exchanges_meeting SET place = 'nơi khác'", "keep what they say"),
    ("UPDATE exchanges_meeting SET held_days = '[2025-03-27,2025-03-28)'", "keep what they say"),
]


@pytest.mark.parametrize(("sql", "rule"), SIGNED)
def test_signed_minutes_are_what_they_are_in_plain_sql(meeting, sql, rule):
    signed_minutes(meeting)
    with pytest.raises(DatabaseError, match=rule):
        in_sql(sql)


UNSIGNED = [
    ("signed_by_one", (), "minutes are signed by whom they say"),
    ("signed_by_both", ("home",), "minutes are signed by whom they say"),
    ("archived", ("home",), "minutes are signed by whom they say"),
    ("text_agreed", ("home",), "minutes are signed by whom they say"),
]


@pytest.mark.parametrize(("status", "sides", "rule"), UNSIGNED)
def test_minutes_say_they_are_signed_only_with_the_signatures(meeting, status, sides, rule):
    signed_minutes(meeting, status=status, sides=sides)
    with pytest.raises(DatabaseError, match=rule):
        in_sql("SELECT 1")


def insert(record, side="home", day="2025-03-28"):
    in_sql(
        "INSERT INTO exchanges_minutessignature (uuid, minutes_id, side, person_id, signed_on)"
        " VALUES (gen_random_uuid(), %s, %s, %s, %s)",
        *(record.pk, side, PersonFactory().pk, day),
    )


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"side": "home"}, "a_side_signs_minutes_once"),
        ({"side": "counterpart", "day": "2025-03-27"}, "signed after the meeting"),
        ({"side": "counterpart", "day": "2099-01-01"}, "a signature lies in the past"),
    ],
)
def test_a_signature_is_refused_in_plain_sql(meeting, facts, rule):
    record = signed_minutes(meeting, status="signed_by_one", sides=("home",))
    with pytest.raises(DatabaseError, match=rule):
        insert(record, **facts)


def test_the_scan_of_archived_minutes_is_not_withdrawn(meeting):
    record = signed_minutes(meeting)
    scan(record)
    Minutes.objects.update(status="archived")
    with pytest.raises(DatabaseError, match="signed scan"):
        in_sql("UPDATE exchanges_attachment SET withdrawn_reason = 'x'")
