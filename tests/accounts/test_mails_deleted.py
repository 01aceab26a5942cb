"""Mails that were settled long ago are deleted; their notices stay and are not mailed again."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.choices import MailState, NoticeKind
from accounts.models import Notice, NoticeMail
from accounts.services import mails
from tests.factories import NoticeFactory, NoticeMailFactory, UserFactory

DAY = date(2026, 4, 13)


@pytest.fixture
def reader(unit):
    return UserFactory(units=[unit], email="canbo@example.vn")


def test_what_was_settled_long_ago_is_deleted_and_never_mailed_again(reader):
    long_ago = timezone.now() - timedelta(days=91)
    kept, gone = [], []
    for number, (state, age) in enumerate(
        (state, age) for state in MailState for age in (timedelta(), timedelta(days=91))
    ):
        then = timezone.now() - age
        sent = {"sent_at": then} if state == MailState.SENT else {}
        worker = {"token": uuid4(), "claimed_at": then} if state == MailState.SENDING else {}
        mail = NoticeMailFactory(
            user=reader,
            on=DAY + timedelta(days=number),
            state=state,
            made_at=then,
            **sent,
            **worker,
        )
        NoticeFactory(recipient=reader, kind=NoticeKind.SUBMITTED, by_mail=True, at=then, mail=mail)
        (gone if age and state in (MailState.SENT, MailState.DROPPED) else kept).append(mail.pk)
    late = NoticeMailFactory(state=MailState.SENT, made_at=long_ago, sent_at=timezone.now())

    assert mails.drop_old(days=90) == len(gone) == 2
    assert set(NoticeMail.objects.values_list("pk", flat=True)) == {*kept, late.pk}
    assert Notice.objects.count() == len(kept) + len(gone)
    assert not Notice.objects.to_be_mailed().exists()
    assert mails.drop_old(days=90) == 0


def test_few_at_a_time_make_all_of_them(reader, monkeypatch):
    monkeypatch.setattr(mails, "MOST", 2)
    long_ago = timezone.now() - timedelta(days=91)
    for number in range(5):
        NoticeMailFactory(
            user=reader,
            on=DAY + timedelta(days=number),
            state=MailState.SENT,
            made_at=long_ago,
            sent_at=long_ago,
        )
    assert mails.drop_old(days=90) == 5
