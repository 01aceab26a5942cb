"""E-mails with notices: what they say, to whom, and what becomes of them when something breaks."""

import re
from datetime import date, timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as post
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import resolve

from accounts import mail_words, tasks
from accounts.choices import Language, MailState, NoticeKind, Telling
from accounts.models import Notice, NoticeMail, User
from accounts.services import notices, posting
from tests.factories import (
    MailChoiceFactory,
    NoticeChoiceFactory,
    NoticeFactory,
    NoticeMailFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

ADDRESS = "https://ketnghia.example.vn"
DAY = date(2026, 4, 13)


@pytest.fixture(autouse=True)
def _at_an_address_of_its_own(settings):
    settings.SITE_URL = ADDRESS


@pytest.fixture
def reader(unit):
    return UserFactory(units=[unit], email="canbo@example.vn", language=Language.ENGLISH)


@pytest.fixture
def told(reader, partnership):
    """A mail of the day with one notice for each kind that is named."""

    def make(*kinds, record=partnership, **more):
        own = [
            NoticeFactory(recipient=reader, kind=kind, record=record, by_mail=True)
            for kind in kinds
        ]
        return NoticeMailFactory(user=reader, notices=own, **{"on": DAY} | more)

    return make


def state(mail) -> str:
    mail.refresh_from_db()
    return mail.state


# What it says


def test_the_mail_of_the_day_says_what_kind_of_thing_happened_and_where(told, partnership):
    mail = told(NoticeKind.SUBMITTED, NoticeKind.COMMENTED, NoticeKind.COMMENTED)
    assert posting.send(mail_id=mail.pk)
    (letter,) = post.outbox
    assert letter.to == ["canbo@example.vn"]
    assert letter.subject == "Kết nghĩa: 3 notices of 13/04/2026"
    url = f"{ADDRESS}{partnership.get_absolute_url()}"
    for words in (
        f"Something waits for your check or approval (1)\n- tie: {url}\n",
        f"A comment where you commented or on what you filed (2)\n- tie: {url}#remarks\n",
        f"{ADDRESS}/notices/\n",
        f"{ADDRESS}/notices/settings/\n",
    ):
        assert words in letter.body
    assert letter.extra_headers["Message-ID"] == f"<notice-mail-{mail.uuid}@ketnghia.example.vn>"
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert state(mail) == MailState.SENT
    assert mail.sent_at


def test_what_was_returned_is_a_mail_by_itself(
    reader, head, partnership, django_capture_on_commit_callbacks, monkeypatch
):
    monkeypatch.setattr(tasks.send_mail, "delay", lambda mail_id: posting.send(mail_id=mail_id))
    with django_capture_on_commit_callbacks(execute=True):
        notices.tell(
            kind=NoticeKind.RETURNED, target=partnership, to=[reader], occasion="1", by=head
        )
    (letter,) = post.outbox
    assert letter.subject == "Kết nghĩa: What you filed was returned"
    url = f"{ADDRESS}{partnership.get_absolute_url()}"
    assert letter.body.startswith(f"What you filed was returned.\n\n- tie: {url}\n")


def test_it_names_no_people_and_nothing_of_the_record(told, partnership, reader, head):
    User.objects.filter(pk=head.pk).update(last_name="Hà", first_name="Văn Ửng")
    mail = told(*NoticeKind.values)
    Notice.objects.update(actor=head)
    posting.send(mail_id=mail.pk)
    said = f"{post.outbox[0].subject}\n{post.outbox[0].body}"
    for secret in ("Ửng", head.username, reader.username, partnership.title, "Na Mèo"):
        assert secret not in said


def test_it_speaks_the_language_of_its_reader(told, reader):
    User.objects.filter(pk=reader.pk).update(language=Language.VIETNAMESE)
    posting.send(mail_id=told(NoticeKind.SUBMITTED).pk)
    assert "chờ" in post.outbox[0].body
    assert "Something" not in post.outbox[0].body


def test_every_kind_of_notice_has_its_sentence():
    assert set(mail_words.SENTENCES) == set(NoticeKind)


def test_its_links_open(told, client, reader):
    posting.send(mail_id=told(NoticeKind.SUBMITTED, NoticeKind.MENTIONED).pk)
    links = re.findall(rf"{ADDRESS}(\S+)", post.outbox[0].body)
    assert len(links) == 4
    client.force_login(reader)
    for link in links:
        assert resolve(link.partition("#")[0])
        assert client.get(link).status_code == 200


def test_many_of_one_kind_are_cut_and_the_page_has_them_all(told):
    posting.send(mail_id=told(*[NoticeKind.SUBMITTED] * (mail_words.SHOWN + 2)).pk)
    body = post.outbox[0].body
    assert f"approval ({mail_words.SHOWN + 2})" in body
    assert body.count("- tie") == mail_words.SHOWN
    assert "… and 2 more" in body


def test_a_mail_costs_the_same_for_one_and_for_many(told, django_assert_num_queries):
    for number in (1, 20):
        made = told(*[NoticeKind.SUBMITTED] * number, on=DAY + timedelta(days=number))
        mail = NoticeMail.objects.select_related("user").get(pk=made.pk)
        with django_assert_num_queries(4):  # wishes, notices, reach, ties
            assert mail_words.letter(mail)


# Whether it is still to be sent


def leave(reader):
    User.objects.filter(pk=reader.pk).update(is_active=False)


def lose_the_address(reader):
    User.objects.filter(pk=reader.pk).update(email="")


def lose_the_place(reader):
    reader.units.set([UnitFactory()])


def want_no_mail(reader):
    MailChoiceFactory(user=reader, by_mail=False)


def want_it_here(reader):
    NoticeChoiceFactory(user=reader, kind=NoticeKind.SUBMITTED, telling=Telling.HERE)


def read_it(reader):
    notices.mark(user=reader, uuids=None, read=True)


@pytest.mark.parametrize(
    "change", [leave, lose_the_address, lose_the_place, want_no_mail, want_it_here, read_it]
)
def test_whether_it_is_to_be_told_is_asked_again_when_it_is_sent(told, reader, change):
    mail = told(NoticeKind.SUBMITTED)
    change(reader)
    assert not posting.send(mail_id=mail.pk)
    assert not post.outbox
    assert state(mail) == MailState.DROPPED


def test_only_what_went_out_of_sight_is_left_out(told, partnership):
    mail = told(NoticeKind.SUBMITTED)
    away = NoticeFactory(
        recipient=mail.user, by_mail=True, mail=mail, kind="submitted", record=PartnershipFactory()
    )
    posting.send(mail_id=mail.pk)
    assert "1 notice of" in post.outbox[0].subject
    assert str(away.target) not in post.outbox[0].body


# What goes wrong


class Way(BaseEmailBackend):
    """A mail server that is gone, says no, or is cut off before it answers."""

    at_the_door = None
    at_the_mail = None

    def open(self):
        if self.at_the_door:
            raise self.at_the_door

    def send_messages(self, messages):
        raise self.at_the_mail


GONE = ConnectionRefusedError("10.1.1.1 canbo@example.vn")
NO = SMTPRecipientsRefused({"canbo@example.vn": (550, b"no")})
FULL = SMTPDataError(552, "canbo@example.vn is full")
CUT = SMTPServerDisconnected("canbo@example.vn")
SLOW = TimeoutError("canbo@example.vn")


@pytest.mark.parametrize(
    ("door", "answer", "left"),
    [
        (GONE, None, MailState.WAITING),
        (SLOW, None, MailState.WAITING),
        (None, NO, MailState.WAITING),
        (None, FULL, MailState.WAITING),
        (None, ValueError("a header with a line break"), MailState.WAITING),
        (None, CUT, MailState.UNCERTAIN),
        (None, SLOW, MailState.UNCERTAIN),
    ],
)
def test_what_was_surely_not_sent_is_tried_again_and_what_is_in_doubt_is_not(
    told, settings, monkeypatch, door, answer, left
):
    settings.EMAIL_BACKEND = f"{__name__}.Way"
    monkeypatch.setattr(Way, "at_the_door", door)
    monkeypatch.setattr(Way, "at_the_mail", answer)
    mail = told(NoticeKind.SUBMITTED)
    assert not posting.send(mail_id=mail.pk)
    assert state(mail) == left
    assert mail.error == type(door or answer).__name__
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    posting.send(mail_id=mail.pk)  # too early for what is tried again, never for the other
    assert not post.outbox


def test_a_way_out_that_takes_nothing_has_sent_nothing(told, settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Way"
    monkeypatch.setattr(Way, "send_messages", lambda *_: 0)
    mail = told(NoticeKind.SUBMITTED)
    posting.send(mail_id=mail.pk)
    assert (state(mail), mail.error) == (MailState.WAITING, "NotTaken")


def test_an_address_with_a_line_break_harms_nobody_else(told, reader):
    mail = told(NoticeKind.SUBMITTED)
    User.objects.filter(pk=reader.pk).update(email="cb@example.vn\nBcc: x@example.vn")
    posting.send(mail_id=mail.pk)
    assert not post.outbox
    assert state(mail) == MailState.WAITING


def test_the_timetable_knows_the_tasks_and_they_run(db, settings):
    jobs = {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()}
    assert {tasks.make_digests.name, tasks.sweep_mails.name, tasks.drop_mails.name} <= jobs
    tasks.make_digests.apply().get()
    tasks.sweep_mails.apply().get()
    tasks.drop_mails.apply().get()
    tasks.send_mail.apply(kwargs={"mail_id": 0}).get()
    assert not post.outbox
