-- The month's sheet tells a month by 発信番号: the sums of usage_caller_day by month, so that a sheet reads a row a number
-- and not one a number and day. Loads add what a day brings and take off what it had.
CREATE TABLE "usage_caller_month" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "caller_number" TEXT COLLATE "C" NOT NULL,
    "records" INTEGER NOT NULL,
    "destinations" BIGINT NOT NULL,
    "accepted_pages" BIGINT NOT NULL,
    "sent_pages" BIGINT NOT NULL,
    "billed_pages" BIGINT NOT NULL,
    "charge" BIGINT NOT NULL,

    -- No check on the figures: a day must be replaceable where they are wrong, and verify tells that they are.
    CONSTRAINT "usage_caller_month_pkey" PRIMARY KEY ("contract_number", "kind", "month", "caller_number"),
    CONSTRAINT "usage_caller_month_kind_known" CHECK ("kind" IN ('call', 'destination')),
    CONSTRAINT "usage_caller_month_is_whole" CHECK (extract(day FROM "month") = 1)
)
-- A load of a day changes a row of each of its numbers: room for the new ones beside the old ones halves its time.
WITH (fillfactor = 50);

INSERT INTO "usage_caller_month" (contract_number, kind, month, caller_number, records, destinations, accepted_pages,
                                  sent_pages, billed_pages, charge)
SELECT contract_number, kind, date_trunc('month', day_at AT TIME ZONE 'Asia/Tokyo')::date, caller_number, sum(records),
       sum(destinations), sum(accepted_pages), sum(sent_pages), sum(billed_pages), sum(charge)
FROM usage_caller_day GROUP BY 1, 2, 3, 4;
