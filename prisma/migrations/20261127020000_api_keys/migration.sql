-- Keys by which programs act for an account: a key is found by its id, and its secret is known as a keyed hash alone.
CREATE TABLE "api_key" (
    "key_id" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "account_id" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_from" TEXT,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("key_id"),
    CONSTRAINT "api_key_id_form" CHECK ("key_id" ~ '^[0-9a-f]{12}$'),
    CONSTRAINT "api_key_secret_hash_length" CHECK (octet_length("secret_hash") = 32),
    CONSTRAINT "api_key_name_length" CHECK (char_length("name") BETWEEN 1 AND 50),
    CONSTRAINT "api_key_name_one_line" CHECK ("name" !~ '[\x01-\x1f\x7f-\x9f]'),
    CONSTRAINT "api_key_ends_within_a_year" CHECK ("expires_at" > "created_at" AND "expires_at" <= "created_at" + interval '367 days')
);

CREATE INDEX "api_key_account_id_idx" ON "api_key"("account_id");

ALTER TABLE "api_key" ADD CONSTRAINT "api_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
