import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { advanceList, holdList } from './hold-list'
import { numberNamesMax, type NamedNumber } from './number-name'
import type { StoredName } from './stored-name'

export type SaveOutcome =
  | { outcome: 'added' | 'changed' | 'unchanged' }
  /** Somebody has changed the name since, or added it. */
  | { outcome: 'conflict'; current: StoredName }
  /** Somebody has removed it since. */
  | { outcome: 'gone' }
  | { outcome: 'full'; max: number }

/**
 * Adds a name to the list of the user's contract, or changes one, and notes it in the audit trail.
 * @param name as `checkName` gives it.
 * @param seenVersion of the name when the form was shown; 0 where there was none. A name that is not as it was then
 *   stays as it is.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function saveName(
  user: AccountUser,
  name: NamedNumber,
  seenVersion: number,
  source: RequestSource,
  now: Date,
): Promise<SaveOutcome> {
  requirePermission(user, 'changeNumberNames')
  const { contractNumber } = user
  const { number, ...values } = name
  return getPrisma().$transaction<SaveOutcome>(async (db) => {
    await holdList(db, contractNumber)
    const key = { contractNumber_number: { contractNumber, number } }
    const current = await db.numberName.findUnique({ where: key })
    if (!current && seenVersion !== 0) return { outcome: 'gone' }
    if (current && current.version !== seenVersion) return { outcome: 'conflict', current }
    if (current && isSame(current, name)) return { outcome: 'unchanged' }
    const count = current ? 0 : await db.numberName.count({ where: { contractNumber } })
    if (count >= numberNamesMax) return { outcome: 'full', max: numberNamesMax }

    const version = await advanceList(db, user, now)
    const data = { ...values, version, changedAt: now, changedBy: user.userId }
    if (current) await db.numberName.update({ where: key, data })
    else await db.numberName.create({ data: { contractNumber, number, ...data } })
    await recordEvent(db, {
      ...eventOf(user, source, now),
      kind: 'numberNamesChanged',
      detail: { added: current ? 0 : 1, changed: current ? 1 : 0, removed: 0 },
    })
    return { outcome: current ? 'changed' : 'added' }
  })
}

const isSame = (one: NamedNumber, other: NamedNumber) =>
  one.name === other.name && one.department === other.department && one.accountCode === other.accountCode
