"""The tally also counts what was put off, and which meetings have minutes."""

import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

HAS_MINUTES = """
CREATE FUNCTION exchanges_has_minutes(meeting bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM exchanges_minutes WHERE meeting_id = meeting)
$$;
"""
NO_HAS_MINUTES = "DROP FUNCTION exchanges_has_minutes(bigint)"
# Held, but not on days of one year: few, and asked for beside the tally where a year is counted.
NO_ONE_YEAR = """
CREATE INDEX meeting_of_no_one_year ON exchanges_meeting (id)
    WHERE status = 'held' AND held_days IS NOT NULL AND exchanges_year_of(held_days) = 0
"""
# As in 0007, with these numbers.
RETALLY = """
CREATE OR REPLACE FUNCTION exchanges_retally(meetings bigint[], gone bigint[], come bigint[])
RETURNS void LANGUAGE sql AS $$
    WITH changed AS (
        SELECT id, array_agg(gone) AS gone, array_agg(come) AS come
        FROM unnest(meetings, gone, come) AS rows(id, gone, come) GROUP BY id
    ), sides AS (
        SELECT meeting.*, changed.gone, changed.come, exchanges_ties_of(meeting.id) AS now
        FROM changed JOIN exchanges_meeting meeting USING (id)
    ), counts AS (
        SELECT unit_id, ties, {numbers},
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
    INSERT INTO exchanges_meetingtally (ties, unit_id, year, {names})
    SELECT ties, unit_id, year, {sums} FROM counts
    WHERE ties <> '{{}}' OR unit_id IS NOT NULL
    GROUP BY ties, unit_id, year
    HAVING {any_of}
$$;
"""
BEFORE = {
    "held": "sign * (status = 'held')::int",
    "to_come": "sign * (status IN ('planned', 'invited'))::int",
}
AFTER = BEFORE | {
    "put_off": "sign * (status IN ('postponed', 'cancelled'))::int",
    "written": "CASE status WHEN 'held' THEN sign * exchanges_has_minutes(id)::int ELSE 0 END",
}


def retally(numbers: dict[str, str]) -> str:
    return RETALLY.format(
        numbers=", ".join(f"{count} AS {name}" for name, count in numbers.items()),
        names=", ".join(numbers),
        sums=", ".join(f"sum({name})" for name in numbers),
        any_of=" OR ".join(f"sum({name}) <> 0" for name in numbers),
    )


# What is there already is counted once; from then on the triggers keep it.
COUNT = """
DELETE FROM exchanges_meetingtally;
INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)
SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (
    SELECT exchanges_ties_of(id) AS ties, unit_id,
        CASE status WHEN 'held' THEN exchanges_year_of(held_days)
            ELSE coalesce(extract(year FROM planned), 0)::int END AS year,
        (status = 'held')::int AS held,
        (status IN ('planned', 'invited'))::int AS to_come,
        (status IN ('postponed', 'cancelled'))::int AS put_off,
        (status = 'held' AND exchanges_has_minutes(id))::int AS written
    FROM exchanges_meeting
) AS counts
WHERE ties <> '{}' OR unit_id IS NOT NULL
GROUP BY ties, unit_id, year
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0007_meetings_tallied"),
        ("partnerships", "0013_tables_brought_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(HAS_MINUTES, NO_HAS_MINUTES),
        migrations.RunSQL(NO_ONE_YEAR, "DROP INDEX meeting_of_no_one_year"),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="tallied_on_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="tallied_on_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="meeting",
            name="tallied_on_delete",
        ),
        migrations.AddField(
            model_name="meetingtally",
            name="put_off",
            field=models.IntegerField(default=0),
        ),
        migrations.AddField(
            model_name="meetingtally",
            name="written",
            field=models.IntegerField(default=0),
        ),
        migrations.RunSQL(retally(AFTER), retally(BEFORE)),
        migrations.AddIndex(
            model_name="agreeditem",
            index=models.Index(
                condition=models.Q(("status__in", ("open", "in_hand"))),
                fields=["due", "id"],
                name="items_still_open",
            ),
        ),
        migrations.AddIndex(
            model_name="meetingtally",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["ties"], name="tally_by_ties"
            ),
        ),
        migrations.AddIndex(
            model_name="meetingtally",
            index=models.Index(
                condition=models.Q(("unit_id__isnull", False)),
                fields=["unit_id"],
                name="tally_by_unit",
            ),
        ),
        migrations.AddIndex(
            model_name="meetingtally",
            index=models.Index(fields=["year"], name="tally_by_year"),
        ),
        migrations.AddIndex(
            model_name="meetingtally",
            index=models.Index(
                condition=models.Q(("to_come", 0), _negated=True),
                fields=["year"],
                name="tally_to_come",
            ),
        ),
        migrations.AddIndex(
            model_name="minutes",
            index=models.Index(
                condition=models.Q(("status__in", ("submitted", "returned"))),
                fields=["id"],
                name="minutes_that_wait",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meeting",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    1 * (status = 'held')::int AS held,\n    1 * (status IN ('planned', 'invited'))::int AS to_come,\n    1 * (status IN ('postponed', 'cancelled'))::int AS put_off,\n    CASE status WHEN 'held' THEN 1 * exchanges_has_minutes(new_rows.id)::int ELSE 0 END\n        AS written\n FROM new_rows) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                    hash="f9a29fc9a7fbd3e20ca588f56704cea73a7f8ebb",
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
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    -1 * (status = 'held')::int AS held,\n    -1 * (status IN ('planned', 'invited'))::int AS to_come,\n    -1 * (status IN ('postponed', 'cancelled'))::int AS put_off,\n    CASE status WHEN 'held' THEN -1 * exchanges_has_minutes(old_rows.id)::int ELSE 0 END\n        AS written\n FROM old_rows UNION ALL SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    1 * (status = 'held')::int AS held,\n    1 * (status IN ('planned', 'invited'))::int AS to_come,\n    1 * (status IN ('postponed', 'cancelled'))::int AS put_off,\n    CASE status WHEN 'held' THEN 1 * exchanges_has_minutes(new_rows.id)::int ELSE 0 END\n        AS written\n FROM new_rows) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                    hash="3fa964538ac62b3aae0ea31cbe281a897ba0b657",
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
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (SELECT \n    exchanges_ties_of(id) AS ties, unit_id,\n    CASE status WHEN 'held' THEN exchanges_year_of(held_days)\n        ELSE coalesce(extract(year FROM planned), 0)::int END AS year,\n    -1 * (status = 'held')::int AS held,\n    -1 * (status IN ('planned', 'invited'))::int AS to_come,\n    -1 * (status IN ('postponed', 'cancelled'))::int AS put_off,\n    CASE status WHEN 'held' THEN -1 * exchanges_has_minutes(old_rows.id)::int ELSE 0 END\n        AS written\n FROM old_rows) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                    hash="e79eee381bc8de461e92fd5ad3bab72f57895953",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_tallied_on_delete_7cb48",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="exchanges_meeting",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (\n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            1 AS written\n        FROM new_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n    ) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                    hash="7aabb86776b382ae43bfc7c2c22df729621acfb8",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_tallied_on_insert_a87b6",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="exchanges_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (\n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            -1 AS written\n        FROM old_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n     UNION ALL \n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            1 AS written\n        FROM new_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n    ) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                    hash="67903fa27cc74b0a807a2573355df56ba3bcb86e",
                    level="STATEMENT",
                    operation="UPDATE",
                    pgid="pgtrigger_tallied_on_update_af3ad",
                    referencing="REFERENCING OLD TABLE AS old_rows  NEW TABLE AS new_rows ",
                    table="exchanges_minutes",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="minutes",
            trigger=pgtrigger.compiler.Trigger(
                name="tallied_on_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (\n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            -1 AS written\n        FROM old_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n    ) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                    hash="15df5f0c9c14704d241ccf6b96c1e8dd1832086b",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_tallied_on_delete_c7ec0",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="exchanges_minutes",
                    when="AFTER",
                ),
            ),
        ),
        migrations.RunSQL(COUNT, migrations.RunSQL.noop),
    ]
