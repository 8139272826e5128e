-- Strikes whose secrets are still being compared, until when they can be, and the last note of a try during a lock.
ALTER TABLE "sign_in_guard"
    ADD COLUMN "comparing" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "comparing_until" TIMESTAMPTZ(3),
    ADD COLUMN "lock_noted_at" TIMESTAMPTZ(3),
    ADD CONSTRAINT "sign_in_guard_comparing_not_negative" CHECK ("comparing" >= 0);
