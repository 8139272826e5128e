-- The newest line of the import log that a set's moment of the data held: whether a day was loaded anew since is
-- told by it, since the time of a load is noted a little before others see the load.
ALTER TABLE "export_request" ADD COLUMN "as_of_import_id" BIGINT;
