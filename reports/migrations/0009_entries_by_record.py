"""The entries of a record are looked up by the record, never by their kind.

Of a kind that came late PostgreSQL believes that there is hardly an entry, until it has counted
anew: to write the entries of a hundred records of an import, it went through all that the import
had written of that kind so far. Twice as many rows took four times as long.
"""

from django.db import migrations, models

# What is compared with a text put together is no use to an index, and that of the record is left.
REWRITE = r"""
DO $do$
DECLARE
    written text;
BEGIN
    FOR written IN
        SELECT pg_get_functiondef(oid) FROM pg_proc
        WHERE proname LIKE 'search\_refresh\_part\_%' AND pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE replace(written, '{before}', '{after}');
    END LOOP;
END
$do$
"""
BY_KIND, BY_RECORD = "WHERE kind = ", "WHERE kind || '''' = "


class Migration(migrations.Migration):
    dependencies = [("reports", "0008_search_of_plans_and_courses")]

    operations = [
        migrations.RemoveConstraint(model_name="searchentry", name="an_entry_for_each_place"),
        migrations.AddConstraint(
            model_name="searchentry",
            constraint=models.UniqueConstraint(
                fields=["record", "kind", "place"], name="an_entry_for_each_place"
            ),
        ),
        migrations.RunSQL(
            REWRITE.replace("{before}", BY_KIND).replace("{after}", BY_RECORD),
            REWRITE.replace("{before}", BY_RECORD).replace("{after}", BY_KIND),
        ),
    ]
