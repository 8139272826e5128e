import type { AccountUser } from './account-user'
import { isKeyedHash, keyedHash } from './keyed-hash'

/**
 * The mark of the account that a form is shown to. The form sends it back, so that a form that was shown to
 * another account changes nothing (docs/decisions/0044). It is the same in every session of the account, and tells
 * nothing about it.
 */
export const formAccount = (user: Pick<AccountUser, 'accountId'>): string =>
  keyedHash('form-account', user.accountId.toString()).toString('base64url')

/** Whether a mark that a form sent is the user's. @param mark anything that a request can hold. */
export function isFormAccount(user: Pick<AccountUser, 'accountId'>, mark: unknown): boolean {
  if (typeof mark !== 'string') return false
  return isKeyedHash(Buffer.from(mark, 'base64url'), 'form-account', user.accountId.toString())
}
