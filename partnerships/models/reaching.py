"""All that somebody may see, asked in one question of the tables that say what units reach."""

from datetime import date

from django.db import connection
from django.db.models import QuerySet

# Asked for nearly every page, so that it is worth being written out: put together by Django each
# time, it took longer than PostgreSQL needs to answer it.
REACH = """
    WITH mine (id) AS MATERIALIZED ({units}),
    charge AS MATERIALIZED (
        SELECT unit_id, partnership_id, from_marker_id, to_marker_id FROM partnerships_charge
        WHERE organisation_id = %s
            AND (since IS NULL OR since <= %s) AND (until IS NULL OR until > %s)
    ),
    reached (id) AS MATERIALIZED (
        SELECT DISTINCT unit_id FROM partnerships_unitreach
        WHERE ancestor_id IN (SELECT id FROM mine)
    )
    SELECT 'Unit', ARRAY(
        SELECT id FROM reached
        UNION SELECT below.unit_id FROM charge
        JOIN partnerships_unitreach below ON below.ancestor_id = charge.unit_id
    )
    UNION ALL SELECT 'Partnership', ARRAY(
        SELECT tie_id FROM partnerships_tiereach WHERE unit_id IN (
            SELECT id FROM mine UNION ALL SELECT unit_id FROM charge
        )
        UNION SELECT partnership_id FROM partnerships_partnershipparty
        WHERE organisation_id = %s
        UNION SELECT partnership_id FROM charge WHERE partnership_id IS NOT NULL
    )
    UNION ALL SELECT 'Organisation', ARRAY(
        SELECT id FROM partnerships_organisation WHERE seat_id IN (SELECT id FROM reached)
        UNION SELECT id FROM partnerships_organisation WHERE id = %s
    )
    UNION ALL SELECT 'BorderMarker', ARRAY(
        SELECT DISTINCT marker.id FROM charge
        JOIN partnerships_bordermarker first ON first.id = charge.from_marker_id
        JOIN partnerships_bordermarker last ON last.id = charge.to_marker_id
        JOIN partnerships_bordermarker marker ON marker.border_id = first.border_id
            AND marker.place BETWEEN first.place AND last.place
    )"""


def reached(units: QuerySet, *, organisation: int | None, on: date) -> dict[str, list[int]]:
    """By the kind of what is reached, the ids: what belongs to these units, and what the
    organisation is, is party to, or has charge of on that day.
    """
    keys = units.order_by().values("pk").query
    sql, values = keys.get_compiler(connection=connection, elide_empty=False).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(
            REACH.format(units=sql), [*values, organisation, on, on, organisation, organisation]
        )
        return dict(cursor.fetchall())
