"""What the triggers of units, texts and reviews ask: whether a succession fits the days of its
units, and whether a village still waits to be told its commune.
"""

from django.db import migrations

SUCCESSION_FAULT = """
CREATE FUNCTION succession_fault(
    predecessor_id bigint, successor_id bigint, kind text, "on" date
) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
    earlier record;
    later record;
BEGIN
    -- A unit may end by one succession and pass parts on by others: only its end has one day.
    SELECT country_id, valid_from, valid_to INTO earlier
    FROM partnerships_unit WHERE id = predecessor_id;
    IF "on" > earlier.valid_to OR "on" < earlier.valid_from
        OR ("on" < earlier.valid_to AND kind NOT IN ('part_transferred', 'new_parent')) THEN
        RETURN 'successor_after_predecessor';
    END IF;
    IF successor_id IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT country_id, valid_from, valid_to INTO later
    FROM partnerships_unit WHERE id = successor_id;
    IF earlier.country_id <> later.country_id THEN
        RETURN 'succession_in_one_country';
    END IF;
    IF "on" < later.valid_from OR "on" >= later.valid_to THEN
        RETURN 'successor_is_there';
    END IF;
    RETURN NULL;
END
$$
"""
WAITS_TO_BE_PLACED = """
CREATE FUNCTION waits_to_be_placed(unit_id bigint, before date DEFAULT 'infinity')
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM partnerships_unit village
        JOIN partnerships_unit commune ON commune.id = village.parent_id
        WHERE village.id = unit_id AND village.level IN ('village', 'cluster')
            AND village.valid_to IS NULL AND commune.valid_to < before
            AND (SELECT count(*) FROM partnerships_unitsuccession step
                 WHERE step.predecessor_id = commune.id AND step.successor_id IS NOT NULL) > 1
    )
$$
"""


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0002_start")]

    operations = [
        migrations.RunSQL(
            SUCCESSION_FAULT,
            reverse_sql="DROP FUNCTION succession_fault(bigint, bigint, text, date)",
        ),
        migrations.RunSQL(
            WAITS_TO_BE_PLACED, reverse_sql="DROP FUNCTION waits_to_be_placed(bigint, date)"
        ),
    ]
