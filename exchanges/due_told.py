"""What falls due in the days to come, or became overdue lately, whoever sees it: told once each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Model

from accounts.choices import NoticeKind, Role
from accounts.models import User
from accounts.readers import Scope
from core.fields import Amount
from exchanges.choices import InstalmentState
from exchanges.due_days import DAY
from exchanges.due_reading import MOST, PENDING, of_ties_that_stand, standings
from exchanges.dues import DueState
from exchanges.kept import given_of, state, with_given
from exchanges.models import AgreedItem, Letter, Meeting
from partnerships.choices import CommitmentStatus
from partnerships.models import Cadence, Instalment, Memorandum
from partnerships.services import expiries

AHEAD = timedelta(days=7)  # what is due within so many days is told
BACK = timedelta(days=14)  # what is overdue for longer is on the lists, and not told any more
KEEPERS = (Role.OFFICER,)
KEEPERS_AND_STATIONS = (Role.OFFICER, Role.LIAISON)
# Reads as a user who may see everything: who is told is asked of each record afterwards.
EVERYBODY = Scope(Role.OFFICER, True, True, None, frozenset())
AMOUNT = ("number", "unit", "bound", "estimate", "words")


@dataclass(frozen=True)
class Item:
    """One thing with its last day. `key` and the day are what makes it one: a day that is moved is
    news again.
    """

    target: Model
    day: date
    key: str
    roles: tuple[str, ...] = KEEPERS
    owner: User | None = None
    in_reminders: bool = True  # the letter of reminders tells of it too

    def kind(self, on: date) -> NoticeKind:
        return NoticeKind.OVERDUE if self.day < on else NoticeKind.DUE

    @property
    def occasion(self) -> str:
        return f"{self.key}:{self.day:%Y%m%d}"


def items(on: date) -> Iterator[Item]:
    """A handful of queries for each kind of thing, however many there are."""
    first, last = on - BACK, on + AHEAD
    yield from _agreed(first, last)
    yield from _answers(first, last)
    yield from _meetings(first, last)
    yield from _rounds(first, last, on)
    yield from _promises(first, last, on)
    yield from _texts(first, on)


def _agreed(first: date, last: date) -> Iterator[Item]:
    for one in AgreedItem.objects.open().filter(due__range=(first, last)).order_by("pk"):
        yield Item(one, one.due, str(one.uuid), KEEPERS_AND_STATIONS)


def _answers(first: date, last: date) -> Iterator[Item]:
    for one in Letter.objects.unanswered().filter(answer_due__range=(first, last)).order_by("pk"):
        yield Item(one, one.answer_due, str(one.uuid))


def _meetings(first: date, last: date) -> Iterator[Item]:
    """Planned and near, or past their day and not recorded as held."""
    near = Meeting.objects.filter(status__in=PENDING, planned__range=(first, last))
    for one in near.order_by("pk"):
        yield Item(one, one.planned, str(one.uuid), KEEPERS_AND_STATIONS)


def _rounds(first: date, last: date, on: date) -> Iterator[Item]:
    """Due days of cadences that nothing answers and for which nothing is planned."""
    holding = of_ties_that_stand(Cadence.objects.all(), today=first)
    keys = list(holding.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), MOST):
        some = Cadence.objects.filter(pk__in=keys[start : start + MOST])
        for standing in standings(EVERYBODY, some, today=on, start=first, end=last):
            cadence = standing.cadence
            for due in standing.dues:
                if due.state in (DueState.DUE, DueState.MISSED) and not due.planned:
                    about = cadence.partnership or cadence.unit
                    yield Item(about, due.day, str(cadence.uuid), KEEPERS_AND_STATIONS)


def _promises(first: date, last: date, on: date) -> Iterator[Item]:
    """Promises with an instalment whose period ends, and which is not met."""
    ending = Instalment.objects.filter(
        commitment__status=CommitmentStatus.OPEN,
        period__endswith__range=(first + DAY, last + DAY),
    )
    for one in with_given(ending).select_related("commitment").order_by("pk"):
        amount = Amount(*(getattr(one, f"amount_{part}") for part in AMOUNT))
        given = given_of(one.given_rows)
        kept = state(due=amount, given=given, ends=one.period.upper, owed=True, today=on)
        if kept not in (InstalmentState.MET, InstalmentState.OVER):
            promise = one.commitment
            day = one.period.upper - DAY
            yield Item(promise, day, str(promise.uuid), in_reminders=False)


def _texts(first: date, on: date) -> Iterator[Item]:
    """On the same days on which the person named for a text is warned, and once it has ended."""
    ending = Memorandum.objects.ending(on, within=max(expiries.DAYS))
    ended = Memorandum.objects.expired(on).filter(term__endswith__gt=first)
    yield from _of_texts(ending, on)
    yield from _of_texts(ended, on)


def _of_texts(texts, on: date) -> Iterable[Item]:
    for text in texts.without_successor().select_related("owner").order_by("pk"):
        ends = text.term.upper
        before = expiries.days_before(ends, on) if ends > on else 0
        owner = text.owner if expiries.can_be_told(text) else None
        key = f"{text.uuid}:{before}"
        yield Item(text, ends - DAY, key, owner=owner, in_reminders=False)
