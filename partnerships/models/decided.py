"""What PostgreSQL keeps of a decision in the rows that it made or ended: they stand as long as it
does, belong to what it was about, and are gone when it was taken back.
"""

import pgtrigger
from django.utils.translation import gettext_lazy as _

STANDING = """EXISTS (
        SELECT FROM partnerships_decision decision
        WHERE decision.id = OLD.{by} AND NOT EXISTS (
            SELECT FROM partnerships_decision later WHERE later.takes_back_id = decision.id
        )
    )"""
# The rest of a row may change: a merge of duplicates points it at the record that was kept.
STANDS = """
    IF {held} THEN
        RAISE 'what a decision did stands as long as the decision'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'what_was_decided_stands';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
"""
# Read anew: at the commit the row may be gone again.
OF_ITS_OWN = """
    IF EXISTS (
        SELECT FROM {table} now JOIN partnerships_decision decision ON decision.id IN ({by})
        WHERE now.id = NEW.id AND (NOT ({own}) OR EXISTS (
            SELECT FROM partnerships_decision later WHERE later.takes_back_id = decision.id
        ))
    ) THEN
        RAISE 'a row names the decision that was about it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_by_a_decision_of_its_own';
    END IF;
    RETURN NULL;
"""
REFUSED = {
    "what_was_decided_stands": _(
        "A decision was recorded about this. Take the decision back first; it then opens again."
    ),
    "decided_by_a_decision_of_its_own": _(
        "The decision is about something else, or was taken back."
    ),
}


def keep_what_was_decided(table: str, own: str, **said: tuple[str, ...]) -> list[pgtrigger.Trigger]:
    """Triggers of a table whose columns name decisions: `said` are the columns that each of them
    holds fast, `own` the condition that a decision is about this row (as now).
    """
    held = []
    for by, columns in said.items():
        columns = (by, *columns)
        was, now = (", ".join(f'{row}."{name}"' for name in columns) for row in ("OLD", "NEW"))
        changed = f"(TG_OP = 'DELETE' OR ({was}) IS DISTINCT FROM ({now}))"
        held.append(f"(OLD.{by} IS NOT NULL AND {changed} AND {STANDING.format(by=by)})")
    named = ", ".join(f"now.{by}" for by in said)
    return [
        pgtrigger.Trigger(
            name="what_was_decided_stands",
            when=pgtrigger.Before,
            operation=pgtrigger.Update | pgtrigger.Delete,
            func=STANDS.format(held="\n        OR ".join(held)),
        ),
        pgtrigger.Trigger(
            name="of_a_decision_of_its_own",
            when=pgtrigger.After,
            operation=pgtrigger.Insert | pgtrigger.Update,
            timing=pgtrigger.Deferred,
            func=OF_ITS_OWN.format(table=table, by=named, own=own),
        ),
    ]


# Who stands in a tie for good, as far as is known: a side that passes on must not make the same tie
# twice. Checked at commit, when all its parties are there.
NO_TIE_TWICE = """
    IF EXISTS (
        SELECT FROM partnerships_partnershipparty
        WHERE id = NEW.id AND joined_by_id IS NOT NULL
    ) AND EXISTS (
        WITH standing AS (
            SELECT party.partnership_id, party.side, party.unit_id, party.organisation_id
            FROM partnerships_partnershipparty party
            LEFT JOIN partnerships_unit unit ON unit.id = party.unit_id
            LEFT JOIN partnerships_organisation organisation
                ON organisation.id = party.organisation_id
            WHERE party.until IS NULL AND unit.valid_to IS NULL AND organisation.until IS NULL
                AND (party.partnership_id = NEW.partnership_id OR party.partnership_id IN (
                    SELECT partnership_id FROM partnerships_partnershipparty beside
                    WHERE beside.side = NEW.side AND (
                        beside.unit_id = NEW.unit_id OR beside.organisation_id = NEW.organisation_id
                    )
                ))
        ), who AS (
            SELECT partnership_id, count(DISTINCT side) AS sides, string_agg(
                (side, unit_id, organisation_id)::text, ';' ORDER BY side, unit_id, organisation_id
            ) AS parties
            FROM standing GROUP BY partnership_id
        )
        SELECT FROM who own
        JOIN who other ON other.parties = own.parties AND other.partnership_id <> own.partnership_id
        JOIN partnerships_partnership tie ON tie.id = own.partnership_id
        JOIN partnerships_partnership twin ON twin.id = other.partnership_id
        WHERE own.partnership_id = NEW.partnership_id AND own.sides = 2 AND tie.kind = twin.kind
            AND twin.merged_into_id IS NULL AND NOT EXISTS (
                SELECT FROM partnerships_partnershipevent ended
                WHERE ended.partnership_id IN (tie.id, twin.id) AND ended.kind = 'ended'
            )
    ) THEN
        RAISE 'a tie that passes on becomes no other tie'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_tie_twice_by_decision';
    END IF;
    RETURN NULL;
"""
TWICE = {
    "no_tie_twice_by_decision": _(
        "Another tie of this kind has the same parties on both sides. End one of the two, or merge "
        "them, before this is recorded."
    )
}


def no_tie_twice() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="no_tie_twice_by_decision",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        timing=pgtrigger.Deferred,
        func=NO_TIE_TWICE,
    )
