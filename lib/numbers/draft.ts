import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import type { NameEntry } from './read-names'

/** What an import does with names that it does not have: leaves them, or removes them. */
export const importModes = ['merge', 'replace'] as const
export type ImportMode = (typeof importModes)[number]

type User = Pick<AccountUser, 'accountId' | 'role'>

const keptMilliseconds = 24 * 60 * 60 * 1_000

/**
 * Keeps a list that an account has sent until the account has seen what it would change. One an account, for a day.
 * @returns its id, for the address.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function keepDraft(
  user: User,
  mode: ImportMode,
  entries: NameEntry[],
  now: Date,
): Promise<string> {
  requirePermission(user, 'changeNumberNames')
  const { accountId } = user
  return getPrisma().$transaction(async ({ numberDraft }) => {
    const tooOld = { createdAt: { lt: new Date(now.getTime() - keptMilliseconds) } }
    await numberDraft.deleteMany({ where: { OR: [{ accountId }, tooOld] } })
    const { id } = await numberDraft.create({
      data: { accountId, mode, entries, createdAt: now },
      select: { id: true },
    })
    return id
  })
}

/** Deletes a draft of the account; one that is not there is none. @param id a UUID. */
export async function discardDraft({ accountId }: Pick<User, 'accountId'>, id: string): Promise<void> {
  await getPrisma().numberDraft.deleteMany({ where: { id, accountId } })
}
