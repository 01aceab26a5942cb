"""How many groups of the work list wait, without reading what they are."""

from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from core.counting import Whole
from partnerships.models import Organisation, Unit, UnitSuccession
from partnerships.work.found import places, sides
from partnerships.work.listed import CLEAR


def waiting(user, on: date) -> Whole:
    """As `WorkList.waiting` has groups: units and organisations that ended in a tie, and villages
    whose commune ended; not those that are clear.
    """
    parties = sides(user, on).order_by()
    units = Unit.objects.filter(pk__in=parties.filter(unit__isnull=False).values("unit"))
    bodies = parties.filter(organisation__isnull=False).values("organisation")
    return Whole(
        (
            _unclear(units, "pk", "valid_to"),
            Organisation.objects.filter(pk__in=bodies),
            _unclear(places(user, on), "parent", "parent__valid_to"),
        )
    )


def _unclear(rows: QuerySet, unit: str, ended: str) -> QuerySet:
    """Without those of whom one unit took over, that still is: nobody need choose."""
    steps = UnitSuccession.objects.filter(
        predecessor=OuterRef(unit), on=OuterRef(ended), successor__isnull=False
    ).order_by()
    number = steps.values("predecessor").annotate(n=Count("pk")).values("n")
    certain = Exists(steps.filter(kind__in=sorted(CLEAR), successor__valid_to=None))
    return rows.alias(successors_then=Subquery(number)).filter(~(Q(certain) & Q(successors_then=1)))
