-- NULL: the account has chosen no language. Until now every account began with 'ja', chosen or not.
ALTER TABLE "account" ALTER COLUMN "locale" DROP NOT NULL, ALTER COLUMN "locale" DROP DEFAULT;
UPDATE "account" SET "locale" = NULL WHERE "locale" = 'ja';

-- The language of the page that asked for the set.
ALTER TABLE "export_request" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'ja'
    CONSTRAINT "export_request_locale_known" CHECK ("locale" IN ('ja', 'en'));
