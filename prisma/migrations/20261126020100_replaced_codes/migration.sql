-- Hashes of earlier codes of the same subject, to say which mail has the one that is good.
ALTER TABLE "one_time_password" ADD COLUMN "replaced" BYTEA[] DEFAULT ARRAY[]::BYTEA[];
