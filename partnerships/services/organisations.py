from collections.abc import Iterable
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.choices import OrganisationKind
from partnerships.models import Country, Organisation, Source, Unit
from partnerships.services.areas import require_area
from partnerships.services.rules import cite, require, require_kept, require_order


@transaction.atomic
def propose(*, by: User, **facts) -> Organisation:
    """An officer enters an organisation of their own area, or one abroad. See `record`."""
    organisation = record(by=by, **facts)
    require_area(organisation, by)
    return organisation


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
    country = _country_of(country, seat)
    require_order(since, until)
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


@transaction.atomic
def revise(
    *,
    organisation: Organisation,
    by: User,
    name: str,
    kind: str,
    country: Country | None,
    seat: Unit | None,
    other_names: dict[str, str],
    since: date | None,
    until: date | None,
) -> Organisation:
    """What is known of an organisation is put right; where it was and where it then is, both lie
    in the officer's area. Raises RuleViolation as `record` does.
    """
    organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    require_kept(organisation)
    require_area(organisation, by)
    require_order(since, until)
    organisation.country = _country_of(country, seat)
    organisation.name, organisation.kind, organisation.seat = name, kind, seat
    organisation.other_names, organisation.since, organisation.until = other_names, since, until
    organisation.save()
    require_area(organisation, by)
    audit.record(action="organisation.revised", target=organisation, by=by)
    return organisation


def _country_of(country: Country | None, seat: Unit | None) -> Country:
    country = country or (seat and seat.country)
    require(country, _("Name the seat of the organisation, or at least its country."))
    require(
        seat is None or seat.country_id == country.pk, _("An organisation sits in its own country.")
    )
    return country
