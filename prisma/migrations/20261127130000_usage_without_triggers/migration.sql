-- Tables that are spread over machines have no triggers: a load looks itself whether each destination has its call.
-- Dropping one locks its table against everybody for a moment. That waits for what reads the table, and what comes
-- after waits behind it: so it gives up soon, lets them pass, and tries again.
DO $$
BEGIN
    FOR attempt IN 1..600 LOOP
        BEGIN
            SET LOCAL lock_timeout TO '300ms';
            DROP TRIGGER "usage_destination_has_its_call" ON "usage_destination";
            EXIT;
        EXCEPTION WHEN lock_not_available THEN
            IF attempt = 600 THEN RAISE; END IF;
            PERFORM pg_sleep(1);
        END;
    END LOOP;
    SET LOCAL lock_timeout TO DEFAULT;
END;
$$;
DROP FUNCTION refuse_destination_without_call();

-- As before, but a partition has its indexes before it is attached, which takes them for its own: indexes that
-- attaching makes get names on other machines that, cut to their length, are the same.
CREATE OR REPLACE FUNCTION ensure_usage_month(usage_month DATE) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month_start CONSTANT timestamp := date_trunc('month', usage_month::timestamp);
    parent TEXT;
    child TEXT;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ensure_usage_month'));
    FOREACH parent IN ARRAY ARRAY['usage_call', 'usage_destination', 'usage_hour', 'usage_caller_day'] LOOP
        child := parent || '_' || to_char(month_start, 'YYYYMM');
        CONTINUE WHEN to_regclass(format('usage_partition.%I', child)) IS NOT NULL;
        EXECUTE format(
            'CREATE TABLE usage_partition.%I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES)',
            child,
            parent
        );
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION usage_partition.%I FOR VALUES FROM (%L) TO (%L)',
            parent,
            child,
            month_start AT TIME ZONE 'Asia/Tokyo',
            (month_start + interval '1 month') AT TIME ZONE 'Asia/Tokyo'
        );
    END LOOP;
END;
$$;
