"""Every write to Incident."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.basis import Basis
from core.errors import RuleViolation
from exchanges.choices import IncidentKind
from exchanges.models import Incident
from exchanges.services.recording import enter, known, told_by_others


@transaction.atomic
def record_past(
    *,
    kind: IncidentKind,
    title: str,
    basis: Basis = Basis.REPORTED,
    uuid: UUID | None = None,
    sources: list = (),
    by: User,
    **facts,
) -> Incident:
    """What others tell of something that happened on the border, in the status it has.

    Raises RuleViolation if it is made here, or names neither a tie nor a unit nor a marker.
    """
    told_by_others(basis, _("This enters what others tell, not what is made here."))
    incident = Incident(kind=kind, title=title, basis=basis, **known(uuid=uuid), **facts)
    if not (incident.partnership or incident.unit or incident.marker):
        raise RuleViolation(_("Name a tie, a unit or a marker."))
    return enter(incident, action="incident.recorded", by=by, sources=sources, basis=basis)
