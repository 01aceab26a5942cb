"""What the users of a unit may see, written out in two tables.

The reach of a unit is itself, all below it, what it succeeded with all below that, and what
succeeds it with all below that. Successions are followed in one direction at a time, never
zig-zag: what else became of a predecessor is not in reach. Below a unit is what belongs to it
now, or belonged to it when it ended.

The triggers of Unit, UnitParent, UnitSuccession, Organisation and PartnershipParty keep both
tables (refresh_reach() is in a migration of its own); nothing else writes them. They are derived,
so they have no history, and no foreign key constraints, whose locks on ties could meet the
triggers' own. What an organisation is party to or has charge of changes with the day, so it is
looked up instead.
"""

from datetime import date

from django.apps import apps
from django.db import models
from django.db.models import Q, Value


def derived(to: str) -> models.ForeignKey:
    return models.ForeignKey(to, models.DO_NOTHING, related_name="+", db_constraint=False)


class UnitReach(models.Model):
    """A user of `ancestor` sees what belongs to `unit`."""

    ancestor = derived("partnerships.Unit")
    unit = derived("partnerships.Unit")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ancestor", "unit"], name="unit_reached_once")
        ]

    def __str__(self):
        return f"{self.ancestor_id} → {self.unit_id}"


class TieReach(models.Model):
    """A user of `unit` sees the tie: one of its parties, past or present, is in their reach."""

    tie = derived("partnerships.Partnership")
    unit = derived("partnerships.Unit")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "tie"], name="tie_reached_once")]

    def __str__(self):
        return f"{self.unit_id} → {self.tie_id}"


def seated_within(units):
    """The organisations whose seat these units reach."""
    reached = UnitReach.objects.filter(ancestor__in=units).values("unit")
    organisations = apps.get_model("partnerships.Organisation").objects
    seated = organisations.filter(seat__in=reached).order_by()
    return seated.values_list(Value("Organisation"), "pk")


def charged_on(organisation: int | None, on: date) -> list:
    """What an organisation is, is party to, and has charge of on a day: queries to join."""
    if organisation is None:
        return []
    party = apps.get_model("partnerships.PartnershipParty").objects
    charge = apps.get_model("partnerships.Charge").objects.filter(
        Q(since__isnull=True) | Q(since__lte=on),
        Q(until__isnull=True) | Q(until__gt=on),
        organisation=organisation,
    )
    units = charge.filter(unit__isnull=False).values("unit")
    own = apps.get_model("partnerships.Organisation").objects.filter(pk=organisation).order_by()
    below, ties = UnitReach.objects, TieReach.objects
    return [
        own.values_list(Value("Organisation"), "pk"),
        party.filter(organisation=organisation)
        .order_by()
        .values_list(Value("Partnership"), "partnership"),
        charge.filter(partnership__isnull=False).values_list(Value("Partnership"), "partnership"),
        below.filter(ancestor__in=units).values_list(Value("Unit"), "unit"),
        ties.filter(unit__in=units).values_list(Value("Partnership"), "tie"),
    ]
