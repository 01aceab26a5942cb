"""Notices of what falls due and of what is overdue: once for each thing, and not mailed twice."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.choices import NoticeKind, Reminders, Role
from accounts.models import Notice, User
from accounts.services import mails, posting
from core.fields import PartialDate
from exchanges import due_told, tasks
from exchanges.choices import MeetingStatus
from exchanges.models import AgreedItem
from exchanges.services import due_notices
from partnerships.choices import CommitmentStatus
from partnerships.models import Commitment
from tests.factories import (
    AgreedItemFactory,
    CadenceFactory,
    CommitmentFactory,
    IncidentFactory,
    InstalmentFactory,
    LetterFactory,
    MeetingFactory,
    MemorandumFactory,
    PartnershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.live import analyze
from tests.plans import rows_of_table

DAY = date(2026, 4, 13)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


@pytest.fixture
def keeper(unit):
    return UserFactory(units=[unit], email="canbo@example.vn", reminders=Reminders.NEVER)


def agreed(tie, due):
    return AgreedItemFactory(meeting=MeetingFactory(partnerships=[tie]), due=due)


def planned(tie, day, **facts):
    facts = {"status": MeetingStatus.PLANNED, "held": PartialDate(), "planned": day} | facts
    return MeetingFactory(partnerships=[tie], **facts)


def told_to(user) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(recipient=user).order_by("pk")
    return [(one.kind, str(one.target)) for one in rows]


# What is told


@pytest.mark.parametrize(
    ("due", "kind"),
    [(8, None), (7, "due"), (0, "due"), (-1, "overdue"), (-14, "overdue"), (-15, None)],
)
def test_a_thing_is_told_a_week_before_its_day_and_for_two_weeks_after_it(
    keeper, partnership, due, kind
):
    item = agreed(partnership, days(due))
    due_notices.tell(on=DAY)
    assert told_to(keeper) == ([(kind, str(item.uuid))] if kind else [])


def test_it_is_told_once_before_and_once_after_however_often_one_looks(keeper, partnership):
    agreed(partnership, DAY)
    told = [due_notices.tell(on=days(number)) for number in range(-8, 16) for _time in range(2)]
    assert sum(told) == 2
    assert [kind for kind, _target in told_to(keeper)] == ["due", "overdue"]
    AgreedItem.objects.update(due=days(30))
    assert due_notices.tell(on=days(25)) == 1  # another day is news


def test_every_kind_of_thing_that_has_a_day_is_told(keeper, unit, partnership):
    text = {"signed": PartialDate.read("2022"), "term": DateRange(date(2022, 1, 1), days(30))}
    tie = PartnershipFactory(home__unit=unit)
    promise = CommitmentFactory(partnership=partnership, interval_months=12)
    things = {
        agreed(partnership, DAY),
        LetterFactory(partnership=partnership, answer_due=DAY),
        planned(partnership, days(2)),
        MemorandumFactory(partnerships=[partnership], **text),
        promise,
        tie,
    }
    InstalmentFactory(commitment=promise, period=DateRange(days(-300), days(3)))
    CadenceFactory(partnership=tie, days=["04-16"], starts=date(2026, 1, 1))
    assert due_notices.tell(on=DAY) == len(things)
    assert set(told_to(keeper)) == {("due", str(thing.uuid)) for thing in things}
    assert not Notice.objects.exclude(actor=None).exists()


def test_what_is_over_is_told_as_overdue(keeper, partnership):
    late = planned(partnership, days(-3))
    text = MemorandumFactory(
        partnerships=[partnership],
        signed=PartialDate.read("2020"),
        term=DateRange(date(2020, 1, 1), days(-1)),
    )
    due_notices.tell(on=DAY)
    assert set(told_to(keeper)) == {("overdue", str(late.uuid)), ("overdue", str(text.uuid))}


def test_what_is_done_or_planned_is_not_told(keeper, partnership):
    MeetingFactory(partnerships=[partnership], held=PartialDate.read("13/04/2026"))
    promise = CommitmentFactory(partnership=partnership, interval_months=12)
    InstalmentFactory(commitment=promise, period=DateRange(days(-300), days(3)))
    Commitment.objects.filter(pk=promise.pk).update(status=CommitmentStatus.LAPSED)
    LetterFactory(partnership=partnership, answer_due=DAY, no_answer="Đã trả lời miệng.")
    CadenceFactory(partnership=partnership, days=["04-16"], starts=date(2026, 1, 1))
    planned(partnership, days(30))  # for that round, and not near
    assert due_notices.tell(on=DAY) == 0


# Who is told


def test_who_keeps_the_register_of_the_place_is_told_and_nobody_else(unit, partnership, head):
    officer, station = UserFactory(units=[unit]), UserFactory(units=[unit], role=Role.LIAISON)
    UserFactory(units=[UnitFactory()])
    UserFactory(sees_all=True)
    agreed(partnership, DAY)
    LetterFactory(partnership=partnership, answer_due=DAY)
    due_notices.tell(on=DAY)
    assert [len(told_to(user)) for user in (officer, station, head)] == [2, 1, 0]
    assert Notice.objects.count() == 3


def test_who_is_named_for_a_text_is_told_and_the_others_if_nobody_is(unit, partnership, keeper):
    term = {"signed": PartialDate.read("2022"), "term": DateRange(date(2022, 1, 1), days(90))}
    owner = UserFactory(units=[unit], email="chu@example.vn")
    own = MemorandumFactory(partnerships=[partnership], owner=owner, **term)
    other = MemorandumFactory(partnerships=[partnership], **term)
    due_notices.tell(on=DAY)
    assert told_to(owner) == [("due", str(own.uuid)), ("due", str(other.uuid))]
    assert told_to(keeper) == [("due", str(other.uuid))]
    own_notice = Notice.objects.get(recipient=owner, target=own.uuid)
    assert not own_notice.by_mail  # the warning before a text ends goes to its owner


def test_a_letter_about_a_sensitive_incident_is_told_to_those_who_may_see_it(
    keeper, unit, partnership
):
    trusted = UserFactory(units=[unit], sees_sensitive=True)
    secret = IncidentFactory(partnership=partnership, sensitive=True)
    LetterFactory(partnership=partnership, incident=secret, answer_due=DAY)
    due_notices.tell(on=DAY)
    assert (len(told_to(keeper)), len(told_to(trusted))) == (0, 1)


# By e-mail, and not twice


@pytest.mark.parametrize(
    ("reminders", "by_mail"),
    [(Reminders.NEVER, True), (Reminders.WEEKLY, False), (Reminders.DAILY, False)],
)
def test_what_the_reminder_says_is_not_mailed_a_second_time(
    keeper, partnership, reminders, by_mail
):
    User.objects.filter(pk=keeper.pk).update(reminders=reminders)
    agreed(partnership, DAY)
    due_notices.tell(on=DAY)
    assert Notice.objects.get().by_mail == by_mail


def test_what_no_reminder_says_is_mailed_to_those_with_reminders_too(keeper, partnership):
    User.objects.filter(pk=keeper.pk).update(reminders=Reminders.DAILY)
    promise = CommitmentFactory(partnership=partnership, interval_months=12)
    InstalmentFactory(commitment=promise, period=DateRange(days(-300), days(3)))
    due_notices.tell(on=DAY)
    assert Notice.objects.get().by_mail


def test_it_comes_with_the_mail_of_the_day(keeper, partnership, mailoutbox):
    item = agreed(partnership, DAY)
    due_notices.tell(on=DAY)
    tomorrow = timezone.localtime().replace(hour=8) + timedelta(days=1)
    assert mails.make_digests(now=tomorrow) == 1
    assert posting.send(mail_id=Notice.objects.get().mail_id)
    assert "Something falls due soon (1)" in mailoutbox[0].body
    assert item.get_absolute_url() in mailoutbox[0].body
    assert item.title not in mailoutbox[0].body


# At work


def test_one_thing_that_fails_keeps_nobody_from_the_others(keeper, partnership, monkeypatch):
    wrong, right = agreed(partnership, DAY), agreed(partnership, DAY)
    checkers = due_notices.notices.checkers

    def breaks(*, target, roles):
        if target == wrong:
            raise ValueError("canbo@example.vn")
        return checkers(target=target, roles=roles)

    monkeypatch.setattr(due_notices.notices, "checkers", breaks)
    assert due_notices.tell(on=DAY) == 1
    assert told_to(keeper) == [("due", str(right.uuid))]


def test_looking_costs_the_same_for_one_and_for_many(
    keeper, partnership, django_assert_num_queries
):
    for number in (1, 12):
        for _one in range(number):
            agreed(partnership, DAY)
            LetterFactory(partnership=partnership, answer_due=DAY)
            planned(partnership, DAY)
        due_notices.tell(on=DAY)
        with django_assert_num_queries(8):
            assert due_notices.tell(on=DAY) == 0


def test_what_was_told_years_ago_is_not_read(keeper, partnership):
    """Rows of notices that are looked at: those of what is in sight, whatever was told before."""
    wanted = [agreed(partnership, DAY) for _one in range(3)]
    due_notices.tell(on=DAY)
    Notice.objects.bulk_create(
        Notice(
            recipient=keeper,
            kind=NoticeKind.OVERDUE,
            target_model="exchanges.agreeditem",
            target=wanted[0].uuid,
            occasion=f"overdue:{number}:20190101",
        )
        for number in range(5000)
    )
    analyze()
    with CaptureQueriesContext(connection) as asked:
        assert due_notices.tell(on=DAY) == 0
    [looked_up] = [one["sql"] for one in asked if Notice._meta.db_table in one["sql"]]
    assert rows_of_table(looked_up, Notice) == len(wanted)


def test_what_is_in_sight_is_looked_up_in_portions(keeper, partnership, monkeypatch):
    monkeypatch.setattr(due_notices, "PORTION", 2)
    for _one in range(5):
        agreed(partnership, DAY)
    assert due_notices.tell(on=DAY) == 5
    assert due_notices.tell(on=DAY) == 0


def test_the_rounds_of_many_cadences_are_read_in_parts(keeper, partnership, monkeypatch):
    for _one in range(3):
        CadenceFactory(partnership=partnership, days=["04-16"], starts=date(2026, 1, 1))
    monkeypatch.setattr(due_told, "MOST", 2)
    assert due_notices.tell(on=DAY) == 3
    assert {kind for kind, _target in told_to(keeper)} == {NoticeKind.DUE}


def test_the_task_is_on_the_timetable_and_runs(db, settings):
    jobs = {job["task"] for job in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.tell_of_dues.name in jobs
    tasks.tell_of_dues.apply().get()
    assert not Notice.objects.exists()
