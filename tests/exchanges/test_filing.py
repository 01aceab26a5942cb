"""The filing form: what is typed wrong is told at its box, kept, and nothing is half-written."""

import unicodedata

import pytest
from django.urls import reverse

from exchanges.choices import MinutesStatus
from exchanges.models import AgreedItem, Attendance, Meeting, Minutes
from partnerships.models import Person
from tests.exchanges.filing import HELD, errors, row, untouched, with_rows
from tests.factories import (
    AgreedItemFactory,
    MeetingFactory,
    PartnershipFactory,
    PostFactory,
    UnitFactory,
)

# What goes well


def test_one_page_files_meeting_heads_items_and_outcome(filing, partnership, liaison):
    typed = (
        row("home", 0, person_q="Nguyễn Văn An", post="Chủ tịch huyện")
        | row("counterpart", 0, person_q="Khăm Phết", post="Huyện trưởng")
        | row("items", 0, text_vi="Đánh giá năm 2024", text_lo="ທົບທວນ")
        | row("agreed", 0, text_vi="Tuần tra song phương", owner="both", due="31/12/2025")
    )
    answer = filing(typed, outcome="agreed", submit="1", begins="8h30")

    meeting = Meeting.objects.get()
    assert answer["Location"] == meeting.get_absolute_url()
    assert (meeting.minutes.status, meeting.minutes.filed_by) == (MinutesStatus.SUBMITTED, liaison)
    assert meeting.minutes.languages == ["vi", "lo"]
    assert [str(one.person) for one in meeting.attendances.order_by("-side")] == [
        "Nguyễn Văn An",
        "Khăm Phết",
    ]
    assert {one.role for one in meeting.attendances.all()} == {"head"}
    item = meeting.agreed_items.get()
    assert (item.owner, str(item.due)) == ("both", "2025-12-31")
    assert f"{meeting.begins:%H:%M}" == "08:30"


def test_a_meeting_alone_opens_no_minutes(filing):
    assert filing().status_code == 302
    assert not Minutes.objects.exists()


def test_sent_twice_it_is_one_meeting(filing):
    first = filing(row("items", 0, text_vi="Đánh giá"), outcome="agreed")
    second = filing(row("items", 0, text_vi="Đánh giá"), outcome="agreed")
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == Minutes.objects.count() == 1


def test_odd_unicode_is_stored_in_one_spelling(filing):
    words = unicodedata.normalize("NFD", "Tuần tra") + "\u200b song\u202e phương\u0007"
    filing(row("agreed", 0, text_vi=words), title=unicodedata.normalize("NFD", "Hội đàm"))
    assert AgreedItem.objects.get().title == "Tuần tra song phương"
    assert Meeting.objects.get().title == "Hội đàm"


def test_other_ties_meet_together(filing, unit, partnership):
    other = PartnershipFactory(home__unit=unit)
    filing(other_ties=[str(other.uuid)])
    assert set(Meeting.objects.get().partnerships.all()) == {partnership, other}


def test_what_is_open_from_earlier_meetings_stands_on_top(client, liaison, partnership, url):
    meeting = MeetingFactory(partnerships=[partnership])
    AgreedItemFactory(meeting=meeting, title="Mở chợ phiên")
    done = {"status": "done", "closed": "2025-01-01", "proof": "Biên bản"}
    AgreedItemFactory(meeting=meeting, title="Đã xong", **done)
    AgreedItemFactory(title="Của cặp khác")
    client.force_login(liaison)
    page = client.get(url)
    rows = page.context["rowsets"]["progress"].forms
    assert [row.about.item.title for row in rows] == ["Mở chợ phiên"]
    assert "Items still open from earlier meetings" in page.text


def test_a_meeting_that_no_tie_covers_is_filed_for_a_unit(client, liaison, unit):
    client.force_login(liaison)
    url = reverse("exchanges:unit-meeting-create", args=[unit.uuid])
    client.post(url, untouched(client.get(url)) | HELD)
    assert Meeting.objects.get().unit == unit


def test_a_tie_without_languages_of_papers_writes_those_of_both_sides(client, liaison, unit):
    tie = PartnershipFactory(home__unit=unit, counterpart__unit__country__code="CN")
    client.force_login(liaison)
    page = client.get(reverse("exchanges:tie-meeting-create", args=[tie.uuid]))
    assert page.context["view"].languages == ["vi", "zh"]


# Wrong input, box by box


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        ({"held": ""}, "held", "Fill this in"),
        ({"held": "28/3"}, "held", "Enter the full day"),
        ({"held": "31/02/2025"}, "held", "There is no such day"),
        ({"held": "03/2025"}, "held", "Enter the full day"),
        ({"held": "hôm qua"}, "held", "Enter the full day"),
        ({"held": "01/01/2199"}, "held", "still to come"),
        ({"kind": "party"}, "kind", "not one of the available choices"),
        ({"host": "third"}, "host", "not one of the available choices"),
        ({"begins": "25:00"}, "begins", "08:30 or 8h30"),
        ({"year_reviewed": "24"}, "year_reviewed", "1945"),
        ({"year_planned": "năm nay"}, "year_planned", "whole number"),
        ({"title": "a" * 256}, "title", "255"),
        ({"place": "a" * 201}, "place", "200"),
        ({"outcome": "maybe"}, "outcome", "not one of the available choices"),
        ({"other_ties": ["no uuid"]}, "other_ties", "not in the register"),
        (row("home", 0, post="Chủ tịch"), "home-0-person", "Enter the full name"),
        (row("home", 0, person_q="An"), "home-0-post", "Say the post"),
        (row("home", 0, person_q="a" * 121, post="x"), "home-0-person", "120 letters"),
        (row("home", 0, person_q="An", post="a" * 201), "home-0-post", "200"),
        (row("home", 0, person_q="An", post="x", role="king"), "home-0-role", "not one of"),
        (row("items", 0, kind="reserved", text_vi="Không"), "items-0-side", "which side"),
        (row("items", 0, side="home", text_vi="Có"), "items-0-side", "Only a reserved opinion"),
        (row("items", 0, kind="decision"), "items-0-text_vi", "in Vietnamese first"),
        (row("items", 0, text_vi="a" * 100_001), "items-0-text_vi", "100000"),
        (row("items", 0, text_vi="a", state_vi="perfect"), "items-0-state_vi", "not one of"),
        (row("agreed", 0, text_lo="ລາດຕະເວນ"), "agreed-0-text_vi", "in Vietnamese"),
        (row("agreed", 0, text_vi="a" * 501), "agreed-0-text_vi", "At most 500 letters"),
        (row("agreed", 0, text_vi="a", due="2025"), "agreed-0-due", "Enter the full day"),
        (row("agreed", 0, text_vi="a", owner="they"), "agreed-0-owner", "not one of"),
    ],
)
def test_wrong_input_is_told_at_its_box_and_nothing_is_written(filing, typed, box, words):
    page = filing(typed)
    found = errors(page)
    assert words in found[box]
    assert len(found) == 1
    assert not Meeting.objects.exists()
    assert not Person.objects.exists()


def test_what_was_typed_is_still_there(filing):
    page = filing(
        row("items", 0, text_vi="Một đoạn dài", text_lo="ທົບທວນ")
        | row("home", 0, person_q="Nguyễn Văn An", post="Chủ tịch"),
        held="28/3",
    )
    for words in ("Một đoạn dài", "ທົບທວນ", "Nguyễn Văn An", 'value="28/3"'):
        assert words in page.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Write at least one item"),
        (row("items", 0, text_vi="Đánh giá"), "Say how the meeting ended"),
        (
            row("items", 0, text_vi="Không", kind="reserved", side="home") | {"outcome": "agreed"},
            "An opinion is reserved",
        ),
    ],
)
def test_what_cannot_be_submitted_yet_is_not_half_saved(filing, typed, words):
    page = filing(typed, submit="1")
    assert words in str(page.context["form"].non_field_errors())
    assert not Meeting.objects.exists()


def test_two_heads_of_a_delegation_are_told(filing):
    typed = with_rows({}, home=2)
    for number in range(2):
        typed |= row("home", number, person_q=f"An {number}", post="Chủ tịch", role="head")
    page = filing(typed)
    assert errors(page) == {"home-1-role": "A delegation has one head."}
    assert not Person.objects.exists()


def test_more_rows_than_a_form_may_have_are_refused(filing):
    page = filing(with_rows({}, items=100_000))
    assert page.status_code == 422
    assert not Meeting.objects.exists()


def test_what_lies_out_of_scope_is_not_in_the_register(filing):
    tie, post = PartnershipFactory(), PostFactory(unit=UnitFactory())
    page = filing(other_ties=[str(tie.uuid)])
    assert "not in your area" in errors(page)["other_ties"]
    page = filing(row("home", 0, person=str(post.person.uuid)))
    assert "not in your area" in errors(page)["home-0-person"]
    assert not Attendance.objects.exists()


def test_a_chosen_person_and_a_typed_name_contradict_each_other(filing, unit):
    post = PostFactory(unit=unit)
    page = filing(row("home", 0, person=str(post.person.uuid), person_q="Người khác"))
    assert "Keep one of the two" in errors(page)["home-0-person"]


def test_out_of_scope_is_404(client, liaison):
    client.force_login(liaison)
    tie, unit = PartnershipFactory(), UnitFactory()
    for name, target in (("tie", tie), ("unit", unit)):
        for verb in ("create", "plan"):
            url = reverse(f"exchanges:{name}-meeting-{verb}", args=[target.uuid])
            assert client.get(url).status_code == client.post(url).status_code == 404


def test_the_pickers_offer_only_what_one_may_see(client, liaison, partnership, unit):
    PostFactory(person__name="Lò Văn Thành", unit=unit, title="Chủ tịch")
    PostFactory(person__name="Lò Văn Xa")
    client.force_login(liaison)
    page = client.get(reverse("exchanges:attendee-picker"), {"q": "lo van", "name": "person"})
    assert "Lò Văn Thành · Chủ tịch" in page.text
    assert "Lò Văn Xa" not in page.text
    url = reverse("exchanges:meeting-tie-picker")
    PartnershipFactory(title="bản Xa – bản Lạ")
    assert "bản Lạ" not in client.get(url, {"q": "ban", "name": "other_ties"}).text
