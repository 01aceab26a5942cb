"""The tally of meetings is what the meetings say, whatever was done to them and by whom."""

import random
from datetime import date
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Sum

from core.fields import PartialDate
from exchanges.choices import MeetingStatus
from exchanges.models import Meeting, MeetingTally, MeetingTotal
from exchanges.models.meeting_tally import NUMBERS
from exchanges.services import summaries
from tests import factories as make

LINKS = Meeting.partnerships.through
TALLY = "exchanges_meetingtally"


def counts(rows=None) -> dict[int, int]:
    rows = MeetingTally.objects.all() if rows is None else rows
    summed = rows.values("year").annotate(n=Sum("held")).values_list("year", "n")
    return {year: n for year, n in summed if n}


def summed(model) -> dict[str, int]:
    return model.objects.aggregate(**{name: Sum(name, default=0) for name in NUMBERS})


def sql(statement: str, *params) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def test_a_meeting_is_counted_in_its_year(partnership):
    make.MeetingFactory(
        basis="reported", partnerships=[partnership], held=PartialDate.read("12/2019")
    )
    make.MeetingFactory(
        basis="reported", partnerships=[partnership], held=PartialDate(words="vài năm trước")
    )
    make.MeetingFactory(
        partnerships=[partnership],
        status=MeetingStatus.PLANNED,
        held=PartialDate(),
        planned=date(2027, 1, 5),
    )
    assert counts() == {2019: 1, 0: 1}
    assert MeetingTally.objects.filter(year=2027).aggregate(n=Sum("to_come")) == {"n": 1}


def test_a_meeting_of_two_ties_is_one_for_whoever_sees_either_or_both(partnership, officer, unit):
    second = make.PartnershipFactory(home__unit=unit)
    third = make.PartnershipFactory()
    make.MeetingFactory(partnerships=[partnership, second, third])
    make.MeetingFactory(partnerships=[third])
    stranger = make.UserFactory(role="reader", units=[make.UnitFactory()])

    assert counts(MeetingTally.objects.visible_to(officer)) == {2025: 1}
    assert counts(MeetingTally.objects.visible_to(stranger)) == {}
    assert counts() == {2025: 2}


def test_what_changes_is_counted_anew(partnership):
    meeting = make.MeetingFactory(partnerships=[partnership], basis="reported")
    meeting.held = PartialDate.read("2018")
    meeting.save()
    assert counts() == {2018: 1}
    other = make.PartnershipFactory()
    meeting.partnerships.set([other])
    assert counts(MeetingTally.objects.within(ties=[partnership.pk], units=[])) == {}
    assert counts(MeetingTally.objects.within(ties=[other.pk], units=[])) == {2018: 1}


def test_a_thousand_meetings_in_one_statement_add_few_rows(partnership):
    MeetingTally.objects.all().delete()
    told = {"kind": "briefing", "status": "held", "basis": "reported"}
    rows = [Meeting(title=str(n), held=PartialDate.read("2020"), **told) for n in range(1000)]
    Meeting.objects.bulk_create(rows)
    LINKS.objects.bulk_create([LINKS(meeting=m, partnership=partnership) for m in rows])
    assert counts() == {2020: 1000}
    assert MeetingTally.objects.count() < 5
    assert not summaries.differences()


STATUSES = ("planned", "invited", "held", "postponed", "cancelled")
DAYS = ("[2019-03-01,2019-03-02)", "[2020-01-01,2021-01-01)", "[2019-12-01,2020-02-01)", None)


class Edits:
    """Random changes of meetings and of who met, by models and in plain SQL."""

    def __init__(self, seed: int):
        self.random = random.Random(seed)
        self.ties = [make.PartnershipFactory() for _ in range(4)]
        self.units = [None, make.UnitFactory().pk]

    def one(self) -> None:
        self.random.choice(
            (
                *(self.add, self.add, self.put, self.move, self.tie, self.untie, self.go),
                *(self.write, self.write, self.burn, self.hand_on),
            )
        )()
        for when in ("IMMEDIATE", "DEFERRED"):  # as if it were committed: the next may delete it
            sql(f"SET CONSTRAINTS ALL {when}")

    def meetings(self) -> list[int]:
        found = list(Meeting.objects.order_by("pk").values_list("pk", flat=True))
        return self.random.sample(found, min(len(found), self.random.randint(1, 4)))

    def add(self) -> None:
        ties = self.random.sample(self.ties, self.random.randint(1, 3))
        unit = self.random.choice(self.units)
        meeting = make.MeetingFactory(partnerships=ties, unit_id=unit, basis="reported")
        sql(
            "UPDATE exchanges_meeting SET status = %s, reason = 'x' WHERE id = %s",
            self.random.choice(STATUSES),
            meeting.pk,
        )

    def put(self) -> None:
        sql(
            "UPDATE exchanges_meeting SET held_days = %s, status = %s, reason = 'x', planned = %s"
            " WHERE id = ANY(%s)",
            self.random.choice(DAYS),
            self.random.choice(STATUSES),
            self.random.choice((None, date(2027, 5, 1))),
            self.meetings(),
        )

    def move(self) -> None:
        """To another unit, where a tie is left to stand for it."""
        sql(
            "UPDATE exchanges_meeting SET unit_id = %s WHERE id = ANY(%s)",
            self.random.choice(self.units),
            self.meetings(),
        )

    def tie(self) -> None:
        sql(
            "INSERT INTO exchanges_meeting_partnerships (meeting_id, partnership_id)"
            " SELECT id, tie FROM unnest(%s::bigint[]) id, unnest(%s::bigint[]) tie"
            " ON CONFLICT DO NOTHING",
            self.meetings(),
            [tie.pk for tie in self.random.sample(self.ties, 2)],
        )

    def untie(self) -> None:
        """One tie for another, and one taken away, where others are left."""
        tie, other = (one.pk for one in self.random.sample(self.ties, 2))
        sql(
            "UPDATE exchanges_meeting_partnerships now SET partnership_id = %s"
            " WHERE partnership_id = %s AND meeting_id = ANY(%s) AND NOT EXISTS ("
            "  SELECT FROM exchanges_meeting_partnerships beside"
            "  WHERE beside.meeting_id = now.meeting_id AND beside.partnership_id = %s)",
            other,
            tie,
            self.meetings(),
            other,
        )
        sql(
            "DELETE FROM exchanges_meeting_partnerships now WHERE partnership_id = %s AND EXISTS ("
            "  SELECT FROM exchanges_meeting_partnerships beside"
            "  WHERE beside.meeting_id = now.meeting_id AND beside.partnership_id <> %s)",
            tie,
            tie,
        )

    def write(self) -> None:
        for meeting in Meeting.objects.filter(pk__in=self.meetings(), minutes__isnull=True):
            make.MinutesFactory(meeting=meeting)

    def burn(self) -> None:
        sql("DELETE FROM exchanges_minutes WHERE meeting_id = ANY(%s)", self.meetings())

    def hand_on(self) -> None:
        """Minutes that were filed under another meeting by mistake."""
        free = Meeting.objects.filter(minutes__isnull=True).order_by("pk").first()
        if free:
            sql(
                "UPDATE exchanges_minutes SET meeting_id = %s WHERE id = ("
                "  SELECT min(id) FROM exchanges_minutes WHERE meeting_id = ANY(%s))",
                free.pk,
                self.meetings(),
            )

    def go(self) -> None:
        gone = self.meetings()[:2]
        sql("DELETE FROM exchanges_minutes WHERE meeting_id = ANY(%s)", gone)
        sql("DELETE FROM exchanges_meeting_partnerships WHERE meeting_id = ANY(%s)", gone)
        sql("DELETE FROM exchanges_meeting WHERE id = ANY(%s)", gone)


@pytest.mark.uncounted
@pytest.mark.parametrize("seed", range(8))
def test_after_random_edits_the_tally_is_what_a_recount_finds(db, seed):
    edits = Edits(seed)
    for step in range(40):
        if step == 25:
            summaries.recount()
        edits.one()
        assert not summaries.differences(), step
    before = counts()
    summaries.recount()
    assert counts() == before
    rows = Meeting.objects.all()
    assert (
        summed(MeetingTally)
        == summed(MeetingTotal)
        == {
            "held": rows.held().count(),
            "to_come": rows.to_come().count(),
            "put_off": rows.exclude(pk__in=rows.held()).exclude(pk__in=rows.to_come()).count(),
            "written": rows.held().filter(minutes__isnull=False).count(),
        }
    )


def test_the_recount_finds_and_mends_what_is_wrong(partnership):
    make.MeetingFactory(partnerships=[partnership])
    sql(f"UPDATE {TALLY} SET held = held + 3")
    told = StringIO()
    sql("UPDATE exchanges_meetingtotal SET held = held - 1")
    with pytest.raises(CommandError, match="differs from the meetings in 2 counts"):
        call_command("recount_summaries", "--check", stdout=told)
    assert "year 2025: held -3" in told.getvalue()
    assert "of all years: held +4" in told.getvalue()
    assert counts() == {2025: 4}

    call_command("recount_summaries", stdout=StringIO())
    assert counts() == {2025: 1}
    assert MeetingTotal.objects.get().held == 1
    call_command("recount_summaries", "--check", stdout=StringIO())


def test_the_recount_folds_the_rows_of_a_count(partnership):
    for _ in range(3):
        make.MeetingFactory(partnerships=[partnership])
    assert MeetingTally.objects.count() == 3
    summaries.recount()
    for model in (MeetingTally, MeetingTotal):
        assert model.objects.values_list("ties", "held").get() == ([partnership.pk], 3)


@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_ties_in_turns_never_wait():
    """Each holds its transaction open while the other writes, in the other order; and a recount
    runs meanwhile.
    """
    first, second = make.PartnershipFactory(), make.PartnershipFactory()
    info = connection.connection.info
    with psycopg.connect(info.dsn, password=info.password) as other, transaction.atomic():
        other.execute("SET lock_timeout = '3s'")
        sql("SET LOCAL lock_timeout = '3s'")
        make.MeetingFactory(partnerships=[first])
        _by(other, second.pk)
        make.MeetingFactory(partnerships=[second])
        _by(other, first.pk)
        other.execute(summaries.FOLD)
        other.execute(summaries.FOLD_TOTALS)
        make.MeetingFactory(partnerships=[first, second])
        other.commit()
    assert not summaries.differences()
    assert counts() == {2025: 3, 2024: 2}


def _by(other, tie: int) -> None:
    meeting = other.execute(
        "INSERT INTO exchanges_meeting (uuid, basis, kind, title, status, held_days, held_words,"
        " reason, place, place_kind, host, host_reason)"
        " VALUES (gen_random_uuid(), 'reported', 'briefing', 'Giao ban', 'held',"
        " '[2024-05-01,2024-05-02)', '', '', '', '', '', '') RETURNING id"
    ).fetchone()[0]
    other.execute(
        "INSERT INTO exchanges_meeting_partnerships (meeting_id, partnership_id) VALUES (%s, %s)",
        (meeting, tie),
    )
