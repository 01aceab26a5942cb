"""Incidents for the strip of a border, as far as the user may see them."""

from datetime import date

from django.db.models import Q

from core.fields import earliest
from exchanges.models import Incident
from partnerships.choices import HOME_COUNTRY
from partnerships.strip.lines import Line
from partnerships.strip.rows import Found, ours, theirs, ties_across

MOST = 300


def incidents_on(line: Line, user, on: date) -> list[Found]:
    """Incidents on a range begun by that day, the latest first; sensitive ones need the right."""
    rows = (
        Incident.objects.visible_to(user)
        .standing()
        .filter(Q(happened_days=None) | Q(happened_days__startswith__lte=on))
    )
    across = Q(marker__border=line.border) | Q(partnership__in=ties_across(line))
    if line.is_whole:
        rows = rows.filter(across | Q(counterpart__country=line.border.neighbour_id))
    else:
        here = Q(unit__in=ours(line)) | Q(unit__in=theirs(line))
        in_marker = Q(marker__unit__in=ours(line)) | Q(marker__counterpart__in=theirs(line))
        not_elsewhere = Q(counterpart=None) | Q(counterpart__country=line.border.neighbour_id)
        on_range = Q(marker=None) & (here | Q(partnership__in=ties_across(line)))
        rows = rows.filter(
            not_elsewhere, on_range | (Q(marker__border=line.border) & (in_marker | here))
        )
    latest = rows.order_by(earliest("happened", descending=True).desc(), "-pk")
    return [
        Found(
            "incident",
            incident.title,
            incident.get_absolute_url(),
            unit=incident.unit_id,
            marker=incident.marker_id,
            tie=incident.partnership_id,
            away=bool(incident.unit_id and incident.unit.country_id != HOME_COUNTRY),
            more=str(incident.happened),
        )
        for incident in latest.select_related("unit")[:MOST]
    ]
