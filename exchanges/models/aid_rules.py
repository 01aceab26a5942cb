"""What PostgreSQL itself keeps of aid that goes through its steps here."""

# Checked at commit, when the parties are there: aid of nobody would be seen by nobody.
OF_A_TIE_OR_A_PARTY = """
    IF NEW.partnership_id IS NULL AND NOT EXISTS (
        SELECT FROM exchanges_aidparty WHERE project_id = NEW.id
    ) THEN
        RAISE 'aid names a tie, a giver or a receiver'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'aid_names_a_tie_or_a_party';
    END IF;
    RETURN NULL;
"""

# The row of the aid is written, so it is locked: whoever answers a step waits or is seen.
STEPS_COME_FIRST = """
    IF NEW.basis = 'made_here' AND OLD.status = 'proposed' AND NEW.status = 'approved' AND EXISTS (
        SELECT FROM exchanges_aidstep
        WHERE project_id = NEW.id AND required AND answered_on IS NULL
    ) THEN
        RAISE 'a step of the procedure is not answered'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'aid_is_approved_after_its_steps';
    END IF;
    RETURN NEW;
"""

# What went back to a proposal could be given less than was delivered, and be approved again.
APPROVED_FACTS_STAY = """
    IF OLD.basis = 'made_here' AND OLD.status <> 'proposed' AND (NEW.status = 'proposed' OR (
        OLD.basis, OLD.title, OLD.direction, OLD.sector, OLD.modality, OLD.form, OLD.funds,
        OLD.amount_number, OLD.amount_unit, OLD.amount_bound, OLD.amount_estimate,
        OLD.amount_words, OLD.approved_on, OLD.approved_by_id, OLD.approval_id, OLD.proposed_by_id
    ) IS DISTINCT FROM (
        NEW.basis, NEW.title, NEW.direction, NEW.sector, NEW.modality, NEW.form, NEW.funds,
        NEW.amount_number, NEW.amount_unit, NEW.amount_bound, NEW.amount_estimate,
        NEW.amount_words, NEW.approved_on, NEW.approved_by_id, NEW.approval_id, NEW.proposed_by_id
    )) THEN
        RAISE 'what was approved stays as it was approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'approved_aid_stays_as_it_was';
    END IF;
    RETURN NEW;
"""
