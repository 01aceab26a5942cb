"""What PostgreSQL refuses of commitments and instalments, as the bodies of their triggers."""

CLAUSE_OF_THE_TEXT = """
    IF NEW.article_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM partnerships_article
        WHERE id = NEW.article_id AND memorandum_id = NEW.memorandum_id
    ) THEN
        RAISE 'the article stands in another text'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'article_is_of_the_text';
    END IF;
    RETURN NEW;
"""
GIVES_TO_OTHERS = """
    IF EXISTS (
        SELECT FROM partnerships_commitment promise
        JOIN partnerships_commitmentreceiver receiver ON receiver.commitment_id = promise.id
        WHERE promise.id = %s
            AND (receiver.unit_id = promise.giver_id
                OR receiver.organisation_id = promise.giver_organisation_id)
    ) THEN
        RAISE 'nobody promises to themselves'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'nobody_promises_to_themselves';
    END IF;
    RETURN NULL;
"""
OF_THE_PROMISE = """
    IF NOT EXISTS (
        SELECT FROM partnerships_commitment
        WHERE id = NEW.commitment_id AND interval_months IS NOT NULL
    ) OR (NEW.receiver_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM partnerships_commitmentreceiver
        WHERE id = NEW.receiver_id AND commitment_id = NEW.commitment_id
    )) THEN
        RAISE 'an instalment is of a promise with an interval, for one of its receivers'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'instalment_is_of_the_promise';
    END IF;
    RETURN NEW;
"""
