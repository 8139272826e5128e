-- The number of a run is never used again, so runs that were no try are counted beside it. After one that broke with a
-- connection its set waits.
ALTER TABLE "export_request"
    ADD COLUMN "returned_runs" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "next_run_at" TIMESTAMPTZ(3);
