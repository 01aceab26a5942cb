"""Year plans and the course of an incident are found; what is named after a border follows it."""

from django.db import migrations, models

from reports.migrations._search_more import CATCH_UP, LESS, MORE, refill
from reports.migrations._search_triggers import refill as refill_before

KINDS = [
    ("a", "Ties"),
    ("b", "Places"),
    ("c", "Bodies"),
    ("d", "People"),
    ("q", "Border markers"),
    ("r", "Border gates"),
    ("f", "Texts"),
    ("g", "Commitments"),
    ("h", "Aid projects"),
    ("y", "Deliveries"),
    ("z", "Year plans"),
    ("i", "Meetings"),
    ("j", "Minutes"),
    ("k", "Agreed items"),
    ("l", "Activities"),
    ("m", "Patrols"),
    ("n", "Incidents"),
    ("o", "Letters"),
    ("p", "Decisions"),
    ("w", "Annual reviews"),
    ("x", "Papers of reviews"),
    ("s", "Stated figures"),
    ("t", "Notes"),
    ("e", "Papers"),
    ("u", "Files of texts"),
    ("v", "Attached files"),
]


class Migration(migrations.Migration):
    dependencies = [
        ("exchanges", "0009_lists_of_a_million"),
        ("reports", "0007_search_follows_in_parts"),
    ]

    operations = [
        migrations.AlterField(
            model_name="searchentry",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=1),
        ),
        migrations.RunSQL(MORE, LESS),
        migrations.RunSQL(
            refill(refill_before(), plans=True), refill(refill_before(), plans=False)
        ),
        migrations.RunSQL(CATCH_UP, migrations.RunSQL.noop),
    ]
