"""The texts and steps with a day in sight, as plain rows: for the page of deadlines, and for the
home page, which shows the first of them and how many there are.
"""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery

from core.counting import AtMost, Countable
from core.written_counts import WrittenCounts, WrittenRows
from partnerships.choices import MemorandumStatus
from partnerships.models import Clearance, ExpiryWarning, Memorandum
from partnerships.models.memorandum_words import COPY_NOT_SENT, HOLDING

AHEAD = 180  # calendar days before the end of a text from which it is listed
LATELY = timedelta(days=365)  # a text that ran out longer ago is in the list of texts
STEP_AHEAD = timedelta(days=14)  # an answer due so soon is listed
REPORT_DAY = (11, 15)  # the yearly report on agreements, Law 70/2020/QH14, Article 46.3
REPORT_STAYS = timedelta(days=30)  # nobody records that it was sent: it stays in view so long
MOST = 100  # rows of each kind; the list of texts has all
OWNER = ("owner__last_name", "owner__first_name", "owner__username", "owner__is_active")


def report_days(on: date) -> list[date]:
    """The report that is near and, until a month after its day, the one that is over."""
    days = [date(year, *REPORT_DAY) for year in (on.year - 1, on.year, on.year + 1)]
    last = max(day for day in days if day < on)
    coming = min(day for day in days if day >= on)
    return [d for d in (last, coming) if on - REPORT_STAYS <= d <= on + timedelta(days=AHEAD)]


def _texts(who, *, mine: bool) -> QuerySet:
    seen = Memorandum.objects.visible_to(who)
    return seen.filter(owner=who.pk) if mine else seen


def ending(who, on: date, *, mine: bool = False) -> QuerySet:
    """What ends within half a year or ended within the last one, and nothing renews."""
    rows = _texts(who, mine=mine).filter(
        status__in=HOLDING,
        term__endswith__gt=on - LATELY,
        term__endswith__lte=on + timedelta(days=AHEAD),
    )
    return rows.without_successor().order_by("term__endswith", "pk")


def unsent(who, _on: date, *, mine: bool = False) -> QuerySet:
    """Texts signed here whose copy was not sent yet (Decree 64/2021/ND-CP, Articles 5, 7)."""
    rows = _texts(who, mine=mine).filter(COPY_NOT_SENT)
    return rows.order_by("signed_days__startswith", "pk")


def steps(who, on: date, *, mine: bool = False) -> QuerySet:
    """Answers that are overdue or due soon, of the round that runs."""
    drafts = _texts(who, mine=mine).filter(status=MemorandumStatus.DRAFT).order_by()
    rows = Clearance.objects.waiting().filter(
        due_on__lte=on + STEP_AHEAD, round=F("memorandum__clearance_round"), memorandum__in=drafts
    )
    return rows.order_by("due_on", "pk")


def _ending_facts(rows: QuerySet) -> QuerySet:
    told = ExpiryWarning.objects.filter(
        memorandum=OuterRef("pk"), ends_on=OuterRef("term__endswith")
    )
    warned = Subquery(told.order_by("days_before").values("days_before")[:1])
    return rows.values_list("uuid", "title", "term__endswith", *OWNER, "kind", warned)


def _unsent_facts(rows: QuerySet) -> QuerySet:
    return rows.values_list("uuid", "title", "signed_days__startswith", *OWNER)


def _step_facts(rows: QuerySet) -> QuerySet:
    text = [f"memorandum__{name}" for name in ("uuid", "title")]
    owner = [f"memorandum__{name}" for name in OWNER]
    return rows.values_list(*text, "due_on", *owner, "title", "asked_of")


# What is read of each kind, the soonest first: the rows, and what is said of one.
READ: dict[str, tuple[Callable[..., QuerySet], Callable[[QuerySet], QuerySet]]] = {
    "ending": (ending, _ending_facts),
    "copy": (unsent, _unsent_facts),
    "step": (steps, _step_facts),
}


def _read(who, on: date, kind: str, mine: bool, most: int) -> QuerySet:
    rows, facts = READ[kind]
    return facts(rows(who, on, mine=mine))[:most]


def _numbers(who, on: date) -> dict[str, Countable]:
    counts = {kind: AtMost(rows(who, on), MOST) for kind, (rows, _facts) in READ.items()}
    seen = Memorandum.objects.visible_to(who)
    return counts | {f"in_{day.year}": seen.of_year(day.year) for day in report_days(on)}


# The first rows of a kind for somebody on a day: whether only their own, and how many at most.
first_rows = WrittenRows(_read)
# How many rows the page of deadlines has of each kind, and the texts that each report covers.
numbers = WrittenCounts(_numbers)
