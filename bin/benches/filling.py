"""A register of so many meetings, as rows: ties, meetings, minutes, texts and aid in proportion.

The first record of each kind comes from the factories of the tests, the others are copies of it in
plain SQL with their own titles, days and states. Triggers are off meanwhile; what they keep is made
anew afterwards by the functions of the database that are there for it (`…_refill`), and the tally
of meetings by its recount.
"""

from dataclasses import dataclass

from django.db.models import Model

from core.fields import Amount, PartialDate
from exchanges.models import AidParty, AidProject, Meeting, Minutes
from exchanges.services import summaries
from partnerships.models import Memorandum, Partnership, PartnershipParty, Unit
from tests import factories as make

PER_TIE, PER_AID, PER_TEXT = 500, 20, 50  # meetings for each tie, project, text
FEWEST_TIES = 10
PORTION = 100_000  # rows of one statement
RARE = "Nậm Xôi"  # in the title of one meeting in 5,000
FIRST_DAY, DAYS = "2000-01-01", 9_500
WHEN = f"date '{FIRST_DAY}' + (n * 7 %% {DAYS})::int"
STATE = "CASE WHEN n %% 20 = 0 THEN 'planned' WHEN n %% 50 = 1 THEN 'cancelled' ELSE 'held' END"
TIE = "(SELECT ids[(1 + n / {each} %% array_length(ids, 1))::int] FROM the_ties)"
TIES = "WITH the_ties AS MATERIALIZED (SELECT array_agg(id ORDER BY id) ids FROM {ties})"
MEETING = {
    "title": "(ARRAY['Hội đàm thường kỳ', 'Giao ban biên giới', 'Gặp mặt đầu năm'])[1 + n %% 3]"
    f" || ' ' || n || CASE WHEN n %% 5000 = 7 THEN ' tại {RARE}' ELSE '' END",
    "kind": "(ARRAY['briefing', 'talks', 'review', 'leaders'])[1 + n %% 4]",
    "status": STATE,
    "reason": f"CASE WHEN {STATE} = 'cancelled' THEN 'mưa lũ' ELSE '' END",
    "host": "(ARRAY['home', 'counterpart'])[1 + n %% 2]",
    "held_days": f"CASE WHEN {STATE} = 'held' THEN daterange({WHEN}, {WHEN} + 1) END",
    "held_words": "''",
    "planned": f"CASE WHEN {STATE} = 'planned' THEN current_date + (n %% 300)::int END",
}
AID = {
    "title": "'Nhà văn hóa bản ' || n",
    "partnership_id": TIE.format(each=PER_TIE // PER_AID),
    "amount_number": "1000000 * (1 + n %% 900)",
    "handed_over_days": f"daterange({WHEN}, {WHEN} + 1)",
}
TEXT = {"title": "'Bản ghi nhớ hợp tác ' || n", "signed_days": f"daterange({WHEN}, {WHEN} + 1)"}


@dataclass(frozen=True)
class Samples:
    """The first record of each kind, copied ever after."""

    meeting: Meeting
    minutes: Minutes
    aid: AidProject
    giver: AidParty
    text: Memorandum


def samples() -> Samples:
    tie = make.PartnershipFactory(code="BENCH-0", title="bản Việt 0 – bản Lào 0")
    held = {"basis": "reported", "status": "held", "held": PartialDate.read("01/02/1999")}
    meeting = make.MeetingFactory(partnerships=[tie], **held)
    gift = {"basis": "reported", "amount": Amount(5_000_000, "VND"), "status": "accepted"}
    aid = make.AidProjectFactory(partnership=tie, **gift)
    return Samples(
        meeting=meeting,
        minutes=make.MinutesFactory(meeting=meeting),
        aid=aid,
        giver=make.AidPartyFactory(project=aid, unit=tie.parties.get(side="home").unit),
        text=make.MemorandumFactory(partnerships=[tie]),
    )


def more_ties(number: int) -> None:
    """Through the models: what they trigger, as the reach of users, is kept row by row."""
    there = Partnership.objects.count()
    countries = {code: make.CountryFactory(code=code) for code in ("VN", "LA")}
    wanted = range(there, number)
    sides = {
        side: Unit.objects.bulk_create(
            Unit(name=f"{words} {n}", level="village", country=countries[code]) for n in wanted
        )
        for side, words, code in (("home", "bản Việt", "VN"), ("counterpart", "bản Lào", "LA"))
    }
    ties = Partnership.objects.bulk_create(
        Partnership(
            code=f"BENCH-{n}",
            title=f"bản Việt {n} – bản Lào {n}",
            kind="twinning",
            level="village",
        )
        for n in wanted
    )
    PartnershipParty.objects.bulk_create(
        PartnershipParty(partnership=tie, side=side, unit=unit)
        for side, units in sides.items()
        for tie, unit in zip(ties, units, strict=True)
    )


class Filling:
    """Brings a register to so many meetings, a step at a time. `cursor` is the owner's."""

    def __init__(self, of: Samples):
        self.of, self.there = of, 1

    def up_to(self, meetings: int, cursor) -> None:
        self.cursor = cursor
        more_ties(max(FEWEST_TIES, meetings // PER_TIE))
        tables = [
            one._meta.db_table for one in (Meeting, Minutes, AidProject, AidParty, Memorandum)
        ]
        tables += [one._meta.db_table for one in (MET, BOUND)]
        for table in tables:
            self.cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for first in range(self.there, meetings, PORTION):
            self._portion(first, min(first + PORTION, meetings) - 1)
        for table in tables:
            self.cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        self.there = meetings
        self._refill()
        self.cursor.execute("VACUUM ANALYZE")

    def _portion(self, first: int, last: int) -> None:
        of = self.of
        self._copy(Meeting, of.meeting, MEETING, first, last, link=(MET, "meeting_id", PER_TIE))
        self.cursor.execute(
            f"{self._into(Minutes, {'meeting_id': 'm.id'})} FROM {Minutes._meta.db_table} first,"
            f" (SELECT id FROM {Meeting._meta.db_table} WHERE status = 'held'"
            f" ORDER BY id DESC LIMIT %s) m WHERE first.id = %s AND m.id %% 2 = 0 AND NOT EXISTS"
            f" (SELECT FROM {Minutes._meta.db_table} x WHERE x.meeting_id = m.id)",
            [last - first + 1, of.minutes.pk],
        )
        self._copy(AidProject, of.aid, AID, (first - 1) // PER_AID + 1, last // PER_AID)
        self._copy(
            Memorandum,
            of.text,
            TEXT,
            (first - 1) // PER_TEXT + 1,
            last // PER_TEXT,
            link=(BOUND, "memorandum_id", PER_TIE // PER_TEXT),
        )
        self.cursor.execute(
            f"{self._into(AidParty, {'project_id': 'a.id'})} FROM {AidParty._meta.db_table} first,"
            f" {AidProject._meta.db_table} a WHERE first.id = %s AND NOT EXISTS"
            f" (SELECT FROM {AidParty._meta.db_table} x WHERE x.project_id = a.id)",
            [of.giver.pk],
        )

    def _into(self, model: type[Model], own: dict[str, str]) -> str:
        """INSERT … SELECT of all columns: those of the first row, but for `own`."""
        columns = [
            field.column
            for field in model._meta.concrete_fields
            if field.column not in ("id", "uuid") and not field.generated
        ]
        values = ", ".join(own.get(column, f"first.{column}") for column in columns)
        head = f"INSERT INTO {model._meta.db_table} (uuid, {', '.join(columns)})"
        return f"{head} SELECT gen_random_uuid(), {values}"

    def _copy(self, model, first, own, low: int, high: int, link=None) -> None:
        ties = TIES.format(ties=Partnership._meta.db_table)
        numbers = "generate_series(%s::int, %s::int) n"
        rows = f"FROM {model._meta.db_table} first, {numbers} WHERE first.id = %s"
        made = f"{self._into(model, own)} {rows}"
        if link is None:
            self.cursor.execute(f"{ties} {made}", [low, high, first.pk])
            return
        table, key, each = link[0]._meta.db_table, *link[1:]
        self.cursor.execute(
            f"{ties}, made AS ({made} RETURNING id)"
            f" INSERT INTO {table} ({key}, partnership_id)"
            f" SELECT n, {TIE.format(each=each)} FROM (SELECT id AS n FROM made) made",
            [low, high, first.pk],
        )

    def _refill(self) -> None:
        """What triggers keep beside the records: search, summaries."""
        self.cursor.execute(
            "SELECT oid::regprocedure::text FROM pg_proc WHERE pronargs = 0"
            " AND pronamespace = 'public'::regnamespace AND proname LIKE '%\\_refill'"
        )
        for (function,) in self.cursor.fetchall():
            self.cursor.execute(f"SELECT {function}")
        summaries.recount()


MET, BOUND = Meeting.partnerships.through, Memorandum.partnerships.through
