"""Every write to AidProject, its parties and its lines."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.basis import Basis
from core.errors import RuleViolation
from core.fields import Amount
from exchanges.choices import AidDirection, AidRole, AidStatus
from exchanges.models import AidLine, AidParty, AidProject
from exchanges.services.recording import enter, known, told_by_others, unit_or_organisation


@transaction.atomic
def record_past(
    *,
    title: str,
    direction: AidDirection,
    basis: Basis = Basis.REPORTED,
    status: AidStatus = AidStatus.HANDED_OVER,
    givers: list = (),
    receivers: list = (),
    lines: list[tuple[str, Amount]] = (),
    uuid: UUID | None = None,
    sources: list = (),
    by: User,
    **facts,
) -> AidProject:
    """What others tell of aid, in the status it has by now. Givers and receivers are units and
    organisations; a side that the source leaves open stays empty and is named by `missing()`.

    Raises RuleViolation if it is made here, if it names nobody, or if somebody would give to
    themselves.
    """
    told_by_others(basis, _("What is made here is proposed, not recorded as past."))
    project = AidProject(
        title=title, direction=direction, basis=basis, status=status, **known(uuid=uuid), **facts
    )
    if not (project.partnership or givers or receivers):
        raise RuleViolation(_("Name a tie, a giver or a receiver."))
    if set(givers) & set(receivers):
        raise RuleViolation(_("Nobody gives aid to themselves."))
    enter(project, action="aid.recorded", by=by, sources=sources, basis=basis)
    for role, parties in ((AidRole.GIVER, givers), (AidRole.RECEIVER, receivers)):
        for who in parties:
            AidParty.objects.create(project=project, role=role, **unit_or_organisation(who))
    for what, amount in lines:
        line = AidLine(project=project, what=what, amount=amount)
        line.full_clean()
        line.save()
    return project
