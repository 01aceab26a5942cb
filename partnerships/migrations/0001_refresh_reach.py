"""What the tables need before they are there: extensions, the folding of names, and the function
behind the triggers that keep UnitReach and TieReach (see models/reach.py).
"""

from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations

# Schema-qualified, or a restored dump would not find them.
VN_NORM = """
CREATE FUNCTION public.vn_norm(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC)))
$$
"""
REFRESH_REACH = """
CREATE FUNCTION refresh_reach(VARIADIC touched bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    above bigint[];
BEGIN
    -- One change at a time, or two transactions would each miss the other's branch. Readers go on.
    LOCK TABLE partnerships_unitreach IN SHARE ROW EXCLUSIVE MODE;
    above := touched || ARRAY(
        SELECT ancestor_id FROM partnerships_unitreach WHERE unit_id = ANY(touched)
    );
    DELETE FROM partnerships_unitreach WHERE ancestor_id = ANY(above);
    INSERT INTO partnerships_unitreach (ancestor_id, unit_id)
    WITH RECURSIVE reached(ancestor, unit, backwards) AS (
        SELECT id, id, backwards
        FROM partnerships_unit, (VALUES (true), (false)) AS direction(backwards)
        WHERE id = ANY(above)
        UNION
        SELECT reached.ancestor, step.unit, reached.backwards
        FROM reached, LATERAL (
            SELECT id FROM partnerships_unit WHERE parent_id = reached.unit
            UNION ALL  -- what belonged to a unit that has ended
            SELECT below.unit_id
            FROM partnerships_unitparent below
            JOIN partnerships_unit up ON up.id = below.parent_id AND up.valid_to IS NOT NULL
            WHERE below.parent_id = reached.unit
                AND (below.until IS NULL OR below.until >= up.valid_to)
            UNION ALL
            SELECT predecessor_id FROM partnerships_unitsuccession
            WHERE successor_id = reached.unit AND reached.backwards
            UNION ALL
            SELECT successor_id FROM partnerships_unitsuccession
            WHERE predecessor_id = reached.unit AND NOT reached.backwards
                AND successor_id IS NOT NULL
        ) AS step(unit)
    )
    SELECT DISTINCT ancestor, unit FROM reached;
    DELETE FROM partnerships_tiereach WHERE unit_id = ANY(above);
    INSERT INTO partnerships_tiereach (tie_id, unit_id)
    SELECT party.partnership_id, reach.ancestor_id
    FROM partnerships_unitreach reach
    JOIN partnerships_partnershipparty party ON party.unit_id = reach.unit_id
    WHERE reach.ancestor_id = ANY(above)
    UNION
    SELECT party.partnership_id, reach.ancestor_id
    FROM partnerships_unitreach reach
    JOIN partnerships_organisation organisation ON organisation.seat_id = reach.unit_id
    JOIN partnerships_partnershipparty party ON party.organisation_id = organisation.id
    WHERE reach.ancestor_id = ANY(above);
END
$$
"""


class Migration(migrations.Migration):
    dependencies = []

    operations = [
        BtreeGistExtension(),  # exclusion constraints on ordinary columns need it
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(VN_NORM, reverse_sql="DROP FUNCTION public.vn_norm(text)"),
        migrations.RunSQL(REFRESH_REACH, reverse_sql="DROP FUNCTION refresh_reach(bigint[])"),
    ]
