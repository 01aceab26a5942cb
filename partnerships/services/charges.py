from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.models import Charge, Organisation, Partnership, Unit
from partnerships.services.rules import require_just_one, require_order


@transaction.atomic
def assign(
    *,
    organisation: Organisation,
    by: User,
    unit: Unit | None = None,
    partnership: Partnership | None = None,
    since: date | None = None,
    until: date | None = None,
    uuid: UUID | None = None,
) -> Charge:
    """An organisation gets charge of a unit or a tie: from then on its people see it."""
    require_just_one(_("Name either a unit or a tie."), unit, partnership)
    require_order(since, until)
    charge = Charge.objects.create(
        uuid=uuid or uuid4(),
        organisation=organisation,
        unit=unit,
        partnership=partnership,
        since=since,
        until=until,
    )
    audit.record(action="charge.assigned", target=charge, by=by, organisation=organisation.name)
    return charge


@transaction.atomic
def end(*, charge: Charge, until: date, by: User) -> Charge:
    """`until` is the first day the organisation has charge no more."""
    require_order(charge.since, until)
    charge.until = until
    charge.save(update_fields=["until"])
    audit.record(action="charge.ended", target=charge, by=by, until=until.isoformat())
    return charge
