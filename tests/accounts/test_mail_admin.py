"""Mails with notices in the administration: what is in doubt is seen, and sent again on request."""

import pytest
from django.urls import reverse

from accounts.choices import MailState, Role
from accounts.models import NoticeMail
from accounts.services import mails
from tests.factories import NoticeMailFactory, UserFactory


@pytest.fixture
def administrator(db, client):
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


@pytest.fixture
def doubtful(db):
    mail = NoticeMailFactory()
    mails.doubt(token=mails.claim(mail_id=mail.pk), fault="TimeoutError")
    return mail


def test_the_home_page_counts_what_is_in_doubt_and_leads_to_it(administrator, doubtful):
    NoticeMailFactory()
    page = administrator.get("/")
    tile = page.context["accounts"][-1]
    assert tile.number == "1"
    listed = administrator.get(tile.url)
    assert list(listed.context["cl"].queryset) == [doubtful]
    assert "TimeoutError" in listed.text


def test_only_what_is_in_doubt_is_sent_again(administrator, doubtful, monkeypatch):
    sent = NoticeMailFactory()
    mails.sent(token=mails.claim(mail_id=sent.pk))
    url = reverse("admin:accounts_noticemail_changelist")
    chosen = {"action": "send_again", "_selected_action": [doubtful.pk, sent.pk]}
    assert "To be sent once more: 1" in administrator.post(url, chosen, follow=True).text
    states = dict(NoticeMail.objects.values_list("pk", "state"))
    assert states == {doubtful.pk: MailState.WAITING, sent.pk: MailState.SENT}


def test_a_mail_is_neither_made_nor_changed_nor_taken_away_by_hand(administrator, doubtful):
    for page in ("change", "delete"):
        url = reverse(f"admin:accounts_noticemail_{page}", args=[doubtful.pk])
        administrator.post(url, {"state": "sent", "post": "yes"})
    assert administrator.get(reverse("admin:accounts_noticemail_add")).status_code == 403
    assert NoticeMail.objects.get().state == MailState.UNCERTAIN
