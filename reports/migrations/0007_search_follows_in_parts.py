"""The entries of many records are written some hundred at a time.

One statement about 15,000 records compared each of their entries with each other: minutes, and four
times as long for twice the records.
"""

from django.db import migrations

from reports.migrations._search_sources import SOURCES

# In the order of the records, as within a part: two transactions wait for each other, never crosswise.
IN_PARTS = """
ALTER FUNCTION search_refresh_{kind}(bigint[]) RENAME TO search_refresh_part_{kind};
CREATE FUNCTION search_refresh_{kind}(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    sorted bigint[] := ARRAY(SELECT one FROM unnest(ids) AS one ORDER BY one);
BEGIN
    FOR start IN 1 .. cardinality(sorted) BY 500 LOOP
        PERFORM search_refresh_part_{kind}(sorted[start : start + 499]);
    END LOOP;
END
$$;
"""
WHOLE = """
DROP FUNCTION search_refresh_{kind}(bigint[]);
ALTER FUNCTION search_refresh_part_{kind}(bigint[]) RENAME TO search_refresh_{kind};
"""


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_search_entries")]

    operations = [
        migrations.RunSQL(
            [IN_PARTS.format(kind=kind) for kind in SOURCES],
            [WHOLE.format(kind=kind) for kind in SOURCES],
        )
    ]
