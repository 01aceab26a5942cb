"""Signed minutes are looked for by index, however full the tables were when it was planned."""

from django.db import migrations

# Asked of every tie of a meeting, with a plan made once, perhaps when the tables were nearly empty:
# without this, 100,000 ties at once would each read through the table.
FUNCTION = "ALTER FUNCTION exchanges_signed_minutes_keep_their_ties()"


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0010_tally_in_step")]
    operations = [
        migrations.RunSQL(
            f"{FUNCTION} SET enable_seqscan = off", f"{FUNCTION} RESET enable_seqscan"
        )
    ]
