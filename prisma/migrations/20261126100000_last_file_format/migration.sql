-- A file that is taken at once is a text file or an Excel workbook: which of them an account took last.

ALTER TABLE "usage_choice" ADD COLUMN "format" TEXT;
ALTER TABLE "usage_choice" ADD CONSTRAINT "usage_choice_format_known" CHECK ("format" IN ('csv', 'xlsx'));
