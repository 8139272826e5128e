-- The totals of a day are found again, to be replaced, verified or told as corrected, among those of all contracts.
-- They were written together, so a few bytes a block range tell where they lie.
CREATE INDEX "usage_hour_usage_date_idx" ON "usage_hour" USING brin ("usage_date");
