-- What a search is narrowed by: numbers are personal data, so an address has the id of a row alone.
CREATE TABLE "usage_filter" (
    "filter_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" BIGINT NOT NULL,
    "conditions" JSONB NOT NULL,
    "digest" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_filter_pkey" PRIMARY KEY ("filter_id"),
    CONSTRAINT "usage_filter_conditions_are_object" CHECK (jsonb_typeof("conditions") = 'object')
);
CREATE UNIQUE INDEX "usage_filter_account_id_digest_key" ON "usage_filter"("account_id", "digest");
ALTER TABLE "usage_filter" ADD CONSTRAINT "usage_filter_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A set is of what its search was narrowed by when it was asked for, whatever becomes of the row.
ALTER TABLE "export_request" ADD COLUMN "conditions" JSONB,
    ADD CONSTRAINT "export_request_conditions_are_object" CHECK (jsonb_typeof("conditions") = 'object');

-- Numbers are compared byte by byte, so that an index finds those that begin alike.
ALTER TABLE "usage_call" ALTER COLUMN "caller_number" TYPE TEXT COLLATE "C",
    ALTER COLUMN "callee_number" TYPE TEXT COLLATE "C";
ALTER TABLE "usage_destination" ALTER COLUMN "caller_number" TYPE TEXT COLLATE "C",
    ALTER COLUMN "callee_number" TYPE TEXT COLLATE "C";
ALTER TABLE "usage_caller_day" ALTER COLUMN "caller_number" TYPE TEXT COLLATE "C";
