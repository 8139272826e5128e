-- A pending sign-in opens nothing once the password or the address that it was begun with has been replaced. One that a
-- process of the version before adds has 0, and opens nothing: that browser begins anew.
ALTER TABLE "pending_sign_in" ADD COLUMN "session_version" INTEGER NOT NULL DEFAULT 0;
UPDATE "pending_sign_in" AS pending SET "session_version" = account."session_version"
  FROM "account" AS account WHERE account."account_id" = pending."account_id";
