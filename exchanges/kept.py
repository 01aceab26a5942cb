"""How far instalments are kept: derived from the deliveries each time, never stored."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import (
    Case,
    CharField,
    DecimalField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, JSONObject

from core.fields import Amount, Bound, PartialDate
from exchanges.choices import InstalmentState
from exchanges.models import Delivery
from partnerships.choices import CommitmentStatus

NUMBER = DecimalField(max_digits=20, decimal_places=2)
FLIPPED = {Bound.UNDER: Bound.OVER, Bound.OVER: Bound.UNDER}  # less "nearly 5" leaves "over" …


def state(
    *, due: Amount, given: Iterable[Amount], ends: date, owed: bool, today: date
) -> InstalmentState:
    """Of one instalment: `ends` is the first day after its period, `owed` whether the promise is
    still open. What was given in another currency, or in words, is a part.
    """
    given = list(given)
    number = sum(one.number for one in given if one.number is not None and one.unit == due.unit)
    if given and (due.number is None or number >= due.number):
        more = due.number is not None and number > due.number
        return InstalmentState.OVER if more else InstalmentState.MET
    if not owed:
        return InstalmentState.RELEASED
    if given:
        return InstalmentState.PART
    return InstalmentState.MISSED if ends <= today else InstalmentState.EXPECTED


def is_early(given: PartialDate, period: DateRange) -> bool:
    """Surely before the period, as far as the day is known."""
    return bool(given.days and given.days.upper and given.days.upper <= period.lower)


def is_late(given: PartialDate, period: DateRange) -> bool:
    return bool(given.days and given.days.lower and given.days.lower >= period.upper)


def difference(due: Amount, given: Iterable[Amount]) -> tuple[Amount, Amount]:
    """What is left of an amount, and what was given beyond it: exact only where both were. Of 500
    less "nearly 400" is left "over 100". Another currency takes nothing off.
    """
    if due.number is None:
        return Amount(), Amount()
    same = [one for one in given if one.number is not None and one.unit == due.unit]
    rest = due.number - sum(one.number for one in same)
    bounds = {Bound(due.bound), *(FLIPPED.get(one.bound, Bound(one.bound)) for one in same)}
    bounds.discard(Bound.EXACT)
    bound = Bound.EXACT if not bounds else bounds.pop() if len(bounds) == 1 else Bound.ABOUT
    estimate = due.estimate or any(one.estimate for one in same)
    left = Amount(abs(rest), due.unit, bound, estimate)
    if rest > 0:
        return left, Amount()
    return Amount(), replace(left, bound=FLIPPED.get(bound, bound)) if rest else Amount()


def with_given(instalments: QuerySet) -> QuerySet:
    """Adds `given_rows`: the amounts of the deliveries that stand, as read by given_of()."""
    met = Delivery.objects.standing().filter(instalment=OuterRef("pk")).order_by("pk")
    said = JSONObject(
        number=Cast("amount_number", CharField()),
        unit=F("amount_unit"),
        bound=F("amount_bound"),
        estimate=F("amount_estimate"),
        words=F("amount_words"),
    )
    return instalments.annotate(given_rows=ArraySubquery(met.values(said=said)))


def given_of(rows: list[dict]) -> list[Amount]:
    return [Amount.from_json(row) for row in rows]


def with_state(instalments: QuerySet, today: date) -> QuerySet:
    """Adds `kept`, the same as state() says of one; and `early`, `late`: whether something for it
    was given surely before or after its period.
    """
    met = Delivery.objects.standing().filter(instalment=OuterRef("pk")).order_by()
    same = met.filter(amount_unit=OuterRef("amount_unit")).values("instalment")
    number = Subquery(same.annotate(sum=Sum("amount_number")).values("sum"))
    rows = instalments.annotate(
        any_given=Exists(met), given_number=Coalesce(number, Value(0), output_field=NUMBER)
    )
    enough = Q(any_given=True) & (
        Q(amount_number__isnull=True) | Q(given_number__gte=F("amount_number"))
    )
    more = Q(any_given=True, given_number__gt=F("amount_number"))
    return rows.annotate(
        kept=Case(
            When(more, then=Value(InstalmentState.OVER)),
            When(enough, then=Value(InstalmentState.MET)),
            When(~Q(commitment__status=CommitmentStatus.OPEN), Value(InstalmentState.RELEASED)),
            When(any_given=True, then=Value(InstalmentState.PART)),
            When(period__endswith__lte=today, then=Value(InstalmentState.MISSED)),
            default=Value(InstalmentState.EXPECTED),
            output_field=CharField(),
        ),
        early=Exists(met.filter(given_days__fully_lt=OuterRef("period"))),
        late=Exists(met.filter(given_days__fully_gt=OuterRef("period"))),
    )
