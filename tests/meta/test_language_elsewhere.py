"""No English either at the door, on pages of faults, in the administration and in letters."""

import re
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib import admin
from django.core import mail
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts import mail_words
from accounts.choices import Language, NoticeKind, Reminders, Role
from accounts.services import audit
from core.faults import server_error
from core.fields import PartialDate
from exchanges.choices import MeetingStatus
from exchanges.services import reminders
from partnerships.services import expiries
from tests.factories import (
    AgreedItemFactory,
    MeetingFactory,
    MemorandumFactory,
    NoticeFactory,
    NoticeMailFactory,
    UserFactory,
)
from tests.meta.words import english_in, english_on

DOORS = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "verify",
]
INSIDE = [
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "mfa_index",
    "mfa_activate_totp",
]
TAGS = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
MARKED = re.compile(
    r"\{%\s*blocktrans.*?endblocktrans(?:late)?\s*%\}|\{%\s*comment.*?endcomment\s*%\}", re.S
)


@pytest.fixture(autouse=True)
def _vietnamese(settings):
    settings.LANGUAGE_CODE = "vi"


@pytest.fixture
def reader(unit):
    return UserFactory(units=[unit], language=Language.VIETNAMESE, email="canbo@example.vn")


@pytest.mark.parametrize("name", DOORS)
def test_the_door_speaks_vietnamese(db, client, name):
    where = reverse(name)
    assert english_on(client.get(where).content.decode()) == []
    typed = {"login": "lan", "password": "wrong", "email": "not one", "code": "x"}
    for data in ({}, typed):
        assert english_on(client.post(where, data).content.decode()) == []


@pytest.mark.parametrize("name", INSIDE)
def test_password_and_second_factor_speak_vietnamese(client, reader, name):
    client.force_login(reader)
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert english_on(answer.content.decode()) == []
    for data in ({}, {"password": "wrong", "oldpassword": "a", "password1": "1", "password2": "2"}):
        again = client.post(answer.request["PATH_INFO"], data, follow=True)
        assert english_on(again.content.decode()) == []


@pytest.mark.parametrize("model", admin.site._registry, ids=lambda model: model._meta.label)
def test_the_administration_speaks_vietnamese(client, reader, partnership, model):
    reader.role = Role.ADMINISTRATOR
    reader.save()
    audit.record(action="user.changed", target=reader, by=reader)
    client.force_login(reader)
    name = model._meta.label_lower.replace(".", "_")
    pages = [reverse(f"admin:{name}_{page}") for page in ("changelist", "add")]
    pages += [record_page(name, one) for one in model._default_manager.all()[:1]]
    for where in (reverse("admin:index"), *pages):
        assert english_on(client.get(where).content.decode()) == []
        assert english_on(client.post(where, {}).content.decode()) == []


def record_page(name, record):
    return reverse(f"admin:{name}_change", args=[record.pk])


def test_pages_of_faults_speak_vietnamese(client, reader, unit):
    client.force_login(reader)
    assert english_on(client.get("/not/here/").content.decode()) == []
    assert english_on(client.get(reverse("reports:certificate-list")).content.decode()) == []
    asked = RequestFactory().post("/", {"note": "Đã họp"})
    assert english_on(server_error(asked).content.decode()) == []
    client.handler.enforce_csrf_checks = True
    refused = client.post(reverse("accounts:language"), {"language": "en"})
    assert refused.status_code == 403
    assert english_on(refused.content.decode()) == []


def test_letters_speak_vietnamese(reader, partnership, django_capture_on_commit_callbacks):
    today = timezone.localdate()
    reader.reminders = Reminders.DAILY
    reader.save()
    ends = DateRange(date(2022, 1, 1), today + timedelta(days=30))
    text = {"owner": reader, "term": ends, "signed": PartialDate.read("2022")}
    MemorandumFactory(partnerships=[partnership], **text)
    AgreedItemFactory(meeting=MeetingFactory(partnerships=[partnership]), due=today)
    MeetingFactory(
        partnerships=[partnership],
        **{"status": MeetingStatus.PLANNED, "held": PartialDate(), "planned": today},
    )
    with django_capture_on_commit_callbacks(execute=True):
        assert reminders.remind(on=today) == 1
        assert expiries.warn(on=today) == 1
    for letter in mail.outbox:
        assert english_in(letter.subject) == []
        assert english_in(letter.body) == []


@pytest.mark.parametrize("kinds", [NoticeKind.values, [NoticeKind.RETURNED]])
def test_mails_with_notices_speak_vietnamese(reader, partnership, kinds):
    told = [
        NoticeFactory(recipient=reader, kind=kind, record=partnership, by_mail=True)
        for kind in kinds
        for _time in range(mail_words.SHOWN + 1 if len(kinds) > 1 else 1)
    ]
    what = {} if len(kinds) > 1 else {"what": str(told[0].uuid)}
    letter = mail_words.letter(NoticeMailFactory(user=reader, notices=told, **what))
    assert english_in(letter.subject) == []
    assert english_in(letter.body) == []


TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_that_is_not_translated(path):
    """Pages show one state of a record; this looks at the words of every state."""
    bare = TAGS.sub("", MARKED.sub("", path.read_text()))
    assert english_on(f'<body lang="vi">{bare}') == []
