-- Whether a file has the contract's names of its numbers: of a bulk export, and of the last file that an account took.
ALTER TABLE "export_request" ADD COLUMN "with_names" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "usage_choice" ADD COLUMN "with_names" BOOLEAN;
