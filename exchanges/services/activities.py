"""Every write to Activity."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount
from exchanges.choices import ActivityKind
from exchanges.models import Activity, ActivityFigure
from exchanges.services.recording import enter, known, told_by_others


@transaction.atomic
def record_past(
    *,
    kind: ActivityKind,
    title: str,
    basis: Basis = Basis.REPORTED,
    figures: list[tuple[str, Amount]] = (),
    uuid: UUID | None = None,
    sources: list = (),
    by: User,
    **facts,
) -> Activity:
    """What others tell of an activity, with the figures they give: (what, amount).

    Raises RuleViolation if it is made here, or names neither a tie, a unit nor an organiser.
    """
    told_by_others(basis, _("This enters what others tell, not what is made here."))
    activity = Activity(kind=kind, title=title, basis=basis, **known(uuid=uuid), **facts)
    if not (activity.partnership or activity.unit or activity.organiser):
        raise RuleViolation(_("Name a tie, a unit or an organiser."))
    enter(activity, action="activity.recorded", by=by, sources=sources, basis=basis)
    for what, amount in figures:
        figure = ActivityFigure(activity=activity, what=what, amount=amount)
        figure.full_clean()
        figure.save()
    return activity
