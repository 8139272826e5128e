-- Which conditions are forgotten is told by when they were narrowed by last, not by when they first were.
ALTER TABLE "usage_filter" RENAME COLUMN "created_at" TO "last_used_at";
