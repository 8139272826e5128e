-- Where a session was signed in, for the page that lists them. Sessions from before have none.
ALTER TABLE "sign_in_session" ADD COLUMN "source_address" TEXT, ADD COLUMN "user_agent" TEXT;

-- Until when a password that an operator has made signs in. The passwords that accounts have now stay as they are.
ALTER TABLE "account" ADD COLUMN "first_password_until" TIMESTAMPTZ(3);

CREATE TABLE "known_network" (
    "account_id" BIGINT NOT NULL REFERENCES "account" ("account_id") ON DELETE CASCADE ON UPDATE CASCADE,
    "network" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    PRIMARY KEY ("account_id", "network")
);
