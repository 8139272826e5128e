import { recordEvent } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { firstPasswordEnd } from '@/lib/auth/first-password'
import { hashPassword } from '@/lib/auth/password-hash'
import { clearStrikes } from '@/lib/auth/sign-in-guard'
import { getPrisma } from '@/lib/db/prisma'
import { PortalError } from '@/lib/errors'
import { accessDetail } from './access-detail'
import { generatePassword } from './generate-password'
import { requireDepartments } from './require-departments'

/** What an account may do, and see. */
export interface AccountAccess extends Pick<AccountUser, 'role' | 'masksNumbers'> {
  /** To which departments' numbers it is limited, each once, in order; none where it sees all of its contract. */
  departments: string[]
}

export interface NewAccount extends AccountAccess {
  userId: string
  contractNumber: string
  email: string | undefined
  /** 多要素認証; needs an address. */
  multiFactor: boolean
}

/**
 * Adds an account to a contract (spec section 8).
 * @returns the generated password, which is kept nowhere but as a hash, and until when it signs in: its user replaces it
 *   at the first sign-in.
 * @throws PortalError `unknownContract`, `accountExists`, `addressMissing`, or what `requireDepartments` throws.
 */
export async function createAccount(
  account: NewAccount,
  operator: string,
  now: Date,
): Promise<{ password: string; passwordUntil: Date }> {
  const { userId, contractNumber, email, multiFactor, role, masksNumbers, departments } = account
  if (multiFactor && email === undefined) throw new PortalError({ code: 'addressMissing', userId })
  const password = generatePassword(userId)
  const passwordHash = await hashPassword(password)
  const passwordUntil = firstPasswordEnd(now)
  await getPrisma().$transaction(async (db) => {
    const contract = await db.contract.findUnique({ where: { number: contractNumber } })
    if (!contract) throw new PortalError({ code: 'unknownContract', contractNumber })
    await requireDepartments(db, contractNumber, departments)
    // Tries of the user ID from before it existed do not lock out its user.
    await clearStrikes(db, userId)
    const [created] = await db.account.createManyAndReturn({
      data: {
        userId,
        contractNumber,
        passwordHash,
        passwordChangedAt: now,
        firstPasswordUntil: passwordUntil,
        email: email ?? null,
        multiFactor,
        role,
        masksNumbers,
        departments,
        createdAt: now,
      },
      skipDuplicates: true,
    })
    if (!created) throw new PortalError({ code: 'accountExists', userId })
    await recordEvent(db, {
      kind: 'accountCreated',
      at: now,
      actor: `operator:${operator}`,
      accountId: created.id,
      contractNumber,
      detail: { multiFactor, ...accessDetail(account) },
    })
  })
  return { password, passwordUntil }
}
