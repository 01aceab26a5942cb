"""The register of letters: the list, the form from every side, the page, the text."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Role
from exchanges.models import Letter
from exchanges.services import letters
from tests.exchanges.filing import errors, untouched
from tests.factories import (
    IncidentFactory,
    LetterFactory,
    MeetingFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

NEW = reverse("exchanges:letter-create")
LIST = reverse("exchanges:letter-list")


def at(verb, letter):
    return reverse(f"exchanges:letter-{verb}", args=[letter.uuid])


@pytest.fixture
def entering(client, liaison):
    """Opens the form and sends it with what was typed."""
    client.force_login(liaison)

    def send(query="", **typed):
        url = f"{NEW}{query}"
        facts = {"kind": "notice"} | untouched(client.get(url)) | {"gist": "Về cột mốc"}
        return client.post(url, facts | typed)

    return send


@pytest.fixture
def asked(partnership):
    """Letters of each state of answer, by its name."""
    today = timezone.localdate()
    late, soon = today - timedelta(days=3), today + timedelta(days=3)
    found = {
        "overdue": LetterFactory(partnership=partnership, answer_due=late),
        "waiting": LetterFactory(partnership=partnership, answer_due=soon),
        "answered": LetterFactory(partnership=partnership, answer_due=late),
        "not_needed": LetterFactory(partnership=partnership, answer_due=late, no_answer="Thôi"),
    }
    LetterFactory(partnership=partnership, direction="in", answers=found["answered"], number="7/LĐ")
    return found


@pytest.mark.parametrize("state", ["overdue", "waiting", "answered", "not_needed"])
def test_the_list_by_state_of_the_answer(client, officer, asked, state):
    client.force_login(officer)
    rows = client.get(f"{LIST}?answer={state}").context["table"].rows
    assert [row["uuid"] for row in rows] == [asked[state].uuid]


def test_the_list_says_the_state_and_by_which_letter(client, officer, asked):
    client.force_login(officer)
    text = client.get(LIST).text
    for words in ("answer overdue", "waiting for the answer", "answered", "7/LĐ", "none asked for"):
        assert words in text, words


def test_the_list_by_words_number_kind_and_way(client, officer, partnership):
    LetterFactory(partnership=partnership, gist="Mưa lũ", number="3/TB")
    LetterFactory(partnership=partnership, kind="protest", direction="in")
    LetterFactory(partnership=partnership, withdrawn_reason="Nhầm")
    client.force_login(officer)
    for query in ("q=mưa", "q=3/tb", "kind=protest", "direction=in", "withdrawn=yes"):
        assert client.get(f"{LIST}?{query}").context["table"].count == "1", query
    assert client.get(LIST).context["table"].count == "2"


def test_the_list_costs_the_same_for_1_row_and_a_full_page(
    client, officer, partnership, django_assert_num_queries
):
    client.force_login(officer)
    for rows in (1, 59):
        LetterFactory.create_batch(rows, partnership=partnership)
        # who is signed in (2), reach, count, page
        with django_assert_num_queries(5):
            assert client.get(LIST).status_code == 200


def test_from_the_tie_the_two_sides_are_written_in(entering, partnership):
    answer = entering(f"?tie={partnership.uuid}", number="12/TB", dated="10/05/2025")
    letter = Letter.objects.get()
    assert answer.url == letter.get_absolute_url()
    assert letter.partnership == partnership
    sides = [str(party.unit) for party in partnership.parties.order_by("-side")]
    assert [letter.sender, letter.addressee] == sides


def test_a_protest_from_the_page_of_an_incident_goes_on_to_its_text(client, entering, partnership):
    incident = IncidentFactory(partnership=partnership, title="Cột mốc bị sứt")
    answer = entering(f"?incident={incident.uuid}&kind=protest", write="1")
    letter = Letter.objects.get()
    assert (letter.incident, letter.kind, letter.partnership) == (incident, "protest", partnership)
    assert answer.url == at("text", letter)
    assert "Cột mốc bị sứt" in client.get(f"{NEW}?incident={incident.uuid}").text
    page = client.get(incident.get_absolute_url())
    assert [row["record"] for row in page.context["letters"]] == [letter]
    page = client.get(letter.get_absolute_url())
    assert incident.get_absolute_url() in page.text


def test_an_answer_goes_the_other_way_and_settles_the_letter(client, entering, asked):
    entering(f"?answers={asked['overdue'].uuid}")
    reply = Letter.objects.get(answers=asked["overdue"])
    assert (reply.direction, reply.kind) == ("in", "reply")
    page = client.get(asked["overdue"].get_absolute_url())
    assert "Answered by" in page.text
    assert "No answer needed" not in page.text
    assert "It answers" in client.get(reply.get_absolute_url()).text


def test_from_a_meeting(entering, partnership):
    meeting = MeetingFactory(partnerships=[partnership])
    entering(f"?meeting={meeting.uuid}&kind=invitation")
    letter = Letter.objects.get()
    assert (letter.meeting, letter.partnership, letter.kind) == (meeting, partnership, "invitation")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"gist": ""}, "gist", "Fill this in"),
        ({"gist": "TUYỆT MẬT"}, "gist", "carries the stamp"),
        ({"partnership": ""}, "partnership", "Name the tie"),
        ({"dated": "1/1/2199"}, "dated", "still to come"),
        ({"arrived": "10/05/2025"}, "arrived", "Only a letter that was received"),
        ({"direction": "in", "arrived": "1/1/2199"}, "arrived", "still to come"),
        (
            {"direction": "in", "dated": "10/05/2025", "arrived": "01/05/2025"},
            "arrived",
            "arrived before the day",
        ),
        ({"dated": "10/05/2025", "answer_due": "01/05/2025"}, "answer_due", "due before the day"),
        ({"answer_due": "tuần sau"}, "answer_due", "full day"),
        ({"answers_q": "không có"}, "answers", "Nothing is called"),
    ],
)
def test_bad_input_is_told_at_its_box_and_nothing_is_lost(
    entering, partnership, typed, field, words
):
    page = entering(f"?tie={partnership.uuid}", **{"number": "12/TB-ĐBP"} | typed)
    assert words in errors(page)[field]
    assert "12/TB-ĐBP" in page.text
    assert not Letter.objects.exists()


def test_a_unit_outside_the_area_is_told_at_its_box(entering):
    assert "outside your area" in errors(entering(f"?unit={UnitFactory().uuid}"))["unit"]


def test_the_text_side_by_side_in_the_languages_of_the_tie(client, officer, partnership):
    letter = LetterFactory(partnership=partnership)
    client.force_login(officer)
    page = client.get(at("text", letter))
    assert [side.code for side in page.context["form"].sides] == ["vi", "lo"]
    data = untouched(page)
    assert client.post(at("text", letter), data | {"text_vi": "Kính gửi"}).status_code == 302
    page = client.post(at("text", letter), data | {"text_vi": "Thưa"})
    assert "It now reads: “Kính gửi”" in errors(page)["text_vi"]
    client.post(at("text", letter), data | {"text_lo": "ຮຽນ", "state_lo": "checked"})
    letter.refresh_from_db()
    assert {code: said["text"] for code, said in letter.text.items()} == {
        "vi": "Kính gửi",
        "lo": "ຮຽນ",
    }
    page = client.post(at("text", letter), data | {"text_vi": "MẬT", "rev_vi": "1"})
    assert "carries the stamp" in errors(page)["text_vi"]
    assert "ຮຽນ" in client.get(letter.get_absolute_url()).text


def test_editing_no_answer_and_taking_back(client, officer, asked):
    client.force_login(officer)
    letter = asked["overdue"]
    data = untouched(client.get(at("edit", letter)))
    assert data["answer_due"] == f"{letter.answer_due:%d/%m/%Y}"
    assert client.post(at("edit", letter), data | {"number": "9/TB"}).status_code == 302
    url = at("no-answer", letter)
    assert "reason" in errors(client.post(url, untouched(client.get(url))))
    page = client.post(url, untouched(client.get(url)) | {"reason": "Đã gặp"}, follow=True)
    assert "Đã gặp" in page.text
    page = client.get(at("edit", letter))
    assert page.context["form"]["no_answer"].value() == "Đã gặp"
    client.post(at("edit", letter), untouched(page) | {"no_answer": ""})
    letter.refresh_from_db()
    assert (letter.number, letter.no_answer) == ("9/TB", "")
    url = at("withdraw", letter)
    page = client.post(url, untouched(client.get(url)) | {"reason": "Nhập nhầm"}, follow=True)
    assert "Nhập nhầm" in page.text
    assert page.context["actions"] == []


def test_the_page_of_a_letter(client, officer, partnership, unit, django_assert_num_queries):
    letter = LetterFactory(
        partnership=partnership,
        unit=unit,
        incident=IncidentFactory(partnership=partnership),
        meeting=MeetingFactory(partnerships=[partnership]),
        answers=LetterFactory(partnership=partnership, direction="in"),
    )
    LetterFactory(partnership=partnership, direction="in", answers=letter)
    client.force_login(officer)
    # who is signed in (2), reach, the letter, its answers, files, sources
    with django_assert_num_queries(7):
        page = client.get(letter.get_absolute_url())
    assert page.context["missing"]
    client.force_login(UserFactory(role=Role.READER, units=[UnitFactory()]))
    assert client.get(letter.get_absolute_url()).status_code == 404


def test_what_a_letter_names_out_of_reach_is_not_shown(client, officer, unit):
    other = PartnershipFactory(title="Kết nghĩa nơi khác")
    letter = letters.record(
        direction="out",
        kind="notice",
        gist="Thư chung",
        unit=unit,
        partnership=other,
        meeting=MeetingFactory(partnerships=[other], title="Hội đàm nơi khác"),
        by=officer,
    )
    client.force_login(officer)
    for url in (letter.get_absolute_url(), LIST, f"{LIST}?columns=gist&columns=partnership"):
        page = client.get(url)
        assert "Thư chung" in page.text
        assert "nơi khác" not in page.text


@pytest.mark.parametrize("whose", ["tie", "unit", "meeting"])
def test_pieces_of_a_tie_a_unit_and_a_meeting(
    client, officer, unit, partnership, django_assert_num_queries, whose
):
    meeting = MeetingFactory(partnerships=[partnership])
    of = {"tie": partnership, "unit": unit, "meeting": meeting}[whose]
    url = reverse(f"exchanges:{whose}-letters", args=[of.uuid])
    client.force_login(officer)
    for _ in range(2):
        LetterFactory.create_batch(3, partnership=partnership, meeting=meeting)
        with django_assert_num_queries(6 if whose == "unit" else 5):
            page = client.get(url)
    assert len(page.context["rows"]) == 6
    assert f"{NEW}?{whose}={of.uuid}" in page.text
    Letter.objects.update(withdrawn_reason="Nhầm")
    assert client.get(url).context["rows"] == []


def test_the_proposed_ends_are_turned_with_the_direction(entering, partnership):
    entering(f"?tie={partnership.uuid}", direction="in", arrived="")
    letter = Letter.objects.get()
    sides = [str(party.unit) for party in partnership.parties.order_by("-side")]
    assert [letter.addressee, letter.sender] == sides
