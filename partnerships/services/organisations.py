from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.choices import OrganisationKind
from partnerships.models import Country, Organisation, Source, Unit
from partnerships.services.rules import cite, require, require_order


@transaction.atomic
def record(
    *,
    name: str,
    by: User,
    country: Country | None = None,
    seat: Unit | None = None,
    kind: str = OrganisationKind.OTHER,
    other_names: dict[str, str] | None = None,
    since: date | None = None,
    until: date | None = None,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Organisation:
    """An organisation enters the register, with its seat or at least its country.

    Raises RuleViolation if neither is known, or the seat lies in another country.
    """
    require_order(since, until)
    country = country or (seat and seat.country)
    require(country, _("Name the seat of the organisation, or at least its country."))
    require(
        seat is None or seat.country_id == country.pk, _("An organisation sits in its own country.")
    )
    organisation = Organisation.objects.create(
        uuid=uuid or uuid4(),
        name=name,
        kind=kind,
        country=country,
        seat=seat,
        other_names=other_names or {},
        since=since,
        until=until,
    )
    cite(organisation, sources)
    audit.record(action="organisation.recorded", target=organisation, by=by)
    return organisation
