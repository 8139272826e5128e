-- A saved search names conditions of its own account alone.
CREATE UNIQUE INDEX "usage_filter_account_id_filter_id_key" ON "usage_filter"("account_id", "filter_id");
ALTER TABLE "saved_search" DROP CONSTRAINT "saved_search_filter_id_fkey";
ALTER TABLE "saved_search" ADD CONSTRAINT "saved_search_account_id_filter_id_fkey" FOREIGN KEY ("account_id", "filter_id") REFERENCES "usage_filter"("account_id", "filter_id") ON DELETE NO ACTION ON UPDATE CASCADE;
