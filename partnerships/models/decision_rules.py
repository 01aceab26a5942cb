"""What PostgreSQL refuses of decisions, as the bodies of their triggers."""

# A merge of duplicates may point a decision at the record that was kept; what was decided stays.
SAID = ("kind", "side", "on", "decided_by", "paper_id", "reason", "takes_back_id", "batch")
STANDS = f"""
    IF TG_OP = 'DELETE' OR ({", ".join(f"OLD.{name}" for name in SAID)})
        IS DISTINCT FROM ({", ".join(f"NEW.{name}" for name in SAID)}) THEN
        RAISE 'a decision stands; another one takes it back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_decision_stands';
    END IF;
    RETURN NEW;
"""
# The decision that takes another back speaks of the same thing, and cannot be taken back itself.
TAKES_BACK = """
    IF NEW.takes_back_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM partnerships_decision first
        WHERE first.id = NEW.takes_back_id AND first.kind <> 'taken_back'
            AND (first.partnership_id, first.unit_id, first.memorandum_id)
                IS NOT DISTINCT FROM (NEW.partnership_id, NEW.unit_id, NEW.memorandum_id)
    ) THEN
        RAISE 'a decision takes back one about the same thing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'takes_back_a_decision_of_its_own';
    END IF;
    RETURN NEW;
"""
# Checked at commit, when the rows of the first decision are gone or open again.
NOTHING_LEFT = """
    IF NEW.takes_back_id IS NOT NULL AND EXISTS (
        SELECT FROM partnerships_partnershipparty
        WHERE NEW.takes_back_id IN (joined_by_id, left_by_id)
        UNION ALL SELECT FROM partnerships_partnershipevent WHERE decision_id = NEW.takes_back_id
        UNION ALL SELECT FROM partnerships_unitparent
        WHERE NEW.takes_back_id IN (joined_by_id, left_by_id)
    ) THEN
        RAISE 'nothing is left of a decision that was taken back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nothing_is_left_of_it';
    END IF;
    RETURN NULL;
"""
# A text passes on, or a tie ends, once; again only by a later reform. The lock makes a second
# officer wait for the first.
DECIDED_ONCE = """
    PERFORM FROM partnerships_partnership WHERE id = NEW.partnership_id FOR UPDATE;
    PERFORM FROM partnerships_memorandum WHERE id = NEW.memorandum_id FOR UPDATE;
    IF EXISTS (
        SELECT FROM partnerships_decision first
        WHERE first.kind = NEW.kind AND first.kind IN ('ended', 'passed_on', 'name_amended')
            AND (first.partnership_id, first.memorandum_id)
                IS NOT DISTINCT FROM (NEW.partnership_id, NEW.memorandum_id)
            AND (first.kind = 'ended' OR first."on" >= NEW."on")
            AND NOT EXISTS (
                SELECT FROM partnerships_decision later WHERE later.takes_back_id = first.id
            )
    ) THEN
        RAISE 'this was decided already'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'decided_once';
    END IF;
    RETURN NEW;
"""
# Home sides and the agreements that Decree 177/2025 speaks of stay in Vietnam, a place in its own
# country; an heir is there on the day from which the decision holds.
HEIR_FITS = """
    SELECT decision.*, place.country_id AS country INTO first
    FROM partnerships_decision decision
    LEFT JOIN partnerships_unit place ON place.id = decision.unit_id
    WHERE decision.id = NEW.decision_id;
    SELECT country_id, valid_from AS since, valid_to AS until INTO heir
    FROM partnerships_unit WHERE id = NEW.unit_id
    UNION ALL SELECT country_id, since, until
    FROM partnerships_organisation WHERE id = NEW.organisation_id;
    IF first."on" < heir.since OR first."on" >= heir.until THEN
        RAISE 'an heir is there on the day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'heir_is_there_on_the_day';
    END IF;
    IF (first.kind = 'placed' AND (NEW.unit_id IS NULL OR heir.country_id <> first.country))
        OR (first.kind <> 'placed'
            AND (heir.country_id = 'VN') <> (first.side <> 'counterpart')) THEN
        RAISE 'an heir is of the side that passes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'heir_is_of_the_side';
    END IF;
    RETURN NEW;
"""
