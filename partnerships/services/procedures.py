from collections.abc import Iterable
from datetime import date
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.services import audit
from core.together import check
from partnerships.models import StepRule
from partnerships.procedures import StepRow


@transaction.atomic
def load(*, rows: Iterable[StepRow], by: User) -> int:
    """Enter the steps that the register lacks; how many those were.

    What an administrator changed, moved or ended stays: a step is known by the name it was first
    loaded under, and by its place. A changed limit is a row of its own with its first day.
    """
    there = StepRule.objects.values_list("uuid", "procedure", "position", "since")
    names = {name for name, *_place in there}
    places = {tuple(place) for _name, *place in there}
    entered = 0
    for row in rows:
        name, place = _name_of(row), (row.procedure, row.position, row.since)
        if name in names or place in places:
            continue
        rule = StepRule(**vars(row), uuid=name)
        check(rule)
        rule.save()
        audit.record(action="procedure.step_loaded", target=rule, by=by)
        entered += 1
    return entered


def _name_of(row: StepRow) -> UUID:
    """The same step has the same name in every register."""
    return uuid5(NAMESPACE_URL, f"step:{row.procedure}:{row.position}:{row.since or ''}")


def rules_on(procedure: str, on: date) -> list[StepRule]:
    """The steps of a procedure as they stand on a day, in their order: at each place the row that
    began last, unless it has ended.
    """
    begun = StepRule.objects.filter(Q(since__isnull=True) | Q(since__lte=on), procedure=procedure)
    latest: dict[int, StepRule] = {}
    for rule in begun.order_by("position", "since", "pk"):  # PostgreSQL: unknown last
        kept = latest.get(rule.position)
        if kept is None or kept.since is None or (rule.since and rule.since >= kept.since):
            latest[rule.position] = rule
    return [rule for rule in latest.values() if rule.until is None or rule.until > on]
