from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.choices import CadenceUnit, HostRule
from partnerships.models import Cadence, Partnership, Source, Unit
from partnerships.services.rules import cite, require, require_just_one


@transaction.atomic
def record(
    *,
    subject: str,
    title: str,
    by: User,
    partnership: Partnership | None = None,
    unit: Unit | None = None,
    every: int = 1,
    each: str = CadenceUnit.YEAR,
    weekday: int | None = None,
    days: Iterable[str] = (),
    host_rule: str = HostRule.UNSTATED,
    place: str = "",
    recommended: bool = False,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Cadence:
    """How often a tie or a unit meets or does something; `days` are "MM-DD", Monday is 1."""
    require_just_one(_("Name either a tie or a unit."), partnership, unit)
    require(every > 0, _("A cadence comes round after one week, month or year or more."))
    require(weekday is None or 1 <= weekday <= 7, _("Monday is 1, Sunday is 7."))
    cadence = Cadence.objects.create(
        uuid=uuid or uuid4(),
        subject=subject,
        title=title,
        partnership=partnership,
        unit=unit,
        every=every,
        each=each,
        weekday=weekday,
        days=list(days),
        host_rule=host_rule,
        place=place,
        recommended=recommended,
    )
    cite(cadence, sources)
    audit.record(action="cadence.recorded", target=cadence, by=by)
    return cadence
