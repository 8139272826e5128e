import { accountRoles } from '@/lib/auth/account-user'
import {
  isPermitted,
  requirePermission,
  requireWholeContract,
  seesWholeContract,
  type Permission,
} from '@/lib/auth/permissions'
import type { SeenCallers } from '@/lib/auth/seen-callers'
import { PortalError } from '@/lib/errors'

const permissions: Permission[] = ['changeNumberNames', 'manageKeys', 'shareSearches', 'setAlerts']

describe.each(accountRoles)('%s', (role) => {
  const may = role === 'administrator'

  test.each(permissions)('%s', (permission) => {
    expect(isPermitted({ role }, permission)).toBe(may)
    const ask = () => requirePermission({ role }, permission)
    if (may) expect(ask).not.toThrow()
    else expect(ask).toThrow(new PortalError({ code: 'notAllowed' }))
  })
})

test.each<[SeenCallers, boolean]>([
  ['all', true],
  [{ departments: ['営業部'], numbers: ['0311110001'] }, false],
  [{ departments: ['営業部'], numbers: [] }, false],
])('who sees %j sees the whole contract: %s', (callers, isWhole) => {
  expect(seesWholeContract({ callers })).toBe(isWhole)
  const ask = () => requireWholeContract({ callers })
  if (isWhole) expect(ask).not.toThrow()
  else expect(ask).toThrow(new PortalError({ code: 'departmentsOnly' }))
})
