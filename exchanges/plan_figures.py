"""What was spent on each line of a year plan, beside its estimate. Nothing is counted twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from core.fields import Amount, Bound, PartialDate
from exchanges.choices import GIVEN
from exchanges.figures import Total, totals
from exchanges.models import AidProject, Delivery, YearPlan, YearPlanLine


@dataclass(frozen=True)
class Difference:
    """Spent less the estimate, in one currency; `exact` only if both were said exactly."""

    unit: str
    number: Decimal
    exact: bool

    @property
    def amount(self) -> Amount:
        return Amount(self.number, self.unit)


@dataclass(frozen=True)
class PlannedLine:
    record: YearPlanLine
    spent: list[Total]
    without_amount: int
    differences: list[Difference]


@dataclass(frozen=True)
class PlanFigures:
    lines: list[PlannedLine]
    estimated: list[Total]
    spent: list[Total]
    differences: list[Difference]


def figures_of(plan: YearPlan, lines: list[YearPlanLine], reader) -> PlanFigures:
    """The plan as it came out, of what this user may see. Aid counts by its deliveries of the year;
    aid of which no delivery is recorded counts whole in the year of its hand-over.
    """
    amounts = _spent(plan, lines, reader)
    shown = [_line(line, amounts[line.pk]) for line in lines]
    estimates = [line.estimate for line in lines]
    spent = [amount for said in amounts.values() for amount in said]
    return PlanFigures(shown, totals(estimates), totals(spent), differences(estimates, spent))


def _line(line: YearPlanLine, said: list[Amount]) -> PlannedLine:
    unsaid = sum(amount.number is None for amount in said)
    return PlannedLine(line, totals(said), unsaid, differences([line.estimate], said))


def differences(estimates: Iterable[Amount], spent: Iterable[Amount]) -> list[Difference]:
    """One per currency that was both planned and spent in."""
    planned, given = _by_unit(estimates), _by_unit(spent)
    return [
        Difference(unit, given[unit][0] - number, exact and given[unit][1])
        for unit, (number, exact) in planned.items()
        if unit in given
    ]


def _by_unit(amounts: Iterable[Amount]) -> dict[str, tuple[Decimal, bool]]:
    """The sum in each unit, and whether all of it was said exactly. A plan's own estimate is what
    it is: that it is one makes no difference inexact.
    """
    sums: dict[str, tuple[Decimal, bool]] = {}
    for amount in amounts:
        if amount.number is not None:
            number, exact = sums.get(amount.unit, (Decimal(0), True))
            sums[amount.unit] = (number + amount.number, exact and amount.bound == Bound.EXACT)
    return sums


def _spent(plan: YearPlan, lines: list[YearPlanLine], reader) -> dict[int, list[Amount]]:
    """The amounts of each line, by its key."""
    found: dict[int, list[Amount]] = {line.pk: [] for line in lines}
    homes = _Homes(plan, lines)
    projects = list(AidProject.objects.visible_to(reader).filter(homes.projects()))
    deliveries = list(
        Delivery.objects.visible_to(reader)
        .standing()
        .filter(Q(project__in=projects) | Q(commitment__in=homes.commitments))
        .select_related("project")
    )
    delivered = {one.project_id for one in deliveries}
    for one in deliveries:
        line = homes.of_delivery(one)
        if line and in_year(one.given, plan.year):
            found[line].append(one.amount)
    for project in projects:
        line = homes.of_project(project)
        whole = project.pk not in delivered and project.status in GIVEN
        if line and whole and in_year(project.handed_over, plan.year):
            found[line].append(project.amount)
    return found


class _Homes:
    """To which line a gift belongs: that of the project itself, else of the promise it keeps, else
    of its tie.
    """

    def __init__(self, plan: YearPlan, lines: list[YearPlanLine]):
        self.direction = plan.direction
        self.by_project = {one.project_id: one.pk for one in lines if one.project_id}
        named = [one for one in lines if not one.project_id]
        self.commitments = {one.commitment_id: one.pk for one in named if one.commitment_id}
        bare = [one for one in named if not one.commitment_id]
        self.ties = {one.partnership_id: one.pk for one in bare if one.partnership_id}

    def projects(self) -> Q:
        of_ties = Q(partnership__in=self.ties, direction=self.direction)
        return Q(pk__in=self.by_project) | Q(commitment__in=self.commitments) | of_ties

    def of_project(self, project: AidProject) -> int | None:
        found = self.by_project.get(project.pk) or self.commitments.get(project.commitment_id)
        same = project.direction == self.direction
        return found or (self.ties.get(project.partnership_id) if same else None)

    def of_delivery(self, delivery: Delivery) -> int | None:
        found = self.of_project(delivery.project) if delivery.project else None
        return found or self.commitments.get(delivery.commitment_id)


def in_year(when: PartialDate, year: int) -> bool:
    """Wholly within the calendar year, as far as is known."""
    days = when.days
    known = days and days.lower and days.upper
    return bool(known) and date(year, 1, 1) <= days.lower and days.upper <= date(year + 1, 1, 1)
