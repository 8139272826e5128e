-- Searches that an account has given a name: a period that moves or stands, and a row of conditions that then stays.
CREATE TABLE "saved_search" (
    "saved_search_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "output" TEXT NOT NULL,
    "sort" TEXT,
    "filter_id" UUID,
    "moving_period" TEXT,
    "start_date" DATE,
    "start_hour" SMALLINT,
    "end_date" DATE,
    "end_hour" SMALLINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_search_pkey" PRIMARY KEY ("saved_search_id"),
    CONSTRAINT "saved_search_name_length" CHECK (char_length("name") BETWEEN 1 AND 40),
    CONSTRAINT "saved_search_name_one_line" CHECK ("name" !~ '[\x01-\x1f\x7f-\x9f]'),
    CONSTRAINT "saved_search_by_known" CHECK ("by" IN ('call', 'destination')),
    CONSTRAINT "saved_search_output_known" CHECK ("output" IN ('screen', 'csv', 'bulk')),
    CONSTRAINT "saved_search_period_moves_or_stands" CHECK (
        num_nonnulls("start_date", "start_hour", "end_date", "end_hour") = CASE WHEN "moving_period" IS NULL THEN 4 ELSE 0 END
    ),
    CONSTRAINT "saved_search_moving_period_known" CHECK ("moving_period" IN ('yesterday', 'thisMonth', 'lastMonth', 'lastSevenDays')),
    CONSTRAINT "saved_search_hours" CHECK ("start_hour" BETWEEN 0 AND 23 AND "end_hour" BETWEEN 0 AND 23)
);

CREATE UNIQUE INDEX "saved_search_account_id_name_key" ON "saved_search"("account_id", "name");
CREATE INDEX "saved_search_filter_id_idx" ON "saved_search"("filter_id");

ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_filter_id_fkey" FOREIGN KEY ("filter_id") REFERENCES "usage_filter"("filter_id") ON DELETE NO ACTION ON UPDATE CASCADE;
