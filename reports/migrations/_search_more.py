"""What the search reads since migration 0008, as that wrote it: never edited.

Year plans are found, incidents by the words of their course too, and what is named after a border
follows its name.
"""

from reports.migrations._search_sources import PLAIN, SOURCES
from reports.migrations._search_triggers import EVENTS, FOLLOWS, changed_rows, refresh, touched

YEAR_PLAN = f"""SELECT r.id, r.uuid, NULL::date,
    concat_ws(' ', btrim(unit.word || ' ' || unit.name), r.year), '',
    concat_ws(' ', unit.name, r.year), '', concat_ws(' | ', r.note, (
        SELECT string_agg(
            concat_ws(' ', what, search_amount(estimate_number, estimate_words)), ' | ' ORDER BY id
        ) FROM exchanges_yearplanline WHERE plan_id = r.id
    )), {PLAIN}, ARRAY[r.unit_id * 8 + 2]
    FROM exchanges_yearplan r JOIN partnerships_unit unit ON unit.id = r.unit_id WHERE true"""
INCIDENT = """SELECT r.id, r.uuid, lower(r.happened_days), r.title, r.place, r.title, '',
    concat_ws(' | ', r.place, r.account, r.outcome, (
        SELECT string_agg(NULLIF(words, ''), ' | ' ORDER BY id) FROM exchanges_incidentmove
        WHERE incident_id = r.id
    )), r.sensitive, r.filed_by_id::bigint, true, search_places_of_incident(r.id)
    FROM exchanges_incident r WHERE true"""
IN_PARTS = """
CREATE FUNCTION search_refresh_z(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    sorted bigint[] := ARRAY(SELECT one FROM unnest(ids) AS one ORDER BY one);
BEGIN
    FOR start IN 1 .. cardinality(sorted) BY 500 LOOP
        PERFORM search_refresh_part_z(sorted[start : start + 499]);
    END LOOP;
END
$$;
"""
# Of each table: the records that a row concerns, by kind, and the columns that matter; an update
# of another column concerns none.
FOLLOWED = {
    "exchanges_yearplan": ({"z": "SELECT r.id"}, ""),
    "exchanges_yearplanline": ({"z": "SELECT r.plan_id"}, ""),
    "exchanges_incidentmove": ({"n": "SELECT r.incident_id"}, ""),
}
RENAMED = {
    "partnerships_unit": (
        {"z": "SELECT id FROM exchanges_yearplan WHERE unit_id = r.id"},
        "word name",
    ),
    "partnerships_border": (
        {
            "q": "SELECT id FROM partnerships_bordermarker WHERE border_id = r.id",
            "m": "SELECT id FROM exchanges_patrol WHERE border_id = r.id",
        },
        "name",
    ),
}


def part(kind: str, source: str) -> str:
    """The function that writes the entries of one part, new or in place of the one before."""
    written = refresh(kind, source)
    return written.replace(
        f"CREATE FUNCTION search_refresh_{kind}(",
        f"CREATE OR REPLACE FUNCTION search_refresh_part_{kind}(",
    )


def follow(table: str, event: str) -> str:
    concerned, columns = (FOLLOWED | RENAMED)[table]
    rows = {
        "insert": "new_rows",
        "update": changed_rows(columns),
        "delete": "old_rows",
    }[event]
    done = "".join(touched(kind, ids, rows) for kind, ids in concerned.items())
    return f"""
CREATE FUNCTION search_more_{event}_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN{done}
    RETURN NULL;
END
$$;
CREATE TRIGGER search_more_{event} AFTER {event.upper()} ON {table}
    {EVENTS[event]} FOR EACH STATEMENT WHEN {FOLLOWS}
    EXECUTE FUNCTION search_more_{event}_{table}();
"""


FOLLOWING = [(table, event) for table in FOLLOWED for event in EVENTS]
FOLLOWING += [(table, "update") for table in RENAMED]
ALL = "ARRAY(SELECT id FROM {table} ORDER BY id)"


def refill(before: str, *, plans: bool) -> str:
    """All entries anew, with or without those of year plans."""
    more = f"PERFORM search_refresh_z({ALL.format(table='exchanges_yearplan')});\nEND\n$$"
    return before.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(
        "\nEND\n$$", f"    {more}" if plans else "\nEND\n$$"
    )


# What stood there before its tables were followed.
CATCH_UP = f"""
SELECT search_refresh_z({ALL.format(table="exchanges_yearplan")});
SELECT search_refresh_n(ARRAY(SELECT DISTINCT incident_id FROM exchanges_incidentmove));
SELECT search_refresh_q({ALL.format(table="partnerships_bordermarker")});
SELECT search_refresh_m(ARRAY(
    SELECT DISTINCT record FROM reports_searchentry
    WHERE kind = 'm' AND beside NOT IN (SELECT name FROM partnerships_border)
));
"""
MORE = [
    part("z", YEAR_PLAN),
    IN_PARTS,
    part("n", INCIDENT),
    *(follow(*one) for one in FOLLOWING),
]
LESS = [
    *(f"DROP FUNCTION search_more_{event}_{table}() CASCADE;" for table, event in FOLLOWING),
    "DELETE FROM reports_searchentry WHERE kind = 'z';",
    "DROP FUNCTION search_refresh_z(bigint[]); DROP FUNCTION search_refresh_part_z(bigint[]);",
    part("n", SOURCES["n"]),
]
