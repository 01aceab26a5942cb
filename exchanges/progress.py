"""How agreed items are carried from meeting to meeting: what a meeting still has to take up, what
it found of it, and through which meetings an item went.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from core.fields import earliest
from exchanges.choices import AgreedItemStatus
from exchanges.models import AgreedItem, AgreedItemProgress, Meeting

MOST = 100  # items that one meeting takes up; there is a list for all of them
CLOSED = (AgreedItemStatus.DONE, AgreedItemStatus.DROPPED)


@dataclass(frozen=True)
class Found:
    """An item on the table of a meeting: the state in which the meeting leaves it, and what was
    said of it. `proof` is what closed it, if this meeting did.
    """

    item: AgreedItem
    meeting: Meeting
    status: AgreedItemStatus
    text: dict
    proof: str = ""


TAKEN_UP = Prefetch("taken_up", AgreedItemProgress.objects.select_related("item__meeting"))


def rows_of(meeting: Meeting) -> list[AgreedItemProgress]:
    """The same as rows, in their order. One query, however often it is asked."""
    prefetch_related_objects([meeting], TAKEN_UP)
    return sorted(meeting.taken_up.all(), key=_place)


def _place(row: AgreedItemProgress) -> tuple:
    """By the meeting that agreed it, the earliest first; undated ones last."""
    days, item = row.item.meeting.held.days, row.item
    return days.lower if days else date.max, item.meeting_id, item.position, item.pk


def of(meeting: Meeting) -> list[Found]:
    """What a meeting found of the items that earlier ones left open, in their order."""
    return [_found(row, meeting) for row in rows_of(meeting)]


def through(item: AgreedItem, seen: QuerySet) -> list[Found]:
    """The meetings among `seen` that took up an item, the earliest first."""
    rows = AgreedItemProgress.objects.filter(item=item, meeting__in=seen)
    day = earliest("meeting__held", descending=False)
    rows = rows.select_related("meeting").order_by(day, "pk")
    return [_found(row, row.meeting, item) for row in rows]


def _found(row: AgreedItemProgress, meeting: Meeting, item: AgreedItem | None = None) -> Found:
    item = item or row.item
    closed_here = item.closed_at_id == row.meeting_id
    return Found(
        item, meeting, AgreedItemStatus(row.status), row.text, item.proof if closed_here else ""
    )


def to_take_up(
    *,
    ties: list,
    unit=None,
    meeting: Meeting | None = None,
    before: date | None = None,
    among: QuerySet | None = None,
) -> list[AgreedItem]:
    """What earlier meetings of these ties, or of the unit where no tie met, left open.

    `meeting` is the one that takes them up, if it is in the register: what it has found already
    is among them. `before` leaves out what was agreed later than that day; what nobody can date
    is taken up too. `among` are the items that somebody may see.
    """
    rows = AgreedItem.objects.all() if among is None else among
    theirs = Meeting.partnerships.through.objects.filter(
        meeting=OuterRef("meeting"), partnership__in=ties
    )
    whose = Q(Exists(theirs)) if ties else Q(meeting__unit=unit, meeting__partnerships=None)
    wanted = rows.open().filter(whose) if ties or unit else rows.none()
    if before:
        earlier = Q(meeting__held_days__startswith__lt=before)
        wanted = wanted.filter(earlier | Q(meeting__held_days__isnull=True))
    if meeting is None:
        return _listed(wanted)
    found = AgreedItemProgress.objects.filter(item=OuterRef("pk"), meeting=meeting)
    wanted = rows.filter(Q(pk__in=wanted.exclude(meeting=meeting).values("pk")) | Exists(found))
    return _listed(wanted)


def _listed(rows: QuerySet) -> list[AgreedItem]:
    rows = rows.select_related("meeting").prefetch_related("progress__meeting")
    return list(rows.order_by(*_in_order())[:MOST])


def _in_order() -> tuple:
    """By the meeting that agreed them, the earliest first."""
    return earliest("meeting__held", descending=False), "meeting", "position", "pk"
