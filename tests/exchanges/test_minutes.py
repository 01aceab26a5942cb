"""Minutes: filed by one, checked by another; two languages; nothing changes once signed."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection
from django.urls import reverse

from accounts.choices import Role
from accounts.models import AuditEvent
from core.basis import Basis
from core.errors import RuleViolation
from exchanges.choices import ItemKind, MeetingStatus, MinutesStatus, Outcome
from exchanges.models import Minutes
from exchanges.services import agreed_items, minutes
from partnerships.choices import Side
from tests.factories import (
    AgreedItemFactory,
    MeetingFactory,
    MinutesFactory,
    MinutesItemFactory,
    UserFactory,
)


@pytest.fixture
def meeting(partnership):
    return MeetingFactory(partnerships=[partnership])


@pytest.fixture
def liaison(unit):
    return UserFactory(role=Role.LIAISON, units=[unit])


@pytest.fixture
def draft(meeting, liaison):
    record = minutes.begin(
        meeting=meeting, languages=["vi", "lo"], outcome=Outcome.AGREED, by=liaison
    )
    return write(record, liaison, row("Hai bên đánh giá năm 2024."))


@pytest.fixture
def submitted(draft, liaison):
    return minutes.submit(minutes=draft, by=liaison)


def row(words, uuid=None, rev=0, language="vi", **said):
    changes = {language: {"text": words, "state": "", "rev": rev}}
    return {"uuid": uuid, "kind": ItemKind.REVIEW, "side": "", "changes": changes} | said


def write(record, by, *rows, outcome=Outcome.AGREED, removed=()):
    return minutes.write(minutes=record, outcome=outcome, items=rows, removed=removed, by=by)


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


# Agreed items


def test_an_agreed_item_is_done_with_a_proof(meeting, officer):
    item = agreed_items.record(meeting=meeting, title="Tuần tra song phương", by=officer)
    with pytest.raises(RuleViolation, match="Give the day and the proof"):
        agreed_items.move(item=item, status="done", closed=None, proof="Biên bản", by=officer)
    with pytest.raises(RuleViolation, match="Give the day and the proof"):
        agreed_items.move(item=item, status="done", closed=date(2025, 9, 1), proof=" ", by=officer)
    item = agreed_items.move(
        item=item, status="done", closed=date(2025, 9, 1), proof="Biên bản", by=officer
    )
    with pytest.raises(RuleViolation, match="Cannot go from “Done”"):
        agreed_items.move(item=item, status="in_hand", closed=None, proof="", by=officer)


def test_an_agreed_item_has_vietnamese_words_of_one_line(meeting, officer):
    for words in ("", "  "):
        with pytest.raises(RuleViolation, match="Say in Vietnamese"):
            agreed_items.record(meeting=meeting, title=words, by=officer)
    with pytest.raises(RuleViolation, match="at most 500 letters"):
        agreed_items.record(meeting=meeting, title="a" * 501, by=officer)
    item = agreed_items.record(meeting=meeting, text={"vi": "Hai\n dòng", "lo": "ສອງ"}, by=officer)
    assert item.title == "Hai dòng"


def test_the_words_of_a_signed_agreed_item_stay_but_its_work_goes_on(meeting, officer):
    item = AgreedItemFactory(meeting=meeting)
    MinutesFactory(meeting=meeting, status="signed_by_one")
    changes = {"vi": {"text": "Khác", "state": "", "rev": 1}}
    with pytest.raises(RuleViolation, match="stays as it is worded"):
        agreed_items.change(item=item, changes=changes, by=officer)
    with pytest.raises(RuleViolation, match="stays as it is worded"):
        agreed_items.record(meeting=meeting, title="Thêm", by=officer)
    with pytest.raises(RuleViolation, match="stays as it is worded"):
        agreed_items.remove(item=item, by=officer)
    assert agreed_items.change(item=item, due=date(2026, 1, 1), by=officer).due
    assert agreed_items.move(item=item, status="in_hand", closed=None, proof="", by=officer)


def test_the_words_of_an_agreed_item_stay_while_somebody_checks_them(submitted, officer, liaison):
    item = AgreedItemFactory(meeting=submitted.meeting)
    changes = {"vi": {"text": "Khác", "state": "", "rev": 1}}
    with pytest.raises(RuleViolation, match="have been submitted"):
        agreed_items.change(item=item, changes=changes, by=officer)
    minutes.agree_text(minutes=submitted, by=officer)
    with pytest.raises(RuleViolation, match="have been submitted"):
        agreed_items.change(item=item, changes=changes, by=liaison)
    assert agreed_items.change(item=item, due=date(2026, 1, 1), by=officer).due


def test_what_is_in_hand_is_not_taken_out(meeting, officer):
    item = AgreedItemFactory(meeting=meeting, status="in_hand")
    with pytest.raises(RuleViolation, match="Something was done about this item"):
        agreed_items.remove(item=item, by=officer)


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


def test_signed_minutes_move_on_to_the_next_signature(meeting):
    MinutesFactory(meeting=meeting, status="signed_by_one")
    assert Minutes.objects.update(status="signed_by_both") == 1


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


# Pages


def test_the_page_of_minutes_shows_both_languages_with_their_states(
    client, officer, submitted, django_assert_num_queries
):
    AgreedItemFactory.create_batch(5, meeting=submitted.meeting)
    client.force_login(officer)
    with django_assert_num_queries(7):
        page = client.get(submitted.get_absolute_url())
    assert "Hai bên đánh giá năm 2024." in page.text
    assert page.text.count("no translation yet") == 6
    assert [action.label for action in page.context["actions"]] == [
        "The text is agreed",
        "Return with a reason",
    ]


def test_the_filer_is_not_offered_to_check_their_own(client, submitted, liaison, draft):
    client.force_login(liaison)
    assert not client.get(submitted.get_absolute_url()).context["actions"]
    assert client.post(reverse("exchanges:minutes-agree", args=[draft.uuid])).status_code == 403


def test_officer_returns_and_liaison_submits_again_from_the_pages(
    client, submitted, liaison, officer
):
    client.force_login(officer)
    url = reverse("exchanges:minutes-return", args=[submitted.uuid])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Thiếu bản Lào"}).status_code == 302

    client.force_login(liaison)
    page = client.get(submitted.get_absolute_url())
    assert "Thiếu bản Lào" in page.text
    assert (
        client.post(reverse("exchanges:minutes-submit", args=[submitted.uuid])).status_code == 302
    )
    client.force_login(officer)
    client.post(reverse("exchanges:minutes-agree", args=[submitted.uuid]))
    submitted.refresh_from_db()
    assert submitted.status == MinutesStatus.TEXT_AGREED


def test_out_of_scope_is_404(client, officer):
    record = MinutesFactory()
    item = AgreedItemFactory(meeting=record.meeting)
    client.force_login(officer)
    for name in ("detail", "edit", "return", "reopen"):
        url = reverse(f"exchanges:minutes-{name}", args=[record.uuid])
        assert client.get(url).status_code == 404
    for name in ("submit", "agree"):
        url = reverse(f"exchanges:minutes-{name}", args=[record.uuid])
        assert client.post(url).status_code == 404
    for name in ("detail", "edit"):
        url = reverse(f"exchanges:agreed-item-{name}", args=[item.uuid])
        assert client.get(url).status_code == 404


def test_the_form_of_submitted_minutes_leads_back(client, submitted, liaison):
    client.force_login(liaison)
    url = reverse("exchanges:minutes-edit", args=[submitted.uuid])
    assert client.get(url)["Location"] == submitted.get_absolute_url()


def test_agreed_items_are_listed_with_what_they_lack(
    client, officer, meeting, django_assert_num_queries
):
    AgreedItemFactory.create_batch(30, meeting=meeting)
    AgreedItemFactory(meeting=meeting, owner="both", due=date(2026, 1, 1))
    client.force_login(officer)
    with django_assert_num_queries(5):
        page = client.get(reverse("exchanges:agreed-item-list"), {"lacking": "due"})
    assert page.context["table"].count == "30"


def test_an_agreed_item_is_closed_from_its_page(
    client, officer, meeting, django_assert_num_queries
):
    item = AgreedItemFactory(meeting=meeting)
    client.force_login(officer)
    url = reverse("exchanges:agreed-item-edit", args=[item.uuid])
    page = client.get(url)
    typed = {
        "owner": "home", "due": "", "status": "done", "closed": "", "proof": "",
        "text_vi": item.title, "initial-text_vi": item.title, "rev_vi": 1, "state_vi": "",
        "text_lo": "ລາດຕະເວນ", "initial-text_lo": "", "rev_lo": 0, "state_lo": "unchecked",
        "version": page.context["version"],
    }  # fmt: skip
    page = client.post(url, typed)
    assert set(page.context["form"].errors) == {"closed", "proof"}
    assert "ລາດຕະເວນ" in page.text
    typed |= {"closed": "01/09/2025", "proof": "Biên bản tuần tra"}
    assert client.post(url, typed).status_code == 302
    item.refresh_from_db()
    assert (item.status, item.owner, item.text["lo"]["text"]) == ("done", "home", "ລາດຕະເວນ")
    with django_assert_num_queries(6):
        client.get(item.get_absolute_url())
