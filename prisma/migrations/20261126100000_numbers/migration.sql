-- A contract's own names for numbers, and what of them is under way: lists to be taken in, and what was searched for.

CREATE TABLE "number_list" (
    "contract_number" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3),
    "changed_by" TEXT,

    CONSTRAINT "number_list_pkey" PRIMARY KEY ("contract_number")
);

-- Numbers are compared byte by byte, in whatever language the database sorts.
CREATE TABLE "number_name" (
    "contract_number" TEXT NOT NULL,
    "number" TEXT COLLATE "C" NOT NULL,
    "name_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "department" TEXT NOT NULL DEFAULT '',
    "account_code" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" TEXT NOT NULL,

    CONSTRAINT "number_name_pkey" PRIMARY KEY ("contract_number", "number"),
    CONSTRAINT "number_name_number_form" CHECK ("number" ~ '^[!-~]{1,100}$'),
    CONSTRAINT "number_name_name_length" CHECK (char_length("name") BETWEEN 1 AND 100),
    CONSTRAINT "number_name_department_length" CHECK (char_length("department") <= 100),
    CONSTRAINT "number_name_account_code_length" CHECK (char_length("account_code") <= 50),
    CONSTRAINT "number_name_one_line" CHECK (("name" || "department" || "account_code") !~ '[\x01-\x1f\x7f-\x9f]')
);

CREATE UNIQUE INDEX "number_name_contract_number_name_id_key" ON "number_name"("contract_number", "name_id");

CREATE TABLE "number_draft" (
    "account_id" BIGINT NOT NULL,
    "draft_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "mode" TEXT NOT NULL,
    "entries" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "number_draft_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "number_draft_mode_known" CHECK ("mode" IN ('merge', 'replace'))
);

CREATE UNIQUE INDEX "number_draft_draft_id_key" ON "number_draft"("draft_id");
CREATE INDEX "number_draft_created_at_idx" ON "number_draft"("created_at");

CREATE TABLE "number_search" (
    "search_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "number_search_pkey" PRIMARY KEY ("search_id"),
    CONSTRAINT "number_search_text_length" CHECK (char_length("text") BETWEEN 1 AND 100)
);

CREATE INDEX "number_search_account_id_idx" ON "number_search"("account_id");
CREATE INDEX "number_search_created_at_idx" ON "number_search"("created_at");

ALTER TABLE "number_list" ADD CONSTRAINT "number_list_contract_number_fkey" FOREIGN KEY ("contract_number") REFERENCES "contract"("contract_number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "number_name" ADD CONSTRAINT "number_name_contract_number_fkey" FOREIGN KEY ("contract_number") REFERENCES "number_list"("contract_number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "number_draft" ADD CONSTRAINT "number_draft_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "number_search" ADD CONSTRAINT "number_search_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
