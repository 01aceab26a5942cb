"""What PostgreSQL refuses of deliveries, as the bodies of their triggers."""

NOT_BEFORE_APPROVAL = """
    IF NEW.project_id IS NOT NULL AND EXISTS (
        SELECT FROM exchanges_aidproject
        WHERE id = NEW.project_id AND basis = 'made_here'
            AND (status IN ('proposed', 'cancelled')
                OR upper(NEW.given_days) <= approved_on)
    ) THEN
        RAISE 'nothing is delivered before the approval'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'delivered_after_the_approval';
    END IF;
    IF lower(NEW.given_days) > CURRENT_DATE + 1 THEN
        RAISE 'a delivery lies in the past'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'delivered_not_in_the_future';
    END IF;
    IF NEW.instalment_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM partnerships_instalment
        WHERE id = NEW.instalment_id AND commitment_id = NEW.commitment_id
    ) THEN
        RAISE 'the instalment is of another promise'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'instalment_of_the_same_promise';
    END IF;
    RETURN NEW;
"""
# Above an exact approval only with a reason; the lock makes two deliveries count each other.
WITHIN_THE_APPROVAL = """
    PERFORM FROM exchanges_aidproject WHERE id = NEW.project_id FOR UPDATE;
    IF NEW.over_reason = '' AND NEW.withdrawn_reason = '' AND EXISTS (
        SELECT FROM exchanges_aidproject project
        WHERE project.id = NEW.project_id AND project.basis = 'made_here'
            AND project.amount_bound = 'exact' AND NOT project.amount_estimate
            AND project.amount_unit = NEW.amount_unit
            AND project.amount_number < (
                SELECT sum(amount_number) FROM exchanges_delivery
                WHERE project_id = project.id AND amount_unit = project.amount_unit
                    AND withdrawn_reason = ''
            )
    ) THEN
        RAISE 'more was delivered than approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'over_the_approval_with_a_reason';
    END IF;
    RETURN NULL;
"""
# Between two sides: the receiver of a delivery is not its giver.
GIVER_IS_NOT_RECEIVER = """
    IF EXISTS (
        SELECT FROM exchanges_aidparty
        WHERE project_id = NEW.project_id AND role = 'giver'
            AND (unit_id = NEW.unit_id OR organisation_id = NEW.organisation_id)
        UNION ALL
        SELECT FROM partnerships_commitment
        WHERE id = NEW.commitment_id
            AND (giver_id = NEW.unit_id OR giver_organisation_id = NEW.organisation_id)
    ) THEN
        RAISE 'nobody delivers to themselves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_delivers_to_themselves';
    END IF;
    RETURN NULL;
"""
