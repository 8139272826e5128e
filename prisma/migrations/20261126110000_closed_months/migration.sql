-- 確定: a month that the operator has closed, and what each contract's came to then. A later load of one of its days is
-- told by its number in the import log, which is larger than the one noted here.
CREATE TABLE "closed_month" (
    "month" DATE NOT NULL,
    "closed_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_by" TEXT NOT NULL,
    "import_id" BIGINT NOT NULL,

    CONSTRAINT "closed_month_pkey" PRIMARY KEY ("month"),
    CONSTRAINT "closed_month_is_whole" CHECK (extract(day FROM "month") = 1)
);

CREATE TABLE "closed_month_totals" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "month" DATE NOT NULL,
    "records" BIGINT NOT NULL,
    "destinations" BIGINT NOT NULL,
    "sent_pages" BIGINT NOT NULL,
    "billed_pages" BIGINT NOT NULL,
    "charge" BIGINT NOT NULL,

    CONSTRAINT "closed_month_totals_pkey" PRIMARY KEY ("contract_number", "kind", "month"),
    CONSTRAINT "closed_month_totals_kind_known" CHECK ("kind" IN ('call', 'destination')),
    CONSTRAINT "closed_month_totals_month_fkey" FOREIGN KEY ("month")
        REFERENCES "closed_month" ("month") ON DELETE CASCADE ON UPDATE CASCADE
);
