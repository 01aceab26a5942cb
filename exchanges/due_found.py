"""Who is due, who missed it, who never met: of some cadences and ties, as the page of due meetings
and the home page count them.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from exchanges.due_reading import MOST, never_met, of_ties_that_stand, standings
from exchanges.dues import DueState, Standing, by_urgency
from partnerships.choices import CadenceSubject
from partnerships.models import Partnership

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
class Found:
    """Cadences, the most urgent first, and ties without one that never met."""

    standings: list[Standing]
    strangers: list[Partnership]

    def count(self, state: str) -> int:
        """How many rows the page of due meetings shows in this state."""
        found = sum(state in states_of(one) for one in self.standings)
        return found + (len(self.strangers) if state in OF_STRANGERS else 0)

    def waiting(self) -> list[Standing | Partnership]:
        """What is to be done: who never met, and whose last round was missed."""
        waiting = [one for one in self.standings if WAITING in states_of(one)]
        never = [one for one in waiting if one.never]
        return [*never, *self.strangers, *(one for one in waiting if not one.never)]


def found_dues(user, *, today: date, cadences: QuerySet, ties: QuerySet) -> Found:
    """Of these cadences, as far as they still hold, and of these ties that never met."""
    rows = standings(user, of_ties_that_stand(cadences, today=today), today=today)
    strangers = {tie.pk: tie for tie in never_met(ties, today=today)[:MOST]}
    for row in rows:
        meets = row.cadence.subject == CadenceSubject.MEETING
        row.never = meets and row.cadence.partnership_id in strangers
    with_rhythm = {row.cadence.partnership_id for row in rows if row.never}
    bare = [tie for key, tie in strangers.items() if key not in with_rhythm]
    return Found(by_urgency(rows), bare)
