-- Strikes whose secrets are still being compared, until when they can be, the last note of a try during a lock, and
-- whether the lock itself is in the audit trail.
ALTER TABLE "sign_in_guard"
    ADD COLUMN "comparing" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "comparing_until" TIMESTAMPTZ(3),
    ADD COLUMN "lock_noted_at" TIMESTAMPTZ(3),
    ADD COLUMN "lock_recorded" BOOLEAN NOT NULL DEFAULT false,
    ADD CONSTRAINT "sign_in_guard_comparing_not_negative" CHECK ("comparing" >= 0);
