"""The outbox of notices: what is mailed, when, once; and what the database refuses."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.choices import MailState, NoticeKind, Telling
from accounts.models import AuditEvent, Notice, NoticeMail
from accounts.models.mail import DIGEST, STALE
from accounts.services import mails, notices
from core.errors import RuleViolation
from tests.factories import (
    MailChoiceFactory,
    NoticeChoiceFactory,
    NoticeFactory,
    NoticeMailFactory,
    UserFactory,
)

DAY = date(2026, 4, 13)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    """That time in Vietnam."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


@pytest.fixture
def reader(unit):
    return UserFactory(units=[unit], email="canbo@example.vn")


def tell(target, to, kind, occasion="1"):
    return notices.tell(kind=kind, target=target, to=to, occasion=occasion, by=None)


def wait_for_digest(user, told_at, **more):
    return NoticeFactory(
        recipient=user, kind=NoticeKind.SUBMITTED, by_mail=True, at=told_at, **more
    )


# What is mailed


@pytest.mark.parametrize("kind", [NoticeKind.RETURNED, NoticeKind.APPROVED])
def test_what_was_returned_or_approved_is_ordered_at_once_and_once(reader, partnership, kind):
    for _time in range(2):
        tell(partnership, [reader], kind)
    mail, notice = NoticeMail.objects.get(), Notice.objects.get()
    assert (mail.user, mail.what, mail.state) == (reader, str(notice.uuid), MailState.WAITING)
    assert notice.mail == mail


def test_everything_else_waits_for_the_mail_of_the_day(reader, partnership):
    tell(partnership, [reader], NoticeKind.SUBMITTED)
    assert not NoticeMail.objects.exists()
    assert Notice.objects.to_be_mailed().count() == 1


def test_who_wants_none_or_has_no_address_is_told_here_alone(reader, unit, partnership):
    here, never, silent = (
        UserFactory(units=[unit], email=f"cb{number}@example.vn") for number in range(3)
    )
    NoticeChoiceFactory(user=here, telling=Telling.HERE)
    NoticeChoiceFactory(user=never, telling=Telling.NEVER)
    MailChoiceFactory(user=silent, by_mail=False)
    nowhere = UserFactory(units=[unit])
    tell(partnership, [reader, here, never, silent, nowhere], NoticeKind.RETURNED)
    told = Notice.objects.values_list("recipient", "by_mail")
    assert set(told) == {
        (reader.pk, True),
        (here.pk, False),
        (silent.pk, False),
        (nowhere.pk, False),
    }
    assert NoticeMail.objects.get().user == reader


def test_telling_costs_the_same_for_one_and_for_many(unit, partnership, django_assert_num_queries):
    people = [UserFactory(units=[unit], email=f"cb{number}@example.vn") for number in range(9)]
    for number, few in ((1, people[:1]), (2, people)):
        # Units, scope (2), wishes, notices, those told, mails, their notices, savepoints
        with django_assert_num_queries(12):
            tell(partnership, few, NoticeKind.RETURNED, occasion=str(number))
    assert NoticeMail.objects.count() == 10


# The mail of the day


def test_the_mail_of_the_day_comes_at_seven_or_at_the_hour_that_was_chosen(reader):
    late = UserFactory(email="muon@example.vn")
    MailChoiceFactory(user=late, hour=16)
    for user in (reader, late):
        wait_for_digest(user, at(3))
    assert mails.make_digests(now=at(6, 59)) == 0
    assert mails.make_digests(now=at(7)) == 1
    assert NoticeMail.objects.get().user == reader
    assert mails.make_digests(now=at(15, 59)) == 0
    assert mails.make_digests(now=at(16, 5)) == 1
    assert NoticeMail.objects.filter(user=late, what=DIGEST, on=DAY).exists()


def test_what_happens_after_the_hour_waits_for_the_next_day(reader):
    wait_for_digest(reader, at(6))
    later = wait_for_digest(reader, at(7, 1))
    assert [mails.make_digests(now=at(hour)) for hour in (7, 8, 23)] == [1, 0, 0]
    assert NoticeMail.objects.get().notices.count() == 1
    assert mails.make_digests(now=at(7, day=DAY + timedelta(days=1))) == 1
    later.refresh_from_db()
    assert later.mail.on == DAY + timedelta(days=1)


def test_a_machine_that_was_off_makes_it_late_and_one_for_all_days(reader):
    for days in (3, 2, 1):
        wait_for_digest(reader, at(12, day=DAY - timedelta(days=days)))
    assert mails.make_digests(now=at(21)) == 1
    assert NoticeMail.objects.get().notices.count() == 3


def test_a_day_of_vietnam_is_not_one_of_greenwich(reader):
    MailChoiceFactory(user=reader, hour=1)
    wait_for_digest(reader, at(0, 30))
    assert mails.make_digests(now=at(1, 2)) == 1  # still the 12th in Greenwich
    assert NoticeMail.objects.get().on == DAY


def test_nothing_to_tell_makes_no_mail(reader):
    NoticeFactory(recipient=reader, at=at(3))  # not by mail
    assert mails.make_digests(now=at(8)) == 0


def test_looking_whether_there_is_a_mail_to_make_is_one_question(reader, django_assert_num_queries):
    wait_for_digest(reader, at(3))
    mails.make_digests(now=at(7))
    NoticeFactory.create_batch(20, recipient=reader)
    with django_assert_num_queries(1):
        mails.make_digests(now=at(8))


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_make_one_mail_of_the_day(monkeypatch):
    reader = UserFactory(email="canbo@example.vn")
    wait_for_digest(reader, at(3))
    both_looked, found = threading.Barrier(2), []
    digest = mails._digest

    def together(user, now):
        both_looked.wait(timeout=20)
        return digest(user, now)

    monkeypatch.setattr(mails, "_digest", together)
    monkeypatch.setattr(mails, "_ring", lambda mail_ids: None)
    at_once(lambda _number: found.append(mails.make_digests(now=at(7))))
    assert sorted(found) == [0, 1]
    assert NoticeMail.objects.get().notices.count() == 1


def at_once(work, workers: int = 2):
    """Each in a thread with a connection of its own."""

    def run(number):
        try:
            work(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[number]) for number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


# Who sends it


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_takes_a_mail():
    mail, start, tokens = NoticeMailFactory(), threading.Barrier(6), []

    def take(_number):
        start.wait(timeout=20)
        tokens.append(mails.claim(mail_id=mail.pk))

    at_once(take, workers=6)
    (token,) = [token for token in tokens if token]
    mail.refresh_from_db()
    assert (mail.state, mail.token, mail.attempts) == (MailState.SENDING, token, 1)


def test_a_mail_that_waits_for_a_later_try_is_not_taken_yet(db):
    mail = NoticeMailFactory(not_before=timezone.now() + timedelta(minutes=1))
    assert mails.claim(mail_id=mail.pk) is None


def test_a_refused_mail_is_tried_again_later_and_later_and_given_up(db):
    mail, waits = NoticeMailFactory(), []
    while mail.state == MailState.WAITING:
        NoticeMail.objects.update(not_before=timezone.now() - timedelta(seconds=1))
        mails.put_back(token=mails.claim(mail_id=mail.pk), fault="SMTPSenderRefused")
        mail.refresh_from_db()
        waits.append(round((mail.not_before - timezone.now()).total_seconds() / 60))
    assert waits[:-1] == [1, 5, 30, 120]
    assert (mail.state, mail.attempts, mail.error) == (MailState.FAILED, 5, "SMTPSenderRefused")


@pytest.fixture
def rung(monkeypatch):
    """Which mails a worker was called for."""
    called = []
    ring = lambda kwargs, expires: called.append(kwargs["mail_id"])  # noqa: E731
    monkeypatch.setattr(mails.tasks.send_mail, "apply_async", ring)
    return called


def silent_mail():
    mail = NoticeMailFactory()
    mails.claim(mail_id=mail.pk)
    long_ago = timezone.now() - timedelta(seconds=STALE + 1)
    NoticeMail.objects.filter(pk=mail.pk).update(claimed_at=long_ago)
    return mail


def test_the_sweep_rings_for_what_waits_and_sets_aside_what_a_lost_worker_held(db, rung):
    waiting, lost = NoticeMailFactory(), silent_mail()
    busy = NoticeMailFactory()
    mails.claim(mail_id=busy.pk)
    mails.sweep()
    assert rung == [waiting.pk]
    lost.refresh_from_db()
    assert (lost.state, lost.error) == (MailState.UNCERTAIN, "WorkerLost")
    mails.sweep()
    assert rung == [waiting.pk] * 2


def test_a_worker_that_was_thought_dead_may_still_say_that_it_sent_the_mail(db, rung):
    lost = silent_mail()
    lost.refresh_from_db()
    mails.sweep()
    mails.sent(token=lost.token)
    lost.refresh_from_db()
    assert lost.state == MailState.SENT


def test_only_an_administrator_has_a_mail_in_doubt_sent_again(db, rung):
    by, lost, sent = UserFactory(role="administrator"), silent_mail(), NoticeMailFactory()
    mails.sweep()
    mails.send_again(mail=lost, by=by)
    lost.refresh_from_db()
    assert lost.state == MailState.WAITING
    assert AuditEvent.objects.get().action == "notice_mail.sent_again"
    mails.sent(token=mails.claim(mail_id=sent.pk))
    for mail in (lost, sent):
        with pytest.raises(RuleViolation, match="refused or is in doubt"):
            mails.send_again(mail=mail, by=by)
