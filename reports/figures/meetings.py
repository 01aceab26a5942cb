"""Meetings held, the one before and the next, and the one that signs the paper."""

from datetime import datetime
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Q

from exchanges.alternation import next_host, one_rule
from exchanges.choices import DelegationRole, ItemKind, MeetingKind, MeetingStatus
from exchanges.models import Attendance, Meeting, MinutesItem
from partnerships.choices import Side
from partnerships.models import Cadence, Memorandum
from reports.figures.books import Books
from reports.figures.shapes import day, label, partial, ref, text
from reports.figures.subject import Subject

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
OUTCOMES = {"with_reservations": "reserved"}  # the paper's word


class Held:
    """The meetings of a review and what came of them, fetched once."""

    def __init__(self, subject: Subject, signing: Meeting | None):
        self.subject = subject
        of_them = Q(partnerships__in=subject.ties)
        if subject.unit:
            of_them |= subject.places("unit")
        found = Meeting.objects.filter(of_them).distinct().select_related("minutes")
        self.known = list(found.order_by("held_days", "planned", "pk"))
        self.review_meeting = signing or self._reviewing()
        self.in_period = self.held_in(subject)
        self.delegates = self._delegates()

    def _reviewing(self) -> Meeting | None:
        """The meeting that reviewed this very year, if there was just one."""
        first, after = self.subject.period.lower, self.subject.period.upper
        year = first.year if after.year == first.year + 1 and after.month == 1 else None
        found = [one for one in self.known if year and one.year_reviewed == year]
        return found[0] if len(found) == 1 else None

    def held_in(self, subject: Subject) -> list[Meeting]:
        """Surely held in the period of that subject."""
        held = [one for one in self.known if one.status == MeetingStatus.HELD]
        return [one for one in held if subject.surely(one.held)]

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
        known = ref(one) | {
            "date": partial(one.held) or day(one.planned),
            "place": books.place(one.place_unit_id, one.place),
            "host": one.host or None,
            "heads": {side: _head(heads[side], books) for side in sorted(heads)},
            "interpreters": [
                books.person(d.person)
                for d in self.delegates
                if d.role == DelegationRole.INTERPRETER
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
        return ref(one) | {
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
        host = self.next_host
        if host is None:
            return []
        return [{"which": "next", "host": host, "host_name": self._name_of(host, books)}]

    @cached_property
    def next_host(self) -> str | None:
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

    def said(self) -> list[MinutesItem]:
        """What the minutes of the meeting that reviews the period tell of it."""
        if self.review_meeting is None:
            return []
        kinds = [ItemKind.REVIEW, ItemKind.DISCUSSION]
        found = MinutesItem.objects.filter(minutes__meeting=self.review_meeting, kind__in=kinds)
        return list(found.order_by("position", "pk"))


def _head(delegate: Attendance, books: Books) -> dict:
    title = delegate.post.title if delegate.post else ""
    others = delegate.post.other_titles if delegate.post else {}
    return {
        "name": books.person(delegate.person),
        "post": (text(title) or {}) | _states(others) or None,
    }


def _states(titles: dict) -> dict:
    return {
        code: said if isinstance(said, dict) else {"text": said, "state": "unchecked"}
        for code, said in (titles or {}).items()
        if said
    }
