"""What a promise makes due: one row for each receiver and period, only where a source states how
often. How far an instalment was met is counted from the deliveries, never kept here.
"""

from calendar import monthrange
from datetime import date, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from core.errors import RuleViolation
from partnerships.choices import CommitmentStatus
from partnerships.models import Commitment, Instalment

MOST = 2000  # instalments of one promise: beyond that somebody mistyped a year


def horizon(today: date) -> date:
    """As far as instalments are expected of a promise without end: this year and the next."""
    return date(today.year + 2, 1, 1)


@transaction.atomic
def expect(*, commitment: Commitment, through: date) -> int:
    """Make the instalments that are not there yet: until the promise ends, or else those that
    begin before `through`. Safe to call again. Returns how many were made.

    None where the interval or the beginning is not known. Raises RuleViolation for far too many.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    return _make(commitment, through)


@transaction.atomic
def remake(*, commitment: Commitment, through: date) -> int:
    """After the promise was put right or settled: what nothing was given for is made anew; an
    instalment with a delivery stays as it was.
    """
    commitment = Commitment.objects.select_for_update().get(pk=commitment.pk)
    wanted = set(_wanted(commitment, through))
    for row in commitment.instalments.all():
        known = (row.receiver_id, row.period.lower, row.period.upper)
        if known in wanted and row.amount == commitment.amount:
            continue
        try:
            row.delete()
        except ProtectedError:  # something was given for it
            continue
    return _make(commitment, through)


@transaction.atomic
def extend(*, today: date) -> int:
    """Once a day: open promises without end get the instalments of the year that came nearer."""
    promises = Commitment.objects.filter(
        status=CommitmentStatus.OPEN, interval_months__isnull=False, since_days__isnull=False
    )
    keys = list(promises.order_by("pk").values_list("pk", flat=True))
    return sum(
        expect(commitment=promise, through=horizon(today))
        for promise in Commitment.objects.filter(pk__in=keys).order_by("pk")
    )


def _make(commitment: Commitment, through: date) -> int:
    taken: dict[int | None, list[DateRange]] = {}
    for receiver, period in commitment.instalments.values_list("receiver", "period"):
        taken.setdefault(receiver, []).append(period)
    rows = [
        Instalment(
            commitment=commitment,
            receiver_id=receiver,
            period=DateRange(first, after),
            amount=commitment.amount,
        )
        for receiver, first, after in _wanted(commitment, through)
        if not any(one.lower < after and first < one.upper for one in taken.get(receiver, ()))
    ]
    Instalment.objects.bulk_create(rows)
    return len(rows)


def _wanted(commitment: Commitment, through: date) -> list[tuple[int | None, date, date]]:
    receivers = list(commitment.receivers.values_list("pk", flat=True)) or [None]
    periods = _periods(commitment, through)
    if len(periods) * len(receivers) > MOST:
        raise RuleViolation(
            _("That would be more than %(most)s instalments. Check the interval and the years.")
            % {"most": MOST},
            "until",
        )
    return [(receiver, *period) for receiver in receivers for period in periods]


def _periods(commitment: Commitment, through: date) -> list[tuple[date, date]]:
    """Half-open, counted from the first day that the promise may begin."""
    months = commitment.interval_months
    start = commitment.since.days and commitment.since.days.lower
    stop = _stop(commitment, through)
    if not (months and start and stop):
        return []
    found, first = [], start
    while first < stop and len(found) <= MOST:
        after = _later(start, months * (len(found) + 1))
        found.append((first, after))
        first = after
    return found


def _stop(commitment: Commitment, through: date) -> date | None:
    """No period begins on this day or later: the last day of the promise, or that it was settled.

    Of a promise settled nobody knows when only what its own end says is expected.
    """
    until, settled = commitment.until.days, commitment.settled.days
    ends = [until.upper - timedelta(days=1)] if until and until.upper else []
    if commitment.status == CommitmentStatus.OPEN:
        return min(ends, default=through)
    if settled and settled.lower:
        ends.append(settled.lower)
    return min(ends, default=None)


def _later(start: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
