-- What an account may do and see (spec section 7). Accounts from before could do everything, and still can.
ALTER TABLE "account"
    ADD COLUMN "role" TEXT NOT NULL DEFAULT 'administrator'
        CONSTRAINT "account_role_known" CHECK ("role" IN ('administrator', 'reader')),
    ADD COLUMN "masks_numbers" BOOLEAN NOT NULL DEFAULT false,
    ADD CONSTRAINT "account_masks_reader" CHECK ("role" = 'reader' OR NOT "masks_numbers");
