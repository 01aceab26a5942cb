from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.together import check
from exchanges.choices import AidDirection
from exchanges.models import YearPlan, YearPlanLine
from exchanges.services.recording import known
from partnerships.models import Unit
from partnerships.services.rules import require, require_amount

SUBJECTS = ("partnership", "commitment", "project")


@transaction.atomic
def draw_up(
    *,
    unit: Unit,
    year: int,
    direction: AidDirection,
    note: str = "",
    lines: Iterable[dict] = (),
    uuid: UUID | None = None,
    by: User,
) -> YearPlan:
    """What a unit means to give, or hopes to receive, in a calendar year.

    Raises RuleViolation for a second plan of the same unit, year and direction, or a unit outside
    the user's area.
    """
    plan = YearPlan(unit=unit, year=year, direction=direction, note=note, **known(uuid=uuid))
    return _written(plan, lines, "plan.drawn_up", by)


@transaction.atomic
def revise(
    *,
    plan: YearPlan,
    unit: Unit,
    year: int,
    direction: AidDirection,
    note: str = "",
    lines: Iterable[dict] = (),
    by: User,
) -> YearPlan:
    """The plan as a form shows it. A line with its uuid is the one there was."""
    plan = YearPlan.objects.select_for_update().get(pk=plan.pk)
    plan.unit, plan.year, plan.direction, plan.note = unit, year, direction, note
    return _written(plan, lines, "plan.revised", by)


def _written(plan: YearPlan, rows: Iterable[dict], action: str, user: User) -> YearPlan:
    check(plan)
    plan.save()
    seen = YearPlan.objects.visible_to(user).filter(pk=plan.pk).exists()
    require(seen, _("Choose a unit of your own area."), "unit")
    there = {line.uuid: line for line in plan.lines.all()}
    rows = list(rows)
    projects = [row["project"] for row in rows if row.get("project")]
    require(len(set(projects)) == len(projects), _("The same aid stands in two lines."))
    kept = [(there.pop(row.get("uuid"), None) or YearPlanLine(plan=plan), row) for row in rows]
    for line in there.values():
        line.delete()
    for line, row in kept:
        require_amount(row["estimate"])
        line.what, line.estimate = row["what"], row["estimate"]
        for name in SUBJECTS:
            setattr(line, name, row.get(name))
        check(line)
        line.save()
    audit.record(action=action, target=plan, by=user)
    return plan
