-- What a user asked for last is read from the audit trail (docs/decisions/0016).
ALTER TABLE "account" DROP COLUMN "preferences";
