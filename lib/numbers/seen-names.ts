import type { RecordAccess } from '@/lib/auth/account-user'
import type { Prisma } from '@/lib/db/generated/client'

/** The names of its contract that an account sees: all, or those of the departments that it is limited to. */
export const seenNames = ({
  contractNumber,
  callers,
}: Pick<RecordAccess, 'contractNumber' | 'callers'>): Prisma.NumberNameWhereInput => ({
  contractNumber,
  ...(callers !== 'all' && { department: { in: callers.departments } }),
})
