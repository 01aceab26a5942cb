from datetime import date
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from partnerships.models import BorderMarker, Charge, Organisation, Partnership, Unit
from partnerships.services.areas import require_area, require_section, require_tie
from partnerships.services.rules import require, require_just_one, require_kept, require_order


@transaction.atomic
def entrust(*, organisation: Organisation, by: User, **what) -> Charge:
    """An officer gives an organisation of their area charge of something in their area.

    Its people will see what belongs to it, so nobody gives away what they do not see. See `assign`.
    """
    charge = assign(organisation=organisation, by=by, **what)
    require_area(organisation, by)
    if charge.unit:
        require_area(charge.unit, by)
    elif charge.partnership:
        require_tie(charge.partnership, by)
    else:
        require_section(charge.from_marker, charge.to_marker, by)
    return charge


@transaction.atomic
def assign(
    *,
    organisation: Organisation,
    by: User,
    unit: Unit | None = None,
    partnership: Partnership | None = None,
    from_marker: BorderMarker | None = None,
    to_marker: BorderMarker | None = None,
    since: date | None = None,
    until: date | None = None,
    uuid: UUID | None = None,
) -> Charge:
    """An organisation gets charge of a unit, a tie or a section of the border, both markers
    included: from then on its people see it.

    Raises RuleViolation if it is none or several of these, the section runs backwards or along two
    borders, or the organisation has charge of just this in that time already.
    """
    require_kept(Organisation.objects.select_for_update().get(pk=organisation.pk))
    section = from_marker or to_marker
    require_just_one(
        _("Name a unit, a tie or a section of the border."), unit, partnership, section
    )
    if section:
        _require_section(from_marker, to_marker)
    require_order(since, until)
    what = {
        "unit": unit,
        "partnership": partnership,
        "from_marker": from_marker,
        "to_marker": to_marker,
    }
    _require_once(organisation, what, since, until)
    charge = Charge.objects.create(
        uuid=uuid or uuid4(), organisation=organisation, since=since, until=until, **what
    )
    audit.record(action="charge.assigned", target=charge, by=by, organisation=organisation.name)
    audit.record(action="organisation.entrusted", target=organisation, by=by, **_named(charge))
    return charge


def _named(charge: Charge) -> dict[str, str]:
    """Of what, for the log of the organisation, which everybody reads: no title of a tie."""
    if charge.partnership:
        return {"partnership": str(charge.partnership.uuid)}
    return {"of": str(charge.of)}


def _require_section(first: BorderMarker | None, last: BorderMarker | None) -> None:
    require(first and last, _("Name the first and the last marker of the section."))
    require(
        first.border_id == last.border_id,
        _("The markers %(first)s and %(last)s stand on two borders. Enter a section of each.")
        % {"first": first, "last": last},
    )
    require(
        first.place <= last.place,
        _("The section runs backwards: name %(last)s first, then %(first)s.")
        % {"first": first, "last": last},
    )


def _require_once(organisation: Organisation, what: dict, since, until) -> None:
    meanwhile = Charge.objects.filter(organisation=organisation, **what)
    if since:
        meanwhile = meanwhile.filter(Q(until__isnull=True) | Q(until__gt=since))
    if until:
        meanwhile = meanwhile.filter(Q(since__isnull=True) | Q(since__lt=until))
    require(not meanwhile.exists(), _("The organisation has charge of this in that time already."))


@transaction.atomic
def end(*, charge: Charge, until: date, by: User) -> Charge:
    """`until` is the first day the organisation has charge no more."""
    charge = Charge.objects.select_for_update(of=("self",)).get(pk=charge.pk)
    require_area(charge.organisation, by)
    require_order(charge.since, until)
    charge.until = until
    charge.save(update_fields=["until"])
    audit.record(action="charge.ended", target=charge, by=by, until=until.isoformat())
    audit.record(
        action="organisation.relieved",
        target=charge.organisation,
        by=by,
        until=until.isoformat(),
        **_named(charge),
    )
    return charge
