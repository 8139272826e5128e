-- Whether the files of a set have their numbers masked (spec section 7). No account saw them masked before.
ALTER TABLE "export_request" ADD COLUMN "masks_numbers" BOOLEAN NOT NULL DEFAULT false;
