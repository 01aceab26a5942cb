"""What a unit came from and what became of it, step by step in one direction at a time."""

from collections import defaultdict
from dataclasses import dataclass, field

from partnerships.models import Unit, UnitSuccession


@dataclass(frozen=True)
class Step:
    """One succession, the unit at its far end, and the steps beyond that one."""

    record: UnitSuccession
    unit: Unit | None
    beyond: list["Step"] = field(default_factory=list)


def around(unit: Unit) -> tuple[list[Step], list[Step]]:
    """Its past and its future, in one query."""
    steps = UnitSuccession.objects.around(unit).select_related(
        "predecessor__parent", "successor__parent", "paper"
    )
    into, out_of = defaultdict(list), defaultdict(list)
    for step in steps.order_by("on", "pk"):
        into[step.successor_id].append(step)
        out_of[step.predecessor_id].append(step)
    return (
        _steps(unit.pk, into, "predecessor", set()),
        _steps(unit.pk, out_of, "successor", set()),
    )


def _steps(pk: int, found: dict, end: str, seen: set[int]) -> list[Step]:
    """A unit that two ways lead to is followed once."""
    if pk in seen:
        return []
    seen.add(pk)
    return [
        Step(
            step,
            getattr(step, end),
            _steps(getattr(step, f"{end}_id"), found, end, seen) if getattr(step, end) else [],
        )
        for step in found[pk]
    ]
