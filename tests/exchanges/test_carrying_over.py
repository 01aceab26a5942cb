"""What a meeting leaves open opens the record of the next, until it is done or dropped."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges import progress
from exchanges.models import AgreedItem, AgreedItemProgress, Meeting
from exchanges.services import agreed_items, filings, minutes
from exchanges.services import progress as found
from tests.exchanges.filing import HELD, errors, row, untouched
from tests.exchanges.minutes import in_sql, signed_minutes
from tests.factories import (
    AgreedItemFactory,
    MeetingFactory,
    OrganisationFactory,
    PartnershipPartyFactory,
)


@pytest.fixture
def item(meeting):
    return AgreedItemFactory(meeting=meeting, title="Mở chợ phiên", owner="both")


def met(partnership, day):
    return MeetingFactory(partnerships=[partnership], held=PartialDate.read(day))


@pytest.fixture
def later(partnership):
    return met(partnership, "20/09/2025")


@pytest.fixture
def latest(partnership):
    return met(partnership, "20/03/2026")


def says(item, status, proof="", note="", rev=0):
    changes = {"vi": {"text": note, "state": "", "rev": rev}} if note else {}
    return {"uuid": item.uuid, "status": status, "proof": proof, "changes": changes}


def take_up(meeting, by, *rows, removed=()):
    return found.write(meeting=meeting, rows=list(rows), removed=removed, by=by)


def test_an_item_is_carried_until_it_is_done_with_proof(item, later, latest, officer):
    take_up(later, officer, says(item, "in_hand", note="Đã chọn địa điểm"))
    item.refresh_from_db()
    assert (item.status, item.closed_at) == ("in_hand", None)
    with pytest.raises(RuleViolation, match="Give the proof") as refused:
        take_up(latest, officer, says(item, "done"))
    assert refused.value.field == "progress-0-proof"
    take_up(latest, officer, says(item, "done", "Biên bản khai trương"))
    item.refresh_from_db()
    assert (item.status, item.closed_at, item.closed) == ("done", latest, date(2026, 3, 20))
    seen = progress.through(item, Meeting.objects.all())
    assert [(one.meeting, one.status, one.proof) for one in seen] == [
        (later, "in_hand", ""),
        (latest, "done", "Biên bản khai trương"),
    ]
    assert [one.item for one in progress.of(latest)] == [item]


def test_what_is_closed_is_taken_up_by_no_later_meeting(item, later, latest, officer, partnership):
    take_up(later, officer, says(item, "dropped", "Quyết định 12"))
    assert progress.to_take_up(ties=[partnership], before=date(2026, 3, 20)) == []
    with pytest.raises(RuleViolation, match="Cannot go from"):
        take_up(latest, officer, says(item, "in_hand"))


def test_a_correction_before_signing_opens_it_again(item, later, officer):
    take_up(later, officer, says(item, "done", "Nhầm"))
    take_up(later, officer, says(item, "in_hand"))
    item.refresh_from_db()
    assert (item.status, item.closed, item.proof, item.closed_at) == ("in_hand", None, "", None)
    take_up(later, officer, removed=[item.uuid])
    item.refresh_from_db()
    assert (item.status, item.progress.count()) == ("open", 0)


def test_minutes_entered_late_do_not_overtake_a_later_meeting(item, later, latest, officer):
    take_up(latest, officer, says(item, "in_hand"))
    with pytest.raises(RuleViolation, match="A later meeting has found this item"):
        take_up(later, officer, says(item, "done", "Biên bản"))
    take_up(later, officer, says(item, "in_hand"))  # untouched, so nothing is written
    assert item.progress.count() == 1


def test_only_what_earlier_meetings_of_the_same_ties_left_open(item, later, partnership):
    AgreedItemFactory()
    AgreedItemFactory(meeting=later)
    done = {"status": "done", "closed": date(2025, 5, 1), "proof": "Ảnh"}
    AgreedItemFactory(meeting=item.meeting, **done)
    undated = AgreedItemFactory(
        meeting=MeetingFactory(partnerships=[partnership], basis="reported", held=PartialDate())
    )
    wanted = progress.to_take_up(ties=[partnership], meeting=later, before=date(2025, 9, 20))
    assert wanted == [item, undated]


def test_what_was_done_between_meetings_stays_done_when_minutes_are_saved_again(
    item, later, officer
):
    take_up(later, officer, says(item, "open"))
    agreed_items.move(item=item, status="done", closed=date(2025, 10, 1), proof="Ảnh", by=officer)
    take_up(later, officer, says(item, "open", note="Còn chờ"))
    item.refresh_from_db()
    assert (item.status, item.proof) == ("done", "Ảnh")


def test_the_form_brings_the_open_items_and_one_save_carries_them(
    client, liaison, item, later, django_assert_max_num_queries
):
    other = AgreedItemFactory(meeting=item.meeting, title="Tuần tra chung", due=date(2025, 5, 1))
    client.force_login(liaison)
    url = reverse("exchanges:minutes-create", args=[later.uuid])
    page = client.get(url)
    assert "Mở chợ phiên" in page.text
    assert "overdue" in page.text
    assert "Add an open item" not in page.text
    typed = untouched(page) | row("items", 0, text_vi="Đánh giá", kind="review")
    typed |= row("progress", 0, status="done")
    assert errors(client.post(url, typed)) == {
        "progress-0-proof": "Give the proof, or the decision that drops it."
    }
    typed |= row("progress", 0, proof="Biên bản khai trương", text_vi="Chợ đã họp")
    assert client.post(url, typed).status_code == 302
    item.refresh_from_db()
    assert (item.status, item.closed_at) == ("done", later)
    assert {one.item_id: one.status for one in AgreedItemProgress.objects.all()} == {
        item.pk: "done",
        other.pk: "open",
    }
    with django_assert_max_num_queries(11):
        shown = client.get(later.minutes.get_absolute_url())
    assert "Chợ đã họp" in shown.text
    assert "Biên bản khai trương" in shown.text
    edit = reverse("exchanges:minutes-edit", args=[later.minutes.uuid])
    again = untouched(client.get(edit))
    assert again["progress-0-proof"] == "Biên bản khai trương"
    assert client.post(edit, again).status_code == 302
    item.refresh_from_db()
    assert item.status == "done"
    assert client.get(item.get_absolute_url()).text.count("Chợ đã họp") == 1


def test_a_meeting_filed_in_one_page_takes_up_what_is_open(filing, liaison, item, client, url):
    page = client.get(url)
    typed = untouched(page) | HELD | {"held": "20/09/2025", "submission": ""}
    typed |= row("progress", 0, status="in_hand", text_vi="Đang làm")
    assert client.post(url, typed).status_code == 302
    item.refresh_from_db()
    assert item.status == "in_hand"
    assert item.progress.get().meeting.minutes.status == "draft"


def test_an_earlier_meeting_filed_late_passes_by_what_it_could_not_know(filing, item, client, url):
    typed = untouched(client.get(url)) | HELD | {"held": "20/09/2024"}
    typed |= row("items", 0, text_vi="Đánh giá", kind="review")
    assert client.post(url, typed).status_code == 302
    assert not item.progress.exists()
    typed |= {"submission": "", "held": "21/09/2024"} | row("progress", 0, status="in_hand")
    assert "taken up at a later meeting" in client.post(url, typed).text


def test_an_item_closed_in_another_window_is_told_and_nothing_is_lost(
    client, liaison, officer, item, later
):
    client.force_login(liaison)
    url = reverse("exchanges:minutes-create", args=[later.uuid])
    typed = untouched(client.get(url)) | row("items", 0, text_vi="Đánh giá rất dài", kind="review")
    agreed_items.move(item=item, status="done", closed=date(2025, 9, 1), proof="Ảnh", by=officer)
    page = client.post(url, typed | row("progress", 0, status="in_hand"))
    assert page.status_code == 422
    assert "closed or taken out in the meantime" in page.text
    assert "Đánh giá rất dài" in page.text
    typed |= row("progress", 0, DELETE="on")
    assert client.post(url, typed).status_code == 302


def test_which_party_does_it_is_asked_where_there_are_several(client, liaison, partnership, later):
    station = OrganisationFactory()
    PartnershipPartyFactory(partnership=partnership, side="home", organisation=station, unit=None)
    client.force_login(liaison)
    url = reverse("exchanges:minutes-create", args=[later.uuid])
    typed = untouched(client.get(url)) | row(
        "agreed", 0, text_vi="Tuần tra", owner="home", parties=[str(station.uuid)]
    )
    client.post(url, typed)
    made = AgreedItem.objects.get()
    assert made.parties.get().who == station
    edit = reverse("exchanges:minutes-edit", args=[later.minutes.uuid])
    assert client.post(edit, untouched(client.get(edit))).status_code == 302
    assert made.parties.get().who == station
    assert str(station) in client.get(later.minutes.get_absolute_url()).text


def test_the_agenda_becomes_the_first_items(client, liaison, later):
    for number, words in enumerate(("Đánh giá kỳ trước", "Việc kỳ tới"), 1):
        said = {"vi": {"text": words, "state": "checked", "rev": 1}}
        later.agenda.create(position=number, text=said)
    client.force_login(liaison)
    url = reverse("exchanges:minutes-create", args=[later.uuid])
    page = client.get(url)
    assert "Take over the agenda" in page.text
    typed = untouched(page) | row("items", 0, text_vi="Điểm của tôi")
    page = client.post(url, typed | {"add_agenda": "1"})
    browser = untouched(page) | {f"initial-items-{n}-text_vi": "" for n in range(3)}
    assert client.post(url, browser).status_code == 302
    said = [one.text["vi"]["text"] for one in later.minutes.items.all()]
    assert said == ["Điểm của tôi", "Đánh giá kỳ trước", "Việc kỳ tới"]


def test_what_was_submitted_or_signed_is_not_found_otherwise(item, later, liaison, officer):
    record = minutes.begin(meeting=later, languages=["vi"], outcome="agreed", by=liaison)
    write = {"minutes": record, "outcome": "agreed", "items": [], "agreed": [], "by": liaison}
    text = {"vi": {"text": "Đánh giá", "state": "", "rev": 0}}
    write["items"] = [{"uuid": None, "kind": "review", "side": "", "changes": text}]
    filings.write_minutes(**write, found=[says(item, "in_hand")], submit=True)
    with pytest.raises(RuleViolation, match="must be returned first"):
        take_up(later, officer, says(item, "done", "Ảnh"))


# What PostgreSQL refuses

PLAIN = [
    ("UPDATE exchanges_agreeditemprogress SET status = 'done'", "state in which it was found"),
    ("UPDATE exchanges_agreeditem SET closed_at_id = {later}", "state in which it was found"),
    (
        "UPDATE exchanges_agreeditem SET status = 'done', closed = now(), proof = 'x',"
        " closed_at_id = {later}",
        "state in which it was found",
    ),
    ("UPDATE exchanges_agreeditem SET closed_at_id = meeting_id", "closed at a later meeting"),
    ("UPDATE exchanges_agreeditemprogress SET meeting_id = {first}", "taken up at a later meeting"),
    ("UPDATE exchanges_agreeditemprogress SET meeting_id = {early}", "taken up at a later meeting"),
    (
        "INSERT INTO exchanges_agreeditemprogress (uuid, item_id, meeting_id, status, text)"
        " SELECT gen_random_uuid(), item_id, meeting_id, 'open', '{{}}'"
        " FROM exchanges_agreeditemprogress",
        "an_item_is_taken_up_once_at_a_meeting",
    ),
    ("DELETE FROM exchanges_agreeditem", "foreign key"),
]


@pytest.mark.parametrize(("sql", "rule"), PLAIN)
def test_plain_sql_is_refused_too(item, later, partnership, sql, rule):
    AgreedItemProgress.objects.create(item=item, meeting=later, status="in_hand")
    AgreedItem.objects.update(status="in_hand")
    early = met(partnership, "01/01/2025")
    with pytest.raises(IntegrityError, match=rule):
        in_sql(sql.format(later=later.pk, first=item.meeting_id, early=early.pk))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE exchanges_agreeditem SET status = 'open', closed_at_id = NULL",
        "DELETE FROM exchanges_agreeditemprogress",
        "INSERT INTO exchanges_agreeditemprogress (uuid, item_id, meeting_id, status, text)"
        " SELECT gen_random_uuid(), item_id, {latest}, 'open', '{{}}'"
        " FROM exchanges_agreeditemprogress",
    ],
)
def test_nothing_is_found_of_a_closed_item_in_plain_sql(item, later, latest, officer, sql):
    take_up(later, officer, says(item, "done", "Ảnh"))
    with pytest.raises(IntegrityError, match="state in which it was found"):
        in_sql(sql.format(latest=latest.pk))


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE exchanges_agreeditemprogress SET text = '{\"vi\": {}}'",
        "DELETE FROM exchanges_agreeditemprogress",
        "UPDATE exchanges_agreeditem SET title = 'khác' WHERE meeting_id = {later}",
        "DELETE FROM exchanges_agreeditem WHERE meeting_id = {later}",
        "UPDATE exchanges_agreeditem SET meeting_id = {later}",
    ],
)
def test_signed_minutes_keep_what_they_found_and_agreed(item, later, sql):
    AgreedItemProgress.objects.create(item=item, meeting=later, status="open")
    AgreedItemFactory(meeting=later)
    signed_minutes(later, status="signed_by_one", sides=("home",), on=date(2025, 9, 20))
    with pytest.raises(IntegrityError, match="keep what they say"):
        in_sql(sql.replace("{later}", str(later.pk)))
