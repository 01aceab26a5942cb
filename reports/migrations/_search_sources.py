"""What the search knows of each kind of record, as migration 0004 wrote it: never edited."""

# Every SELECT gives: the record, its uuid, its day, its title, what stands beside the title, its
# bare name, its number or code, its other words, whether it is (or names) a sensitive incident,
# who filed that, whether readers may see it, and where it belongs. A place is a key and what it is
# a key of: 8 × id + 1 for a tie, 2 for a unit, 3 for an organisation, 4 for a marker; 0 is open
# to all.

PLAIN = "false, NULL::bigint, true"
STANDING = {
    "a": f"""SELECT r.id, r.uuid, NULL::date, r.title, '', r.title, r.code,
        concat_ws(' ', r.fields_of_work, (
            SELECT string_agg(concat_ws(' ', unit.word, unit.name, body.name, (
                SELECT string_agg(text, ' ') FROM partnerships_unitname WHERE unit_id = unit.id
            )), ' ')
            FROM partnerships_partnershipparty party
            LEFT JOIN partnerships_unit unit ON unit.id = party.unit_id
            LEFT JOIN partnerships_organisation body ON body.id = party.organisation_id
            WHERE party.partnership_id = r.id
        )), {PLAIN}, ARRAY[r.id * 8 + 1]
        FROM partnerships_partnership r WHERE r.merged_into_id IS NULL""",
    "b": f"""SELECT r.id, r.uuid, NULL::date, btrim(r.word || ' ' || r.name),
        COALESCE(btrim(above.word || ' ' || above.name), ''), r.name, r.code,
        (SELECT string_agg(text, ' | ') FROM partnerships_unitname WHERE unit_id = r.id),
        {PLAIN}, ARRAY[0::bigint]
        FROM partnerships_unit r LEFT JOIN partnerships_unit above ON above.id = r.parent_id
        WHERE r.merged_into_id IS NULL""",
    "c": f"""SELECT r.id, r.uuid, NULL::date, r.name, '', r.name, '', search_names(r.other_names),
        {PLAIN}, ARRAY[0::bigint]
        FROM partnerships_organisation r WHERE r.merged_into_id IS NULL""",
    "d": f"""SELECT r.id, r.uuid, NULL::date, r.name, '', r.name, '', search_names(r.other_names),
        {PLAIN}, ARRAY(
            SELECT COALESCE(unit_id * 8 + 2, organisation_id * 8 + 3)
            FROM partnerships_post WHERE person_id = r.id
            UNION
            SELECT party.partnership_id * 8 + 1 FROM partnerships_post post
            JOIN partnerships_partnershipparty party ON party.unit_id = post.unit_id
            WHERE person_id = r.id
            UNION
            SELECT party.partnership_id * 8 + 1 FROM partnerships_post post
            JOIN partnerships_partnershipparty party ON party.organisation_id = post.organisation_id
            WHERE person_id = r.id
        )
        FROM partnerships_person r WHERE true""",
    "e": f"""SELECT r.id, r.uuid, lower(r.dated_days), r.title, r.number, r.title, r.number,
        concat_ws(' | ', r.issued_by, r.gist), {PLAIN}, ARRAY[
            r.issuer_id * 8 + 3, r.unit_id * 8 + 2, CASE WHEN r.published THEN 0 END
        ]
        FROM partnerships_paper r WHERE true""",
    "f": f"""SELECT r.id, r.uuid, lower(r.signed_days), r.title, r.place, r.title, '',
        concat_ws(' | ', r.cooperation, r.mode, r.place, (
            SELECT string_agg(search_texts(text), ' | ' ORDER BY position, id)
            FROM partnerships_article WHERE memorandum_id = r.id
        )), {PLAIN}, search_places_of_text(r.id)
        FROM partnerships_memorandum r WHERE true""",
    "g": f"""SELECT r.id, r.uuid, lower(r.since_days), r.title, r.clause, r.title, '',
        concat_ws(' | ', search_amount(r.amount_number, r.amount_words), r.clause), {PLAIN},
        search_places_of_promise(r.id) || ARRAY(
            SELECT COALESCE(unit_id * 8 + 2, organisation_id * 8 + 3)
            FROM partnerships_commitmentreceiver WHERE commitment_id = r.id
        )
        FROM partnerships_commitment r WHERE true""",
    "p": f"""SELECT r.id, r.uuid, r.on,
        COALESCE(tie.title, btrim(unit.word || ' ' || unit.name), text.title), r.decided_by,
        COALESCE(tie.title, unit.name, text.title), '', concat_ws(' | ', r.decided_by, r.reason),
        {PLAIN}, ARRAY[r.partnership_id * 8 + 1, r.unit_id * 8 + 2]
            || search_places_of_text(r.memorandum_id)
        FROM partnerships_decision r
        LEFT JOIN partnerships_partnership tie ON tie.id = r.partnership_id
        LEFT JOIN partnerships_unit unit ON unit.id = r.unit_id
        LEFT JOIN partnerships_memorandum text ON text.id = r.memorandum_id WHERE true""",
    "q": f"""SELECT r.id, r.uuid, NULL::date, r.label,
        concat_ws(', ', btrim(unit.word || ' ' || unit.name), border.name), r.label, r.label,
        'cột mốc', {PLAIN}, ARRAY[0::bigint]
        FROM partnerships_bordermarker r JOIN partnerships_border border ON border.id = r.border_id
        LEFT JOIN partnerships_unit unit ON unit.id = r.unit_id WHERE true""",
    "r": f"""SELECT r.id, r.uuid, NULL::date, r.name, r.counterpart_name, r.name, '',
        r.counterpart_name, {PLAIN}, ARRAY[0::bigint]
        FROM partnerships_gate r WHERE true""",
    "s": f"""SELECT r.id, r.uuid, lower(r.when_days), r.title, r.stated_by, r.title, '',
        concat_ws(' | ', search_amount(r.value_number, r.value_words), r.stated_by), {PLAIN}, ARRAY[
            r.partnership_id * 8 + 1, r.unit_id * 8 + 2, r.organisation_id * 8 + 3,
            CASE WHEN r.border_id IS NOT NULL OR r.country_id IS NOT NULL THEN 0 END
        ]
        FROM partnerships_statedfigure r WHERE true""",
    "t": f"""SELECT r.id, r.uuid, NULL::date, r.topic, '', r.topic, '', r.text, {PLAIN}, ARRAY[
            r.partnership_id * 8 + 1, r.unit_id * 8 + 2, r.organisation_id * 8 + 3,
            CASE WHEN r.border_id IS NOT NULL OR r.country_id IS NOT NULL THEN 0 END
        ]
        FROM partnerships_note r WHERE true""",
    "u": f"""SELECT r.id, r.uuid, r.uploaded_at::date, r.name, '', r.name, '', r.note, {PLAIN},
        search_places_of_text(r.memorandum_id) || ARRAY[
            paper.issuer_id * 8 + 3, paper.unit_id * 8 + 2, CASE WHEN paper.published THEN 0 END
        ]
        FROM partnerships_document r
        LEFT JOIN partnerships_paper paper ON paper.id = r.paper_id WHERE true""",
}
HAPPENING = {
    "h": f"""SELECT r.id, r.uuid, lower(r.handed_over_days), r.title, r.place, r.title, '',
        concat_ws(' | ', search_amount(r.amount_number, r.amount_words), r.place, r.funds_words, (
            SELECT string_agg(what, ' | ' ORDER BY id) FROM exchanges_aidline
            WHERE project_id = r.id
        )), {PLAIN}, search_places_of_aid(r.id)
        FROM exchanges_aidproject r WHERE true""",
    "i": f"""SELECT r.id, r.uuid, COALESCE(lower(r.held_days), r.planned), r.title, r.place,
        r.title, '', concat_ws(' | ', r.place, r.reason, (
            SELECT string_agg(search_texts(text), ' | ' ORDER BY position, id)
            FROM exchanges_agendaitem WHERE meeting_id = r.id
        )), {PLAIN}, search_places_of_meeting(r.id)
        FROM exchanges_meeting r WHERE true""",
    "j": f"""SELECT r.id, r.uuid, COALESCE(lower(meeting.held_days), meeting.planned),
        meeting.title, '', meeting.title, '', (
            SELECT string_agg(search_texts(text), ' | ' ORDER BY position, id)
            FROM exchanges_minutesitem WHERE minutes_id = r.id
        ), {PLAIN}, search_places_of_meeting(r.meeting_id)
        FROM exchanges_minutes r JOIN exchanges_meeting meeting ON meeting.id = r.meeting_id
        WHERE true""",
    "k": f"""SELECT r.id, r.uuid, COALESCE(lower(meeting.held_days), meeting.planned), r.title,
        meeting.title, r.title, '', concat_ws(' | ', search_texts(r.text), r.proof), {PLAIN},
        search_places_of_meeting(r.meeting_id)
        FROM exchanges_agreeditem r JOIN exchanges_meeting meeting ON meeting.id = r.meeting_id
        WHERE true""",
    "l": f"""SELECT r.id, r.uuid, lower(r.happened_days), r.title, r.place, r.title, '',
        concat_ws(' | ', r.place, r.done_by, r.note, (
            SELECT string_agg(
                concat_ws(' ', what, search_amount(amount_number, amount_words)), ' | ' ORDER BY id
            ) FROM exchanges_activityfigure WHERE activity_id = r.id
        )), {PLAIN}, ARRAY[r.partnership_id * 8 + 1, r.unit_id * 8 + 2, r.organiser_id * 8 + 3]
        FROM exchanges_activity r WHERE true""",
    "m": f"""SELECT r.id, r.uuid, lower(r.happened_days),
        COALESCE(NULLIF(concat_ws(' – ', first.label, last.label), ''), border.name, '–'),
        border.name, '', '', concat_ws(' | ', r.note, (
            SELECT string_agg(what, ' | ' ORDER BY position, id) FROM exchanges_patrolfinding
            WHERE patrol_id = r.id AND incident_id IS NULL
        )), {PLAIN}, search_places_of_patrol(r.id)
        FROM exchanges_patrol r
        LEFT JOIN partnerships_border border ON border.id = r.border_id
        LEFT JOIN partnerships_bordermarker first ON first.id = r.from_marker_id
        LEFT JOIN partnerships_bordermarker last ON last.id = r.to_marker_id WHERE true""",
    "n": """SELECT r.id, r.uuid, lower(r.happened_days), r.title, r.place, r.title, '',
        concat_ws(' | ', r.place, r.account, r.outcome), r.sensitive, r.filed_by_id::bigint, true,
        search_places_of_incident(r.id)
        FROM exchanges_incident r WHERE true""",
    "o": """SELECT r.id, r.uuid, lower(r.dated_days), r.gist, r.number, r.gist, r.number,
        concat_ws(' | ', r.sender, r.addressee, search_texts(r.text)),
        COALESCE(incident.sensitive, false), incident.filed_by_id::bigint, true,
        ARRAY[r.partnership_id * 8 + 1, r.unit_id * 8 + 2]
        FROM exchanges_letter r
        LEFT JOIN exchanges_incident incident ON incident.id = r.incident_id WHERE true""",
    "v": """SELECT r.id, r.uuid, r.uploaded_at::date, r.name, '', r.name, '', r.note,
        COALESCE(incident.sensitive, false), incident.filed_by_id::bigint, true,
        search_places_of_aid(r.project_id) || search_places_of_delivery(r.delivery_id)
            || search_places_of_meeting(
                COALESCE(r.meeting_id, minutes.meeting_id, item.meeting_id)
            )
            || search_places_of_patrol(r.patrol_id) || search_places_of_incident(r.incident_id)
            || ARRAY[
                activity.partnership_id * 8 + 1, activity.unit_id * 8 + 2,
                activity.organiser_id * 8 + 3, letter.partnership_id * 8 + 1, letter.unit_id * 8 + 2
            ]
        FROM exchanges_attachment r
        LEFT JOIN exchanges_minutes minutes ON minutes.id = r.minutes_id
        LEFT JOIN exchanges_agreeditem item ON item.id = r.agreed_item_id
        LEFT JOIN exchanges_activity activity ON activity.id = r.activity_id
        LEFT JOIN exchanges_letter letter ON letter.id = r.letter_id
        LEFT JOIN exchanges_incident incident
            ON incident.id = COALESCE(r.incident_id, letter.incident_id) WHERE true""",
    "w": """SELECT r.id, r.uuid, upper(r.period) - 1, series.title, '', series.title, series.code,
        search_texts(r.narrative), false, NULL::bigint, r.status IN ('sent', 'archived'),
        search_places_of_series(r.series_id)
        FROM reports_annualreview r JOIN reports_reviewseries series ON series.id = r.series_id
        WHERE true""",
    "x": """SELECT r.id, review.uuid, upper(review.period) - 1, series.title, r.number,
        series.title, COALESCE(NULLIF(r.number, ''), r.code), r.code, r.is_sensitive, NULL::bigint,
        r.final, search_places_of_series(review.series_id)
        FROM reports_reviewpaper r JOIN reports_annualreview review ON review.id = r.review_id
        JOIN reports_reviewseries series ON series.id = review.series_id WHERE true""",
    "y": f"""SELECT r.id, r.uuid, lower(r.given_days), r.what, '', r.what, '',
        search_amount(r.amount_number, r.amount_words), {PLAIN}, search_places_of_delivery(r.id)
        FROM exchanges_delivery r WHERE true""",
}
SOURCES = STANDING | HAPPENING
