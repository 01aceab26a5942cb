"""What the users of a unit may see, written out in two tables.

The reach of a unit is itself, all below it, what it succeeded with all below that, and what
succeeds it with all below that. Successions are followed in one direction at a time, never
zig-zag: what else became of a predecessor is not in reach. Below a unit is what belongs to it
now, or belonged to it when it ended.

The triggers of Unit, UnitParent, UnitSuccession, Organisation and PartnershipParty keep both
tables (refresh_reach() is in a migration of its own); nothing else writes them. Those of the first
three run once per statement, however many rows it writes: a whole country is loaded in one go.
They are derived, so they have no history, and no foreign key constraints, whose locks on ties could
meet the triggers' own. What an organisation is party to or has charge of changes with the day, so
it is looked up instead.
"""

import pgtrigger
from django.db import models

REFRESH = """
    {first}
    SELECT array_agg(DISTINCT id) INTO touched FROM ({these}) AS these(id);
    IF touched IS NOT NULL THEN
        PERFORM refresh_reach(VARIADIC touched);
    END IF;
    RETURN NULL;
"""
# What of the reach of units comes to these ties, of which {ties} is the condition.
OF_TIES = """
    LOCK TABLE partnerships_unitreach IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM partnerships_tiereach WHERE tie_id {ties};
    INSERT INTO partnerships_tiereach (tie_id, unit_id)
    SELECT DISTINCT party.partnership_id, reach.ancestor_id
    FROM partnerships_partnershipparty party
    LEFT JOIN partnerships_organisation organisation ON organisation.id = party.organisation_id
    JOIN partnerships_unitreach reach
        ON reach.unit_id = COALESCE(party.unit_id, organisation.seat_id)
    WHERE party.partnership_id {ties};"""
THEN, NOW = ("old_rows", "new_rows")  # what the statement changed, before and after


def refresh_reach(units: tuple, *, watched: tuple = (), first: str = "") -> list[pgtrigger.Trigger]:
    """Triggers that write the reach anew of the units in these columns of the changed rows.

    An update counts only if one of the columns, or of those watched besides, has another value.
    `first` is SQL that runs before, with {rows} for the changed rows.
    """
    columns = ", ".join(units)
    whole = f"SELECT unnest(ARRAY[{columns}]) FROM "
    both = (f"{row}.{name}" for row in ("was", "now") for name in units)
    same = " OR ".join(
        f"was.{name} IS DISTINCT FROM now.{name}" for name in dict.fromkeys((*units, *watched))
    )
    updated = (
        f"SELECT unnest(ARRAY[{', '.join(both)}]) "
        f"FROM {THEN} was JOIN {NOW} now USING (id) WHERE {same}"
    )
    rows_of = {
        "insert": (pgtrigger.Insert, whole + NOW, f"SELECT * FROM {NOW}", {"new": NOW}),
        "update": (
            pgtrigger.Update,
            updated,
            f"SELECT * FROM {THEN} UNION ALL SELECT * FROM {NOW}",
            {"old": THEN, "new": NOW},
        ),
        "delete": (pgtrigger.Delete, whole + THEN, f"SELECT * FROM {THEN}", {"old": THEN}),
    }
    return [
        pgtrigger.Trigger(
            name=f"reach_on_{event}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=operation,
            referencing=pgtrigger.Referencing(**tables),
            declare=[("touched", "bigint[]")],
            func=REFRESH.format(first=first.replace("{rows}", rows), these=these),
        )
        for event, (operation, these, rows, tables) in rows_of.items()
    ]


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
