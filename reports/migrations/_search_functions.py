"""How the search reads words and places, as migration 0004 wrote it: never edited."""

# In PL/pgSQL, whose plans are kept for the session: SQL functions would be planned for each row.
FUNCTIONS = """
CREATE FUNCTION search_words(kind text, plain text) RETURNS tsvector
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
BEGIN
    -- One word per run of letters or digits, with the letter of its kind before it. Digits grouped
    -- in threes are one number; each Chinese character is a word; what is written without spaces
    -- (Lao, Thai, Khmer, Burmese) is cut into overlapping pairs of characters.
    RETURN (
        SELECT COALESCE(string_agg(kind || part || ':' || least(nth, 16383), ' '), '')::tsvector
        FROM (
            SELECT part, row_number() OVER (ORDER BY run, pair) AS nth
            FROM regexp_matches(
                regexp_replace(
                    public.vn_norm(left(plain, 100000)), '(?<=\\d)[.,](?=\\d{3}(?!\\d))', '', 'g'
                ),
                '[0-9]+|[\\u3400-\\u9fff\\uf900-\\ufaff]|[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff]+'
                || '|[^[:space:][:punct:][:cntrl:]0-9\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3000-\\u9fff\\uf900-\\ufaff\\u2000-\\u206f$+<=>^`|~]+',
                'g'
            ) WITH ORDINALITY AS matched(taken, run),
            LATERAL (
                SELECT substr(taken[1], pair, 2) AS part, pair
                FROM generate_series(1, greatest(length(taken[1]) - 1, 1)) AS pair
                WHERE taken[1] ~ '^[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff]'
                UNION ALL
                SELECT left(taken[1], 40), 1
                WHERE taken[1] !~ '^[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff]'
            ) AS parts
        ) AS words
    );
END
$$;
CREATE FUNCTION search_texts(texts jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT string_agg(one #>> '{}', ' ')
        FROM jsonb_path_query(texts, 'lax $.**.text ? (@.type() == "string")') AS one
    );
END
$$;
CREATE FUNCTION search_names(names jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT string_agg(one #>> '{}', ' ')
        FROM jsonb_path_query(names, 'strict $.** ? (@.type() == "string")') AS one
    );
END
$$;
CREATE FUNCTION search_amount(number numeric, words text) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT concat_ws(' ', trim_scale(number)::text, words)
    );
END
$$;
CREATE FUNCTION search_places_of_text(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT ARRAY(
            SELECT partnership_id * 8 + 1 FROM partnerships_memorandum_partnerships
            WHERE memorandum_id = $1
            UNION ALL
            SELECT COALESCE(unit_id * 8 + 2, organisation_id * 8 + 3)
            FROM partnerships_memorandumparty WHERE memorandum_id = $1
        )
    );
END
$$;
CREATE FUNCTION search_places_of_promise(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT ARRAY[partnership_id * 8 + 1, giver_id * 8 + 2, giver_organisation_id * 8 + 3]
            || search_places_of_text(memorandum_id)
        FROM partnerships_commitment promise WHERE promise.id = $1
    );
END
$$;
CREATE FUNCTION search_places_of_aid(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT partnership_id * 8 + 1 || ARRAY(
            SELECT COALESCE(unit_id * 8 + 2, organisation_id * 8 + 3)
            FROM exchanges_aidparty WHERE project_id = $1
        ) FROM exchanges_aidproject project WHERE project.id = $1
    );
END
$$;
CREATE FUNCTION search_places_of_delivery(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT ARRAY[unit_id * 8 + 2, organisation_id * 8 + 3]
            || search_places_of_aid(project_id) || search_places_of_promise(commitment_id)
        FROM exchanges_delivery delivery WHERE delivery.id = $1
    );
END
$$;
CREATE FUNCTION search_places_of_meeting(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT unit_id * 8 + 2 || ARRAY(
            SELECT partnership_id * 8 + 1 FROM exchanges_meeting_partnerships WHERE meeting_id = $1
        ) FROM exchanges_meeting meeting WHERE meeting.id = $1
    );
END
$$;
CREATE FUNCTION search_places_of_patrol(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT partnership_id * 8 + 1 || ARRAY(
            SELECT COALESCE(unit_id * 8 + 2, organisation_id * 8 + 3)
            FROM exchanges_patrolparty WHERE patrol_id = $1
        ) FROM exchanges_patrol patrol WHERE patrol.id = $1
    );
END
$$;
CREATE FUNCTION search_places_of_incident(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT ARRAY[
            partnership_id * 8 + 1, incident.unit_id * 8 + 2, marker_id * 8 + 4, marker.unit_id * 8 + 2
        ] FROM exchanges_incident incident
        LEFT JOIN partnerships_bordermarker marker ON marker.id = marker_id WHERE incident.id = $1
    );
END
$$;
CREATE FUNCTION search_places_of_series(bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT unit_id * 8 + 2 || ARRAY(
            SELECT partnership_id * 8 + 1 FROM reports_reviewseries_partnerships
            WHERE reviewseries_id = $1
        ) FROM reports_reviewseries series WHERE series.id = $1
    );
END
$$;
"""
