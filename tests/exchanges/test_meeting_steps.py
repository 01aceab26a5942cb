"""A planned meeting goes on its way: invited with its letter, put off, planned again, held."""

from datetime import date

import pytest

from accounts.models import AuditEvent
from core.errors import RuleViolation
from exchanges.choices import LetterDirection, LetterKind, MeetingStatus
from exchanges.models import Letter, Meeting
from exchanges.services import meetings
from partnerships.choices import Side
from tests.exchanges.filing import errors, step, untouched

# The invitation


def test_the_invitation_and_its_letter_are_one_step(at_work, planned, partnership):
    url = step(planned, "invite")
    page = at_work.get(url)
    typed = untouched(page) | {"number": "15/TM", "dated": "20/11/2026", "answer_due": "01/12/2026"}
    assert typed["direction"] == LetterDirection.OUT
    assert at_work.post(url, typed).status_code == 302
    planned.refresh_from_db()
    letter = Letter.objects.get()
    assert planned.status == MeetingStatus.INVITED
    assert (letter.kind, letter.meeting, letter.partnership) == (
        LetterKind.INVITATION,
        planned,
        partnership,
    )
    assert (letter.number, str(letter.dated)) == ("15/TM", "20/11/2026")
    assert letter.answer_due == date(2026, 12, 1)
    assert letter.addressee == str(partnership.parties.get(side=Side.COUNTERPART).who)
    assert planned.title in letter.gist


def test_the_other_side_invites_where_it_hosts(at_work, planned):
    Meeting.objects.update(host=Side.COUNTERPART)
    url = step(planned, "invite")
    typed = untouched(at_work.get(url)) | {"dated": "20/11/2026", "who": "Huyện trưởng"}
    at_work.post(url, typed)
    letter = Letter.objects.get()
    assert (letter.direction, letter.sender, letter.addressee) == ("in", "Huyện trưởng", "")


@pytest.mark.parametrize(
    ("typed", "at"),
    [
        ({}, "dated"),
        ({"dated": "20/11/2199"}, "dated"),
        ({"dated": "20/11/2026", "gist": "  "}, "gist"),
        ({"dated": "20/11/2026", "answer_due": "01/11/2026"}, "answer_due"),
    ],
)
def test_a_letter_that_lacks_something_invites_nobody(at_work, planned, typed, at):
    url = step(planned, "invite")
    page = at_work.post(url, untouched(at_work.get(url)) | {"number": "7"} | typed)
    assert list(errors(page)) == [at]
    assert 'value="7"' in page.text
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.PLANNED
    assert not Letter.objects.exists()


def test_by_word_of_mouth_there_is_no_letter(at_work, planned):
    url = step(planned, "invite")
    at_work.post(url, untouched(at_work.get(url)) | {"without_letter": "on"})
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.INVITED
    assert not Letter.objects.exists()


def test_the_letter_goes_into_the_register_with_the_step_or_not_at_all(planned, officer):
    letter = {"direction": "out", "gist": " ", "partnership": planned.partnerships.get()}
    with pytest.raises(RuleViolation):
        meetings.invite(meeting=planned, letter=letter, by=officer)
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.PLANNED
    assert not AuditEvent.objects.exists()


# Put off, planned again, held


def test_why_it_was_put_off_and_planned_again_stays_readable(at_work, planned):
    at_work.post(step(planned, "postpone"), {"reason": "Lũ trên sông Mã"})
    typed = {"planned": "02/06/2027", "reason": "Nước đã rút"}
    at_work.post(step(planned, "plan-again"), typed)
    planned.refresh_from_db()
    assert (planned.status, planned.planned) == (MeetingStatus.PLANNED, date(2027, 6, 2))
    log = at_work.get(step(planned, "log")).text
    assert "Lũ trên sông Mã" in log
    assert "Nước đã rút" in log


def test_holding_it_proposes_the_planned_day_and_settles_the_host(at_work, planned, partnership):
    Meeting.objects.update(planned=date(2026, 2, 1))
    url = step(planned, "hold")
    typed = untouched(at_work.get(url))
    assert typed["held"] == "01/02/2026"
    at_work.post(url, typed | {"host": "counterpart", "begins": "8h30", "ends": "11h"})
    planned.refresh_from_db()
    assert planned.status == MeetingStatus.HELD
    assert planned.host_party == partnership.parties.get(side=Side.COUNTERPART)
    assert (str(planned.begins), str(planned.ends)) == ("08:30:00", "11:00:00")
