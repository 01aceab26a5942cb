"""The SQL of a search, put together in reports.searching.finding."""

TABLE = "reports_searchentry"
LOOKED_AT = 50  # of the latest of a kind, and of each of some other days

# Almost all of it is in memory, so that reading a row by an index costs about what reading the
# next one does. Nothing is met by reading the table from its beginning: of a kind that was filled
# late, the first hit may be its last row. And only names that are much alike are worth showing.
SETTINGS = """SELECT set_config('random_page_cost', '1.1', true),
    set_config('enable_seqscan', 'off', true),
    set_config('pg_trgm.similarity_threshold', '0.45', true)"""

LOOK = f"""SELECT '{{kind}}', count(*), count(*) FILTER (WHERE words @@ %s::tsquery) FROM (
        (SELECT words FROM {TABLE} WHERE kind = '{{kind}}'
            ORDER BY day DESC NULLS LAST, id LIMIT {LOOKED_AT})
        UNION ALL SELECT near.words FROM unnest(%s::date[]) AS spread(latest), LATERAL (
            SELECT words FROM {TABLE} WHERE kind = '{{kind}}' AND day <= latest
            ORDER BY day DESC NULLS LAST, id LIMIT {LOOKED_AT}
        ) AS near
    ) AS looked_at"""

RANK = """CASE WHEN name = %s OR code = %s THEN 0
    WHEN starts_with(name, %s) OR starts_with(code, %s) THEN 1
    WHEN strpos(name, %s) > 0 THEN 2
    WHEN words @@ %s::tsquery THEN 3 ELSE 4 END"""
# The order of the hits of a kind as one number, which sorts many times as fast as its parts: the
# rank, then the latest day first and no day last, then the newest record. Entries of one record
# are alike but for their places and have the same.
WEIGHT = f"""(({RANK}) * 10000000 + coalesce(
    date '9999-12-31' - least(greatest(day, date '0001-01-01'), date '9999-12-31'), 9999999
)) * 100000000000 - record"""
ENTRY = f"id, ascii(kind) AS letter, record, {WEIGHT} AS weight"
BEST = """SELECT {nth} AS probe, (SELECT count(*) FROM probe_{nth}) AS probed, number, best.* FROM
    (SELECT DISTINCT letter FROM probe_{nth}) AS every,
    LATERAL (
        SELECT count(DISTINCT weight) AS number FROM probe_{nth} WHERE letter = every.letter
    ) AS counted,
    LATERAL (
        SELECT DISTINCT ON (weight) id, letter, weight FROM probe_{nth}
        WHERE letter = every.letter ORDER BY weight LIMIT {shown}
    ) AS best"""

SHOW = """SELECT kind, number, probe, probed, weight, uuid, day, title, beside,
        substr(body, greatest(1, at.hit - 80), %s), at.hit > 81
    FROM ({best}) AS best JOIN reports_searchentry entry USING (id),
    LATERAL (SELECT strpos(public.vn_norm(body), %s) AS hit) AS at
    ORDER BY letter, weight"""
