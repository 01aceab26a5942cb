"""Who is due, who missed it, who never met: of some cadences and ties, as the page of due meetings
and the home page count them.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from core.counting import AtMost
from core.written_counts import WrittenCounts, WrittenRows
from exchanges.due_reading import MOST, never_met, of_ties_that_stand, standings
from exchanges.dues import DueState, Standing, by_urgency
from partnerships.choices import CadenceSubject
from partnerships.models import Cadence, Partnership

NEVER = "never"
WAITING = "waiting"  # never met, or the last round was missed
OF_STRANGERS = frozenset({NEVER, WAITING})


def states_of(standing: Standing) -> frozenset[str]:
    """What a cadence can be looked for by: its last due day and the next, and who never met."""
    due = standing.early or standing.next
    states = {one.state for one in (standing.latest, due) if one}
    if standing.never:
        states.add(NEVER)
    return frozenset(states | ({WAITING} if states & {NEVER, DueState.MISSED} else set()))


@dataclass(frozen=True)
class Stranger:
    """A tie that never met, as far as a line about it shows it."""

    uuid: UUID
    title: str
    code: str

    def get_absolute_url(self) -> str:
        return reverse("partnerships:partnership-detail", args=[self.uuid])


@dataclass(frozen=True)
class Found:
    """Cadences, the most urgent first, and ties without one that never met."""

    standings: list[Standing]
    strangers: list[Partnership | Stranger]

    def count(self, state: str) -> int:
        """How many rows the page of due meetings shows in this state."""
        found = sum(state in states_of(one) for one in self.standings)
        return found + (len(self.strangers) if state in OF_STRANGERS else 0)

    def waiting(self) -> list[Standing | Partnership | Stranger]:
        """What is to be done: who never met, and whose last round was missed."""
        waiting = [one for one in self.standings if WAITING in states_of(one)]
        never = [one for one in waiting if one.never]
        return [*never, *self.strangers, *(one for one in waiting if not one.never)]


def found_dues(user, *, today: date, cadences: QuerySet, ties: QuerySet) -> Found:
    """Of these cadences, as far as they still hold, and of these ties that never met."""
    rows = standings(user, of_ties_that_stand(cadences, today=today), today=today)
    strangers = {tie.pk: tie for tie in never_met(ties, today=today)[:MOST]}
    return _found(rows, strangers)


def dues_in_reach(user, *, today: date) -> Found:
    """The same of all that the user may see, for the home page: of ties that never met no more is
    read than is shown there.
    """
    seen = written_cadences.of(user, today)["cadences"]
    cadences = of_ties_that_stand(Cadence.objects.visible_to(user), today=today)
    rows = standings(user, cadences, today=today) if seen else []
    strangers = {pk: Stranger(*said) for pk, *said in written_strangers.of(user, today)}
    return _found(rows, strangers)


def _found(rows: list[Standing], strangers: dict[int, Partnership | Stranger]) -> Found:
    for row in rows:
        meets = row.cadence.subject == CadenceSubject.MEETING
        row.never = meets and row.cadence.partnership_id in strangers
    with_rhythm = {row.cadence.partnership_id for row in rows if row.never}
    bare = [tie for key, tie in strangers.items() if key not in with_rhythm]
    return Found(by_urgency(rows), bare)


# Drawn up once for each role and day: whether there is any cadence, and the ties that never met.
written_cadences = WrittenCounts(
    lambda who, on: {
        "cadences": AtMost(of_ties_that_stand(Cadence.objects.visible_to(who), today=on), 1)
    }
)
written_strangers = WrittenRows(
    lambda who, on: never_met(Partnership.objects.visible_to(who), today=on).values_list(
        "pk", "uuid", "title", "code"
    )[:MOST]
)
