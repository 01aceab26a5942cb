"""What the database refuses of the outbox, whoever writes it."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError

from accounts.models import Notice, NoticeMail
from accounts.services import mails
from tests.factories import MailChoiceFactory, NoticeFactory, NoticeMailFactory


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("state = 'lost'", "a_mail_goes_its_way"),
        ("state = 'sent', sent_at = now()", "a_mail_goes_its_way"),
        ("state = 'sending'", "a_mail_being_sent_has_a_worker"),
        ("sent_at = now()", "a_sent_mail_has_its_moment"),
        ('"on" = "on" + 1', "a_mail_stays_the_same_mail"),
        ("what = 'another'", "a_mail_stays_the_same_mail"),
    ],
)
def test_plain_sql_cannot_lead_a_mail_astray(db, change, rule):
    NoticeMailFactory()
    refused(f"UPDATE accounts_noticemail SET {change}", rule)


def refused(statement, rule):
    with (
        pytest.raises(IntegrityError) as found,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert found.value.__cause__.diag.constraint_name == rule


def test_plain_sql_cannot_take_a_mail_twice_nor_send_it_twice(db):
    mail = NoticeMailFactory()
    token = mails.claim(mail_id=mail.pk)
    again = "UPDATE accounts_noticemail SET token = gen_random_uuid()"
    refused(again, "a_mail_is_claimed_once")
    mails.sent(token=token)
    for state in ("waiting", "sending", "uncertain"):
        change = f"SET state = '{state}', sent_at = NULL"
        refused(f"UPDATE accounts_noticemail {change}", "a_mail_goes_its_way")


def test_plain_sql_cannot_make_the_mail_of_a_day_twice(db):
    NoticeMailFactory()
    copy = (
        'INSERT INTO accounts_noticemail (uuid, user_id, what, "on", state, attempts, error)'
        " SELECT gen_random_uuid(), user_id, what, \"on\", 'waiting', 0, ''"
        " FROM accounts_noticemail"
    )
    refused(copy, "a_mail_is_made_once_a_day")


def test_plain_sql_cannot_choose_an_hour_that_no_day_has(db):
    MailChoiceFactory()
    rule = "daily_mail_comes_at_an_hour_of_the_day"
    refused("UPDATE accounts_mailchoice SET hour = 24", rule)


def test_a_mail_with_notices_cannot_be_taken_away_from_them(db):
    notice = NoticeFactory(by_mail=True, mail=NoticeMailFactory())
    with pytest.raises(ProtectedError):
        NoticeMail.objects.all().delete()
    assert Notice.objects.get(pk=notice.pk).mail
