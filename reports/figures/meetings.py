"""Meetings held, the one before and the next, what was agreed, and incidents."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q

from exchanges.alternation import next_host, one_rule
from exchanges.choices import AgreedItemStatus, DelegationRole, ItemKind, MeetingKind, MeetingStatus
from exchanges.models import (
    AgreedItem,
    AgreedItemParty,
    Attendance,
    Incident,
    Meeting,
    MinutesItem,
)
from partnerships.choices import Side
from partnerships.models import Cadence, Memorandum
from reports.figures.books import Books, person
from reports.figures.shapes import day, in_languages, label, partial, text
from reports.figures.subject import Subject

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
OUTCOMES = {"with_reservations": "reserved"}  # the paper's word


class Held:
    """The meetings of a review and what came of them, fetched once."""

    def __init__(self, subject: Subject, signing: Meeting | None):
        self.subject = subject
        of_them = Q(partnerships__in=subject.ties)
        if subject.unit:
            of_them |= Q(unit=subject.unit)
        self.of_them = of_them
        found = Meeting.objects.filter(of_them).distinct().select_related("minutes")
        self.known = list(found.order_by("held_days", "planned", "pk"))
        self.review_meeting = signing or self._reviewing()
        self.in_period = [one for one in self.known if self._surely_in_period(one)]
        self.delegates = self._delegates()
        self.items = list(self._items())

    def _reviewing(self) -> Meeting | None:
        """The meeting that reviewed this very year, if there was just one."""
        first, after = self.subject.period.lower, self.subject.period.upper
        year = first.year if after.year == first.year + 1 and after.month == 1 else None
        found = [one for one in self.known if year and one.year_reviewed == year]
        return found[0] if len(found) == 1 else None

    def _surely_in_period(self, one: Meeting) -> bool:
        days, period = one.held.days, self.subject.period
        held = one.status == MeetingStatus.HELD and days and days.lower and days.upper
        return bool(held) and period.lower <= days.lower and days.upper <= period.upper

    # The meeting that signs the paper

    def _delegates(self) -> list[Attendance]:
        if self.review_meeting is None:
            return []
        roles = [DelegationRole.HEAD, DelegationRole.INTERPRETER]
        found = Attendance.objects.filter(meeting=self.review_meeting, role__in=roles, present=True)
        return list(found.select_related("person", "post"))

    def signing(self, books: Books) -> dict:
        one = self.review_meeting
        if one is None:
            return {}
        heads = {d.side: d for d in self.delegates if d.role == DelegationRole.HEAD}
        known = {
            "date": partial(one.held) or day(one.planned),
            "place": books.place(one.place_unit_id, one.place),
            "host": one.host or None,
            "heads": {side: _head(heads[side]) for side in sorted(heads)},
            "interpreters": [
                person(d.person) for d in self.delegates if d.role == DelegationRole.INTERPRETER
            ],
        }
        if one.begins and one.held.is_full:
            starts = datetime.combine(one.held.days.lower, one.begins, HERE)
            known["starts"] = starts.isoformat()
        return known

    # All of them

    def all(self, books: Books) -> list[dict]:
        """Those held in the period and the one that reviews it, the one before, and the next."""
        shown = [one for one in self.known if one in self.in_period or one == self.review_meeting]
        rows = [self._row("held", one, books) for one in shown]
        before = [one for one in self.known if self._before(one) and one not in shown]
        rows = [self._row("previous", one, books) for one in before[-1:]] + rows
        return [*rows, *self._next(books)]

    def _before(self, one: Meeting) -> bool:
        days = one.held.days
        held = one.status == MeetingStatus.HELD and days and days.upper
        return bool(held) and days.upper <= self.subject.period.lower

    def _row(self, which: str, one: Meeting, books: Books) -> dict:
        minutes = getattr(one, "minutes", None)
        outcome = minutes.outcome if minutes else ""
        return {
            "which": which,
            "kind": label(MeetingKind(one.kind).label),
            "when": partial(one.held) or day(one.planned),
            "place": books.place(one.place_unit_id, one.place),
            "host": one.host or None,
            "host_name": self._name_of(one.host, books),
            "year_reviewed": one.year_reviewed,
            "year_planned": one.year_planned,
            "outcome": OUTCOMES.get(outcome, outcome) or None,
            "source": books.source(one),
        }

    def _name_of(self, side: str | None, books: Books) -> dict | None:
        if not side or self.subject.unit:
            return None
        parties = self.subject.side(side).shown
        return books.who(parties[0]) if len(parties) == 1 else None

    def _next(self, books: Books) -> list[dict]:
        """The meeting that is planned; else who hosts next, where the sides take turns."""
        waiting = (MeetingStatus.PLANNED, MeetingStatus.INVITED)
        planned = [one for one in self.known if one.status in waiting]
        if planned:
            return [self._row("next", planned[0], books)]
        host = self._next_host()
        if host is None:
            return []
        return [{"which": "next", "host": host, "host_name": self._name_of(host, books)}]

    def _next_host(self) -> str | None:
        """By the rule of the cadence; without one, if the hosts known took turns so far.

        The place where a text was signed tells a host too.
        """
        rules = Cadence.objects.filter(partnership__in=self.subject.ties, recommended=False)
        rule = one_rule(rules.exclude(host_rule="").values_list("host_rule", flat=True))
        hosts = [one.host for one in self.known if one.status == MeetingStatus.HELD and one.host]
        signed = self._hosts_of_signing() if len(hosts) == 1 else []
        return next_host(hosts, rule, before=signed) or None

    def _hosts_of_signing(self) -> list[str]:
        places = Memorandum.objects.filter(partnerships__in=self.subject.ties).exclude(place="")
        found = []
        for place in places.order_by("signed_days", "pk").values_list("place", flat=True):
            for side in Side:
                names = [p.unit.name for p in self.subject.side(side).everybody if p.unit]
                found += [side] if any(name in place for name in names) else []
        return found

    # What came of them

    def _items(self):
        """Open at the end of the period or closed in it; those of the meeting that reviews it."""
        meetings = [one for one in self.known if self._before_the_end(one)]
        if self.review_meeting:
            meetings.append(self.review_meeting)
        still = Q(status__in=[AgreedItemStatus.OPEN, AgreedItemStatus.IN_HAND])
        closed = Q(closed__gte=self.subject.period.lower)
        parties = AgreedItemParty.objects.select_related("organisation")
        return (
            AgreedItem.objects.filter(still | closed, meeting__in=meetings)
            .select_related("meeting")
            .prefetch_related(Prefetch("parties", parties))
            .order_by("meeting__held_days", "meeting_id", "position", "pk")
        )

    def _before_the_end(self, one: Meeting) -> bool:
        days = one.held.days
        return one.status == MeetingStatus.HELD and not (
            days and days.lower and days.lower >= self.subject.period.upper
        )

    def agreed_items(self, books: Books) -> list[dict]:
        return [self._item(item, books) for item in self.items]

    def _item(self, item: AgreedItem, books: Books) -> dict:
        parties = list(item.parties.all())
        return {
            "what": in_languages(item.text, item.title),
            "owner": item.owner or None,
            "party": books.who(parties[0]) if parties else None,
            "due": day(item.due),
            "from_meeting": partial(item.meeting.held),
            "status": item.status,
            "closed": day(item.closed),
            "source": books.source(item),
        }

    def said(self) -> list[MinutesItem]:
        """What the minutes of the meeting that reviews the period tell of it."""
        if self.review_meeting is None:
            return []
        kinds = [ItemKind.REVIEW, ItemKind.DISCUSSION]
        found = MinutesItem.objects.filter(minutes__meeting=self.review_meeting, kind__in=kinds)
        return list(found.order_by("position", "pk"))

    def incidents(self, books: Books) -> list[dict]:
        """Those that may have happened in the period; sensitive ones never go on paper."""
        found = Incident.objects.standing().filter(sensitive=False)
        mine = Q(partnership__in=self.subject.ties) | Q(unit__in=self.subject.units)
        mine |= Q(marker__unit__in=self.subject.units)
        in_time = Q(happened_days__isnull=True) | Q(happened_days__overlap=self.subject.period)
        rows = found.filter(mine, in_time).select_related("marker")
        return [
            {
                "kind": text(one.title),
                "when": partial(one.happened),
                "marker": one.marker and str(one.marker),
                "place": books.unit(one.unit_id),
                "status": one.status,
                "outcome": text(one.outcome),
                "source": books.source(one),
            }
            for one in rows.order_by("happened_days", "pk")
        ]


def _head(delegate: Attendance) -> dict:
    title = delegate.post.title if delegate.post else ""
    others = delegate.post.other_titles if delegate.post else {}
    return {
        "name": person(delegate.person),
        "post": (text(title) or {}) | _states(others) or None,
    }


def _states(titles: dict) -> dict:
    return {
        code: said if isinstance(said, dict) else {"text": said, "state": "unchecked"}
        for code, said in (titles or {}).items()
        if said
    }
