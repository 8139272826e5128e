-- A reader may be limited to the numbers of some departments. Accounts from before are not.
ALTER TABLE "account"
    ADD COLUMN "departments" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD CONSTRAINT "account_limits_reader" CHECK ("role" = 'reader' OR cardinality("departments") = 0);

ALTER TABLE "export_request"
    ADD COLUMN "departments" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "caller_numbers" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
