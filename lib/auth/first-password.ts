import type { Account } from '@/lib/db/generated/client'

/** How long a password that an operator has made signs in, unless its user replaces it (spec section 7). */
export const firstPasswordDays = 7

/** Until when a password that an operator makes now signs in. */
export const firstPasswordEnd = (now: Date): Date =>
  new Date(now.getTime() + firstPasswordDays * 24 * 60 * 60 * 1_000)

/** Whether an account still has the password that an operator made: nothing else can be done before it is replaced. */
export const isFirstPassword = ({ firstPasswordUntil }: Pick<Account, 'firstPasswordUntil'>): boolean =>
  firstPasswordUntil !== null

/** Whether that password has not been replaced in time: it signs nobody in any more. */
export const isFirstPasswordOver = (
  { firstPasswordUntil }: Pick<Account, 'firstPasswordUntil'>,
  now: Date,
): boolean => firstPasswordUntil !== null && firstPasswordUntil <= now
