"""Reminders by e-mail: one a user and day, with what that user may see, and nothing sensitive."""

import threading
from datetime import date, time, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.urls import reverse

from accounts.choices import Language, Reminders, Role
from accounts.models import AuditEvent, User
from core.fields import PartialDate
from exchanges import reminding, tasks
from exchanges.choices import MeetingStatus
from exchanges.models import Reminder
from exchanges.services import reminders
from tests.factories import (
    AgreedItemFactory,
    CadenceFactory,
    IncidentFactory,
    LetterFactory,
    MeetingFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)

MONDAY = date(2026, 4, 13)


def days(number: int) -> timedelta:
    return timedelta(days=number)


@pytest.fixture
def reader(unit):
    return UserFactory(
        role=Role.OFFICER, units=[unit], email="canbo@example.vn", reminders=Reminders.DAILY
    )


@pytest.fixture
def remind(django_capture_on_commit_callbacks):
    def run(on=MONDAY):
        with django_capture_on_commit_callbacks(execute=True):
            return reminders.remind(on=on)

    return run


def planned(tie, day, **facts):
    facts = {"status": MeetingStatus.PLANNED, "held": PartialDate(), "planned": day} | facts
    return MeetingFactory(partnerships=[tie], **facts)


def test_the_letter_tells_what_is_coming_and_what_is_due(reader, remind, partnership, settings):
    settings.SITE_URL = "https://ketnghia.example.vn"
    meeting = planned(partnership, MONDAY + days(7), begins=time(8, 30), title="Hội đàm quý II")
    planned(partnership, MONDAY + days(8), title="Còn lâu mới họp")
    AgreedItemFactory(meeting=meeting, due=MONDAY - days(20), title="Sửa cột mốc")
    LetterFactory(partnership=partnership, answer_due=MONDAY, gist="Mời dự lễ")
    CadenceFactory(
        partnership=partnership, days=["02-20"], starts=date(2026, 1, 1), title="Thăm hỏi"
    )
    hidden = planned(PartnershipFactory(), MONDAY, title="Việc nơi khác")
    assert remind() == 1
    (letter,) = mail.outbox
    assert letter.to == [reader.email]
    assert "13/04/2026" in letter.subject
    for words in (
        "20/04/2026 08:30: Hội đàm quý II",
        "24/03/2026: Sửa cột mốc (late)",
        "13/04/2026: Mời dự lễ\n",
        f"20/02/2026: {partnership}: Thăm hỏi (Missed, none held)",
        f"https://ketnghia.example.vn{meeting.get_absolute_url()}",
        "https://ketnghia.example.vn/calendar/settings/",
    ):
        assert words in letter.body
    assert "Còn lâu" not in letter.body
    assert hidden.title not in letter.body
    assert Reminder.objects.get().entries == 4


def test_one_goes_out_a_day_however_often_one_looks(reader, remind, partnership):
    planned(partnership, MONDAY + days(1))
    assert [remind(), remind(), remind(MONDAY + days(1))] == [1, 0, 1]
    assert len(mail.outbox) == 2


def test_a_daily_letter_is_sent_for_news_only(reader, remind, partnership):
    item = AgreedItemFactory(meeting=MeetingFactory(partnerships=[partnership]), due=MONDAY)
    sent = [number for number in range(-10, 10) if remind(item.due + days(number))]
    assert sent == [-7, -1, 0, 1]


def test_a_weekly_letter_comes_on_mondays_and_never_means_never(
    reader, remind, partnership, django_user_model
):
    planned(partnership, MONDAY + days(3))
    rows = django_user_model.objects.filter(pk=reader.pk)
    rows.update(reminders=Reminders.WEEKLY)
    assert [remind(MONDAY + days(1)), remind()] == [0, 1]
    rows.update(reminders=Reminders.NEVER)
    assert remind(MONDAY + days(2)) == 0


def test_nothing_to_tell_is_no_letter(reader, remind):
    assert remind() == 0
    assert not Reminder.objects.exists()


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"email": ""}, {"role": Role.ADMINISTRATOR}]
)
def test_nobody_is_told_who_cannot_read_it(reader, remind, partnership, change, django_user_model):
    planned(partnership, MONDAY)
    django_user_model.objects.filter(pk=reader.pk).update(**change)
    assert remind() == 0


def test_it_is_in_the_language_of_its_reader(reader, remind, partnership):
    reader.language = Language.VIETNAMESE
    reader.save()
    CadenceFactory(partnership=partnership, days=["04-14"], starts=date(2026, 1, 1))
    remind()
    assert "(Sắp tới)" in mail.outbox[0].body


def test_nothing_of_a_sensitive_incident_leaves_the_house(
    reader, remind, partnership, django_user_model
):
    django_user_model.objects.filter(pk=reader.pk).update(sees_sensitive=True)
    secret = IncidentFactory(partnership=partnership, sensitive=True)
    letter = LetterFactory(
        partnership=partnership, incident=secret, answer_due=MONDAY, gist="Trao trả đối tượng"
    )
    remind()
    body = mail.outbox[0].body
    assert "13/04/2026: Answer due" in body
    assert letter.get_absolute_url() in body
    assert "Trao trả" not in body


def test_many_lines_are_cut_and_the_page_is_named(reader, remind, partnership):
    for _meeting in range(reminding.SHOWN + 2):
        planned(partnership, MONDAY)
    remind()
    assert "… and 2 more" in mail.outbox[0].body


def test_what_the_mail_server_refuses_is_tried_again(reader, remind, partnership, settings):
    planned(partnership, MONDAY)
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    remind()
    assert not Reminder.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert remind() == 1
    assert len(mail.outbox) == 1


class Refusing:
    """A mail server that takes nothing."""

    def __init__(self, **_options):
        pass

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({one.to[0]: (550, b"no") for one in messages})


def test_the_task_is_on_the_timetable_and_runs(db, settings):
    jobs = {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.remind.name in jobs
    tasks.remind.apply().get()
    assert not mail.outbox


def test_plain_sql_cannot_send_it_twice(reader, remind, partnership):
    planned(partnership, MONDAY)
    remind()
    with (
        pytest.raises(IntegrityError, match="a_reminder_is_sent_once_a_day"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            'INSERT INTO exchanges_reminder (uuid, user_id, "on", entries)'
            ' SELECT gen_random_uuid(), user_id, "on", 1 FROM exchanges_reminder'
        )


def test_a_user_chooses_how_often(client, officer):
    client.force_login(officer)
    url = reverse("exchanges:reminders-choose")
    answer = client.post(url, {"reminders": "daily"}, follow=True)
    assert "Every day on which something is due" in answer.text
    officer.refresh_from_db()
    assert officer.reminders == Reminders.DAILY
    client.post(url, {"reminders": "hourly"})
    officer.refresh_from_db()
    assert officer.reminders == Reminders.DAILY
    assert AuditEvent.objects.filter(action="reminders.chosen").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(monkeypatch):
    """Both looked before either had written: the row, not the look, decides."""
    unit = UnitFactory()
    UserFactory(
        role=Role.OFFICER, units=[unit], email="canbo@example.vn", reminders=Reminders.DAILY
    )
    planned(PartnershipFactory(home__unit=unit), MONDAY)
    both_looked = threading.Barrier(2)
    looked = reminding.is_day_for

    def wait_for_the_other(user, on, found):
        answer = looked(user, on, found)
        both_looked.wait(timeout=20)
        return answer

    monkeypatch.setattr(reminding, "is_day_for", wait_for_the_other)
    found = []

    def work():
        try:
            found.append(reminders.remind(on=MONDAY))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=30)
    assert sorted(found) == [0, 1]
    assert (Reminder.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_an_address_that_no_server_takes_keeps_nobody_from_their_letter(mailoutbox):
    unit = UnitFactory()
    for number in range(2):
        user = UserFactory(
            role=Role.OFFICER, units=[unit], email=f"cb{number}@example.vn",
            reminders=Reminders.DAILY,
        )  # fmt: skip
        if number == 0:
            User.objects.filter(pk=user.pk).update(email="cb0@example.vn\nBcc: x@example.vn")
    planned(PartnershipFactory(home__unit=unit), MONDAY)
    reminders.remind(on=MONDAY)
    assert [letter.to for letter in mailoutbox] == [["cb1@example.vn"]]
    assert [row.user.email for row in Reminder.objects.all()] == ["cb1@example.vn"]
