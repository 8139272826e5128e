-- The audit trail is no store of state: what an account chose last, and how its downloads stand, are rows.

CREATE TABLE "usage_choice" (
    "account_id" BIGINT NOT NULL,
    "search" JSONB,
    "encoding" TEXT,

    CONSTRAINT "usage_choice_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "usage_choice_search_is_object" CHECK (jsonb_typeof("search") = 'object'),
    CONSTRAINT "usage_choice_encoding_known" CHECK ("encoding" IN ('utf-8', 'shift_jis'))
);

CREATE TABLE "download" (
    "download_id" BIGSERIAL NOT NULL,
    "account_id" BIGINT NOT NULL,
    "ticket" UUID,
    "state" TEXT NOT NULL DEFAULT 'making',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "download_pkey" PRIMARY KEY ("download_id"),
    CONSTRAINT "download_state_known" CHECK ("state" IN ('making', 'completed', 'broken')),
    CONSTRAINT "download_ended_says_when" CHECK (("state" = 'making') = ("ended_at" IS NULL))
);

CREATE INDEX "download_account_id_started_at_idx" ON "download"("account_id", "started_at");

ALTER TABLE "usage_choice" ADD CONSTRAINT "usage_choice_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "download" ADD CONSTRAINT "download_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was chosen so far stands in the audit trail.
INSERT INTO "usage_choice" ("account_id", "search", "encoding")
SELECT * FROM (
    SELECT account_id,
           (SELECT detail FROM security_event AS event
            WHERE event.account_id = account.account_id AND kind = 'search'
            ORDER BY at DESC, event_id DESC LIMIT 1) AS search,
           (SELECT detail->>'encoding' FROM security_event AS event
            WHERE event.account_id = account.account_id AND detail->>'encoding' IN ('utf-8', 'shift_jis')
            ORDER BY at DESC, event_id DESC LIMIT 1) AS encoding
    FROM account
) AS chosen
WHERE search IS NOT NULL OR encoding IS NOT NULL;
