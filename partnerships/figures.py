"""What the register itself counts, beside what was published. Read only: the difference is shown,
never put right by itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet

from core.fields import Amount, Bound
from partnerships.choices import Level, Measure, PartnershipEventKind, Side
from partnerships.models import (
    Border,
    Memorandum,
    Organisation,
    Partnership,
    PartnershipEvent,
    PartnershipParty,
    StatedFigure,
    TieReach,
    Unit,
)

Counter = Callable[[QuerySet, Model, date], Decimal | int | None]
LEVELS = {
    Measure.VILLAGE_TIES: (Level.VILLAGE, Level.CLUSTER),
    Measure.COMMUNE_TIES: (Level.COMMUNE,),
    Measure.DISTRICT_TIES: (Level.DISTRICT,),
    Measure.AGENCY_TIES: (Level.AGENCY,),
}
COUNTERS: dict[str, Counter] = {}


def counts(measure: str) -> Callable[[Counter], Counter]:
    """Says how a measure is counted: a function of the subject's ties, the subject and a day.

    Apps above this one count what they keep (meetings, aid) and name their functions so.
    """

    def register(counter: Counter) -> Counter:
        COUNTERS[measure] = counter
        return counter

    return register


def ties_of(subject: Model, on: date) -> QuerySet:
    """The ties a published count about this subject would mean, not yet ended on that day.

    Of a tie: those under it, and those between places below its two sides. Of a unit: those of
    any place in its reach. Of a border or a country: those across it.
    """
    ended = PartnershipEvent.objects.filter(
        partnership=OuterRef("pk"), kind=PartnershipEventKind.ENDED
    ).begun(on)
    return Partnership.objects.kept().filter(_meant(subject)).exclude(Exists(ended))


def _meant(subject: Model) -> Q:
    if isinstance(subject, Partnership):
        own = PartnershipParty.objects.filter(partnership=subject, unit__isnull=False)
        reached = Q()
        for side in Side:
            units = own.filter(side=side).values("unit")
            reached &= Q(pk__in=TieReach.objects.filter(unit__in=units).values("tie"))
        return Q(frame=subject) | reached & ~Q(pk=subject.pk)
    if isinstance(subject, Unit):
        return Q(pk__in=TieReach.objects.filter(unit=subject).values("tie"))
    if isinstance(subject, Organisation):
        parties = PartnershipParty.objects.filter(organisation=subject)
        return Q(pk__in=parties.values("partnership"))
    country = subject.neighbour_id if isinstance(subject, Border) else subject.pk
    across = PartnershipParty.objects.filter(
        Q(unit__country=country) | Q(organisation__country=country)
    )
    return Q(pk__in=across.values("partnership"))


def computed(subject: Model, measures: Iterable[str], on: date) -> dict[str, Decimal]:
    """What the register counts of each measure; one it cannot count is not there.

    One query for all the ties by level, and one for each other measure asked for.
    """
    measures = set(measures)
    ties = ties_of(subject, on)
    found = {}
    wanted = measures & set(LEVELS)
    if wanted:
        by_level = {m: Count("pk", filter=Q(level__in=LEVELS[m])) for m in wanted}
        found |= ties.aggregate(**{str(measure): how for measure, how in by_level.items()})
    for measure in measures & set(COUNTERS):
        found[measure] = COUNTERS[measure](ties, subject, on)
    return {measure: Decimal(n) for measure, n in found.items() if n is not None}


@counts(Measure.AGREEMENTS)
def agreements(ties: QuerySet, subject: Model, on: date) -> int:
    """Texts that bind the tie itself or those it frames, or that the organisation signed."""
    bound = Q(partnerships__in=ties.values("pk"))
    if isinstance(subject, Partnership):
        bound |= Q(partnerships=subject)
    if isinstance(subject, Organisation):
        bound |= Q(parties__organisation=subject)
    texts = Memorandum.objects.filter(bound)
    return Memorandum.objects.filter(pk__in=texts.values("pk")).count()


@dataclass(frozen=True)
class Compared:
    """A published figure, what the register counts, and by how much they differ."""

    figure: StatedFigure
    counted: Decimal | None

    @property
    def stated(self) -> Amount:
        return self.figure.value

    @property
    def difference(self) -> Decimal | None:
        """Counted less published; nothing where one of them is missing."""
        if self.counted is None or self.stated.number is None:
            return None
        return self.counted - self.stated.number

    @property
    def agrees(self) -> bool:
        """Whether the count fits what was published: 21 fits "over 20"."""
        gap = self.difference
        return gap is not None and (gap == 0 or (gap > 0 and self.stated.bound == Bound.OVER))

    @property
    def known_as(self) -> Bound:
        """What the difference is known as: 3 beside "over 20" is at least 17 fewer, beside
        "nearly 20" at most 17 fewer.
        """
        if self.stated.bound == Bound.ABOUT or self.stated.estimate:
            return Bound.ABOUT
        if self.difference and self.difference > 0 and self.stated.bound == Bound.UNDER:
            return Bound.OVER
        return Bound(self.stated.bound)


def compared(figures: Iterable[StatedFigure], subject: Model, on: date) -> list[Compared]:
    """Every published figure of one subject beside the register's own count on that day."""
    figures = list(figures)
    found = computed(subject, {figure.measure for figure in figures}, on)
    return [Compared(figure, found.get(figure.measure)) for figure in figures]
