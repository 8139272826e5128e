-- 通信料のお知らせ: a threshold for what a month of a contract comes to, and who is mailed when it is passed.
CREATE TABLE "usage_alert" (
    "contract_number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL,
    "looked_import_id" BIGINT,

    CONSTRAINT "usage_alert_pkey" PRIMARY KEY ("contract_number"),
    CONSTRAINT "usage_alert_amount_range" CHECK ("amount" BETWEEN 1 AND 9999999999)
);

CREATE TABLE "alert_address" (
    "address_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "contract_number" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "slot" SMALLINT NOT NULL,
    "account_id" BIGINT,
    "locale" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_address_pkey" PRIMARY KEY ("address_id"),
    CONSTRAINT "alert_address_slot_range" CHECK ("slot" BETWEEN 1 AND 3)
);

-- Whether a month is above an amount, and how often it has risen above it: decides which mails there are.
CREATE TABLE "alert_month" (
    "contract_number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "is_above" BOOLEAN NOT NULL,
    "times" INTEGER NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_month_pkey" PRIMARY KEY ("contract_number", "amount", "month"),
    CONSTRAINT "alert_month_is_whole" CHECK (extract(day FROM "month") = 1)
);

-- One mail of a kind to one address each time that a month rises above an amount.
CREATE TABLE "alert_mail" (
    "contract_number" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "month" DATE NOT NULL,
    "time" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "address_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "mail_tried_at" TIMESTAMPTZ(3),
    "mail_done_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_mail_pkey" PRIMARY KEY ("contract_number", "amount", "month", "time", "kind", "address_id"),
    CONSTRAINT "alert_mail_kind_known" CHECK ("kind" IN ('passed', 'withdrawn'))
);

CREATE UNIQUE INDEX "alert_address_contract_number_slot_key" ON "alert_address"("contract_number", "slot");
CREATE UNIQUE INDEX "alert_address_contract_number_email_key" ON "alert_address"("contract_number", "email");
CREATE INDEX "alert_address_account_id_idx" ON "alert_address"("account_id");
CREATE INDEX "alert_mail_address_id_idx" ON "alert_mail"("address_id");
CREATE INDEX "alert_mail_mail_done_at_created_at_idx" ON "alert_mail"("mail_done_at", "created_at");

ALTER TABLE "usage_alert" ADD CONSTRAINT "usage_alert_contract_number_fkey" FOREIGN KEY ("contract_number") REFERENCES "contract"("contract_number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "alert_address" ADD CONSTRAINT "alert_address_contract_number_fkey" FOREIGN KEY ("contract_number") REFERENCES "contract"("contract_number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "alert_address" ADD CONSTRAINT "alert_address_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("account_id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "alert_month" ADD CONSTRAINT "alert_month_contract_number_fkey" FOREIGN KEY ("contract_number") REFERENCES "contract"("contract_number") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "alert_mail" ADD CONSTRAINT "alert_mail_contract_number_amount_month_fkey" FOREIGN KEY ("contract_number", "amount", "month") REFERENCES "alert_month"("contract_number", "amount", "month") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert_mail" ADD CONSTRAINT "alert_mail_address_id_fkey" FOREIGN KEY ("address_id") REFERENCES "alert_address"("address_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A code may be for an address that is to be mailed.
ALTER TABLE "one_time_password"
    DROP CONSTRAINT "one_time_password_purpose_known",
    ADD CONSTRAINT "one_time_password_purpose_known" CHECK ("purpose" IN ('sign-in', 'address-change', 'alert-address'));
