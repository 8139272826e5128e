import { PortalError } from '@/lib/errors'
import type { AccountUser, RecordAccess } from './account-user'

/** What an administrator of a contract does for all of its accounts, and a reader may not (spec section 7). */
export type Permission = 'changeNumberNames' | 'manageKeys' | 'shareSearches' | 'setAlerts'

/** Whether a user may do something. */
export const isPermitted = ({ role }: Pick<AccountUser, 'role'>, permission: Permission): boolean =>
  permitted[role].includes(permission)

const permitted: Record<AccountUser['role'], readonly Permission[]> = {
  administrator: ['changeNumberNames', 'manageKeys', 'shareSearches', 'setAlerts'],
  reader: [],
}

/** Whether a user sees all of its contract's usage: what adds up to the bill is for them alone (docs/decisions/0090). */
export const seesWholeContract = ({ callers }: Pick<RecordAccess, 'callers'>): boolean => callers === 'all'

/** @throws PortalError `departmentsOnly` for who is limited to departments. */
export function requireWholeContract<User extends Pick<RecordAccess, 'callers'>>(
  user: User,
): asserts user is User & { callers: 'all' } {
  if (!seesWholeContract(user)) throw new PortalError({ code: 'departmentsOnly' })
}

/** @throws PortalError `notAllowed` where the user may not do it. */
export function requirePermission(user: Pick<AccountUser, 'role'>, permission: Permission): void {
  if (!isPermitted(user, permission)) throw new PortalError({ code: 'notAllowed' })
}
