"""What PostgreSQL refuses of memoranda and their articles, as the bodies of their triggers."""

from django.db.models import BigIntegerField, Func

# Law 70/2020/QH14, Article 6: these words name treaties, which no local authority concludes.
TREATY_WORDS = r"^\s*(hiệp\s+(định|ước)|(công|định)\s+ước)([^[:alpha:]]|$)"
NO_CYCLE = """
    IF (NEW.renews_id IS NOT NULL OR NEW.amends_id IS NOT NULL) AND EXISTS (
        WITH RECURSIVE earlier(id) AS (
            SELECT before FROM unnest(ARRAY[NEW.renews_id, NEW.amends_id]) before
            WHERE before IS NOT NULL
            UNION
            SELECT before
            FROM earlier
            JOIN partnerships_memorandum text ON text.id = earlier.id
            CROSS JOIN LATERAL unnest(ARRAY[text.renews_id, text.amends_id]) before
            WHERE before IS NOT NULL
        )
        SELECT FROM earlier WHERE id = NEW.id
    ) THEN
        RAISE 'a text cannot renew or amend one that follows from it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'renewals_without_cycle';
    END IF;
    RETURN NEW;
"""
# Checked at commit, when signatories, signed copy and articles are there; again when one goes.
SIGNED_HERE = """
    IF EXISTS (
        SELECT FROM partnerships_memorandum text
        WHERE text.id = %s AND text.basis = 'made_here'
            AND text.status IN ('signed', 'renewed', 'terminated')
            AND (SELECT count(DISTINCT side) FROM partnerships_signatory
                 WHERE memorandum_id = text.id) < 2
    ) THEN
        RAISE 'a text signed here names who signed for each side' USING ERRCODE =
            'check_violation', CONSTRAINT = 'memorandum_signed_here_has_both_signatories';
    END IF;
    IF EXISTS (
        SELECT FROM partnerships_memorandum text
        WHERE text.id = %s AND text.basis = 'made_here'
            AND text.status IN ('signed', 'renewed', 'terminated')
            AND NOT EXISTS (SELECT FROM partnerships_document scan
                WHERE scan.memorandum_id = text.id AND scan.is_master
                    AND scan.withdrawn_reason = '')
    ) THEN
        RAISE 'a text signed here has its signed copy as the master' USING ERRCODE =
            'check_violation', CONSTRAINT = 'memorandum_signed_here_has_its_signed_copy';
    END IF;
    IF EXISTS (
        SELECT FROM partnerships_memorandum text
        WHERE text.id = %s AND text.basis = 'made_here'
            AND text.status IN ('cleared', 'signed', 'renewed', 'terminated')
            AND NOT EXISTS (SELECT FROM partnerships_article line
                WHERE line.memorandum_id = text.id)
    ) THEN
        RAISE 'a text cleared or signed here has its articles' USING ERRCODE =
            'check_violation', CONSTRAINT = 'memorandum_made_here_has_its_articles';
    END IF;
    RETURN NULL;
"""
# waits_to_be_placed() is in migration 0003: a village whose commune was divided.
PLACES_ARE_SETTLED = """
    IF NEW.basis = 'made_here' AND NEW.status = 'signed' AND EXISTS (
        SELECT FROM partnerships_memorandum_partnerships bound
        JOIN partnerships_partnershipparty party USING (partnership_id)
        WHERE bound.memorandum_id = NEW.id AND party.until IS NULL
            AND waits_to_be_placed(party.unit_id)
        UNION ALL
        SELECT FROM partnerships_memorandumparty party
        WHERE party.memorandum_id = NEW.id AND waits_to_be_placed(party.unit_id)
    ) THEN
        RAISE 'a village of a divided commune is placed before its text is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'places_are_settled_before_signing';
    END IF;
    RETURN NULL;
"""
# What was signed here is put right only beside a Correction of the same transaction.
FACTS = (
    *("kind", "title", "signed_days", "signed_words", "place", "term", "term_words", "languages"),
    *("route", "cooperation", "mode", "not_binding", "renews_id", "amends_id"),
)
SIGNED_TEXT_STAYS = f"""
    IF OLD.basis = 'made_here' AND OLD.status IN ('signed', 'renewed', 'terminated') THEN
        IF NEW.basis <> 'made_here' OR NEW.status NOT IN ('signed', 'renewed', 'terminated') OR (
            ({", ".join(f"OLD.{name}" for name in FACTS)})
                IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in FACTS)})
            AND NOT EXISTS (
                SELECT FROM partnerships_correction
                WHERE memorandum_id = OLD.id AND transaction = txid_current()
            )
        ) THEN
            RAISE 'what was signed stays as it is'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_text_stays';
        END IF;
    END IF;
    RETURN NEW;
"""
# The lock makes a clearance and a last change of an article wait for each other.
ARTICLES_STAY = """
    PERFORM FROM partnerships_memorandum
        WHERE id IN (OLD.memorandum_id, NEW.memorandum_id) FOR UPDATE;
    IF EXISTS (
        SELECT FROM partnerships_memorandum
        WHERE id IN (OLD.memorandum_id, NEW.memorandum_id)
            AND basis = 'made_here' AND status <> 'draft'
    ) THEN
        RAISE 'the articles of a cleared text stay as they are'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'articles_stay';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""
# What was asked and answered is what the text was cleared upon.
CLEARANCES_STAY = ARTICLES_STAY.replace(
    "the articles of a cleared text stay as they are", "the answers to a cleared text stay"
).replace("articles_stay", "clearances_stay")
# Checked at commit: the answers may be written in the same transaction.
CLEARED_BY_ALL = """
    IF NEW.basis = 'made_here' AND NEW.status = 'cleared' AND (
        NEW.clearance_round = 0
        OR NOT EXISTS (SELECT FROM partnerships_clearance
            WHERE memorandum_id = NEW.id AND round = NEW.clearance_round)
        OR EXISTS (SELECT FROM partnerships_clearance
            WHERE memorandum_id = NEW.id AND round = NEW.clearance_round
                AND required AND answered_on IS NULL)
    ) THEN
        RAISE 'a text is cleared when every step that is needed was answered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'every_step_is_answered';
    END IF;
    RETURN NULL;
"""


def signed_here(column: str) -> str:
    """The check of what a text signed here must have; `column` names its id."""
    return SIGNED_HERE.replace("%s", column)


class CurrentTransaction(Func):
    """The number of the transaction that writes the row."""

    function = "txid_current"
    output_field = BigIntegerField()
