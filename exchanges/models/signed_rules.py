"""What signed minutes keep as it was: SQL that the triggers of several records share."""


def changed(*columns: str) -> str:
    """The condition of a trigger: one of these columns is another than before."""
    before, after = (", ".join(f"{row}.{name}" for name in columns) for row in ("OLD", "NEW"))
    return f"(({before}) IS DISTINCT FROM ({after}))"


def signed_minutes_keep(*meetings: str) -> str:
    """Refuses a change to what signed minutes made here tell of these meetings.

    Minutes that others tell of are open: what was reported is put right when more is known. The
    lock on the minutes makes a signature and a last change wait for each other.
    """
    return f"""
        PERFORM FROM exchanges_minutes WHERE meeting_id IN ({", ".join(meetings)}) FOR UPDATE;
        IF EXISTS (
            SELECT FROM exchanges_minutes WHERE meeting_id IN ({", ".join(meetings)})
                AND basis = 'made_here'
                AND status IN ('signed_by_one', 'signed_by_both', 'archived')
        ) THEN
            RAISE 'signed minutes keep what they say of the meeting'
                USING ERRCODE = 'check_violation',
                    CONSTRAINT = 'signed_minutes_keep_what_they_say';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """


# Checked at commit: minutes made here have a signature for each step they say, and a scan.
SIGNED_AS_SAID = """
    SELECT * INTO one FROM exchanges_minutes WHERE id = {minutes} FOR SHARE;
    IF one.id IS NULL OR one.basis <> 'made_here' THEN
        RETURN NULL;
    END IF;
    SELECT count(*) INTO signed FROM exchanges_minutessignature WHERE minutes_id = one.id;
    IF one.status = 'signed_by_one' AND signed < 1
        OR one.status = 'signed_by_both' AND signed < 2
        OR one.status = 'archived'
            AND signed < (CASE one.outcome WHEN 'unilateral' THEN 1 ELSE 2 END)
        OR signed > 0 AND one.status NOT IN ('signed_by_one', 'signed_by_both', 'archived')
    THEN
        RAISE 'minutes are signed by whom they say'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'minutes_signed_as_said';
    END IF;
    IF one.status = 'archived' AND NOT EXISTS (
        SELECT FROM exchanges_attachment
        WHERE minutes_id = one.id AND is_master AND withdrawn_reason = ''
    ) THEN
        RAISE 'archived minutes have their signed scan'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'archived_minutes_have_a_scan';
    END IF;
    RETURN NULL;
"""
DECLARE_SIGNED = [("one", "exchanges_minutes%ROWTYPE"), ("signed", "integer")]
