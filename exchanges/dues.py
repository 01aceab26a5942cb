"""What is due by a cadence, and what answered it: held, early, due, missed. Nothing is read here;
`exchanges.due_reading` brings the rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from exchanges.due_days import DAY, days_of
from partnerships.choices import CadenceUnit

NEAR = 45  # days before and after a fixed day or a feast that still count for it
ROUND = {CadenceUnit.WEEK: 7, CadenceUnit.MONTH: 31, CadenceUnit.YEAR: 366}  # days, at most


class DueState(models.TextChoices):
    HELD = "held", _("Held")
    EARLY = "early", _("Held early")
    DUE = "due", _("To come")
    MISSED = "missed", _("Missed, none held")


@dataclass(frozen=True)
class Happening:
    """A meeting or an activity as far as a cadence asks: `first` to `last` is when it was, both
    included, or the one day for which it is `planned`.
    """

    uuid: str
    title: str
    first: date | None = None
    last: date | None = None
    planned: date | None = None
    cadence: int | None = None
    kind: str = "meeting"

    @property
    def day(self) -> date | None:
        """The day it was held, where that is known in full."""
        return self.first if self.first == self.last else None

    @property
    def middle(self) -> date | None:
        """The day that stands for it: of a time known in part the middle."""
        if self.first and self.last:
            return self.first + (self.last - self.first) // 2
        return self.planned

    def fits(self, begins: date, ends: date) -> bool:
        """It counts in a time from one day to before the other. Of one known in part the middle
        counts, if the part is no longer than that time.
        """
        middle = self.middle
        if middle is None or not begins <= middle < ends:
            return False
        return not self.first or self.last - self.first < ends - begins


@dataclass(frozen=True)
class Due:
    """One due day with its state, what answered it, and what is planned for it."""

    day: date
    state: DueState
    answer: Happening | None = None
    planned: Happening | None = None

    @property
    def off(self) -> int | None:
        """How many days after the due day it was held, before it if negative."""
        held = self.answer and self.answer.day
        return (held - self.day).days if held else None

    @property
    def words(self) -> str:
        return str(self.state.label)


@dataclass(frozen=True)
class Pause:
    """When nothing is due: the tie rests, or has ended. From `since`, until before `until`."""

    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass
class Known:
    """What a cadence is measured against."""

    anchor: date | None = None  # day of the first meeting known
    happenings: list[Happening] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)


def one_round(cadence) -> timedelta:
    """The longest time from one due day to the next."""
    return ROUND[CadenceUnit(cadence.each)] * cadence.every * DAY


def dues_of(cadence, known: Known, *, start: date, end: date, today: date) -> list[Due]:
    """Every due day from `start` to `end`, both included, with its state on that day.

    Around each due day lies the time that is nearer to it than to the one before and the one
    after (a day halfway goes to the later one), half a round where there is none; for fixed days
    and feasts at most 45 days either way. These times do not overlap, so that each meeting
    answers at most one due of a cadence. Of several in that time one answers: one that names this
    cadence before others, then the nearest, then the first. A meeting that names another cadence
    answers none of this one.

    HELD: one was held on the due day or after it, or on a day known in part.
    EARLY: one was held before the due day.
    DUE: none was held, and the day is today or still to come.
    MISSED: none was held, and the day is past. Held late, it is HELD all the same. What is only
    recommended is never missed: such a day is left out. So is a day on which the tie rests or has
    ended.
    """
    if not (cadence.starts or known.anchor):  # nothing is known to have been due before
        start = max(start, today)
    days = _with_neighbours(cadence, known, start, end)
    ours = [one for one in known.happenings if one.cadence in (None, cadence.pk)]
    found = []
    for number, day in enumerate(days):
        if not start <= day <= end or any(pause.covers(day) for pause in known.pauses):
            continue
        begins, ends = _around(cadence, days, number)
        near = [one for one in ours if one.fits(begins, ends)]
        due = _due(day, near, today)
        if due.state != DueState.MISSED or not cadence.recommended:
            found.append(due)
    return found


def _with_neighbours(cadence, known: Known, start: date, end: date) -> list[date]:
    """With the one before and the one after, so that their times can be told apart."""
    margin = one_round(cadence) + 31 * DAY
    return days_of(cadence, start=start - margin, end=end + margin, anchor=known.anchor)


def _around(cadence, days: list[date], number: int) -> tuple[date, date]:
    """From which day, and until before which, a meeting counts for this due day."""
    day = days[number]
    before = day - days[number - 1] if number else one_round(cadence)
    after = days[number + 1] - day if number + 1 < len(days) else one_round(cadence)
    begins, ends = day - before.days // 2 * DAY, day + (after.days + 1) // 2 * DAY
    if cadence.festival or cadence.days:
        begins, ends = max(begins, day - NEAR * DAY), min(ends, day + (NEAR + 1) * DAY)
    return begins, ends


def _due(day: date, near: list[Happening], today: date) -> Due:
    near = sorted(
        near, key=lambda one: (one.cadence is None, abs(one.middle - day), one.middle, one.uuid)
    )
    held = next((one for one in near if one.first), None)
    planned = next((one for one in near if not one.first), None)
    if held:
        early = held.day is not None and held.day < day
        return Due(day, DueState.EARLY if early else DueState.HELD, held)
    return Due(day, DueState.DUE if day >= today else DueState.MISSED, None, planned)


@dataclass
class Standing:
    """A cadence on a day: its due days in the time looked at, in order."""

    cadence: object
    dues: list[Due]
    today: date
    never: bool = False  # the two sides of the tie have never met, as far as is known

    @property
    def next(self) -> Due | None:
        """The first due day still to come that nothing has answered."""
        return next((due for due in self.dues if due.state == DueState.DUE), None)

    @property
    def latest(self) -> Due | None:
        """The last due day that is past."""
        return next((due for due in reversed(self.dues) if due.day < self.today), None)

    @property
    def early(self) -> Due | None:
        """A due day to come that was answered already."""
        return next(
            (due for due in self.dues if due.state == DueState.EARLY and due.day >= self.today),
            None,
        )

    @property
    def missed(self) -> list[Due]:
        return [due for due in self.dues if due.state == DueState.MISSED]

    @property
    def state(self) -> DueState | None:
        """What stands out: the last round was missed, the next was held early, it is to come, or
        the last round was held and none is to come.
        """
        if self.latest and self.latest.state == DueState.MISSED:
            return DueState.MISSED
        if self.early:
            return DueState.EARLY
        if self.next:
            return DueState.DUE
        return DueState.HELD if self.latest else None


def by_urgency(rows: Iterable[Standing]) -> list[Standing]:
    """Never met and missed first, then by the next due day."""
    return sorted(
        rows,
        key=lambda row: (
            not row.never,
            row.state != DueState.MISSED,
            row.next.day if row.next else date.max,
            str(row.cadence),
        ),
    )
