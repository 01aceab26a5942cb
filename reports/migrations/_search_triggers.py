"""How the search follows the tables it reads, as migration 0004 wrote it: never edited."""

from reports.migrations._search_followed import CHANGED, READ, SELF, WHOLE

COLUMNS = "record, uuid, day, title, beside, name, code, body, sensitive, filed_by, issued, places"
KEPT = "day, title, beside, name, code, body, sensitive, filed_by, issued, words, first, uuid"

# The records are locked by their entries first, then read: of two transactions that change parts
# of one record, the later one reads what the earlier one wrote.
REFRESH = """
CREATE FUNCTION search_refresh_{kind}(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$  -- planned once in a session
BEGIN
    PERFORM FROM reports_searchentry WHERE kind = '{kind}' AND record = ANY(ids)
    ORDER BY record, place FOR UPDATE;
    WITH fresh AS (
        SELECT s.*, at.place, at.first, words.words
        FROM ({source} AND r.id = ANY(ids) OFFSET 0) AS s({columns}),
        LATERAL (
            SELECT place, row_number() OVER (ORDER BY place) = 1 AS first
            FROM (SELECT DISTINCT unnest(
                CASE WHEN cardinality(array_remove(s.places, NULL)) > 0
                THEN array_remove(s.places, NULL) ELSE ARRAY[-1::bigint] END
            ) AS place) AS places
        ) AS at,
        LATERAL (
            SELECT search_words('{kind}', concat_ws(' | ', s.title, s.code, s.body)) AS words
        ) AS words
    ), kept AS (
        INSERT INTO reports_searchentry AS entry (kind, record, place, {kept})
        SELECT '{kind}', record, place, day, COALESCE(title, ''), COALESCE(beside, ''),
            left(public.vn_norm(COALESCE(name, '')), 300), left(public.vn_norm(COALESCE(code, '')), 100),
            COALESCE(body, ''), sensitive, filed_by, issued, words, first, uuid
        FROM fresh
        ON CONFLICT (kind, record, place) DO UPDATE SET {set}
        WHERE ({old}) IS DISTINCT FROM ({new})
    )
    DELETE FROM reports_searchentry entry
    WHERE kind = '{kind}' AND record = ANY(ids)
        AND NOT EXISTS (
            SELECT FROM fresh WHERE fresh.record = entry.record AND fresh.place = entry.place
        );
END
$$;
"""


def refresh(kind: str, source: str) -> str:
    return REFRESH.format(
        kind=kind,
        source=source,
        columns=COLUMNS,
        kept=KEPT,
        set=", ".join(f"{name} = excluded.{name}" for name in KEPT.split(", ")),
        old=", ".join(f"entry.{name}" for name in KEPT.split(", ")),
        new=", ".join(f"excluded.{name}" for name in KEPT.split(", ")),
    )


def refill() -> str:
    """All entries anew: where the tables were filled while triggers were off."""
    each = "".join(
        f"PERFORM search_refresh_{kind}(ARRAY(SELECT id FROM {table} ORDER BY id));\n    "
        for table, kinds in WHOLE.items()
        for kind, ids in kinds.items()
        if ids == SELF
    )
    return f"""CREATE FUNCTION search_refill() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    {each}
END
$$"""


EVENTS = {  # which rows a statement gives to its trigger
    "insert": "REFERENCING NEW TABLE AS new_rows",
    "update": "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "delete": "REFERENCING OLD TABLE AS old_rows",
}


# Whoever loads very many rows may put it off: SET LOCAL search.waits = 'on', later search_refill().
FOLLOWS = "(current_setting('search.waits', true) IS DISTINCT FROM 'on')"


def touched(kind: str, ids: str, rows: str) -> str:
    return f"""
    ids := ARRAY(SELECT DISTINCT one.id FROM {rows} r, LATERAL ({ids}) AS one(id)
        WHERE one.id IS NOT NULL);
    IF ids <> '{{}}' THEN PERFORM search_refresh_{kind}(ids); END IF;"""


def changed_rows(columns: str) -> str:
    """Both faces of the rows that an update gave another value in one of these columns."""
    differ = "true"
    if columns:
        old, new = (", ".join(f"{t}.{one}" for one in columns.split()) for t in ("o", "n"))
        differ = f"({old}) IS DISTINCT FROM ({new})"
    pair = f"FROM old_rows o JOIN new_rows n USING (id) WHERE {differ}"
    return f"(SELECT o.* {pair} UNION ALL SELECT n.* {pair})"


def blocks(table: str, event: str) -> str:
    """What one kind of statement on a table makes the search read again."""
    own = WHOLE.get(table, {})
    if event != "update":
        rows = "new_rows" if event == "insert" else "old_rows"
        return "".join(touched(kind, ids, rows) for kind, ids in own.items())
    columns, more = CHANGED.get(table, ("", {}))
    every, some = changed_rows(READ.get(table, "")), changed_rows(columns)
    return "".join(
        [touched(kind, ids, every) for kind, ids in own.items()]
        + [touched(kind, ids, some) for kind, ids in more.items()]
    )


def triggers(table: str) -> str:
    return "".join(
        f"""
CREATE FUNCTION search_{event}_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bigint[];
BEGIN{done}
    RETURN NULL;
END
$$;
CREATE TRIGGER search_{event} AFTER {event.upper()} ON {table}
    {rows} FOR EACH STATEMENT WHEN {FOLLOWS} EXECUTE FUNCTION search_{event}_{table}();
"""
        for event, rows in EVENTS.items()
        if (done := blocks(table, event))
    )


TABLES = sorted({*WHOLE, *CHANGED})
