"""Which tables the search reads, as migration 0004 wrote it: never edited."""

SELF = "SELECT r.id"
OF_A_TEXT = {  # what belongs where a text belongs
    "f": "SELECT r.memorandum_id",
    "g": "SELECT id FROM partnerships_commitment WHERE memorandum_id = r.memorandum_id",
    "p": "SELECT id FROM partnerships_decision WHERE memorandum_id = r.memorandum_id",
    "u": "SELECT id FROM partnerships_document WHERE memorandum_id = r.memorandum_id",
    "y": """SELECT delivery.id FROM exchanges_delivery delivery
        JOIN partnerships_commitment promise ON promise.id = delivery.commitment_id
        WHERE promise.memorandum_id = r.memorandum_id""",
    "v": """SELECT file.id FROM exchanges_attachment file
        JOIN exchanges_delivery delivery ON delivery.id = file.delivery_id
        JOIN partnerships_commitment promise ON promise.id = delivery.commitment_id
        WHERE promise.memorandum_id = r.memorandum_id""",
}


def of_aid(key: str) -> dict[str, str]:
    return {
        "y": f"SELECT id FROM exchanges_delivery WHERE project_id = r.{key}",
        "v": f"""SELECT id FROM exchanges_attachment WHERE project_id = r.{key} UNION
            SELECT file.id FROM exchanges_attachment file
            JOIN exchanges_delivery delivery ON delivery.id = file.delivery_id
            WHERE delivery.project_id = r.{key}""",
    }


def of_a_meeting(key: str) -> dict[str, str]:
    return {
        "j": f"SELECT id FROM exchanges_minutes WHERE meeting_id = r.{key}",
        "k": f"SELECT id FROM exchanges_agreeditem WHERE meeting_id = r.{key}",
        "v": f"""SELECT id FROM exchanges_attachment WHERE meeting_id = r.{key} UNION
            SELECT file.id FROM exchanges_attachment file
            JOIN exchanges_minutes minutes ON minutes.id = file.minutes_id
            WHERE minutes.meeting_id = r.{key} UNION
            SELECT file.id FROM exchanges_attachment file
            JOIN exchanges_agreeditem item ON item.id = file.agreed_item_id
            WHERE item.meeting_id = r.{key}""",
    }


def of_a_series(key: str) -> dict[str, str]:
    return {
        "w": f"SELECT id FROM reports_annualreview WHERE series_id = r.{key}",
        "x": f"""SELECT paper.id FROM reports_reviewpaper paper
            JOIN reports_annualreview review ON review.id = paper.review_id
            WHERE review.series_id = r.{key}""",
    }


FILES = "SELECT id FROM exchanges_attachment WHERE "
TIES_OF = "SELECT partnership_id FROM partnerships_partnershipparty WHERE "
PEOPLE = """SELECT person_id FROM partnerships_post
    WHERE unit_id = r.unit_id OR organisation_id = r.organisation_id"""

# Of each table: the records that a new or deleted row of it concerns, by kind.
WHOLE = {
    "partnerships_partnership": {"a": SELF},
    "partnerships_partnershipparty": {"a": "SELECT r.partnership_id", "d": PEOPLE},
    "partnerships_unit": {"b": SELF},
    "partnerships_unitname": {"b": "SELECT r.unit_id", "a": f"{TIES_OF} unit_id = r.unit_id"},
    "partnerships_organisation": {"c": SELF},
    "partnerships_person": {"d": SELF},
    "partnerships_post": {"d": "SELECT r.person_id"},
    "partnerships_paper": {"e": SELF},
    "partnerships_memorandum": {"f": SELF},
    "partnerships_memorandum_partnerships": OF_A_TEXT,
    "partnerships_memorandumparty": OF_A_TEXT,
    "partnerships_article": {"f": "SELECT r.memorandum_id"},
    "partnerships_commitment": {"g": SELF},
    "partnerships_commitmentreceiver": {"g": "SELECT r.commitment_id"},
    "partnerships_decision": {"p": SELF},
    "partnerships_document": {"u": SELF},
    "partnerships_statedfigure": {"s": SELF},
    "partnerships_note": {"t": SELF},
    "partnerships_bordermarker": {"q": SELF},
    "partnerships_gate": {"r": SELF},
    "exchanges_activity": {"l": SELF},
    "exchanges_activityfigure": {"l": "SELECT r.activity_id"},
    "exchanges_meeting": {"i": SELF},
    "exchanges_meeting_partnerships": {"i": "SELECT r.meeting_id"} | of_a_meeting("meeting_id"),
    "exchanges_agendaitem": {"i": "SELECT r.meeting_id"},
    "exchanges_agreeditem": {"k": SELF},
    "exchanges_minutes": {"j": SELF},
    "exchanges_minutesitem": {"j": "SELECT r.minutes_id"},
    "exchanges_aidproject": {"h": SELF},
    "exchanges_aidparty": {"h": "SELECT r.project_id"} | of_aid("project_id"),
    "exchanges_aidline": {"h": "SELECT r.project_id"},
    "exchanges_delivery": {"y": SELF},
    "exchanges_patrol": {"m": SELF},
    "exchanges_patrolparty": {
        "m": "SELECT r.patrol_id",
        "v": f"{FILES} patrol_id = r.patrol_id",
    },
    "exchanges_patrolfinding": {"m": "SELECT r.patrol_id"},
    "exchanges_incident": {"n": SELF},
    "exchanges_letter": {"o": SELF},
    "exchanges_attachment": {"v": SELF},
    "reports_reviewseries_partnerships": of_a_series("reviewseries_id"),
    "reports_annualreview": {"w": SELF},
    "reports_reviewpaper": {"x": SELF},
}
# Of each table: what else an update concerns, and the columns that matter for it.
CHANGED = {
    "partnerships_partnership": (
        "title",
        {"p": "SELECT id FROM partnerships_decision WHERE partnership_id = r.id"},
    ),
    "partnerships_unit": (
        "word name",
        {
            "b": "SELECT id FROM partnerships_unit WHERE parent_id = r.id",
            "a": f"{TIES_OF} unit_id = r.id",
            "p": "SELECT id FROM partnerships_decision WHERE unit_id = r.id",
            "q": "SELECT id FROM partnerships_bordermarker WHERE unit_id = r.id",
        },
    ),
    "partnerships_organisation": ("name", {"a": f"{TIES_OF} organisation_id = r.id"}),
    "partnerships_paper": (
        "published issuer_id unit_id",
        {"u": "SELECT id FROM partnerships_document WHERE paper_id = r.id"},
    ),
    "partnerships_memorandum": (
        "title",
        {"p": "SELECT id FROM partnerships_decision WHERE memorandum_id = r.id"},
    ),
    "partnerships_commitment": (
        "memorandum_id partnership_id giver_id giver_organisation_id",
        {
            "y": "SELECT id FROM exchanges_delivery WHERE commitment_id = r.id",
            "v": f"""{FILES} delivery_id IN (
                SELECT id FROM exchanges_delivery WHERE commitment_id = r.id
            )""",
        },
    ),
    "partnerships_bordermarker": (
        "unit_id number suffix",
        {
            "n": "SELECT id FROM exchanges_incident WHERE marker_id = r.id",
            "m": """SELECT id FROM exchanges_patrol
                WHERE from_marker_id = r.id OR to_marker_id = r.id""",
            "v": f"""{FILES} incident_id IN (
                SELECT id FROM exchanges_incident WHERE marker_id = r.id
            )""",
        },
    ),
    "exchanges_activity": (
        "partnership_id unit_id organiser_id",
        {"v": f"{FILES} activity_id = r.id"},
    ),
    "exchanges_meeting": ("title unit_id held_days planned", of_a_meeting("id")),
    "exchanges_minutes": ("meeting_id", {"v": f"{FILES} minutes_id = r.id"}),
    "exchanges_agreeditem": ("meeting_id", {"v": f"{FILES} agreed_item_id = r.id"}),
    "exchanges_aidproject": ("partnership_id", of_aid("id")),
    "exchanges_delivery": (
        "project_id commitment_id unit_id organisation_id",
        {"v": f"{FILES} delivery_id = r.id"},
    ),
    "exchanges_patrol": ("partnership_id", {"v": f"{FILES} patrol_id = r.id"}),
    "exchanges_incident": (
        "sensitive filed_by_id partnership_id unit_id marker_id",
        {
            "o": "SELECT id FROM exchanges_letter WHERE incident_id = r.id",
            "v": f"""{FILES} incident_id = r.id OR letter_id IN (
                SELECT id FROM exchanges_letter WHERE incident_id = r.id
            )""",
        },
    ),
    "exchanges_letter": (
        "partnership_id unit_id incident_id",
        {"v": f"{FILES} letter_id = r.id"},
    ),
    "reports_reviewseries": ("title code unit_id", of_a_series("id")),
    "reports_annualreview": (
        "series_id period",
        {"x": "SELECT id FROM reports_reviewpaper WHERE review_id = r.id"},
    ),
}
# The columns that the search reads of large tables that change often.
READ = {
    "exchanges_meeting": "title place reason planned held_days unit_id",
    "exchanges_minutes": "meeting_id",
    "reports_annualreview": "series_id period status narrative",
    "reports_reviewpaper": "review_id number code final is_sensitive",
}
