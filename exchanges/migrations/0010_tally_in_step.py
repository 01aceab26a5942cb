"""The tally counts what two people do to one meeting one after the other; indexes for what home
counts of aid.
"""

import django.contrib.postgres.fields.ranges
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from core.schema import Together

# As in 0005, but the meeting is locked before its minutes, as whoever changes the meeting does: two
# who change one meeting at once are counted one after the other (exchanges.models.meeting_tally).
KEPT = """
CREATE OR REPLACE FUNCTION exchanges_signed_minutes_keep_their_ties() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    {first}PERFORM FROM exchanges_minutes
        WHERE meeting_id IN (OLD.meeting_id, NEW.meeting_id) FOR UPDATE;
    IF EXISTS (
        SELECT FROM exchanges_minutes WHERE meeting_id IN (OLD.meeting_id, NEW.meeting_id)
            AND basis = 'made_here'
            AND status IN ('signed_by_one', 'signed_by_both', 'archived')
    ) THEN
        RAISE 'signed minutes keep what they say of the meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_minutes_keep_what_they_say';
    END IF;
    RETURN COALESCE(NEW, OLD);
END;
$$;
"""
LOCKED = """PERFORM FROM exchanges_meeting
        WHERE id IN (OLD.meeting_id, NEW.meeting_id) ORDER BY id FOR NO KEY UPDATE;
    """


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0009_lists_of_a_million"),
        ("partnerships", "0014_texts_by_state"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(KEPT.format(first=LOCKED), KEPT.format(first="")),
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="minutes",
                    name="tallied_on_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="minutes",
                    name="tallied_on_update",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="minutes",
                    name="tallied_on_delete",
                ),
                migrations.AddIndex(
                    model_name="aidproject",
                    index=models.Index(fields=["status"], name="aid_by_status"),
                ),
                migrations.AddIndex(
                    model_name="aidproject",
                    index=models.Index(
                        condition=models.Q(
                            ("status__in", ["accepted", "closed", "handed_over"]),
                            models.Q(
                                ("handed_over_days__isnull", True),
                                models.Q(
                                    (
                                        "handed_over_days",
                                        models.Func(
                                            models.F("handed_over_days__startswith"),
                                            models.F("handed_over_days__startswith"),
                                            django.contrib.postgres.fields.ranges.RangeBoundary(
                                                inclusive_lower=True, inclusive_upper=True
                                            ),
                                            function="DATERANGE",
                                            output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                        ),
                                    ),
                                    ("handed_over_days__startswith__isnull", False),
                                    _negated=True,
                                ),
                                _connector="OR",
                            ),
                        ),
                        fields=["id"],
                        name="aid_without_day",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="minutes",
                    trigger=pgtrigger.compiler.Trigger(
                        name="tallied_on_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    PERFORM FROM exchanges_meeting WHERE id IN (SELECT meeting_id FROM new_rows) ORDER BY id FOR NO KEY UPDATE;\n\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (\n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            1 AS written\n        FROM new_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n    ) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                            hash="128081674a144949b7eea97d0cd353731683d244",
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
                            func="\n    PERFORM FROM exchanges_meeting WHERE id IN (\n    SELECT unnest(ARRAY[was.meeting_id, now.meeting_id])\n    FROM old_rows was JOIN new_rows now USING (id) WHERE was.meeting_id <> now.meeting_id\n) ORDER BY id FOR NO KEY UPDATE;\n\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (\n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            -1 AS written\n        FROM old_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n     UNION ALL \n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            1 AS written\n        FROM new_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n    ) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                            hash="fb2b2ff2b50bdcc5ac48ac70c1d6ea9b1cd71f0b",
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
                            func="\n    PERFORM FROM exchanges_meeting WHERE id IN (SELECT meeting_id FROM old_rows) ORDER BY id FOR NO KEY UPDATE;\n\n    INSERT INTO exchanges_meetingtally (ties, unit_id, year, held, to_come, put_off, written)\n    SELECT ties, unit_id, year, sum(held), sum(to_come), sum(put_off), sum(written) FROM (\n        SELECT exchanges_ties_of(meeting.id) AS ties, unit_id,\n            exchanges_year_of(held_days) AS year, 0 AS held, 0 AS to_come, 0 AS put_off,\n            -1 AS written\n        FROM old_rows AS minutes JOIN exchanges_meeting meeting ON meeting.id = minutes.meeting_id\n        WHERE meeting.status = 'held'\n    ) AS changes\n    WHERE ties <> '{}' OR unit_id IS NOT NULL\n    GROUP BY ties, unit_id, year\n    HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n    RETURN NULL;\n",
                            hash="131ccc20fbc9a9d365a30aa29099c64b1f803035",
                            level="STATEMENT",
                            operation="DELETE",
                            pgid="pgtrigger_tallied_on_delete_c7ec0",
                            referencing="REFERENCING OLD TABLE AS old_rows ",
                            table="exchanges_minutes",
                            when="AFTER",
                        ),
                    ),
                ),
            ]
        ),
    ]
