-- A bulk export is of a search, or of the destinations of one call: all of them, or those of a range of their numbers.

ALTER TABLE "export_request"
    ALTER COLUMN "search" DROP NOT NULL,
    ADD COLUMN "call_id" BIGINT,
    ADD COLUMN "called_at" TIMESTAMPTZ(0),
    ADD COLUMN "destination_no_from" INTEGER,
    ADD COLUMN "destination_no_to" INTEGER,
    ADD CONSTRAINT "export_request_is_of_one_thing" CHECK (num_nonnulls("search", "call_id") = 1),
    ADD CONSTRAINT "export_request_call_is_whole" CHECK (("call_id" IS NULL) = ("called_at" IS NULL)),
    ADD CONSTRAINT "export_request_range_is_whole" CHECK (
        num_nulls("destination_no_from", "destination_no_to") = 2
        OR ("call_id" IS NOT NULL AND coalesce("destination_no_from" <= "destination_no_to", false))
    );
