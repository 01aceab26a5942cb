"""What was entered by mistake finds its way back, and small things that pages say right."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import Amount, PartialDate
from exchanges.models import Letter
from exchanges.services import agreed_items, progress
from tests.exchanges.minutes import in_sql, signed_minutes
from tests.factories import (
    ActivityFactory,
    ActivityFigureFactory,
    AgreedItemFactory,
    AidProjectFactory,
    LetterFactory,
    MeetingFactory,
)

YEAR = {"status": "done", "closed": date(2024, 6, 1), "proof": "Biên bản"}

# An agreed item that was closed by mistake


@pytest.mark.parametrize("before", ["open", "in_hand"])
def test_an_item_closed_by_mistake_is_open_again(client, meeting, officer, before):
    item = AgreedItemFactory(meeting=meeting, status=before)
    agreed_items.move(item=item, by=officer, **YEAR)
    client.force_login(officer)
    page = reverse("exchanges:agreed-item-reopen", args=[item.uuid])
    assert page in client.get(item.get_absolute_url()).content.decode()

    assert client.post(page, {"reason": " "}).status_code == 422
    assert client.post(page, {"reason": "Bấm nhầm"}).status_code == 302

    item.refresh_from_db()
    assert (item.status, item.closed, item.proof) == (before, None, "")
    event = AuditEvent.objects.filter(action="agreed_item.open").get()
    assert (event.reason, event.details["before"]) == ("Bấm nhầm", "done")
    assert page not in client.get(item.get_absolute_url()).content.decode()
    with pytest.raises(RuleViolation, match="still open"):
        agreed_items.reopen(item=item, reason="Lần nữa", by=officer)


def test_what_a_meeting_closed_is_put_right_in_its_minutes(client, partnership, officer):
    item = AgreedItemFactory(meeting=held(partnership, 2023))
    found = {"uuid": item.uuid, "status": "done", "changes": {}, "proof": "Đã cắm biển"}
    progress.write(meeting=held(partnership, 2024), rows=[found], by=officer)
    item.refresh_from_db()
    with pytest.raises(RuleViolation, match="Correct it in the minutes"):
        agreed_items.reopen(item=item, reason="Bấm nhầm", by=officer)
    client.force_login(officer)
    page = reverse("exchanges:agreed-item-reopen", args=[item.uuid])
    assert page not in client.get(item.get_absolute_url()).content.decode()


def test_an_item_reported_as_in_hand_is_so_again_without_what_was_found(partnership, officer):
    item = AgreedItemFactory(meeting=held(partnership, 2023), status="in_hand")
    later = held(partnership, 2024)
    found = {"uuid": item.uuid, "status": "done", "changes": {}, "proof": "Đã cắm biển"}
    progress.write(meeting=later, rows=[found], by=officer)

    progress.write(meeting=later, rows=[], removed=[item.uuid], by=officer)

    item.refresh_from_db()
    assert (item.status, item.closed_at) == ("in_hand", None)


def held(tie, year):
    return MeetingFactory(partnerships=[tie], held=PartialDate.read(f"01/05/{year}"))


# Rules that plain SQL keeps too


def test_an_answer_goes_the_other_way_in_sql_too(db):
    asked = LetterFactory(direction="out")
    answer = LetterFactory(direction="in", answers=asked)
    for changed in (
        "UPDATE exchanges_letter SET direction = 'out', arrived = NULL WHERE id = %s",
        "UPDATE exchanges_letter SET direction = 'in' WHERE id = (SELECT answers_id FROM"
        " exchanges_letter WHERE id = %s)",
    ):
        refused = pytest.raises(IntegrityError, match="an answer goes the other way")
        with refused, transaction.atomic():
            in_sql(changed, answer.pk)


def test_an_answer_is_not_due_before_the_letter_in_sql_too(db):
    letter = LetterFactory(dated=PartialDate.read("10/03/2025"))
    change = "UPDATE exchanges_letter SET answer_due = %s WHERE id = %s"
    refused = pytest.raises(IntegrityError, match="an_answer_is_due_after_the_letter")
    with refused, transaction.atomic():
        in_sql(change, date(2025, 3, 9), letter.pk)
    in_sql(change, date(2025, 3, 10), letter.pk)
    undated = LetterFactory(answer_due=date(2025, 3, 9))
    assert Letter.objects.get(pk=undated.pk).answer_due


@pytest.mark.parametrize("unit", ["VND", "USD", "km"])
def test_what_is_not_a_number_is_no_amount_in_sql_either(db, unit):
    aid = AidProjectFactory(amount=Amount(5, unit))
    with pytest.raises(IntegrityError, match="aidproject_amount_is_a_number"):
        in_sql("UPDATE exchanges_aidproject SET amount_number = 'NaN' WHERE id = %s", aid.pk)


# What pages say


def test_minutes_are_put_away_once_their_scan_is_there(client, meeting, head):
    record = signed_minutes(meeting)
    client.force_login(head)
    assert "minutes/" in (page := client.get(record.get_absolute_url()).content.decode())
    assert reverse("exchanges:minutes-archive", args=[record.uuid]) not in page


def test_a_tie_of_which_no_due_day_is_known_says_so(client, officer, partnership):
    client.force_login(officer)
    page = client.get(reverse("exchanges:due-list")).content.decode()
    assert partnership.title in page
    assert "not known" in page
    assert ">none<" not in page


def test_the_next_activity_begins_with_what_the_last_one_counted(client, officer, partnership):
    activity = ActivityFactory(partnership=partnership)
    ActivityFigureFactory(activity=activity, measure="money", amount=Amount(5, "VND"))
    client.force_login(officer)
    page = client.get(reverse("exchanges:activity-create"), {"measure": "money"}).content.decode()
    assert '<option value="money" selected>' in page
