"""The records that have a day of their own in the calendar, each read in the same columns so that
one query brings them all.
"""

from datetime import date

from django.db import models
from django.db.models import BooleanField, Case, CharField, DateField, F, Q, QuerySet, Value, When
from django.db.models.fields import TimeField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy

from core.fields import is_one_day
from exchanges.choices import MeetingStatus
from exchanges.due_days import DAY
from exchanges.due_reading import PENDING
from exchanges.models import AgreedItem, Letter, Meeting
from partnerships.choices import PartnershipEventKind
from partnerships.models import Memorandum, PartnershipEvent
from partnerships.models.memorandum_words import HOLDING

MOST = 2000  # rows of one kind in one answer
WORDS = CharField(db_collation="vi-x-icu")


class EntryKind(models.TextChoices):
    MEETING = "meeting", gettext_lazy("Meetings")
    DUE = "due", gettext_lazy("Due by cadence")
    AGREED = "agreed", gettext_lazy("Agreed items due")
    ANSWER = "answer", gettext_lazy("Answers due")
    TEXT = "text", gettext_lazy("Last days of texts")
    ANNIVERSARY = "anniversary", gettext_lazy("Anniversaries of ties")
    HOLIDAY = "holiday", gettext_lazy("Public holidays and feasts")


def _values(rows: QuerySet, kind: EntryKind, **columns) -> QuerySet:
    """The same columns of every kind of record."""
    said = {
        "note": Value(""),
        "begins": Value(None, TimeField()),
        "ends": Value(None, TimeField()),
        "place": Value(""),
        "sensitive": Value(False, BooleanField()),
    } | columns
    names = ("uuid", "title", "day", "note", "begins", "ends", "place", "sensitive")
    return rows.order_by().values_list(Value(kind.value), *(_column(said[name]) for name in names))


def _column(value):
    return F(value) if isinstance(value, str) else value


def _meetings(user, start: date, end: date, ties) -> QuerySet:
    held = Q(status=MeetingStatus.HELD) & is_one_day("held")
    rows = Meeting.objects.visible_to(user).filter(
        held & Q(held_days__startswith__range=(start, end))
        | Q(status__in=PENDING, planned__range=(start, end))
    )
    if ties is not None:
        met = Meeting.partnerships.through.objects.filter(partnership__in=ties)
        rows = rows.filter(pk__in=met.values("meeting"))
    day = Case(
        When(status=MeetingStatus.HELD, then=F("held_days__startswith")), default=F("planned")
    )
    return _values(
        rows,
        EntryKind.MEETING,
        uuid="uuid",
        title=Cast("title", WORDS),
        day=Cast(day, DateField()),
        note=Cast("status", CharField()),
        begins="begins",
        ends="ends",
        place=Cast("place", CharField()),
    )


def _agreed(user, start: date, end: date, ties) -> QuerySet:
    rows = AgreedItem.objects.visible_to(user).open().filter(due__range=(start, end))
    if ties is not None:
        met = Meeting.partnerships.through.objects.filter(partnership__in=ties)
        rows = rows.filter(meeting__in=met.values("meeting"))
    return _values(rows, EntryKind.AGREED, uuid="uuid", title=Cast("title", WORDS), day="due")


def _answers(user, start: date, end: date, ties) -> QuerySet:
    rows = Letter.objects.visible_to(user).unanswered().filter(answer_due__range=(start, end))
    if ties is not None:
        rows = rows.filter(partnership__in=ties)
    return _values(
        rows,
        EntryKind.ANSWER,
        uuid="uuid",
        title=Cast("gist", WORDS),
        day="answer_due",
        sensitive=Case(When(incident__sensitive=True, then=Value(True)), default=Value(False)),
    )


def _texts(user, start: date, end: date, ties) -> QuerySet:
    rows = Memorandum.objects.visible_to(user).filter(
        status__in=HOLDING, term__endswith__range=(start + DAY, end + DAY)
    )
    if ties is not None:
        bound = Memorandum.partnerships.through.objects.filter(partnership__in=ties)
        rows = rows.filter(pk__in=bound.values("memorandum"))
    return _values(
        rows,
        EntryKind.TEXT,
        uuid="uuid",
        title=Cast("title", WORDS),
        day=Cast("term__endswith", DateField()),
    )


def _anniversaries(user, start: date, end: date, ties) -> QuerySet:
    months = _months(start, end)
    rows = PartnershipEvent.objects.visible_to(user).filter(
        is_one_day("since"),
        kind=PartnershipEventKind.ESTABLISHED,
        since_days__startswith__month__in=months,
        partnership__merged_into__isnull=True,
    )
    ended = PartnershipEvent.objects.filter(kind=PartnershipEventKind.ENDED)
    rows = rows.exclude(partnership__in=ended.values("partnership"))
    if ties is not None:
        rows = rows.filter(partnership__in=ties)
    return _values(
        rows,
        EntryKind.ANNIVERSARY,
        uuid="partnership__uuid",
        title=Cast("partnership__title", WORDS),
        day=Cast("since_days__startswith", DateField()),
    )


def _months(start: date, end: date) -> set[int]:
    count = (end.year - start.year) * 12 + end.month - start.month
    return {(start.month - 1 + step) % 12 + 1 for step in range(min(count, 11) + 1)}


SOURCES = {
    EntryKind.MEETING: _meetings,
    EntryKind.AGREED: _agreed,
    EntryKind.ANSWER: _answers,
    EntryKind.TEXT: _texts,
    EntryKind.ANNIVERSARY: _anniversaries,
}
