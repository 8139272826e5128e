-- Contracts, accounts, signing in

CREATE TABLE "contract" (
    "contract_number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "contract_pkey" PRIMARY KEY ("contract_number"),
    CONSTRAINT "contract_number_form" CHECK ("contract_number" ~ '^[0-9A-Za-z-]{1,32}$')
);

CREATE TABLE "account" (
    "account_id" BIGSERIAL NOT NULL,
    "user_id" TEXT NOT NULL,
    "contract_number" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "email" TEXT,
    "multi_factor" BOOLEAN NOT NULL DEFAULT false,
    "locale" TEXT NOT NULL DEFAULT 'ja',
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "locked_at" TIMESTAMPTZ(3),
    "last_sign_in_at" TIMESTAMPTZ(3),
    "previous_sign_in_at" TIMESTAMPTZ(3),
    "preferences" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("account_id"),
    CONSTRAINT "account_locale_known" CHECK ("locale" IN ('ja', 'en')),
    CONSTRAINT "account_multi_factor_has_email" CHECK (NOT "multi_factor" OR "email" IS NOT NULL)
);

CREATE TABLE "sign_in_guard" (
    "user_id_hash" BYTEA NOT NULL,
    "is_known" BOOLEAN NOT NULL,
    "strikes" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_failure_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_guard_pkey" PRIMARY KEY ("user_id_hash"),
    CONSTRAINT "sign_in_guard_strikes_in_range" CHECK ("strikes" BETWEEN 0 AND 3)
);

CREATE TABLE "pending_sign_in" (
    "token_hash" BYTEA NOT NULL,
    "account_id" BIGINT NOT NULL,
    "needs_otp" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_sign_in_pkey" PRIMARY KEY ("token_hash")
);

CREATE TABLE "address_change" (
    "account_id" BIGINT NOT NULL,
    "new_email" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "address_change_pkey" PRIMARY KEY ("account_id")
);

CREATE TABLE "one_time_password" (
    "purpose" TEXT NOT NULL,
    "subject" BYTEA NOT NULL,
    "hash" BYTEA,
    "expires_at" TIMESTAMPTZ(3),
    "next_hash" BYTEA,
    "next_expires_at" TIMESTAMPTZ(3),
    "send_started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "one_time_password_pkey" PRIMARY KEY ("purpose", "subject"),
    CONSTRAINT "one_time_password_purpose_known" CHECK ("purpose" IN ('sign-in', 'address-change'))
);

CREATE TABLE "sign_in_session" (
    "session_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" BIGINT NOT NULL,
    "session_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_session_pkey" PRIMARY KEY ("session_id")
);

CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- The audit trail

CREATE TABLE "security_event" (
    "event_id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" TEXT NOT NULL,
    "contract_number" TEXT,
    "account_id" BIGINT,
    "actor" TEXT NOT NULL,
    "source_address" TEXT,
    "user_agent" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "security_event_pkey" PRIMARY KEY ("event_id")
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER "security_event_append_only"
    BEFORE UPDATE OR DELETE OR TRUNCATE ON "security_event"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Usage. Months are Japan's; the partitions live in a schema of their own, made by ensure_usage_month().

CREATE SCHEMA "usage_partition";

CREATE TABLE "usage_call" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "called_at" TIMESTAMPTZ(0) NOT NULL,
    "call_id" BIGINT NOT NULL,
    "communication_type" TEXT NOT NULL,
    "caller_number" TEXT NOT NULL,
    "callee_number" TEXT,
    "area" TEXT NOT NULL,
    "destination_count" INTEGER NOT NULL,
    "accepted_pages" INTEGER NOT NULL,
    "sent_pages" INTEGER NOT NULL,
    "billed_pages" INTEGER,
    "discount_type" TEXT,
    "charge" BIGINT NOT NULL,

    CONSTRAINT "usage_call_pkey" PRIMARY KEY ("contract_number", "called_at", "call_id"),
    CONSTRAINT "usage_call_numbers_not_negative" CHECK (
        "call_id" >= 0 AND "destination_count" >= 0 AND "accepted_pages" >= 0 AND "sent_pages" >= 0
        AND "billed_pages" >= 0 AND "charge" >= 0
    )
) PARTITION BY RANGE ("called_at");

CREATE TABLE "usage_destination" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "called_at" TIMESTAMPTZ(0) NOT NULL,
    "call_id" BIGINT NOT NULL,
    "destination_no" INTEGER NOT NULL,
    "usage_date" DATE NOT NULL,
    "communication_type" TEXT NOT NULL,
    "caller_number" TEXT NOT NULL,
    "callee_number" TEXT,
    "area" TEXT NOT NULL,
    "paper_mode" TEXT NOT NULL,
    "sent_pages" INTEGER NOT NULL,
    "billed_pages" INTEGER,
    "call_type" TEXT,
    "charge" BIGINT NOT NULL,

    CONSTRAINT "usage_destination_pkey" PRIMARY KEY ("contract_number", "called_at", "call_id", "destination_no"),
    CONSTRAINT "usage_destination_numbers_not_negative" CHECK (
        "call_id" >= 0 AND "destination_no" >= 0 AND "sent_pages" >= 0 AND "billed_pages" >= 0 AND "charge" >= 0
    ),
    CONSTRAINT "usage_destination_not_before_its_day" CHECK (
        "called_at" >= "usage_date"::timestamp AT TIME ZONE 'Asia/Tokyo'
    )
) PARTITION BY RANGE ("called_at");

CREATE TABLE "usage_hour" (
    "contract_number" TEXT COLLATE "C" NOT NULL,
    "kind" TEXT NOT NULL,
    "hour_at" TIMESTAMPTZ(0) NOT NULL,
    "usage_date" DATE NOT NULL,
    "records" INTEGER NOT NULL,
    "destinations" BIGINT NOT NULL,
    "accepted_pages" BIGINT NOT NULL,
    "sent_pages" BIGINT NOT NULL,
    "billed_pages" BIGINT NOT NULL,
    "charge" BIGINT NOT NULL,

    CONSTRAINT "usage_hour_pkey" PRIMARY KEY ("contract_number", "kind", "hour_at", "usage_date"),
    CONSTRAINT "usage_hour_kind_known" CHECK ("kind" IN ('call', 'destination')),
    CONSTRAINT "usage_hour_is_whole" CHECK ("hour_at" = date_trunc('hour', "hour_at", 'UTC')),
    CONSTRAINT "usage_hour_numbers_not_negative" CHECK (
        "records" > 0 AND "destinations" >= 0 AND "accepted_pages" >= 0 AND "sent_pages" >= 0
        AND "billed_pages" >= 0 AND "charge" >= 0
    )
) PARTITION BY RANGE ("hour_at");

-- Makes the partitions of the three usage tables for the month that usage_month lies in; does nothing where
-- they are there. Takes a lock until the end of the transaction, so that two imports cannot make one twice.
CREATE FUNCTION ensure_usage_month(usage_month DATE) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    month_start CONSTANT timestamp := date_trunc('month', usage_month::timestamp);
    parent TEXT;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('ensure_usage_month'));
    FOREACH parent IN ARRAY ARRAY['usage_call', 'usage_destination', 'usage_hour'] LOOP
        EXECUTE format(
            'CREATE TABLE IF NOT EXISTS usage_partition.%I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
            parent || '_' || to_char(month_start, 'YYYYMM'),
            parent,
            month_start AT TIME ZONE 'Asia/Tokyo',
            (month_start + interval '1 month') AT TIME ZONE 'Asia/Tokyo'
        );
    END LOOP;
END;
$$;

-- A foreign key would need the call's time in each destination and a look-up a row; one look-up a statement
-- refuses the same destinations.
CREATE FUNCTION refuse_destination_without_call() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    orphan RECORD;
BEGIN
    SELECT added.contract_number, added.call_id INTO orphan
    FROM (SELECT DISTINCT contract_number, call_id FROM added_destinations) AS added
    WHERE NOT EXISTS (
        SELECT FROM usage_call
        WHERE usage_call.contract_number = added.contract_number AND usage_call.call_id = added.call_id
    )
    LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'destination without its call: contract %, call %', orphan.contract_number, orphan.call_id
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER "usage_destination_has_its_call"
    AFTER INSERT ON "usage_destination"
    REFERENCING NEW TABLE AS added_destinations
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_destination_without_call();

CREATE TABLE "usage_code" (
    "kind" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "first_seen_on" DATE NOT NULL,

    CONSTRAINT "usage_code_pkey" PRIMARY KEY ("kind", "code"),
    CONSTRAINT "usage_code_kind_known" CHECK (
        "kind" IN ('communication_type', 'discount_type', 'call_type', 'area', 'paper_mode')
    )
);

CREATE TABLE "usage_import" (
    "import_id" BIGSERIAL NOT NULL,
    "usage_date" DATE NOT NULL,
    "calls_sha256" TEXT NOT NULL,
    "destinations_sha256" TEXT NOT NULL,
    "call_records" BIGINT NOT NULL,
    "destination_records" BIGINT NOT NULL,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "usage_import_pkey" PRIMARY KEY ("import_id")
);

CREATE TABLE "usage_import_contract" (
    "import_id" BIGINT NOT NULL,
    "contract_number" TEXT NOT NULL,
    "call_records" INTEGER NOT NULL,
    "destination_records" INTEGER NOT NULL,
    "call_charge" BIGINT NOT NULL,
    "destination_charge" BIGINT NOT NULL,

    CONSTRAINT "usage_import_contract_pkey" PRIMARY KEY ("import_id", "contract_number")
);

-- Bulk exports

CREATE TABLE "export_request" (
    "export_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" BIGINT NOT NULL,
    "contract_number" TEXT NOT NULL,
    "search" JSONB NOT NULL,
    "encoding" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "failure" TEXT,
    "records_total" INTEGER NOT NULL,
    "records_done" INTEGER NOT NULL DEFAULT 0,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "as_of" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_request_pkey" PRIMARY KEY ("export_id"),
    CONSTRAINT "export_request_state_known" CHECK ("state" IN ('waiting', 'running', 'ready', 'failed', 'cancelled')),
    CONSTRAINT "export_request_encoding_known" CHECK ("encoding" IN ('utf-8', 'shift_jis')),
    CONSTRAINT "export_request_records_in_range" CHECK (
        "records_total" BETWEEN 1 AND 100000 AND "records_done" BETWEEN 0 AND "records_total"
    ),
    CONSTRAINT "export_request_ready_is_whole" CHECK (
        "state" <> 'ready'
        OR ("records_done" = "records_total" AND "as_of" IS NOT NULL AND "finished_at" IS NOT NULL AND "expires_at" IS NOT NULL)
    ),
    CONSTRAINT "export_request_failed_says_why" CHECK ("state" <> 'failed' OR "failure" IS NOT NULL)
);

CREATE TABLE "export_file" (
    "export_id" UUID NOT NULL,
    "part" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "size_bytes" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "charge" BIGINT NOT NULL,
    "content" BYTEA NOT NULL,
    "downloaded_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_file_pkey" PRIMARY KEY ("export_id", "part"),
    CONSTRAINT "export_file_part_in_range" CHECK ("part" BETWEEN 1 AND 10 AND "records" BETWEEN 1 AND 10000)
);

-- The content is compressed already.
ALTER TABLE "export_file" ALTER COLUMN "content" SET STORAGE EXTERNAL;

CREATE UNIQUE INDEX "account_user_id_key" ON "account"("user_id");
CREATE INDEX "account_contract_number_idx" ON "account"("contract_number");
CREATE INDEX "sign_in_guard_is_known_last_failure_at_idx" ON "sign_in_guard"("is_known", "last_failure_at");
CREATE INDEX "one_time_password_send_started_at_idx" ON "one_time_password"("send_started_at");
CREATE INDEX "pending_sign_in_account_id_idx" ON "pending_sign_in"("account_id");
CREATE INDEX "pending_sign_in_expires_at_idx" ON "pending_sign_in"("expires_at");
CREATE INDEX "sign_in_session_account_id_idx" ON "sign_in_session"("account_id");
CREATE INDEX "sign_in_session_last_seen_at_idx" ON "sign_in_session"("last_seen_at");
CREATE INDEX "security_event_account_id_at_event_id_idx" ON "security_event"("account_id", "at", "event_id");
CREATE INDEX "security_event_at_idx" ON "security_event"("at");
CREATE INDEX "usage_call_contract_number_call_id_idx" ON "usage_call"("contract_number", "call_id");
CREATE INDEX "usage_destination_contract_number_call_id_called_at_destina_idx" ON "usage_destination"("contract_number", "call_id", "called_at", "destination_no");
CREATE INDEX "usage_import_usage_date_import_id_idx" ON "usage_import"("usage_date", "import_id");
CREATE UNIQUE INDEX "export_request_account_id_key" ON "export_request"("account_id");
CREATE INDEX "export_request_state_requested_at_idx" ON "export_request"("state", "requested_at");
CREATE INDEX "export_request_expires_at_idx" ON "export_request"("expires_at");

ALTER TABLE "account" ADD CONSTRAINT "account_contract_number_fkey" FOREIGN KEY ("contract_number") REFERENCES "contract"("contract_number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "pending_sign_in" ADD CONSTRAINT "pending_sign_in_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "address_change" ADD CONSTRAINT "address_change_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "sign_in_session" ADD CONSTRAINT "sign_in_session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "usage_import_contract" ADD CONSTRAINT "usage_import_contract_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "usage_import"("import_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "export_request" ADD CONSTRAINT "export_request_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "export_file" ADD CONSTRAINT "export_file_export_id_fkey" FOREIGN KEY ("export_id") REFERENCES "export_request"("export_id") ON DELETE CASCADE ON UPDATE CASCADE;
