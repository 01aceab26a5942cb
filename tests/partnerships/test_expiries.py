"""Warnings before a text ends: to its owner, once for each of three days, whatever is restarted."""

import threading
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from accounts.choices import Language, Role
from core.fields import PartialDate
from partnerships import tasks
from partnerships.choices import MemorandumStatus
from partnerships.models import ExpiryWarning
from partnerships.services import expiries
from tests.factories import MemorandumFactory, PartnershipFactory, UnitFactory, UserFactory

TODAY = date(2026, 3, 1)


@pytest.fixture
def owner(unit):
    return UserFactory(role=Role.OFFICER, units=[unit], email="canbo@example.vn")


@pytest.fixture
def ending(partnership, owner):
    """A text that holds for so many more days, and then no more."""

    def made(days, **facts):
        term = DateRange(date(2022, 1, 1), TODAY + timedelta(days=days))
        facts = {"partnerships": [partnership], "owner": owner, "term": term} | facts
        return MemorandumFactory(**{"signed": PartialDate.read("2022")} | facts)

    return made


@pytest.fixture
def warn(django_capture_on_commit_callbacks):
    def run(on=TODAY):
        with django_capture_on_commit_callbacks(execute=True):
            return expiries.warn(on=on)

    return run


def sent():
    return list(ExpiryWarning.objects.order_by("pk").values_list("days_before", flat=True))


@pytest.mark.parametrize(
    ("days", "warned"),
    [(181, []), (180, [180]), (91, [180]), (90, [90]), (31, [90]), (30, [30]), (1, [30]), (0, [])],
)
def test_the_warning_that_is_due_goes_out_and_no_other(ending, warn, days, warned):
    ending(days)
    assert warn() == len(warned)
    assert sent() == warned
    assert len(mail.outbox) == len(warned)


def test_each_goes_out_once_however_often_one_looks(ending, warn):
    ending(200)
    for day in range(0, 201, 5):
        warn(TODAY + timedelta(days=day))
        warn(TODAY + timedelta(days=day))
    assert sent() == [180, 90, 30]
    assert len(mail.outbox) == 3


def test_a_new_end_is_warned_of_anew(ending, warn):
    text = ending(180)
    warn()
    text.term = DateRange(text.term.lower, text.term.upper + timedelta(days=365))
    text.save()
    warn(TODAY + timedelta(days=365))
    assert sent() == [180, 180]


def test_the_letter_names_the_text_and_where_it_is_and_nothing_else(
    ending, warn, owner, settings, partnership
):
    settings.SITE_URL = "https://ketnghia.example.vn"
    text = ending(30, title="Thỏa thuận Na Mèo", place="Viêng Xay", doubt="chưa rõ")
    warn()
    letter = mail.outbox[0]
    assert letter.to == [owner.email]
    assert "Thỏa thuận Na Mèo" in letter.subject
    assert "30/03/2026" in letter.body
    assert f"https://ketnghia.example.vn{text.get_absolute_url()}" in letter.body
    for kept_in in ("Viêng Xay", "chưa rõ", str(partnership), owner.username):
        assert kept_in not in letter.subject + letter.body


def test_the_letter_is_in_the_language_of_its_reader(ending, warn, owner):
    owner.language = Language.VIETNAMESE
    owner.save()
    ending(30)
    warn()
    assert "A text ends" not in mail.outbox[0].subject


@pytest.mark.parametrize(
    "facts",
    [
        {"owner": None},
        {"status": MemorandumStatus.TERMINATED, "ended": PartialDate.read("2025")},
        {"status": MemorandumStatus.DRAFT},
        {"term": None},
    ],
)
def test_nobody_is_told_of_a_text_without_owner_end_or_force(ending, warn, facts):
    ending(30, **facts)
    assert warn() == 0
    assert not mail.outbox


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}, {"role": ""}])
def test_nobody_is_told_who_cannot_read_it_any_more(ending, warn, owner, change):
    ending(30)
    type(owner).objects.filter(pk=owner.pk).update(**change)
    assert warn() == 0


def test_an_owner_who_moved_to_another_area_is_not_told(ending, warn, owner):
    ending(30)
    owner.units.set([UnitFactory()])
    assert warn() == 0
    assert not mail.outbox


def test_a_text_that_another_renews_needs_no_warning(ending, warn, partnership):
    old = ending(30)
    MemorandumFactory(partnerships=[partnership], renews=old, status=MemorandumStatus.DRAFT)
    assert warn() == 1  # a draft does not renew yet
    other = ending(30)
    MemorandumFactory(partnerships=[partnership], renews=other)
    assert warn() == 0


def test_what_the_mail_server_refuses_is_tried_again(ending, warn, monkeypatch, settings):
    ending(30)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    warn()
    assert (sent(), mail.outbox) == ([], [])
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert warn() == 1
    assert len(mail.outbox) == 1


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, **_options):
        pass

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({one.to[0]: (550, b"no") for one in messages})


def test_the_task_of_the_day_sends_it(ending, owner, django_capture_on_commit_callbacks):
    text = ending(30)
    text.term = DateRange(date(2022, 1, 1), timezone.localdate() + timedelta(days=20))
    text.save()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.warn_of_expiries.apply().get()
    assert [letter.to for letter in mail.outbox] == [[owner.email]]


def test_the_task_is_on_the_timetable(settings):
    jobs = {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.warn_of_expiries.name in jobs


def test_plain_sql_cannot_send_it_twice(ending, warn):
    text = ending(30)
    warn()
    with (
        pytest.raises(IntegrityError, match="a_warning_is_sent_once"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO partnerships_expirywarning"
            " (uuid, memorandum_id, days_before, ends_on, sent_to_id)"
            " SELECT gen_random_uuid(), memorandum_id, days_before, ends_on, sent_to_id"
            " FROM partnerships_expirywarning"
            " WHERE memorandum_id = %s",
            [text.pk],
        )


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(monkeypatch):
    """Both looked before either had written: the row, not the look, decides."""
    unit = UnitFactory()
    owner = UserFactory(role=Role.OFFICER, units=[unit], email="canbo@example.vn")
    term = DateRange(date(2022, 1, 1), TODAY + timedelta(days=30))
    tie = PartnershipFactory(home__unit=unit)
    MemorandumFactory(partnerships=[tie], owner=owner, term=term)
    both_looked = threading.Barrier(2)
    looked = expiries.can_be_told

    def wait_for_the_other(text):
        answer = looked(text)
        both_looked.wait(timeout=20)
        return answer

    monkeypatch.setattr(expiries, "can_be_told", wait_for_the_other)
    found = []

    def work():
        try:
            found.append(expiries.warn(on=TODAY))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert sorted(found) == [0, 1]
    assert ExpiryWarning.objects.count() == 1
    assert len(mail.outbox) == 1
