-- The language of the page that asked for the set. A migration of its own, so that it does not wait for "export_request"
-- with "account" locked, which whoever asks for a set takes in the other order.
ALTER TABLE "export_request" ADD COLUMN "locale" TEXT NOT NULL DEFAULT 'ja'
    CONSTRAINT "export_request_locale_known" CHECK ("locale" IN ('ja', 'en'));
