-- What the records of each contract were when they were loaded, so that a later change of any field is found. Loads
-- from before this have none.
ALTER TABLE "usage_import_contract" ADD COLUMN "call_checksum" NUMERIC(40, 0),
ADD COLUMN "destination_checksum" NUMERIC(40, 0);
