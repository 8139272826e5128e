-- A key opens nothing while the account that made it is locked, or no administrator any more: that account is read with it.
DELETE FROM "api_key" WHERE "made_by" NOT IN (SELECT "user_id" FROM "account");

CREATE INDEX "api_key_made_by_idx" ON "api_key"("made_by");

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_made_by_fkey" FOREIGN KEY ("made_by") REFERENCES "account"("user_id") ON DELETE CASCADE ON UPDATE CASCADE;
