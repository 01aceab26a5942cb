"""What the two sides agreed to do: which items were open in the period, where each is from, through
which meetings it went, and how it stood at the end.
"""

from collections import Counter
from datetime import date

from django.db.models import Prefetch, Q

from exchanges.choices import AgreedItemStatus, MeetingStatus
from exchanges.models import AgreedItem, AgreedItemParty, AgreedItemProgress, Meeting
from exchanges.models.agreed_item import STILL_OPEN
from reports.figures.books import Books
from reports.figures.meetings import Held
from reports.figures.shapes import day, in_languages, partial, ref
from reports.figures.subject import Subject


class Agreed:
    """The agreed items of a review, fetched once."""

    def __init__(self, subject: Subject, held: Held):
        self.subject = subject
        self.held = held
        self.until = self._until()
        self.every = list(self._every())
        self.items = [one for one in self.every if self._is_of_the_period(one)]

    def _until(self) -> date:
        """The first day that no longer counts: after the period, or after its review meeting."""
        review = self.held.review_meeting
        days = review.held.days if review else None
        return max(filter(None, [self.subject.period.upper, days and days.upper]))

    def _every(self):
        meetings = [one for one in self.held.known if self._before_the_end(one)]
        if self.held.review_meeting:
            meetings.append(self.held.review_meeting)
        still = Q(status__in=STILL_OPEN)
        closed = Q(closed__gte=self.subject.period_before.lower)  # for the comparison too
        parties = AgreedItemParty.objects.select_related("organisation")
        course = AgreedItemProgress.objects.select_related("meeting")
        return (
            AgreedItem.objects.filter(still | closed, meeting__in=meetings)
            .select_related("meeting")
            .prefetch_related(
                Prefetch("parties", parties),
                Prefetch("progress", course.order_by("meeting__held_days", "pk")),
            )
            .order_by("meeting__held_days", "meeting_id", "position", "pk")
        )

    def _before_the_end(self, one: Meeting) -> bool:
        days = one.held.days
        return one.status == MeetingStatus.HELD and not (
            days and days.lower and days.lower >= self.subject.period.upper
        )

    def _is_of_the_period(self, item: AgreedItem) -> bool:
        """Open at the end of the period or closed in it; those of the meeting that reviews it."""
        return item.status in STILL_OPEN or item.closed >= self.subject.period.lower

    def _course(self, item: AgreedItem) -> list[AgreedItemProgress]:
        """What meetings found of it up to the end."""
        return [one for one in item.progress.all() if not self._is_later(one.meeting)]

    def _is_later(self, meeting: Meeting) -> bool:
        days = meeting.held.days
        return bool(days and days.lower and days.lower >= self.until)

    def status(self, item: AgreedItem) -> str:
        """How it stood at the end: what was closed later was still open then."""
        if not (item.closed and item.closed >= self.until):
            return item.status
        found = self._course(item)
        return found[-1].status if found else AgreedItemStatus.OPEN

    def carried(self, item: AgreedItem) -> bool:
        """Agreed before the period, as far as is known."""
        days = item.meeting.held.days
        return bool(days and days.upper and days.upper <= self.subject.period.lower)

    def rows(self, books: Books) -> list[dict]:
        return [self._row(item, books) for item in self.items]

    def _row(self, item: AgreedItem, books: Books) -> dict:
        parties = list(item.parties.all())
        status = self.status(item)
        return ref(item) | {
            "what": in_languages(item.text, item.title),
            "owner": item.owner or None,
            "party": books.who(parties[0]) if parties else None,
            "due": day(item.due),
            "from_meeting": partial(item.meeting.held),
            "carried": self.carried(item),
            "course": [
                ref(one)
                | {
                    "when": partial(one.meeting.held),
                    "status": one.status,
                    "said": in_languages(one.text),
                }
                for one in self._course(item)
            ],
            "status": status,
            "closed": day(item.closed) if status not in STILL_OPEN else None,
            "source": books.source(item),
        }

    def counts(self) -> dict:
        states = Counter(self.status(item) for item in self.items)
        carried = sum(map(self.carried, self.items))
        return {state.value: states[state] for state in AgreedItemStatus} | {"carried": carried}

    def measured(self, subject: Subject) -> dict[str, int]:
        """How many were agreed at meetings of that subject's period, and how many done in it."""
        met = {one.pk for one in self.held.held_in(subject)}
        done = [
            one
            for one in self.every
            if one.status == AgreedItemStatus.DONE
            and subject.period.lower <= one.closed < subject.period.upper
        ]
        agreed = AgreedItem.objects.filter(meeting__in=met).count() if met else 0
        return {"items_agreed": agreed, "items_done": len(done)}

    def coming(self, books: Books) -> list[dict]:
        """What is still to be done after the period."""
        return [
            {name: row[name] for name in ("id", "model", "what", "owner", "party", "due")}
            for row in (self._row(item, books) for item in self.items)
            if row["status"] in STILL_OPEN
        ]
