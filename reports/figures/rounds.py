"""Meetings held against those due, and whose turn it was to host."""

from collections import Counter
from datetime import date, timedelta

from django.db.models import Q

from accounts.models import User
from exchanges import turns
from exchanges.choices import MeetingStatus
from exchanges.due_reading import standings
from exchanges.dues import Due, DueState, Standing
from partnerships.choices import CadenceSubject
from partnerships.models import Cadence, Partnership
from reports.figures.books import Books
from reports.figures.meetings import Held
from reports.figures.shapes import iso, partial, ref, text
from reports.figures.subject import Subject

DAY = timedelta(days=1)
SHOWN = 12  # hosts of one tie that a paper lists, the latest
STATES = {
    "held": DueState.HELD,
    "early": DueState.EARLY,
    "to_come": DueState.DUE,
    "missed": DueState.MISSED,
}


class Rounds:
    """What was due in the period and comes in the next one, as it stood on a day. A cadence that
    ended before the period, or is only recommended, makes nothing due.
    """

    def __init__(self, subject: Subject, on: date):
        self.subject = subject
        kept = Q(ends__isnull=True) | Q(ends__gt=subject.period.lower)
        asked = Cadence.objects.filter(
            kept, self._of_them(), subject=CadenceSubject.MEETING, recommended=False
        )
        everything = User(sees_all=True)  # a review looks at all of its subject, whoever asks
        start, end = subject.period.lower, subject.next_period.upper - DAY
        self.found = standings(everything, asked, today=on, start=start, end=end)

    def _of_them(self) -> Q:
        own = Q(partnership__in=self.subject.ties)
        return own | self.subject.places("unit") if self.subject.unit else own

    def _dues(self, one: Standing) -> list[Due]:
        return [due for due in one.dues if due.day < self.subject.period.upper]

    def _words(self, one: Standing) -> dict | None:
        """With the tie or unit it is of, where the review is of several."""
        cadence = one.cadence
        if len(self.subject.ties) == 1 and not self.subject.unit:
            return text(cadence.title)
        return text(f"{cadence.title} ({cadence.partnership or cadence.unit})")

    def due(self) -> dict:
        by_cadence = [
            ref(one.cadence) | {"cadence": self._words(one)} | _counts(dues)
            for one in self.found
            if (dues := self._dues(one))
        ]
        rows = sorted(
            (self._row(one, due) for one in self.found for due in self._dues(one)),
            key=lambda row: (row["due"], row["id"]),
        )
        every = [due for one in self.found for due in self._dues(one)]
        return _counts(every) | {"rows": rows, "by_cadence": by_cadence}

    def _row(self, one: Standing, due: Due) -> dict:
        met = due.answer and {
            "from": iso(due.answer.first),
            "until": iso(due.answer.last + DAY),
            "words": "",
        }
        return ref(one.cadence) | {
            "cadence": self._words(one),
            "due": iso(due.day),
            "met": met,
            "met_by": due.answer and due.answer.uuid,
            "state": due.state.value,
        }

    def coming(self, held: Held) -> list[dict]:
        """Due or planned in the next period, by day."""
        rows, told = [], set()
        for one in self.found:
            for due in one.dues:
                if due.day >= self.subject.period.upper:
                    told.add(due.planned and due.planned.uuid)
                    planned = due.planned and due.planned.planned
                    said = {"what": self._words(one), "due": iso(due.day), "planned": iso(planned)}
                    rows.append(ref(one.cadence) | said)
        rows += [
            ref(one) | {"what": text(one.title), "due": None, "planned": iso(one.planned)}
            for one in held.known
            if str(one.uuid) not in told and self._comes(one)
        ]
        return sorted(rows, key=lambda row: (row["planned"] or row["due"], row["id"]))

    def _comes(self, one) -> bool:
        waiting = one.status in (MeetingStatus.PLANNED, MeetingStatus.INVITED) and one.planned
        period = self.subject.next_period
        return bool(waiting) and period.lower <= one.planned < period.upper


def _counts(dues: list[Due]) -> dict:
    states = Counter(due.state for due in dues)
    return {"due": len(dues)} | {name: states[state] for name, state in STATES.items()}


# Hosts


def hosts(subject: Subject, held: Held, books: Books) -> dict:
    """Who hosted, out of turn or not, and who hosts next: of one tie, or of each of several."""
    found = [_until(turn, subject, held) for turn in turns.of_ties(subject.ties, subject.on)]
    if len(found) == 1 and not subject.unit:
        return _turn(found[0]) | {"next": held.next_host, "by_tie": []}
    return {
        "rule": "",
        "sequence": [],
        "next": None,
        "by_tie": [
            ref(turn.tie) | {"tie": _title(turn.tie), "turn": _turn(turn)}
            for turn in found
            if turn.held or turn.rule
        ],
    }


def _title(tie: Partnership) -> dict | None:
    return text(tie.title or tie.code)


def _until(turn: turns.Turn, subject: Subject, held: Held) -> turns.Turn:
    """As it stood at the end of the period, with the meeting that reviews it."""
    review = held.review_meeting and held.review_meeting.uuid
    met = [
        one
        for one in turn.held
        if one.uuid == review or (one.day.days.lower or date.min) < subject.period.upper
    ]
    return turns.Turn(turn.tie, turn.rule, tuple(met))


def _turn(turn: turns.Turn) -> dict:
    breaks = turn.breaks()
    return {
        "rule": turn.rule,
        "sequence": [
            {
                "id": str(one.uuid),
                "model": "exchanges.meeting",
                "when": partial(one.day),
                "side": one.host or None,
                "reason": one.reason,
                "break": one.uuid in breaks,
            }
            for one in turn.held[-SHOWN:]
        ],
        "next": turn.next_host or None,
    }
