import { eventOf, recordEvent, type RequestSource } from '@/lib/audit/record-event'
import type { AccountUser } from '@/lib/auth/account-user'
import { requirePermission } from '@/lib/auth/permissions'
import { getPrisma } from '@/lib/db/prisma'
import { comparedNames } from './compare-draft'
import { advanceList, holdList, type LastChange } from './hold-list'
import { numberNamesMax } from './number-name'
import { countChanges, type ChangeCounts } from './preview-import'

export type ImportOutcome =
  | { outcome: 'done'; counts: ChangeCounts }
  /** The draft is not there: it was taken in, discarded or replaced by another, or its day is over. */
  | { outcome: 'gone' }
  /** Somebody has changed the list since it was compared with the draft. */
  | { outcome: 'conflict'; lastChange: LastChange | undefined }
  | { outcome: 'full'; max: number }

/**
 * Takes a draft of the account into the list of its contract: all of it or nothing, noted in the audit trail by its
 * counts. The draft is gone afterwards.
 * @param id a UUID.
 * @param seenVersion of the list that the user has seen the draft compared with.
 * @throws PortalError `notAllowed` for a reader.
 */
export async function runImport(
  user: AccountUser,
  id: string,
  seenVersion: number,
  source: RequestSource,
  now: Date,
): Promise<ImportOutcome> {
  requirePermission(user, 'changeNumberNames')
  const { accountId, contractNumber, userId } = user
  return getPrisma().$transaction<ImportOutcome>(async (db) => {
    const held = await holdList(db, contractNumber)
    const draft = await db.numberDraft.findUnique({ where: { id, accountId }, select: { mode: true } })
    if (!draft) return { outcome: 'gone' }
    if (held.version !== seenVersion) return { outcome: 'conflict', lastChange: held.lastChange }
    const isReplacing = draft.mode === 'replace'
    const { added, changed, unchanged, absent } = await countChanges(db, contractNumber, id)
    const total = added + changed + unchanged + (isReplacing ? 0 : absent)
    if (total > numberNamesMax) return { outcome: 'full', max: numberNamesMax }
    const counts = { added, changed, removed: isReplacing ? absent : 0 }

    if (counts.added + counts.changed + counts.removed > 0) {
      const version = await advanceList(db, user, now)
      // SQL, see `comparedNames`.
      if (counts.removed > 0)
        await db.$executeRaw`
          ${comparedNames(contractNumber, id)}
          DELETE FROM number_name USING compared
          WHERE contract_number = ${contractNumber} AND number_name.number = compared.number AND state = 'absent'`
      await db.$executeRaw`
        ${comparedNames(contractNumber, id)}
        INSERT INTO number_name
          (contract_number, number, name, department, account_code, version, changed_at, changed_by)
        SELECT ${contractNumber}, number, name, department, account_code, ${version}, ${now}, ${userId}
        FROM compared WHERE state IN ('added', 'changed')
        ON CONFLICT (contract_number, number) DO UPDATE SET
          name = excluded.name, department = excluded.department, account_code = excluded.account_code,
          version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by`
      await recordEvent(db, { ...eventOf(user, source, now), kind: 'numberNamesChanged', detail: counts })
    }
    await db.numberDraft.delete({ where: { id } })
    return { outcome: 'done', counts }
  })
}
