-- A saved search that an administrator has shared with the accounts of the contract (spec section 7).
ALTER TABLE "saved_search" ADD COLUMN "is_shared" BOOLEAN NOT NULL DEFAULT false;
