"""Every write to Gate: gates and openings of a border."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from core.fields import PartialDate
from partnerships.models import Border, BorderMarker, Gate, Source, Unit
from partnerships.services.borders import (
    cite_passages,
    require_at,
    require_in_area,
    require_sides,
)
from partnerships.services.rules import UNDATED, cite, require_order_as_far_as_known


@transaction.atomic
def record(
    *,
    border: Border,
    kind: str,
    name: str,
    by: User,
    counterpart_name: str = "",
    unit: Unit | None = None,
    counterpart: Unit | None = None,
    marker: BorderMarker | None = None,
    since: PartialDate = UNDATED,
    until: PartialDate = UNDATED,
    sources: Iterable[Source] = (),
    uuid: UUID | None = None,
) -> Gate:
    """A gate or opening as somebody published it; `until` is when it closed.

    Raises RuleViolation if a unit lies on the wrong side, the marker stands on another border, it
    closed before it opened, or one of this name is there on this border and still open.
    """
    gate = Gate(uuid=uuid or uuid4(), border=border, kind=kind, name=name)
    gate.counterpart_name, gate.unit, gate.counterpart = counterpart_name, unit, counterpart
    gate.marker, gate.since, gate.until = marker, since, until
    _require(gate)
    gate.save()
    cite(gate, sources)
    audit.record(action="gate.recorded", target=gate, by=by)
    return gate


@transaction.atomic
def enter(*, by: User, passages: Iterable[dict] = (), **facts) -> Gate:
    """An officer enters a gate of their own area, with the papers it is known from."""
    require_in_area(by, facts.get("unit"))
    gate = record(by=by, **facts)
    cite_passages(gate, passages, user=by)
    return gate


@transaction.atomic
def revise(*, gate: Gate, by: User, passages: Iterable[dict] = (), **facts) -> Gate:
    """What the register says of a gate is put right: kind, names, place, days, sources."""
    gate = Gate.objects.select_for_update().get(pk=gate.pk)
    require_in_area(by, gate.unit)
    require_in_area(by, facts.get("unit"))
    for name, value in facts.items():
        setattr(gate, name, value)
    _require(gate)
    gate.save()
    cite_passages(gate, passages, user=by)
    audit.record(action="gate.revised", target=gate, by=by)
    return gate


def _require(gate: Gate) -> None:
    require_sides(gate.border, gate.unit, gate.counterpart)
    require_at(
        "marker",
        gate.marker is None or gate.marker.border_id == gate.border_id,
        _("That marker stands on another border. Choose one of %(border)s.")
        % {"border": gate.border},
    )
    require_order_as_far_as_known(gate.since, gate.until)
    same = Gate.objects.filter(
        border=gate.border, name=gate.name, kind=gate.kind, unit=gate.unit, until_days__isnull=True
    )
    require_at(
        "name",
        gate.until.days or not same.exclude(pk=gate.pk).exists(),
        _("%(gate)s is in the register already. Open it from the list.") % {"gate": gate.name},
    )
