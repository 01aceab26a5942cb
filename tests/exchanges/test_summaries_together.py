"""Two people change one and the same meeting at once: the tally never differs."""

import threading
import time
from itertools import permutations

import psycopg
import pytest
from django.db import connection

from exchanges.models import Minutes
from exchanges.services import summaries
from tests import factories as make

TALLIED = "UPDATE exchanges_meeting SET {} WHERE id = %(meeting)s"
MET = "INSERT INTO exchanges_meeting_partnerships (meeting_id, partnership_id)"
UNMET = "DELETE FROM exchanges_meeting_partnerships WHERE meeting_id = %(meeting)s"
# What may be done to a meeting of two ties; the last two where it has minutes.
ACTS = {
    "another state": TALLIED.format("status = 'postponed', reason = 'mưa lũ'"),
    "another day": TALLIED.format("held_days = '[2019-03-01,2019-03-02)'"),
    "another unit": TALLIED.format("unit_id = %(unit)s"),
    "a tie more": f"{MET} VALUES (%(meeting)s, %(third)s)",
    "two ties more": f"{MET} VALUES (%(meeting)s, %(fourth)s), (%(meeting)s, %(fifth)s)",
    "a tie less": f"{UNMET} AND partnership_id = %(second)s",
    "one tie for another": "UPDATE exchanges_meeting_partnerships SET partnership_id = %(sixth)s"
    " WHERE meeting_id = %(meeting)s AND partnership_id = %(first)s",
    "minutes": "",  # a copy of others
}
IN_WRITING = {
    **{words: statement for words, statement in ACTS.items() if words != "minutes"},
    "minutes go": "DELETE FROM exchanges_minutes WHERE meeting_id = %(meeting)s",
    "minutes of another": "UPDATE exchanges_minutes SET meeting_id = %(free)s"
    " WHERE meeting_id = %(meeting)s",
}


def minutes_like(sample: Minutes) -> str:
    columns = ", ".join(
        field.column
        for field in Minutes._meta.concrete_fields
        if field.column not in ("id", "uuid", "meeting_id") and not field.generated
    )
    return (
        f"INSERT INTO exchanges_minutes (uuid, meeting_id, {columns})"
        f" SELECT gen_random_uuid(), %(meeting)s, {columns}"
        f" FROM exchanges_minutes WHERE id = {sample.pk}"
    )


@pytest.fixture
def colleagues():
    """Two connections of their own, each with a transaction open."""
    connection.ensure_connection()
    info = connection.connection.info
    with (
        psycopg.connect(info.dsn, password=info.password) as one,
        psycopg.connect(info.dsn, password=info.password) as other,
    ):
        for each in (one, other):
            each.execute("SET lock_timeout = '20s'")
            each.commit()
        yield one, other


def until_waiting_or_done(other, thread) -> None:
    """Until the other one waits for a lock, or has done what they wanted."""
    asked = "SELECT wait_event_type FROM pg_stat_activity WHERE pid = %s"
    deadline = time.monotonic() + 20
    while thread.is_alive() and time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(asked, [other.info.backend_pid])
            if cursor.fetchone() == ("Lock",):
                return
        time.sleep(0.01)


def at_once(colleagues, first: str, second: str, facts: dict) -> None:
    """The second begins when the first has written, and before the first has committed."""
    one, other = colleagues
    one.execute(first, facts)
    fault = []

    def also() -> None:
        try:
            other.execute(second, facts)
            other.commit()
        except psycopg.Error as error:
            other.rollback()
            fault.append(error)

    thread = threading.Thread(target=also)
    thread.start()
    until_waiting_or_done(other, thread)
    one.commit()
    thread.join(30)
    assert not thread.is_alive()
    assert not fault


@pytest.mark.django_db(transaction=True)
def test_whatever_two_do_to_one_meeting_at_once_is_counted(colleagues):
    ties = make.PartnershipFactory.create_batch(6)
    unit = make.UnitFactory().pk
    sample = make.MinutesFactory(meeting=make.MeetingFactory(partnerships=[ties[0]]))
    named = ("first", "second", "third", "fourth", "fifth", "sixth")
    known = {name: tie.pk for name, tie in zip(named, ties, strict=True)} | {"unit": unit}
    differ = {}
    for in_writing, acts in ((False, ACTS | {"minutes": minutes_like(sample)}), (True, IN_WRITING)):
        for first, second in permutations(acts, 2):
            meeting = make.MeetingFactory(partnerships=ties[:2], basis="reported")
            free = make.MeetingFactory(partnerships=ties[:1], basis="reported")
            if in_writing:
                make.MinutesFactory(meeting=meeting, basis="reported")
            facts = known | {"meeting": meeting.pk, "free": free.pk}
            at_once(colleagues, acts[first], acts[second], facts)
            found = summaries.differences()
            if found:
                differ[first, second] = found
                summaries.recount()
    assert differ == {}
