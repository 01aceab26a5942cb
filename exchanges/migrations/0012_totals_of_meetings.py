"""What the tally counts of each year is summed up for all of them together."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# What the tally has already is summed up once; from then on its triggers do it.
TOTALS = """
INSERT INTO exchanges_meetingtotal (ties, unit_id, held, to_come, put_off, written)
SELECT ties, unit_id, sum(held), sum(to_come), sum(put_off), sum(written)
FROM exchanges_meetingtally
GROUP BY ties, unit_id
HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0011_signed_minutes_by_index"),
    ]

    operations = [
        migrations.CreateModel(
            name="MeetingTotal",
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
                ("held", models.IntegerField()),
                ("to_come", models.IntegerField()),
                ("put_off", models.IntegerField(default=0)),
                ("written", models.IntegerField(default=0)),
            ],
            options={
                "verbose_name": "total of meetings",
            },
        ),
        migrations.RemoveIndex(
            model_name="meetingtally",
            name="tally_to_come",
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingtally",
            trigger=pgtrigger.compiler.Trigger(
                name="summed_up_on_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO exchanges_meetingtotal (ties, unit_id, held, to_come, put_off, written)\n                SELECT ties, unit_id, sum(held), sum(to_come), sum(put_off), sum(written)\n                FROM new_rows GROUP BY ties, unit_id HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n                RETURN NULL;\n            ",
                    hash="6f7ac6297d71f68d1f8a2f4415a688e6b28cd5da",
                    level="STATEMENT",
                    operation="INSERT",
                    pgid="pgtrigger_summed_up_on_insert_aaae5",
                    referencing="REFERENCING NEW TABLE AS new_rows ",
                    table="exchanges_meetingtally",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="meetingtally",
            trigger=pgtrigger.compiler.Trigger(
                name="summed_up_on_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                INSERT INTO exchanges_meetingtotal (ties, unit_id, held, to_come, put_off, written)\n                SELECT ties, unit_id, -sum(held), -sum(to_come), -sum(put_off), -sum(written)\n                FROM old_rows GROUP BY ties, unit_id HAVING sum(held) <> 0 OR sum(to_come) <> 0 OR sum(put_off) <> 0 OR sum(written) <> 0;\n                RETURN NULL;\n            ",
                    hash="f2d0bca28b3dfd487191fef25e1df1a331002201",
                    level="STATEMENT",
                    operation="DELETE",
                    pgid="pgtrigger_summed_up_on_delete_ae598",
                    referencing="REFERENCING OLD TABLE AS old_rows ",
                    table="exchanges_meetingtally",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddIndex(
            model_name="meetingtotal",
            index=django.contrib.postgres.indexes.GinIndex(
                fastupdate=False, fields=["ties"], name="total_by_ties"
            ),
        ),
        migrations.AddIndex(
            model_name="meetingtotal",
            index=models.Index(
                condition=models.Q(("unit_id__isnull", False)),
                fields=["unit_id"],
                name="total_by_unit",
            ),
        ),
        # Now that the triggers are there nobody writes to the tally until this is done.
        migrations.RunSQL(TOTALS, migrations.RunSQL.noop),
    ]
