"""Two people at what a meeting found of an open item; stamps of secrecy anywhere in minutes."""

import pytest
from django.urls import reverse

from core.fields import PartialDate
from exchanges.services import minutes
from tests.exchanges.filing import errors, row, untouched, with_rows
from tests.factories import AgreedItemFactory, MeetingFactory


@pytest.fixture
def edit(meeting, partnership, liaison):
    AgreedItemFactory(meeting=meeting, title="Mở chợ phiên")
    later = MeetingFactory(partnerships=[partnership], held=PartialDate.read("20/09/2025"))
    record = minutes.begin(meeting=later, languages=["vi", "lo"], outcome="agreed", by=liaison)
    return reverse("exchanges:minutes-edit", args=[record.uuid])


def notes(item) -> dict:
    return {code: one["text"] for code, one in item.progress.get().text.items()}


def test_two_people_write_two_languages_of_one_note(client, liaison, meeting, edit):
    client.force_login(liaison)
    client.post(edit, untouched(client.get(edit)))
    data = untouched(client.get(edit))
    for typed in ({"text_vi": "Chợ đã họp"}, {"text_lo": "ຕະຫຼາດເປີດແລ້ວ"}):
        assert client.post(edit, data | row("progress", 0, **typed)).status_code == 302
    assert notes(meeting.agreed_items.get()) == {"vi": "Chợ đã họp", "lo": "ຕະຫຼາດເປີດແລ້ວ"}


def test_the_second_writer_of_a_note_sees_both_and_nothing_is_overwritten(
    client, liaison, officer, meeting, edit
):
    client.force_login(liaison)
    client.post(edit, untouched(client.get(edit)))
    data = untouched(client.get(edit))
    client.post(edit, data | row("progress", 0, text_vi="Của người thứ nhất"))
    client.force_login(officer)
    page = client.post(edit, data | row("progress", 0, text_vi="Của tôi"))
    assert "Của người thứ nhất" in errors(page)["progress-0-text_vi"]
    assert "Của tôi" in page.text
    assert notes(meeting.agreed_items.get()) == {"vi": "Của người thứ nhất"}


def test_the_second_who_closes_an_item_is_told_what_the_first_found(
    client, liaison, officer, meeting, edit
):
    client.force_login(liaison)
    data = untouched(client.get(edit))
    done = row("progress", 0, status="done", proof="Ảnh khai trương")
    assert client.post(edit, data | done).status_code == 302
    client.force_login(officer)
    page = client.post(edit, data | row("progress", 0, status="dropped", proof="Quyết định 5"))
    assert page.status_code == 422
    assert "Ảnh khai trương" in page.text
    assert "Quyết định 5" in page.text
    assert meeting.agreed_items.get().status == "done"


@pytest.mark.parametrize("name", ["items", "agreed", "progress"])
def test_a_stamp_of_secrecy_is_told_at_its_row(client, liaison, edit, name):
    client.force_login(liaison)
    data = untouched(client.get(edit)) | row("items", 0, kind="review", text_vi="Đánh giá")
    page = client.post(edit, data | row(name, 0, text_vi="TỐI MẬT\nphương án"))
    assert "carries the stamp" in errors(page)[f"{name}-0-text_vi"]


def test_an_item_that_is_not_on_the_table_is_not_smuggled_in(client, liaison, edit):
    other = AgreedItemFactory()
    client.force_login(liaison)
    typed = with_rows(untouched(client.get(edit)), progress=2)
    proved = {"status": "done", "proof": "Ảnh", "uuid": str(other.uuid)}
    page = client.post(edit, typed | row("progress", 1, **proved))
    assert "closed or taken out" in page.text
    other.refresh_from_db()
    assert other.status == "open"
