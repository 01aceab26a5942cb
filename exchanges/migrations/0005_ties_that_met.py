"""Which ties met is kept like the rest of a meeting. The table of a many-to-many field has no model
of its own, so its triggers stand here.
"""

from django.db import migrations

KEPT = """
CREATE FUNCTION exchanges_signed_minutes_keep_their_ties() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM exchanges_minutes
        WHERE meeting_id IN (OLD.meeting_id, NEW.meeting_id) FOR UPDATE;
    IF EXISTS (
        SELECT FROM exchanges_minutes WHERE meeting_id IN (OLD.meeting_id, NEW.meeting_id)
            AND basis = 'made_here'
            AND status IN ('signed_by_one', 'signed_by_both', 'archived')
    ) THEN
        RAISE 'signed minutes keep what they say of the meeting'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'signed_minutes_keep_what_they_say';
    END IF;
    RETURN COALESCE(NEW, OLD);
END;
$$;
CREATE TRIGGER signed_minutes_keep_their_ties
    BEFORE INSERT OR UPDATE OR DELETE ON exchanges_meeting_partnerships
    FOR EACH ROW EXECUTE FUNCTION exchanges_signed_minutes_keep_their_ties();

CREATE FUNCTION exchanges_meeting_keeps_a_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM exchanges_meeting WHERE id = OLD.meeting_id AND unit_id IS NULL)
        AND NOT EXISTS (
            SELECT FROM exchanges_meeting_partnerships WHERE meeting_id = OLD.meeting_id
        )
    THEN
        RAISE 'a meeting names a tie or a unit'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_names_a_tie_or_a_unit';
    END IF;
    RETURN NULL;
END;
$$;
CREATE CONSTRAINT TRIGGER meeting_keeps_a_tie
    AFTER UPDATE OR DELETE ON exchanges_meeting_partnerships
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION exchanges_meeting_keeps_a_tie();
"""
DROPPED = """
DROP TRIGGER meeting_keeps_a_tie ON exchanges_meeting_partnerships;
DROP FUNCTION exchanges_meeting_keeps_a_tie();
DROP TRIGGER signed_minutes_keep_their_ties ON exchanges_meeting_partnerships;
DROP FUNCTION exchanges_signed_minutes_keep_their_ties();
"""


class Migration(migrations.Migration):
    dependencies = [("exchanges", "0004_what_happens")]

    operations = [migrations.RunSQL(KEPT, DROPPED)]
