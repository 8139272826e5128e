-- The language that an account has chosen; none until it does. "locale" began with 'ja' for every account, chosen or not,
-- and stays for processes of the version before, which read it as one that is always there.
ALTER TABLE "account" ADD COLUMN "chosen_locale" TEXT
    CONSTRAINT "account_chosen_locale_known" CHECK ("chosen_locale" IN ('ja', 'en'));
UPDATE "account" SET "chosen_locale" = 'en' WHERE "locale" = 'en';
