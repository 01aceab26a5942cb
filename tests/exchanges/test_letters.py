"""Letters: entered, answered, put right, taken back; what PostgreSQL refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from accounts.models import AuditEvent
from core.errors import RuleViolation
from core.fields import PartialDate
from exchanges.answers import letters_due
from exchanges.choices import LetterDirection, LetterKind
from exchanges.models import Letter
from exchanges.services import letters
from tests.factories import (
    BorderMarkerFactory,
    IncidentFactory,
    LetterFactory,
    MeetingFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

OUT, IN = LetterDirection.OUT, LetterDirection.IN


def sent(by, **facts):
    facts = {"direction": OUT, "kind": LetterKind.PROTEST, "gist": "Về cột mốc 1088"} | facts
    return letters.record(by=by, **facts)


def test_a_letter_is_entered_with_its_text_per_language(officer, partnership):
    letter = sent(
        officer,
        partnership=partnership,
        number="12/TB-ĐBP",
        dated=PartialDate.read("10/05/2025"),
        answer_due=date(2025, 5, 20),
        text={"vi": "Kính gửi", "lo": "ຮຽນ"},
    )
    assert letter.filed_by == officer
    assert letter.text["lo"] == {"text": "ຮຽນ", "state": "unchecked", "rev": 1}
    assert AuditEvent.objects.get().action == "letter.recorded"


def test_a_letter_belongs_to_what_it_is_about(officer, partnership, unit):
    meeting = MeetingFactory(partnerships=[PartnershipFactory(), partnership])
    invitation = sent(officer, kind=LetterKind.INVITATION, meeting=meeting)
    assert invitation.partnership == partnership  # the tie that the sender may see
    at_marker = IncidentFactory(partnership=None, marker=BorderMarkerFactory(unit=unit))
    assert sent(officer, incident=at_marker).unit == unit
    incident = IncidentFactory(partnership=partnership)
    notice = sent(officer, incident=incident)
    reply = sent(officer, direction=IN, kind=LetterKind.REPLY, answers=notice)
    assert (reply.partnership, reply.incident) == (partnership, incident)


@pytest.mark.parametrize(
    ("facts", "words", "field"),
    [
        ({"partnership": None}, "Name a tie or a unit", "partnership"),
        ({"gist": " "}, "in a line", "gist"),
        ({"gist": "MẬT"}, "carries the stamp MẬT", "gist"),
        ({"text": {"vi": "TỐI MẬT\nKính gửi"}}, "carries the stamp", "text_vi"),
        ({"arrived": date(2025, 5, 12)}, "Only a letter that was received", "arrived"),
        ({"direction": IN, "arrived": date(2025, 5, 9)}, "arrived before the day", "arrived"),
        ({"answer_due": date(2025, 5, 9)}, "due before the day", "answer_due"),
    ],
)
def test_bad_facts_are_refused_at_their_field(officer, partnership, facts, words, field):
    facts = {"partnership": partnership, "dated": PartialDate.read("10/05/2025")} | facts
    with pytest.raises(RuleViolation, match=words) as refused:
        sent(officer, **facts)
    assert refused.value.field == field
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"direction": OUT}, "goes the other way"),
        ({"direction": IN, "withdrawn_reason": "Nhầm"}, "was taken back"),
        ({"direction": IN, "dated": PartialDate.read("11/05/2025")}, "older than the one"),
    ],
)
def test_an_answer_goes_back_after_a_letter_that_stands(officer, partnership, asked, words):
    asked = LetterFactory(partnership=partnership, **asked)
    with pytest.raises(RuleViolation, match=words):
        sent(officer, answers=asked, dated=PartialDate.read("10/05/2025"))


def test_waiting_overdue_answered_and_not_needed(officer, partnership):
    day = date(2025, 5, 20)
    asked = [LetterFactory(partnership=partnership, answer_due=day) for _ in range(4)]
    LetterFactory(partnership=partnership)
    letters.need_no_answer(letter=asked[0], reason="Đã nói chuyện", by=officer)
    wrong = sent(officer, direction=IN, kind="reply", answers=asked[1])
    sent(officer, direction=IN, kind="reply", answers=asked[2])
    assert list(Letter.objects.unanswered()) == [asked[3]]
    letters.withdraw(letter=wrong, reason="Nhầm thư", by=officer)
    assert set(Letter.objects.unanswered()) == {asked[1], asked[3]}
    assert Letter.objects.overdue(day).count() == 0
    assert Letter.objects.overdue(date(2025, 5, 21)).count() == 2
    assert list(letters_due(officer, day)) == [asked[1], asked[3]]
    assert not letters_due(officer, date(2025, 5, 19)).exists()
    elsewhere = UserFactory(units=[UnitFactory()])
    assert not letters_due(elsewhere, day).exists()
    for done in (asked[0], asked[2]):
        with pytest.raises(RuleViolation, match="No answer to this letter"):
            letters.need_no_answer(letter=done, reason="Thôi", by=officer)


def test_two_people_write_two_languages_and_nobody_overwrites(officer, partnership):
    letter = sent(officer, partnership=partnership, text={"vi": "Kính gửi"})
    new = {"text": "ຮຽນ", "state": "checked", "rev": 0}
    letter = letters.revise(letter=letter, changes={"lo": new}, by=officer)
    assert (letter.text["vi"]["text"], letter.text["lo"]["state"]) == ("Kính gửi", "checked")
    with pytest.raises(RuleViolation, match="Somebody else has changed"):
        letters.revise(letter=letter, changes={"lo": new}, by=officer)


def test_what_is_taken_back_is_not_written_on(officer, partnership):
    letter = sent(officer, partnership=partnership)
    with pytest.raises(RuleViolation, match="Say why"):
        letters.withdraw(letter=letter, reason="", by=officer)
    letters.withdraw(letter=letter, reason="Nhập hai lần", by=officer)
    for act in (
        lambda: letters.revise(letter=letter, gist="Khác", by=officer),
        lambda: letters.withdraw(letter=letter, reason="Nữa", by=officer),
        lambda: letters.need_no_answer(letter=letter, reason="Thôi", by=officer),
    ):
        with pytest.raises(RuleViolation, match="was taken back"):
            act()
    assert not Letter.objects.standing().exists()


def test_letter_and_audit_event_are_written_together(officer, partnership, monkeypatch):
    monkeypatch.setattr(AuditEvent.objects, "create", lambda **_line: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        sent(officer, partnership=partnership)
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("partnership_id = NULL", "letter_names_a_tie_or_a_unit"),
        ("answers_id = id", "a_letter_does_not_answer_itself"),
        ("arrived = '2025-05-01'", "only_a_received_letter_arrived"),
        ("dated_days = '[2999-01-01,2999-01-02)'", "what happened lies in the past"),
    ],
)
def test_plain_sql_is_refused_too(partnership, change, rule):
    LetterFactory(partnership=partnership)
    with pytest.raises(IntegrityError, match=rule), connection.cursor() as cursor:
        cursor.execute(f"UPDATE exchanges_letter SET {change}")
