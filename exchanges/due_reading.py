"""Cadences with what answered them, read for one user: always the same number of queries."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    BigIntegerField,
    Case,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.fields import CharField
from django.db.models.functions import Cast, JSONObject, Least

from accounts.models import User
from exchanges.choices import MeetingStatus
from exchanges.due_days import DAY
from exchanges.dues import Happening, Known, Pause, Standing, dues_of, one_round
from exchanges.models import Activity, Meeting
from partnerships.choices import (
    CadenceSubject,
    PartnershipEventKind,
    PartnershipStatus,
)
from partnerships.models import Cadence, Partnership, PartnershipEvent, UnitSuccession

MOST = 1000  # cadences, and ties that never met, worked out for one page
BACK, AHEAD = timedelta(days=731), timedelta(days=400)
PENDING = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
RESTING = (PartnershipEventKind.SUSPENDED, PartnershipEventKind.ENDED)
# Out of the totals: who met is not looked for in a million meetings.
MET = "SELECT unnest(ties) FROM exchanges_meetingtotal GROUP BY ties HAVING sum(held) > 0"
COLUMNS = ("uuid", "title", "held", "planned_for", "of_cadence", "of_unit", "of_ties", "what")


def with_history(cadences: QuerySet) -> QuerySet:
    """Adds what each is measured against: when its tie rests and, if it is counted from no day of
    its own, the first day known.
    """
    rests = PartnershipEvent.objects.filter(
        partnership=OuterRef("partnership"), kind__in=RESTING
    ).order_by("pk")
    said = JSONObject(since=F("since_days__startswith"), until=F("until_days__endswith"))
    same = UnitSuccession.objects.filter(predecessor=OuterRef("unit")).order_by("pk")
    return cadences.select_related("partnership", "unit").annotate(
        rests=ArraySubquery(rests.values(said=said)),
        heirs=ArraySubquery(same.values("successor")),
        first_met=Case(
            When(starts__isnull=False, then=Value(None, DateField())),
            When(
                subject=CadenceSubject.MEETING,
                then=Least(*(_first_day(rows) for rows in _first_meetings())),
            ),
            default=Least(*(_first_day(rows) for rows in _first_activities())),
            output_field=DateField(),
        ),
    )


def _first_meetings() -> Iterable[QuerySet]:
    held = Meeting.objects.held().filter(held_days__isnull=False)
    free = held.filter(cadence__isnull=True)
    bound = Meeting.partnerships.through.objects.filter(partnership=OuterRef("partnership"))
    return (
        held.filter(cadence=OuterRef("pk")),
        free.filter(unit=OuterRef("unit")),
        bound.filter(
            meeting__status=MeetingStatus.HELD,
            meeting__held_days__isnull=False,
            meeting__cadence__isnull=True,
        ),
    )


def _first_activities() -> Iterable[QuerySet]:
    known = Activity.objects.standing().filter(happened_days__isnull=False)
    return (
        known.filter(partnership=OuterRef("partnership")),
        known.filter(unit=OuterRef("unit")),
    )


def _first_day(rows: QuerySet) -> Subquery:
    column = {Meeting: "held_days", Activity: "happened_days"}.get(rows.model, "meeting__held_days")
    day = f"{column}__startswith"
    return Subquery(
        rows.filter(**{f"{day}__isnull": False}).order_by(day).values(day)[:1],
        output_field=DateField(),
    )


def standings(
    user: User,
    cadences: QuerySet,
    *,
    today: date,
    start: date | None = None,
    end: date | None = None,
) -> list[Standing]:
    """Each of these cadences with its due days: two queries, and the reach of the user.

    Without `start` and `end`: those of the last two years, and of the next 400 days or one round.
    """
    rows = list(with_history(cadences).order_by("pk")[:MOST])
    start = start or today - BACK
    known = _happenings(user, rows, start, end or today + AHEAD)
    found = []
    for cadence in rows:
        until = end or today + max(AHEAD, one_round(cadence))
        facts = Known(cadence.first_met, known.get(cadence.pk, []), _pauses(cadence))
        dues = dues_of(cadence, facts, start=start, end=until, today=today)
        found.append(Standing(cadence, dues, today))
    return found


def _pauses(cadence) -> list[Pause]:
    return [Pause(_day(row["since"]), _day(row["until"])) for row in cadence.rests]


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _happenings(user: User, cadences: list[Cadence], start: date, end: date) -> dict:
    """Meetings held or to come, and activities, for each cadence that they may answer."""
    if not cadences:
        return {}
    margin = max(one_round(cadence) for cadence in cadences)
    window = DateRange(start - margin, end + margin + DAY)
    by_subject = {
        subject: [one for one in cadences if one.subject == subject] for subject in CadenceSubject
    }
    asked = []
    if by_subject[CadenceSubject.MEETING]:
        asked.append(_meetings(user, by_subject[CadenceSubject.MEETING], window))
    if by_subject[CadenceSubject.ACTIVITY]:
        asked.append(_activities(user, by_subject[CadenceSubject.ACTIVITY], window))
    rows = asked[0].union(*asked[1:], all=True) if len(asked) > 1 else asked[0]
    return _sorted_out(list(rows), by_subject)


def _meetings(user: User, cadences: list[Cadence], window: DateRange) -> QuerySet:
    ties, units = _subjects(cadences)
    met = Meeting.partnerships.through.objects.filter(partnership__in=ties)
    about = (
        Q(pk__in=met.values("meeting"))
        | Q(unit__in=units)
        | Q(cadence__in=[one.pk for one in cadences])
    )
    when = Q(status=MeetingStatus.HELD, held_days__overlap=window) | Q(
        status__in=PENDING, planned__gte=window.lower, planned__lt=window.upper
    )
    held = Case(When(status=MeetingStatus.HELD, then=F("held_days")))
    ours = met.filter(meeting=OuterRef("pk")).order_by("partnership")
    return (
        Meeting.objects.visible_to(user)
        .filter(about, when)
        .order_by()
        .values_list(
            "uuid",
            Cast("title", CharField(db_collation="vi-x-icu")),
            held,
            Case(When(status__in=PENDING, then=F("planned"))),
            Cast("cadence", BigIntegerField()),
            Cast("unit", BigIntegerField()),
            ArraySubquery(ours.values("partnership")),
            Value("meeting"),
        )
    )


def _activities(user: User, cadences: list[Cadence], window: DateRange) -> QuerySet:
    ties, units = _subjects(cadences)
    theirs = Partnership.objects.filter(pk=OuterRef("partnership")).order_by()
    return (
        Activity.objects.visible_to(user)
        .standing()
        .filter(Q(partnership__in=ties) | Q(unit__in=units), happened_days__overlap=window)
        .order_by()
        .values_list(
            "uuid",
            Cast("title", CharField(db_collation="vi-x-icu")),
            "happened_days",
            Value(None, DateField()),
            Value(None, BigIntegerField()),
            Cast("unit", BigIntegerField()),
            ArraySubquery(theirs.values("pk")),
            Value("activity"),
        )
    )


def _subjects(cadences: list[Cadence]) -> tuple[set[int], set[int]]:
    ties = {one.partnership_id for one in cadences if one.partnership_id}
    units = {key for one in cadences if one.unit_id for key in (one.unit_id, *one.heirs)}
    return ties, units


def _sorted_out(rows: list[tuple], by_subject: dict) -> dict[int, list[Happening]]:
    """By the key of the cadence. A meeting of several ties counts for each of them."""
    of_tie: dict[tuple, list[Cadence]] = {}
    of_unit: dict[tuple, list[Cadence]] = {}
    for subject, cadences in by_subject.items():
        for one in cadences:
            if one.partnership_id:
                of_tie.setdefault((subject, one.partnership_id), []).append(one)
            for unit in (one.unit_id, *one.heirs) if one.unit_id else ():
                of_unit.setdefault((subject, unit), []).append(one)
    every = {one.pk: one for cadences in by_subject.values() for one in cadences}
    found: dict[int, list[Happening]] = {}
    for row in rows:
        said = dict(zip(COLUMNS, row, strict=True))
        about = {
            one.pk for tie in said["of_ties"] or () for one in of_tie.get((said["what"], tie), ())
        } | {one.pk for one in of_unit.get((said["what"], said["of_unit"]), ())}
        if said["of_cadence"] in every:
            about.add(said["of_cadence"])
        for key in about:
            found.setdefault(key, []).append(_happening(said))
    return found


def _happening(said: dict) -> Happening:
    held = said["held"]
    known = held and held.lower and held.upper
    return Happening(
        uuid=str(said["uuid"]),
        title=said["title"],
        first=held.lower if known else None,
        last=held.upper - DAY if known else None,
        planned=said["planned_for"],
        cadence=said["of_cadence"],
        kind=said["what"],
    )


def never_met(ties: QuerySet, *, today: date) -> QuerySet:
    """Ties that stand and of which no meeting is known; not those that rest or have ended."""
    standing = ties.kept().with_status(today)
    return standing.filter(
        ~Q(pk__in=RawSQL(MET, [])),
        status__in=[PartnershipStatus.ACTIVE, PartnershipStatus.VACANT],
    ).order_by("title", "pk")


def of_ties_that_stand(cadences: QuerySet, *, today: date) -> QuerySet:
    """Cadences that still hold, of units and of ties that were not merged into others."""
    return cadences.filter(
        Q(ends__isnull=True) | Q(ends__gt=today), partnership__merged_into__isnull=True
    )
