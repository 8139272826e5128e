import type { RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { confirmPassword, type UnconfirmedPassword } from '@/lib/auth/confirm-password'
import { requirePermission } from '@/lib/auth/permissions'
import { addKey, type AddedKey, type KeyOrder } from './add-key'

/**
 * Makes a key, see `addKey`, after the maker's password: a browser that was left open makes nothing that opens the
 * contract's usage for a year.
 * @returns why the password is not confirmed, or what became of the key.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function makeKey(
  user: AccountUser,
  order: KeyOrder,
  password: string,
  source: RequestSource,
  now: Date,
): Promise<AddedKey | UnconfirmedPassword> {
  requirePermission(user, 'manageKeys')
  const confirmed = await confirmPassword(user, password, 'keyCreationFailure', source, now)
  return confirmed.outcome === 'right' ? addKey(user, order, source, now) : confirmed
}
