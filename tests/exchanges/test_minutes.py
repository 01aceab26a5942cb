"""Minutes: filed by one, checked by another; two languages; nothing changes once signed."""

import pytest
from django.db import DatabaseError, IntegrityError, connection

from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from exchanges.choices import ItemKind, MeetingStatus, MinutesStatus, Outcome
from exchanges.models import Minutes
from exchanges.services import minutes
from partnerships.choices import Side
from tests.exchanges.minutes import row, write
from tests.factories import (
    AgreedItemFactory,
    MeetingFactory,
    MinutesFactory,
    MinutesItemFactory,
)

# Rules


def test_from_draft_to_an_agreed_text(draft, liaison, officer):
    record = minutes.submit(minutes=draft, by=liaison)
    record = minutes.return_(minutes=record, reason="Thiếu việc thứ ba", by=officer)
    assert (record.status, record.reason) == (MinutesStatus.RETURNED, "Thiếu việc thứ ba")

    record = minutes.submit(minutes=record, by=liaison)
    record = minutes.agree_text(minutes=record, by=officer)
    assert (record.status, record.reason) == (MinutesStatus.TEXT_AGREED, "")
    assert (record.filed_by, record.checked_by) == (liaison, officer)
    assert list(AuditEvent.objects.order_by("pk").values_list("action", "reason"))[2:] == [
        ("minutes.submitted", ""),
        ("minutes.returned", "Thiếu việc thứ ba"),
        ("minutes.submitted", ""),
        ("minutes.text_agreed", ""),
    ]


def test_the_filer_never_accepts_their_own(meeting, officer):
    record = minutes.begin(meeting=meeting, languages=["vi"], by=officer)
    write(record, officer, row("Đánh giá"))
    record = minutes.submit(minutes=record, by=officer)
    with pytest.raises(RuleViolation, match="Somebody else accepts what you filed"):
        minutes.agree_text(minutes=record, by=officer)
    record.refresh_from_db()
    assert record.status == MinutesStatus.SUBMITTED


def test_nor_does_who_wrote_in_it_without_submitting(draft, liaison, officer):
    write(draft, officer, row("Thảo luận", kind=ItemKind.DISCUSSION))
    record = minutes.submit(minutes=draft, by=liaison)
    with pytest.raises(RuleViolation, match="Somebody else accepts"):
        minutes.agree_text(minutes=record, by=officer)


def test_a_return_has_a_reason(submitted, officer):
    with pytest.raises(RuleViolation, match="Say what has to be put right"):
        minutes.return_(minutes=submitted, reason=" ", by=officer)


def test_submitted_minutes_are_not_written_on(submitted, liaison):
    with pytest.raises(RuleViolation, match="They must be returned first"):
        write(submitted, liaison, row("Thêm"))


def test_an_agreed_text_goes_back_to_draft_with_a_reason(submitted, officer):
    record = minutes.agree_text(minutes=submitted, by=officer)
    with pytest.raises(RuleViolation, match="Say what has to be put right"):
        minutes.reopen(minutes=record, reason="", by=officer)
    record = minutes.reopen(minutes=record, reason="Sai ngày", by=officer)
    assert (record.status, record.checked_by) == (MinutesStatus.DRAFT, None)


def test_nothing_skips_the_check(draft, officer):
    with pytest.raises(RuleViolation, match="Cannot go from “Draft” to “Text agreed”"):
        minutes.agree_text(minutes=draft, by=officer)


def test_minutes_need_a_meeting_that_was_held(partnership, liaison):
    planned = MeetingFactory(status=MeetingStatus.PLANNED, partnerships=[partnership])
    with pytest.raises(RuleViolation, match="a meeting that was held"):
        minutes.begin(meeting=planned, languages=["vi"], by=liaison)


def test_a_meeting_has_one_set_of_minutes(draft, liaison):
    with pytest.raises(RuleViolation, match="has its minutes already"):
        minutes.begin(meeting=draft.meeting, languages=["vi"], by=liaison)


def test_minutes_have_a_vietnamese_text(meeting, liaison):
    with pytest.raises(RuleViolation, match="Minutes have a Vietnamese text"):
        minutes.begin(meeting=meeting, languages=["lo"], by=liaison)


@pytest.mark.parametrize(
    ("outcome", "rows", "words"),
    [
        (Outcome.AGREED, [], "Write at least one item"),
        ("", [row("Đánh giá")], "Say how the meeting ended"),
        (Outcome.AGREED, [row("ທົບທວນ", language="lo")], "Every item has a Vietnamese text"),
        (
            Outcome.AGREED,
            [row("Bảo lưu", kind=ItemKind.RESERVED, side=Side.HOME)],
            "An opinion is reserved",
        ),
        (Outcome.WITH_RESERVATIONS, [row("Đánh giá")], "Write down the opinion that is reserved"),
    ],
)
def test_incomplete_minutes_are_not_submitted(meeting, liaison, outcome, rows, words):
    record = minutes.begin(meeting=meeting, languages=["vi", "lo"], by=liaison)
    write(record, liaison, *rows, outcome=outcome)
    with pytest.raises(RuleViolation, match=words):
        minutes.submit(minutes=record, by=liaison)


def test_a_unilateral_record_has_no_agreed_text(draft, liaison, officer):
    write(draft, liaison, outcome=Outcome.UNILATERAL)
    record = minutes.submit(minutes=draft, by=liaison)
    with pytest.raises(RuleViolation, match="no text that both sides agreed"):
        minutes.agree_text(minutes=record, by=officer)


def test_two_people_write_two_languages_of_one_item(draft, liaison, officer):
    item = draft.items.get()
    write(draft, liaison, row("Đánh giá lại", item.uuid, rev=1))
    write(draft, officer, row("ທົບທວນ", item.uuid, rev=0, language="lo"))
    item.refresh_from_db()
    assert {code: entry["text"] for code, entry in item.text.items()} == {
        "vi": "Đánh giá lại",
        "lo": "ທົບທວນ",
    }


def test_the_second_writer_of_one_language_is_told_and_nothing_is_written(draft, liaison, officer):
    item = draft.items.get()
    write(draft, liaison, row("Đánh giá lại", item.uuid, rev=1))
    with pytest.raises(RuleViolation, match="Somebody else has changed this text"):
        write(draft, officer, row("Mới", None), row("Khác", item.uuid, rev=1))
    assert [one.text["vi"]["text"] for one in draft.items.all()] == ["Đánh giá lại"]


def test_an_item_taken_out_meanwhile_is_told(draft, liaison, officer):
    item = draft.items.get()
    write(draft, liaison, row("Khác"), removed=[item.uuid])
    with pytest.raises(RuleViolation, match="taken out an item"):
        write(draft, officer, row("Sửa", item.uuid, rev=1))


def test_minutes_and_audit_event_are_written_together(draft, liaison, monkeypatch):
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        write(draft, liaison, row("Thêm"))
    with pytest.raises(ZeroDivisionError):
        minutes.submit(minutes=draft, by=liaison)
    draft.refresh_from_db()
    assert (draft.items.count(), draft.status) == (1, MinutesStatus.DRAFT)


def test_what_others_tell_of_signed_minutes(meeting, officer):
    record = minutes.record_past(
        meeting=meeting,
        outcome=Outcome.AGREED,
        languages=["vi", "lo"],
        items=[{"kind": ItemKind.REVIEW, "text": {"vi": "Tình hình năm 2024"}}],
        agreed=[{"title": "Tuyên truyền pháp luật"}],
        by=officer,
    )
    assert record.status == MinutesStatus.SIGNED_BY_BOTH
    assert record.items.get().text["vi"]["state"] == "unchecked"
    assert meeting.agreed_items.get().missing() == ["owner", "due day"]
    assert record.missing() == ["text in both languages"]


def test_minutes_made_here_are_not_recorded_as_past(meeting, officer):
    with pytest.raises(RuleViolation, match="written, submitted and checked"):
        minutes.record_past(meeting=meeting, basis=Basis.MADE_HERE, by=officer)


# What PostgreSQL refuses


@pytest.mark.parametrize("status", ["signed_by_one", "signed_by_both", "archived"])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE exchanges_minutes SET outcome = 'unilateral'",
        "UPDATE exchanges_minutes SET languages = '{vi}'",
        "UPDATE exchanges_minutes SET status = 'draft'",
        "DELETE FROM exchanges_minutes",
        "UPDATE exchanges_minutesitem SET text = '{}'",
        "DELETE FROM exchanges_minutesitem",
        "INSERT INTO exchanges_minutesitem (uuid, minutes_id, position, kind, side, text)"
        " SELECT gen_random_uuid(), id, 9, 'review', '', '{}' FROM exchanges_minutes",
    ],
)
def test_signed_minutes_and_their_items_stay(meeting, status, change):
    record = MinutesFactory(meeting=meeting, outcome="agreed")
    MinutesItemFactory(minutes=record)
    Minutes.objects.update(status=status)
    with (
        pytest.raises(DatabaseError, match=r"pgtrigger: Cannot|signed minutes stay"),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_no_item_is_smuggled_into_signed_minutes(meeting):
    signed = MinutesFactory(meeting=meeting, status="signed_by_both")
    item = MinutesItemFactory()
    with (
        pytest.raises(IntegrityError, match="signed minutes stay"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE exchanges_minutesitem SET minutes_id = %s WHERE id = %s", [signed.pk, item.pk]
        )


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("exchanges_minutes SET status = 'returned'", "returned_minutes_have_a_reason"),
        ("exchanges_minutes SET checked_by_id = filed_by_id", "nobody_accepts_their_own_minutes"),
        ("exchanges_minutesitem SET side = 'home'", "only_a_reserved_opinion_is_of_one_side"),
        ("exchanges_minutesitem SET kind = 'reserved'", "a_reserved_opinion_names_its_side"),
        ("exchanges_agreeditem SET status = 'done'", "a_closed_item_has_a_day_and_a_proof"),
        ("exchanges_agreeditem SET status = 'dropped', closed = now()", "a_closed_item_has"),
    ],
)
def test_plain_sql_is_refused_too(meeting, liaison, change, rule):
    MinutesItemFactory(minutes=MinutesFactory(meeting=meeting, filed_by=liaison))
    AgreedItemFactory(meeting=meeting)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {change}")
