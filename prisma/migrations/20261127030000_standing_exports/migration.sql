-- Bulk exports that are made by themselves each month (毎月の自動作成), one an account. `last_month` is the note that a month
-- was decided on: it is written in the transaction that asks for the month's set, and only ever goes forward.
CREATE TABLE "standing_export" (
    "account_id" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "encoding" TEXT NOT NULL,
    "formulas" TEXT NOT NULL,
    "with_names" BOOLEAN NOT NULL,
    "locale" TEXT NOT NULL,
    "first_month" DATE NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "last_month" DATE,
    "last_outcome" TEXT,
    "last_records" INTEGER,
    "last_at" TIMESTAMPTZ(3),
    "skipped_from" DATE,
    "mail_tried_at" TIMESTAMPTZ(3),
    "mail_done_at" TIMESTAMPTZ(3),

    CONSTRAINT "standing_export_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "standing_export_by_known" CHECK ("by" IN ('call', 'destination')),
    CONSTRAINT "standing_export_formulas_known" CHECK ("formulas" IN ('guarded', 'asis')),
    CONSTRAINT "standing_export_months_are_whole" CHECK (
        extract(day FROM "first_month") = 1 AND extract(day FROM "last_month") = 1 AND extract(day FROM "skipped_from") = 1
    ),
    CONSTRAINT "standing_export_last_is_whole" CHECK (
        num_nulls("last_month", "last_outcome", "last_records", "last_at") IN (0, 4)
    ),
    CONSTRAINT "standing_export_last_outcome_known" CHECK ("last_outcome" IN ('requested', 'noRecords', 'tooManyRecords'))
);

CREATE INDEX "standing_export_last_month_idx" ON "standing_export"("last_month");

ALTER TABLE "standing_export" ADD CONSTRAINT "standing_export_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Of which month a set is that was asked for by itself; absent where somebody asked for it.
ALTER TABLE "export_request"
    ADD COLUMN "standing_month" DATE
        CONSTRAINT "export_request_standing_month_is_whole" CHECK (extract(day FROM "standing_month") = 1);
