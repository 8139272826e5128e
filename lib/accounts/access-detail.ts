import type { AccountAccess } from './create-account'

/** What the audit trail says of what an account may do and see. */
export const accessDetail = ({ role, masksNumbers, departments }: AccountAccess) => ({
  role,
  masksNumbers,
  ...(departments.length > 0 && { departments: departments.join(', ') }),
})
