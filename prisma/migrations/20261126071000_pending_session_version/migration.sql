-- A pending sign-in opens nothing once the password or the address that it was begun with has been replaced. Those of
-- the moment before are begun anew.
DELETE FROM "pending_sign_in";
ALTER TABLE "pending_sign_in" ADD COLUMN "session_version" INTEGER NOT NULL;
