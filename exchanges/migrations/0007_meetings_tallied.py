"""The tally of meetings and what keeps it. The table of a many-to-many field has no model of its
own, so the triggers of the ties that met stand here.
"""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FUNCTIONS = """
CREATE FUNCTION exchanges_year_of(days daterange) RETURNS int
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN extract(year FROM lower(days)) = extract(year FROM upper(days) - 1)
        THEN extract(year FROM lower(days))::int ELSE 0 END
$$;
CREATE FUNCTION exchanges_ties_of(meeting bigint) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(partnership_id ORDER BY partnership_id), '{}')
    FROM exchanges_meeting_partnerships WHERE meeting_id = meeting
$$;
"""
NO_FUNCTIONS = """
DROP FUNCTION exchanges_ties_of(bigint);
DROP FUNCTION exchanges_year_of(daterange);
"""
# `gone` and `come` are the ties that a statement took from each of these meetings or gave to it:
# what the meeting was counted under before is worked out of them, and taken off.
RETALLY = """
CREATE FUNCTION exchanges_retally(meetings bigint[], gone bigint[], come bigint[]) RETURNS void
LANGUAGE sql AS $$
    WITH changed AS (
        SELECT id, array_agg(gone) AS gone, array_agg(come) AS come
        FROM unnest(meetings, gone, come) AS rows(id, gone, come) GROUP BY id
    ), sides AS (
        SELECT meeting.*, changed.gone, changed.come, exchanges_ties_of(meeting.id) AS now
        FROM changed JOIN exchanges_meeting meeting USING (id)
    ), counts AS (
        SELECT unit_id, ties, sign * (status = 'held')::int AS held,
            sign * (status IN ('planned', 'invited'))::int AS to_come,
            CASE status WHEN 'held' THEN exchanges_year_of(held_days)
                ELSE coalesce(extract(year FROM planned), 0)::int END AS year
        FROM sides, LATERAL (
            VALUES (1, now), (-1, ARRAY(
                SELECT tie FROM unnest(now) AS tie
                WHERE tie <> ALL (array_remove(come, NULL))
                UNION SELECT unnest(array_remove(gone, NULL)) ORDER BY 1
            ))
        ) AS side(sign, ties)
    )
    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come)
    SELECT ties, unit_id, year, sum(held), sum(to_come) FROM counts
    WHERE ties <> '{}' OR unit_id IS NOT NULL
    GROUP BY ties, unit_id, year
    HAVING sum(held) <> 0 OR sum(to_come) <> 0
$$;
CREATE FUNCTION exchanges_ties_tallied() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    meetings bigint[];
    gone bigint[];
    come bigint[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(meeting_id), array_agg(NULL::bigint), array_agg(partnership_id)
            INTO meetings, gone, come FROM new_rows;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(meeting_id), array_agg(partnership_id), array_agg(NULL::bigint)
            INTO meetings, gone, come FROM old_rows;
    ELSE
        SELECT array_agg(rows.meeting_id), array_agg(rows.old), array_agg(rows.new)
            INTO meetings, gone, come FROM (
                SELECT meeting_id, partnership_id AS old, NULL::bigint AS new FROM old_rows
                UNION ALL SELECT meeting_id, NULL, partnership_id FROM new_rows
            ) AS rows;
    END IF;
    PERFORM exchanges_retally(meetings, gone, come);
    RETURN NULL;
END;
$$;
CREATE TRIGGER tallied_on_insert AFTER INSERT ON exchanges_meeting_partnerships
    REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION exchanges_ties_tallied();
CREATE TRIGGER tallied_on_update AFTER UPDATE ON exchanges_meeting_partnerships
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION exchanges_ties_tallied();
CREATE TRIGGER tallied_on_delete AFTER DELETE ON exchanges_meeting_partnerships
    REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION exchanges_ties_tallied();
"""
NO_RETALLY = """
DROP TRIGGER tallied_on_delete ON exchanges_meeting_partnerships;
DROP TRIGGER tallied_on_update ON exchanges_meeting_partnerships;
DROP TRIGGER tallied_on_insert ON exchanges_meeting_partnerships;
DROP FUNCTION exchanges_ties_tallied();
DROP FUNCTION exchanges_retally(bigint[], bigint[], bigint[]);
"""
# What is there already is counted once; from then on the triggers keep it.
FIRST_COUNT = """
INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come)
SELECT ties, unit_id, year, sum(held), sum(to_come) FROM (
    SELECT exchanges_ties_of(id) AS ties, unit_id,
        CASE status WHEN 'held' THEN exchanges_year_of(held_days)
            ELSE coalesce(extract(year FROM planned), 0)::int END AS year,
        (status = 'held')::int AS held,
        (status IN ('planned', 'invited'))::int AS to_come
    FROM exchanges_meeting
) AS counts
WHERE ties <> '{}' OR unit_id IS NOT NULL
GROUP BY ties, unit_id, year
HAVING sum(held) <> 0 OR sum(to_come) <> 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0006_letters_in_order"),
    ]

    operations = [
        migrations.RunSQL(FUNCTIONS, NO_FUNCTIONS),
        migrations.CreateModel(
            name="MeetingTally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "ties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), size=None
                    ),
                ),
                ("unit_id", models.BigIntegerField(null=True)),
                ("year", models.IntegerField()),
                ("held", models.IntegerField()),
                ("to_come", models.IntegerField()),
            ],
            options={
                "verbose_name": "tally of meetings",
            },
        ),
        migrations.RunSQL(RETALLY, NO_RETALLY),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come)\n    SELECT ties, unit_id, year, sum(held), sum(to_come) FROM (SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    1 * (status = 'held')::int AS held,\n    1 * (status IN ('planned', 'invited'))::int AS to_come\n FROM new_rows) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0;\n    RETURN NULL;\n",
                    hash="649f433fd6c83b70ca60e5d200edd52a6f0166d5",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_tallied_on_insert_0356b",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="exchanges_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come)\n    SELECT ties, unit_id, year, sum(held), sum(to_come) FROM (SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    -1 * (status = 'held')::int AS held,\n    -1 * (status IN ('planned', 'invited'))::int AS to_come\n FROM old_rows UNION ALL SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    1 * (status = 'held')::int AS held,\n    1 * (status IN ('planned', 'invited'))::int AS to_come\n FROM new_rows) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0;\n    RETURN NULL;\n",
                    hash="ec58bcde0c2d1d52d8ed3b579251225386846158",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_tallied_on_update_45125",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="exchanges_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come)\n    SELECT ties, unit_id, year, sum(held), sum(to_come) FROM (SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    -1 * (status = 'held')::int AS held,\n    -1 * (status IN ('planned', 'invited'))::int AS to_come\n FROM old_rows) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0;\n    RETURN NULL;\n",
                    hash="156865396c8d7bbaf172c8327dc638345575c062",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_tallied_on_delete_7cb48",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="exchanges_meeting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(FIRST_COUNT, migrations.RunSQL.noop),
    ]
