from django.db import migrations, models

import core.fields


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_own_numbering"),
    ]

    # Two steps: acts from before have no moment, and must not get that of this migration.
    operations = [
        migrations.AddField(
            model_name="auditevent",
            name="moment",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="moment",
            field=models.DateTimeField(
                db_default=core.fields.TransactionNow(), editable=False, null=True
            ),
        ),
    ]
