-- Retention of the audit trail: `audit purge` may delete what is older than a year. Rows are still never changed.

DROP TRIGGER "security_event_append_only" ON "security_event";

CREATE TRIGGER "security_event_append_only"
    BEFORE UPDATE OR TRUNCATE ON "security_event"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A DELETE is refused unless its own transaction has said that it is the purge: nothing else deletes by mistake.
CREATE TRIGGER "security_event_deleted_by_purge_alone"
    BEFORE DELETE ON "security_event"
    FOR EACH STATEMENT
    WHEN (current_setting('portal.audit_purge', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION refuse_change();

-- Nor does the purge reach the last year, counted in days of Japan: what was done lately cannot be covered up by it.
CREATE TRIGGER "security_event_kept_for_a_year"
    BEFORE DELETE ON "security_event"
    FOR EACH ROW
    WHEN (OLD."at" >= (date_trunc('day', now() AT TIME ZONE 'Asia/Tokyo') - interval '1 year') AT TIME ZONE 'Asia/Tokyo')
    EXECUTE FUNCTION refuse_change();
