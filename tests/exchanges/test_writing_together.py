"""Two people at the same minutes: each keeps what they wrote, or is told."""

import pytest
from django.urls import reverse

from exchanges.models import Meeting
from exchanges.services import minutes
from partnerships.models import Person
from tests.exchanges.filing import errors, row, untouched, with_rows
from tests.factories import (
    AgreedItemFactory,
    AttendanceFactory,
    MeetingFactory,
    PartnershipFactory,
    PostFactory,
)


@pytest.fixture
def draft(partnership, liaison):
    record = minutes.begin(
        meeting=MeetingFactory(partnerships=[partnership]), languages=["vi", "lo"], by=liaison
    )
    changes = {"vi": {"text": "Đánh giá", "state": "", "rev": 0}}
    items = [{"uuid": None, "kind": "review", "side": "", "changes": changes}]
    return minutes.write(minutes=record, outcome="agreed", items=items, by=liaison)


@pytest.fixture
def edit(draft):
    return reverse("exchanges:minutes-edit", args=[draft.uuid])


def text_of(draft) -> dict:
    return {code: one["text"] for code, one in draft.items.first().text.items()}


def test_officer_and_translator_both_keep_their_language(client, liaison, draft, edit):
    client.force_login(liaison)
    data = untouched(client.get(edit))
    assert client.post(edit, data | row("items", 0, text_vi="Đánh giá lại")).status_code == 302
    assert client.post(edit, data | row("items", 0, text_lo="ທົບທວນ")).status_code == 302
    assert text_of(draft) == {"vi": "Đánh giá lại", "lo": "ທົບທວນ"}


def test_the_second_of_one_language_sees_both_texts_and_may_save_theirs(
    client, liaison, officer, draft, edit
):
    client.force_login(liaison)
    data = untouched(client.get(edit))
    client.post(edit, data | row("items", 0, text_vi="Bản của người thứ nhất"))

    client.force_login(officer)
    page = client.post(edit, data | row("items", 0, text_vi="Bản của tôi"))
    assert "Bản của người thứ nhất" in errors(page)["items-0-text_vi"]
    assert "Bản của tôi" in page.text
    assert text_of(draft) == {"vi": "Bản của người thứ nhất"}

    again = untouched(page) | row("items", 0, text_vi="Bản của tôi")
    again |= {"initial-items-0-text_vi": "Đánh giá"}  # what this window showed at first
    assert client.post(edit, again).status_code == 302
    assert text_of(draft) == {"vi": "Bản của tôi"}


def test_an_item_somebody_else_added_is_told_and_not_lost(client, liaison, officer, draft, edit):
    client.force_login(liaison)
    data = untouched(client.get(edit))
    more = with_rows(data, items=2) | row("items", 1, text_vi="Mục hai", kind="discussion")
    client.post(edit, more)

    client.force_login(officer)
    page = client.post(edit, data | {"outcome": "with_reservations"})
    assert page.status_code == 422
    assert draft.items.count() == 2
    client.post(edit, data | {"outcome": "unilateral", "version": page.context["version"]})
    draft.refresh_from_db()
    assert (draft.outcome, draft.items.count()) == ("unilateral", 2)


def test_rows_taken_out_are_gone_and_only_those(client, liaison, draft, edit):
    AgreedItemFactory.create_batch(2, meeting=draft.meeting)
    client.force_login(liaison)
    data = untouched(client.get(edit))
    client.post(edit, data | row("agreed", 0, DELETE="on") | row("items", 0, DELETE="on"))
    assert draft.items.count() == 0
    assert str(draft.meeting.agreed_items.get().uuid) == data["agreed-1-uuid"]


def test_minutes_are_begun_once_for_a_meeting(client, liaison, partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    client.force_login(liaison)
    url = reverse("exchanges:minutes-create", args=[meeting.uuid])
    data = untouched(client.get(url)) | row("items", 0, text_vi="Đánh giá")
    first, second = client.post(url, data), client.post(url, data)
    assert first["Location"] == second["Location"] == meeting.minutes.get_absolute_url()
    assert client.get(url)["Location"] == first["Location"]


def test_a_meeting_is_put_right_with_its_delegations(client, liaison, partnership, unit):
    meeting = MeetingFactory(partnerships=[partnership])
    PostFactory(person__name="Lò Văn Thành", unit=unit)
    client.force_login(liaison)
    url = reverse("exchanges:meeting-edit", args=[meeting.uuid])
    data = untouched(client.get(url)) | {"place": "Sông Mã", "held": "29/03/2025"}
    data |= row("home", 0, person_q="Lò Văn Thành", post="Chủ tịch")
    assert client.post(url, data).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.place, str(meeting.held)) == ("Sông Mã", "29/03/2025")
    assert meeting.partnerships.get() == partnership
    one = meeting.attendances.get()
    assert (one.person.name, one.person) == ("Lò Văn Thành", Person.objects.get())

    data = untouched(client.get(url))
    client.post(url, data | row("home", 0, DELETE="on"))
    assert not meeting.attendances.exists()


def test_the_second_editor_of_a_meeting_is_told_who_was_first(
    client, liaison, officer, partnership
):
    meeting = MeetingFactory(partnerships=[partnership])
    client.force_login(liaison)
    url = reverse("exchanges:meeting-edit", args=[meeting.uuid])
    data = untouched(client.get(url))
    client.post(url, data | {"place": "Sông Mã"})
    client.force_login(officer)
    page = client.post(url, data | {"place": "Mường Ét"})
    assert page.status_code == 422
    assert liaison.username in str(page.context["form"].non_field_errors())
    assert "Sông Mã" in page.text
    assert 'value="Mường Ét"' in page.text


def test_what_is_typed_is_kept_by_itself(client, liaison, url):
    client.force_login(liaison)
    data = untouched(client.get(url)) | row("items", 0, text_vi="Dở dang")
    assert "Saved by itself" in client.post(url, data | {"autosave": "1"}).text
    assert "Dở dang" in client.get(url, {"draft": "1"}).text
    assert not Meeting.objects.exists()


def test_what_belongs_to_a_tie_out_of_sight_stays(client, liaison, partnership):
    """Who hosts and for whom they came, at a meeting of several ties of which one is seen."""
    hidden = PartnershipFactory()
    home = hidden.parties.get(side="home")
    meeting = MeetingFactory(partnerships=[partnership, hidden], host="home", host_party=home)
    one = AttendanceFactory(meeting=meeting, side="home", party=home)
    client.force_login(liaison)
    url = reverse("exchanges:meeting-edit", args=[meeting.uuid])
    data = untouched(client.get(url)) | {"place": "Sông Mã"}
    data |= {"other_ties": [str(partnership.uuid)]}  # the page shows neither the other tie
    del data["home-0-person"]  # nor somebody who is known there only
    answer = client.post(url, data | row("home", 0, post="Trưởng bản"))
    assert answer.status_code == 302, errors(answer)
    meeting.refresh_from_db()
    one.refresh_from_db()
    assert (meeting.place, meeting.host_party, one.party) == ("Sông Mã", home, home)
