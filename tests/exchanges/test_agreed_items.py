"""Agreed items: done with a proof, their words fixed by a signature."""

from datetime import date

import pytest
from django.db import IntegrityError

from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.services import agreed_items, meetings, minutes, progress
from tests.exchanges.minutes import signed_minutes
from tests.factories import AgreedItemFactory, MeetingFactory


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
    signed_minutes(meeting)
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


def test_who_worded_what_was_agreed_does_not_accept_the_minutes(draft, officer, liaison):
    item = AgreedItemFactory(meeting=draft.meeting)
    agreed_items.change(item=item, due=date(2026, 1, 1), by=officer)
    changes = {"lo": {"text": "ລາດຕະເວນ", "state": "", "rev": 0}}
    agreed_items.change(item=item, changes=changes, by=officer)
    record = minutes.submit(minutes=draft, by=liaison)
    with pytest.raises(RuleViolation, match="Somebody else accepts"):
        minutes.agree_text(minutes=record, by=officer)


def test_the_day_of_a_meeting_is_put_right_with_what_it_closed(meeting, partnership, officer):
    item = AgreedItemFactory(meeting=meeting)
    later = MeetingFactory(partnerships=[partnership], held=PartialDate.read("20/09/2025"))
    row = {"uuid": item.uuid, "status": "done", "proof": "Ảnh", "changes": {}}
    progress.write(meeting=later, rows=[row], by=officer)

    def on(day):
        held = PartialDate.read(day)
        meetings.change(meeting=later, partnerships=[partnership], held=held, by=officer)
        item.refresh_from_db()
        return item.closed

    assert on("22/09/2025") == date(2025, 9, 22)
    with pytest.raises(IntegrityError, match="closed at a later meeting"):
        on("01/01/2025")
