import { PortalError } from '@/lib/errors'
import type { AccountUser } from './account-user'

/** What an administrator of a contract does for all of its accounts, and a reader may not (spec section 7). */
export type Permission = 'changeNumberNames' | 'manageKeys' | 'shareSearches' | 'setAlerts'

/** Whether a user may do something. */
export const isPermitted = ({ role }: Pick<AccountUser, 'role'>, permission: Permission): boolean =>
  permitted[role].includes(permission)

const permitted: Record<AccountUser['role'], readonly Permission[]> = {
  administrator: ['changeNumberNames', 'manageKeys', 'shareSearches', 'setAlerts'],
  reader: [],
}

/** @throws PortalError `notAllowed` where the user may not do it. */
export function requirePermission(user: Pick<AccountUser, 'role'>, permission: Permission): void {
  if (!isPermitted(user, permission)) throw new PortalError({ code: 'notAllowed' })
}
