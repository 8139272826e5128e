-- A day is found again, to be replaced or verified, among the rows of its month. Rows of a day lie together, so a
-- few bytes a block range tell where; it costs a load nothing that can be measured.
CREATE INDEX "usage_call_called_at_idx" ON "usage_call" USING brin ("called_at");
CREATE INDEX "usage_destination_usage_date_idx" ON "usage_destination" USING brin ("usage_date");

-- What was purged: searches, imports and verify ask where the stored data begins.
CREATE TABLE "usage_purge" (
    "purge_id" BIGSERIAL NOT NULL,
    "purged_before" DATE NOT NULL,
    "call_records" BIGINT NOT NULL,
    "destination_records" BIGINT NOT NULL,
    "purged_by" TEXT NOT NULL,
    "purged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_purge_pkey" PRIMARY KEY ("purge_id"),
    CONSTRAINT "usage_purge_of_whole_months" CHECK (extract(day FROM "purged_before") = 1)
);

-- As before, but readers and loads go on meanwhile: CREATE TABLE … PARTITION OF locks its parent against
-- everything, and whoever comes after waits behind it for the longest load or search that is under way.
-- ATTACH PARTITION conflicts with neither.
CREATE OR REPLACE FUNCTION ensure_usage_month(usage_month DATE) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month_start CONSTANT timestamp := date_trunc('month', usage_month::timestamp);
    parent TEXT;
    child TEXT;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ensure_usage_month'));
    FOREACH parent IN ARRAY ARRAY['usage_call', 'usage_destination', 'usage_hour'] LOOP
        child := parent || '_' || to_char(month_start, 'YYYYMM');
        CONTINUE WHEN to_regclass(format('usage_partition.%I', child)) IS NOT NULL;
        EXECUTE format(
            'CREATE TABLE usage_partition.%I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', child, parent
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
