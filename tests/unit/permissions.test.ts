import { accountRoles } from '@/lib/auth/account-user'
import { isPermitted, requirePermission, type Permission } from '@/lib/auth/permissions'
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
