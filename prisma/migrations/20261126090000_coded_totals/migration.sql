-- A search may be narrowed by what a record is coded with, and a month is told by 発信番号: the totals that loads keep
-- say both, so that neither reads the records.

-- The hourly totals by 通信種別, 対地名 and 割引種別 (of calls) or 通話種別 (of destinations).
TRUNCATE "usage_hour";
ALTER TABLE "usage_hour" DROP CONSTRAINT "usage_hour_pkey";
ALTER TABLE "usage_hour"
    ADD COLUMN "communication_type" TEXT NOT NULL,
    ADD COLUMN "area" TEXT NOT NULL,
    -- Empty where a record has none: a key has no NULL.
    ADD COLUMN "rate_type" TEXT NOT NULL,
    ADD CONSTRAINT "usage_hour_pkey" PRIMARY KEY (
        "contract_number", "kind", "hour_at", "usage_date", "communication_type", "area", "rate_type"
    );

-- The totals of one 発信番号 on one day (Japan time) of its records.
CREATE TABLE "usage_caller_day" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "day_at" TIMESTAMPTZ(0) NOT NULL,
    "usage_date" DATE NOT NULL,
    "caller_number" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "destinations" BIGINT NOT NULL,
    "accepted_pages" BIGINT NOT NULL,
    "sent_pages" BIGINT NOT NULL,
    "billed_pages" BIGINT NOT NULL,
    "charge" BIGINT NOT NULL,

    CONSTRAINT "usage_caller_day_pkey" PRIMARY KEY (
        "contract_number", "kind", "day_at", "caller_number", "usage_date"
    ),
    CONSTRAINT "usage_caller_day_kind_known" CHECK ("kind" IN ('call', 'destination')),
    CONSTRAINT "usage_caller_day_is_whole" CHECK (
        "day_at" = date_trunc('day', "day_at", 'Asia/Tokyo')
    ),
    CONSTRAINT "usage_caller_day_numbers_not_negative" CHECK (
        "records" > 0 AND "destinations" >= 0 AND "accepted_pages" >= 0 AND "sent_pages" >= 0
        AND "billed_pages" >= 0 AND "charge" >= 0
    )
) PARTITION BY RANGE ("day_at");
CREATE INDEX "usage_caller_day_usage_date_idx" ON "usage_caller_day" USING brin ("usage_date");

-- As before, with one table more.
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

-- The months that there are, and the totals of what they hold. A month of which purge left only what was dialled
-- after its end has its partitions still.
SELECT ensure_usage_month(to_date(right(relname, 6), 'YYYYMM'))
FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
WHERE inhparent = 'usage_call'::regclass AND relname ~ '_[0-9]{6}$';

INSERT INTO "usage_hour" (contract_number, kind, hour_at, usage_date, communication_type, area, rate_type, records,
                          destinations, accepted_pages, sent_pages, billed_pages, charge)
SELECT contract_number, 'call', date_trunc('hour', called_at, 'UTC'), (called_at AT TIME ZONE 'Asia/Tokyo')::date,
       communication_type, area, coalesce(discount_type, ''), count(*), sum(destination_count), sum(accepted_pages),
       sum(sent_pages), coalesce(sum(billed_pages), 0), sum(charge)
FROM usage_call GROUP BY 1, 3, 4, 5, 6, 7
UNION ALL
SELECT contract_number, 'destination', date_trunc('hour', called_at, 'UTC'), usage_date, communication_type, area,
       coalesce(call_type, ''), count(*), count(*), 0, sum(sent_pages), coalesce(sum(billed_pages), 0), sum(charge)
FROM usage_destination GROUP BY 1, 3, 4, 5, 6, 7;

INSERT INTO "usage_caller_day" (contract_number, kind, day_at, usage_date, caller_number, records, destinations,
                                accepted_pages, sent_pages, billed_pages, charge)
SELECT contract_number, 'call', date_trunc('day', called_at, 'Asia/Tokyo'),
       (called_at AT TIME ZONE 'Asia/Tokyo')::date, caller_number, count(*), sum(destination_count),
       sum(accepted_pages), sum(sent_pages), coalesce(sum(billed_pages), 0), sum(charge)
FROM usage_call GROUP BY 1, 3, 4, 5
UNION ALL
SELECT contract_number, 'destination', date_trunc('day', called_at, 'Asia/Tokyo'), usage_date, caller_number,
       count(*), count(*), 0, sum(sent_pages), coalesce(sum(billed_pages), 0), sum(charge)
FROM usage_destination GROUP BY 1, 3, 4, 5;
