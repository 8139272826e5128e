import { secondsBefore } from '@/lib/time/seconds-before'

const retrySeconds = 60

/**
 * Which mails are to be tried now: those that the mail service has neither taken nor refused, and that nobody else has
 * tried within a minute (docs/decisions/0024). Who takes one writes `mailTriedAt` first, and `mailDoneAt` at the end.
 */
export const mailIsDue = (now: Date) => ({
  mailDoneAt: null,
  OR: [{ mailTriedAt: null }, { mailTriedAt: { lt: secondsBefore(now, retrySeconds) } }],
})
